/// A piece of HTML that is well formed and safe by construction.
///
/// There is no way to make one from a string without escaping it: text goes through `text`, elements come from a closed list of
/// tags, attributes from a closed list of makers. What the suspect wrote can therefore only ever be text: no attribute
/// takes words from outside.
public struct HTML: Sendable, Hashable {
  /// The markup.
  public let markup: String

  private init(markup: String) { self.markup = markup }

  /// Nothing.
  public static let empty = HTML(markup: "")

  /// Text: markup characters become references, characters that hide or reorder text are escaped visibly, and what is longer than
  /// `limit` Unicode scalars is cut with a mark.
  public static func text(_ plain: String, limit: Int = 4_096) -> HTML {
    HTML(markup: escape(DisplayText.safe(plain, limit: limit)))
  }

  /// Several pieces after each other.
  public static func joined(_ pieces: some Sequence<HTML>) -> HTML {
    var markup = ""
    for piece in pieces { markup += piece.markup }
    return HTML(markup: markup)
  }

  /// An element with its end tag; void elements have none and no content.
  public static func element(_ tag: Tag, _ attributes: [Attribute] = [], _ content: HTML = .empty) -> HTML {
    var markup = "<\(tag.rawValue)"
    for attribute in attributes { markup += attribute.markup }
    markup += ">"
    return HTML(markup: tag.isVoid ? markup : "\(markup)\(content.markup)</\(tag.rawValue)>")
  }

  /// A style sheet of ours. A literal of the program: `StaticString` cannot carry anything from outside.
  static func styleSheet(_ css: StaticString) -> HTML { HTML(markup: "<style>\(css)</style>") }

  /// The document type declaration, in front of the root element.
  static func document(_ root: HTML) -> HTML { HTML(markup: "<!DOCTYPE html>\n\(root.markup)\n") }

  /// Bytes of the markup.
  public var length: Int { markup.utf8.count }

  static func escape(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case UInt8(ascii: "`"): bytes += "&#96;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension HTML {
  /// The elements that reports use. No `script`, `iframe`, `object`, `form`; the style sheet has its own maker.
  public enum Tag: String, Sendable {
    case html, head, body, title, meta
    case header, main, nav, section, footer, div, p, span, h1, h2, h3, ul, ol, li, dl, dt, dd, a, code, pre, strong, b,
      small
    case table, thead, tbody, tr, th, td, caption, details, summary, time
    case svg, circle, line, desc
    /// SVG text.
    case svgText = "text"

    /// Elements without content (HTML standard, 13.1.2).
    var isVoid: Bool { self == .meta }
  }
}
