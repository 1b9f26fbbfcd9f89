internal import CaseModel

extension HTML {
  /// An attribute, its value quoted and escaped. Names and most values are literals of the program.
  public struct Attribute: Sendable, Hashable {
    let markup: String

    private init(_ name: StaticString, _ value: String) { markup = " \(name)=\"\(HTML.escape(value))\"" }

    /// A name and value that are both ours.
    public static func fixed(_ name: StaticString, _ value: StaticString) -> Attribute {
      Attribute(name, "\(value)")
    }

    /// A whole number.
    public static func number(_ name: StaticString, _ value: Int) -> Attribute { Attribute(name, String(value)) }

    /// A number with one digit after the point, for drawings.
    static func decimal(_ name: StaticString, _ value: Double) -> Attribute {
      let bounded = value.isFinite ? min(1e6, max(-1e6, value)) : 0
      let tenths = Int((bounded * 10).rounded())
      return Attribute(name, "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)")
    }

    /// Classes of the style sheet.
    static func style(_ names: StaticString...) -> Attribute {
      Attribute("class", names.map { "\($0)" }.joined(separator: " "))
    }

    /// What a cell is called when the table is shown as cards.
    static func label(_ name: StaticString) -> Attribute { Attribute("data-label", "\(name)") }

    /// A place in the page.
    static func id(_ slug: Slug) -> Attribute { Attribute("id", slug.text) }

    /// A link to a place in the page.
    static func link(to slug: Slug) -> Attribute { Attribute("href", "#\(slug.text)") }

    /// A link to the page of an ATT&CK technique; `nil` if the id has not the form `T1234` or `T1234.001`.
    static func link(to technique: Technique) -> Attribute? {
      let parts = technique.id.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      func isNumber(_ text: some Collection<UInt8>, _ count: Int) -> Bool {
        text.count == count && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
      guard let first = parts.first, first.first == UInt8(ascii: "T"), isNumber(first.dropFirst(), 4),
        parts.count == 1 || (parts.count == 2 && isNumber(parts[1], 3))
      else { return nil }
      let path = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      return Attribute("href", "https://attack.mitre.org/techniques/\(path)/")
    }

    /// The coordinates of a drawing, from 0.
    static func viewBox(width: Int, height: Int) -> Attribute { Attribute("viewBox", "0 0 \(width) \(height)") }

    /// Places in the page whose text names this element.
    static func labelled(by slugs: [Slug]) -> Attribute {
      Attribute("aria-labelledby", slugs.map(\.text).joined(separator: " "))
    }
  }

  /// The name of a place in the page: a word of ours and a number.
  struct Slug: Sendable, Hashable {
    let text: String

    init(_ word: StaticString) { text = "\(word)" }
    init(_ word: StaticString, _ number: Int) { text = "\(word)\(number)" }
  }
}
