/// Bytes of the suspect as text that is safe to show and loses nothing.
///
/// Printable UTF-8 stands as it is. A backslash is `\\`; every byte of control characters, of characters that hide or
/// reorder text (zero width, bidirectional controls, tags) and of what is not UTF-8 is `\xHH`. So the text can go to a
/// terminal, a page or a JSON line, and `bytes` gives back what was read. The form is part of the bundle's format
/// (docs/formats/bundle.md, "Escaped text").
public struct HostString: Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
  /// The escaped form: what is stored, compared and shown.
  public let text: String

  /// - Parameter bytes: As read from the suspect.
  public init(bytes: some Collection<UInt8>) {
    if Self.isPlainASCII(bytes) {
      text = String(decoding: bytes, as: UTF8.self)
    } else {
      text = Self.escape(Array(bytes))
    }
  }

  /// Escapes a string of ours (or one already known to be text).
  public init(_ plain: some StringProtocol) { self.init(bytes: Array(plain.utf8)) }

  public init(stringLiteral value: String) { self.init(value) }

  /// Takes text that already is in the escaped form, as read back from a bundle. Text that is not (it holds characters that
  /// would have been escaped) is escaped again, so a forged bundle gains nothing.
  public init(escaped: String) {
    text =
      escaped.unicodeScalars.contains { $0 != "\\" && Self.mustEscape($0) } ? Self.escape(Array(escaped.utf8)) : escaped
  }

  public init(from decoder: any Decoder) throws {
    self.init(escaped: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The bytes as they were read.
  public var bytes: [UInt8] {
    let escaped = Array(text.utf8)
    guard escaped.contains(UInt8(ascii: "\\")) else { return escaped }
    var result: [UInt8] = []
    var index = 0
    while index < escaped.count {
      guard escaped[index] == UInt8(ascii: "\\"), index + 1 < escaped.count else {
        result.append(escaped[index])
        index += 1
        continue
      }
      if escaped[index + 1] == UInt8(ascii: "x"), index + 3 < escaped.count,
        let byte = UInt8(String(decoding: escaped[(index + 2)...(index + 3)], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 4
      } else {
        result.append(escaped[index + 1])
        index += 2
      }
    }
    return result
  }

  /// Whether nothing is in it.
  public var isEmpty: Bool { text.isEmpty }

  /// Whether it holds bytes that had to be escaped other than a backslash: a sign of an odd name.
  public var hasUnprintable: Bool { text.utf8.contains(UInt8(ascii: "\\")) && text.contains("\\x") }

  public var description: String { text }

  public static func < (left: HostString, right: HostString) -> Bool { left.text < right.text }

  /// Whether the text starts with `prefix`, compared byte by byte.
  public func hasPrefix(_ prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

  /// Whether the text ends with `suffix`, compared byte by byte.
  public func hasSuffix(_ suffix: String) -> Bool {
    text.utf8.count >= suffix.utf8.count && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// Whether `part` stands anywhere in the text, compared byte by byte.
  public func contains(_ part: String) -> Bool {
    guard let first = part.utf8.first else { return true }
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: part.utf8) { return true }
      rest = rest[rest.index(after: start)...]
    }
    return false
  }

  /// For a path: what stands after the last slash.
  public var lastComponent: String {
    // Asked of every file several times: one look from the end, no pieces in between.
    let all = text.utf8
    let slash = UInt8(ascii: "/")
    guard let last = all.lastIndex(where: { $0 != slash }) else { return "" }
    let name = all[...last]
    let start = name.lastIndex(of: slash).map { all.index(after: $0) } ?? all.startIndex
    return String(text[start...last])
  }

  /// For a path: what stands before the last slash; "/" for something in the root.
  public var parent: String {
    guard let slash = text.lastIndex(of: "/") else { return "" }
    return slash == text.startIndex ? "/" : String(text[..<slash])
  }

  private static func isPlainASCII(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }
  }

  private static func escape(_ bytes: [UInt8]) -> String {
    var result = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      var decoder = UTF8()
      var iterator = rest.prefix(4).makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&iterator) {
        let length = UTF8.width(scalar)
        if scalar == "\\" {
          result += "\\\\"
        } else if mustEscape(scalar) {
          for byte in rest.prefix(length) { result += hex(byte) }
        } else {
          result.unicodeScalars.append(scalar)
        }
        rest = rest.dropFirst(length)
      } else {
        result += hex(rest.first!)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "\\x0\(digits)" : "\\x\(digits)"
  }

  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0xfeff,
      0xfff9...0xfffb, 0xe0000...0xe007f, 0x5c:
      true
    default: false
    }
  }
}
