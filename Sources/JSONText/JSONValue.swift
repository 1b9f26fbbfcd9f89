/// A JSON text as a tree (RFC 8259). Members keep their order.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// A number without fraction or exponent that fits `Int64`.
  case integer(Int64)
  /// A number without fraction or exponent above `Int64.max`.
  case unsigned(UInt64)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The member of that name, or `nil` if this is no object or has none.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, if this is a string.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, if this is an integer that fits.
  public var integer: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// The truth value, if this is one.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements, if this is an array.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members, if this is an object.
  public var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// One name and value of a JSON object.
public struct JSONMember: Sendable, Equatable {
  /// As it stood in the text, escapes resolved.
  public var name: String
  /// What it names.
  public var value: JSONValue

  /// A member.
  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}

extension JSONValue {
  /// One line of JSON, without spaces and without a line feed at its end.
  public var compactBytes: [UInt8] {
    var out: [UInt8] = []
    JSONOutput.append(self, to: &out)
    return out
  }

  /// As `compactBytes`, as text.
  public var compactText: String { String(decoding: compactBytes, as: UTF8.self) }

  /// Indented by two spaces, a member a line, for people.
  public var prettyText: String {
    var out: [UInt8] = []
    JSONOutput.appendPretty(self, indent: 0, to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}
