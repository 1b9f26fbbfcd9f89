/// Writes a `Codable` value as one compact line of JSON, straight into bytes, without Foundation.
///
/// Members stand in the order of the type's coding keys; `nil` members are left out (as synthesised code does).
public enum JSONRecordEncoder {
  /// - Returns: The JSON text without a line feed.
  /// - Throws: What the value's own `encode(to:)` throws.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let sink = Sink()
    try value.encode(to: SinkEncoder(sink: sink, depth: 0))
    sink.close(to: 0)
    return sink.bytes
  }
}

/// The bytes so far and the containers that are open. Encoding is single-threaded and the sink never leaves `encode`.
private final class Sink {
  var bytes: [UInt8] = []
  private var closers: [UInt8] = []
  private var isEmpty: [Bool] = []

  init() { bytes.reserveCapacity(512) }

  var depth: Int { closers.count }

  func open(_ opener: Character, _ closer: Character) {
    bytes.append(opener.asciiValue!)
    closers.append(closer.asciiValue!)
    isEmpty.append(true)
  }

  /// Closes containers until `depth` of them are open.
  func close(to depth: Int) {
    while closers.count > depth {
      bytes.append(closers.removeLast())
      isEmpty.removeLast()
    }
  }

  func separate(depth: Int) {
    close(to: depth)
    if isEmpty[depth - 1] {
      isEmpty[depth - 1] = false
    } else {
      bytes.append(UInt8(ascii: ","))
    }
  }

  func key(_ name: String, depth: Int) {
    separate(depth: depth)
    JSONOutput.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  func scalar(_ value: some Encodable) throws {
    switch value {
    case let text as String: JSONOutput.append(text, to: &bytes)
    case let truth as Bool: bytes += (truth ? "true" : "false").utf8
    case let number as any BinaryInteger: bytes += "\(number)".utf8
    case let number as Double: bytes += (number.isFinite ? number.description : "null").utf8
    default:
      let depth = self.depth
      try value.encode(to: SinkEncoder(sink: self, depth: depth))
      close(to: depth)
    }
  }

  func string(_ text: String) { JSONOutput.append(text, to: &bytes) }
  func integer(_ number: some BinaryInteger) { bytes += String(number).utf8 }
}

private struct SinkEncoder: Encoder {
  let sink: Sink
  let depth: Int
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    sink.close(to: depth)
    sink.open("{", "}")
    return KeyedEncodingContainer(Keyed<Key>(sink: sink, depth: depth + 1))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    sink.close(to: depth)
    sink.open("[", "]")
    return Unkeyed(sink: sink, depth: depth + 1)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: sink) }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: Sink
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil(forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.bytes += "null".utf8
  }
  mutating func encode(_ value: String, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.string(value)
  }
  mutating func encode(_ value: Bool, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.bytes += (value ? "true" : "false").utf8
  }
  mutating func encode(_ value: Int, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.integer(value)
  }
  mutating func encode(_ value: Int64, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.integer(value)
  }
  mutating func encode(_ value: UInt64, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.integer(value)
  }
  mutating func encode(_ value: UInt32, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    sink.integer(value)
  }
  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    sink.key(key.stringValue, depth: depth)
    try sink.scalar(value)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    sink.key(key.stringValue, depth: depth)
    return SinkEncoder(sink: sink, depth: depth).container(keyedBy: keyType)
  }
  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    sink.key(key.stringValue, depth: depth)
    return SinkEncoder(sink: sink, depth: depth).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { SinkEncoder(sink: sink, depth: depth) }
  mutating func superEncoder(forKey key: Key) -> any Encoder {
    sink.key(key.stringValue, depth: depth)
    return SinkEncoder(sink: sink, depth: depth)
  }
}

private struct Unkeyed: UnkeyedEncodingContainer {
  let sink: Sink
  let depth: Int
  var count = 0
  var codingPath: [any CodingKey] { [] }

  init(sink: Sink, depth: Int) {
    self.sink = sink
    self.depth = depth
  }

  mutating func encodeNil() throws {
    sink.separate(depth: depth)
    sink.bytes += "null".utf8
    count += 1
  }
  mutating func encode(_ value: some Encodable) throws {
    sink.separate(depth: depth)
    try sink.scalar(value)
    count += 1
  }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
    sink.separate(depth: depth)
    return SinkEncoder(sink: sink, depth: depth).container(keyedBy: keyType)
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    sink.separate(depth: depth)
    return SinkEncoder(sink: sink, depth: depth).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { SinkEncoder(sink: sink, depth: depth) }
}

private struct Single: SingleValueEncodingContainer {
  let sink: Sink
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { sink.bytes += "null".utf8 }
  mutating func encode(_ value: String) throws { sink.string(value) }
  mutating func encode(_ value: some Encodable) throws { try sink.scalar(value) }
}
