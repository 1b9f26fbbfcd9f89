/// A reader of HTML just good enough to judge ours: tags, attributes in double quotes, text. It knows no error recovery, so that what
/// a browser would forgive is a fault here.
struct Markup {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
    var isEnd: Bool
  }
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var tags: [Tag] = []
  /// What stands between tags, style sheets left out.
  private(set) var text = ""

  private static let void: Set<String> = ["meta"]

  /// - Throws: `Fault` for a tag that is not closed, closed twice, or not well formed.
  init(_ page: String) throws {
    let bytes = Array(page.utf8)
    var index = 0
    var open: [String] = []
    var plain: [UInt8] = []
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        if open.last != "style" { plain.append(bytes[index]) }
        index += 1
        continue
      }
      guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else {
        throw Fault(description: "tag without end")
      }
      let inner = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      index = end + 1
      if inner == "!DOCTYPE html" { continue }
      let tag = try Self.tag(inner)
      tags.append(tag)
      if tag.isEnd {
        guard open.popLast() == tag.name else { throw Fault(description: "</\(tag.name)> closes nothing") }
      } else if !Self.void.contains(tag.name) {
        open.append(tag.name)
      }
    }
    guard open.isEmpty else { throw Fault(description: "not closed: \(open)") }
    text = String(decoding: plain, as: UTF8.self)
  }

  private static func tag(_ inner: String) throws -> Tag {
    if inner.hasPrefix("/") { return Tag(name: String(inner.dropFirst()), attributes: [], isEnd: true) }
    let name = inner.prefix { $0 != " " }
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber }) else {
      throw Fault(description: "odd tag: \(inner)")
    }
    var rest = inner.dropFirst(name.count)
    var attributes: [(String, String)] = []
    while !rest.isEmpty {
      guard rest.first == " " else { throw Fault(description: "odd attributes: \(inner)") }
      rest = rest.dropFirst()
      let key = rest.prefix { $0 != "=" }
      guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
        throw Fault(description: "odd attribute name: \(inner)")
      }
      rest = rest.dropFirst(key.count)
      guard rest.hasPrefix("=\"") else { throw Fault(description: "attribute without quotes: \(inner)") }
      rest = rest.dropFirst(2)
      guard let quote = rest.firstIndex(of: "\"") else { throw Fault(description: "open quote: \(inner)") }
      attributes.append((String(key), String(rest[..<quote])))
      rest = rest[quote...].dropFirst()
    }
    return Tag(name: String(name), attributes: attributes, isEnd: false)
  }

  /// All values of an attribute.
  func values(of name: String) -> [String] { tags.flatMap { $0.attributes.filter { $0.name == name }.map(\.value) } }
}
