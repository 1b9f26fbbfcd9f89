/// The name of a step, unique in its case, such as `collect/i-0abc`. Any text makes one: bytes other than letters, digits
/// and `- . _ / : @ =` are written `%HH`, so a name can go to a terminal, a page or a tag as it is.
public struct StepName: Sendable, Hashable, Comparable, Codable, CustomStringConvertible,
  ExpressibleByStringInterpolation
{
  /// Longest name that a plan may hold, in bytes.
  public static let longest = 256

  /// The encoded form: what is stored, compared and shown.
  public let text: String

  /// - Parameter plain: Is encoded; two different texts never give one name.
  public init(_ plain: String) {
    if plain.utf8.allSatisfy(Self.isPlain) {
      text = plain
    } else {
      text = String(decoding: plain.utf8.flatMap { Self.isPlain($0) ? [$0] : Self.encode($0) }, as: UTF8.self)
    }
  }

  public init(stringLiteral value: String) { self.init(value) }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard !text.isEmpty, text.utf8.allSatisfy({ Self.isPlain($0) || $0 == UInt8(ascii: "%") }) else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not the name of a step"))
    }
    self.text = text
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }

  public static func < (left: StepName, right: StepName) -> Bool { left.text < right.text }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  private static func encode(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
