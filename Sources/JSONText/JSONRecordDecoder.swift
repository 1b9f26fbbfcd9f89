/// Makes a `Codable` value from parsed JSON, without Foundation. The twin of `JSONRecordEncoder`.
public enum JSONRecordDecoder {
  /// - Throws: `JSONError` (`.missingMember`, `.wrongType`) that names the member.
  public static func decode<T: Decodable>(_ type: T.Type, from value: JSONValue) throws -> T {
    try T(from: TreeDecoder(value: value, path: ""))
  }

  /// Parses one text and decodes it.
  public static func decode<T: Decodable>(
    _ type: T.Type, from text: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws -> T {
    try decode(type, from: try JSONReader.parse(text, limits: limits))
  }
}

private struct TreeDecoder: Decoder {
  let value: JSONValue
  let path: String
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = value else { throw wrongType("an object", path) }
    return KeyedDecodingContainer(Keyed<Key>(members: members, path: path))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = value else { throw wrongType("an array", path) }
    return Unkeyed(elements: elements, path: path)
  }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(value: value, path: path) }
}

private func wrongType(_ wanted: String, _ path: String) -> JSONError {
  JSONError(.wrongType, at: 0, "\(path.isEmpty ? "the value" : path) is not \(wanted)")
}

private func scalar<T: Decodable>(_ type: T.Type, _ value: JSONValue, _ path: String) throws -> T {
  if let integerType = type as? any FixedWidthInteger.Type {
    guard let number = integer(integerType, value) as? T else { throw wrongType("an integer in range", path) }
    return number
  }
  switch value {
  case .string(let text): if let result = text as? T { return result }
  case .bool(let truth): if let result = truth as? T { return result }
  case .double(let number): if let result = number as? T { return result }
  case .integer(let number): if type == Double.self, let result = Double(number) as? T { return result }
  default: break
  }
  if type == String.self || type == Bool.self || type == Double.self { throw wrongType("a \(type)", path) }
  return try T(from: TreeDecoder(value: value, path: path))
}

private func integer<I: FixedWidthInteger>(_ type: I.Type, _ value: JSONValue) -> I? {
  switch value {
  case .integer(let number): I(exactly: number)
  case .unsigned(let number): I(exactly: number)
  default: nil
  }
}

private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: [JSONMember]
  let path: String
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { members.compactMap { Key(stringValue: $0.name) } }

  private func find(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  private func require(_ key: Key) throws -> JSONValue {
    guard let value = find(key.stringValue) else {
      throw JSONError(.missingMember, at: 0, "member missing: \(path)\(key.stringValue)")
    }
    return value
  }

  func contains(_ key: Key) -> Bool { find(key.stringValue) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { find(key.stringValue) ?? .null == .null }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    guard case .string(let text) = try require(key) else { throw wrongType("a String", key.stringValue) }
    return text
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try scalar(type, try require(key), "\(path)\(key.stringValue)")
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    guard let value = find(key.stringValue), value != .null else { return nil }
    return try scalar(type, value, "\(path)\(key.stringValue)")
  }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try TreeDecoder(value: try require(key), path: "\(path)\(key.stringValue).").container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try TreeDecoder(value: try require(key), path: "\(path)\(key.stringValue).").unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder { TreeDecoder(value: .object(members), path: path) }
  func superDecoder(forKey key: Key) throws -> any Decoder { TreeDecoder(value: try require(key), path: path) }
}

private struct Unkeyed: UnkeyedDecodingContainer {
  let elements: [JSONValue]
  let path: String
  var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  init(elements: [JSONValue], path: String) {
    self.elements = elements
    self.path = path
  }

  private mutating func next() throws -> JSONValue {
    guard currentIndex < elements.count else { throw JSONError(.missingMember, at: 0, "\(path) has too few elements") }
    currentIndex += 1
    return elements[currentIndex - 1]
  }

  mutating func decodeNil() throws -> Bool {
    guard currentIndex < elements.count, elements[currentIndex] == .null else { return false }
    currentIndex += 1
    return true
  }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try scalar(type, try next(), path) }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try TreeDecoder(value: try next(), path: path).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try TreeDecoder(value: try next(), path: path).unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { TreeDecoder(value: try next(), path: path) }
}

private struct Single: SingleValueDecodingContainer {
  let value: JSONValue
  let path: String
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { value == .null }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try scalar(type, value, path) }
}
