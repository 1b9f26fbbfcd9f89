internal import JSONText

/// Between typed values and the JSON that is journalled.
enum StepJSON {
  /// - Throws: What the value's `encode(to:)` throws; `JSONError` for what could not be read again (too long, too deep, too many members).
  static func tree(_ value: some Encodable) throws -> JSONValue {
    let bytes = try (value as? JSONValue)?.compactBytes ?? JSONRecordEncoder.encode(value)
    // A type without members may write nothing at all.
    return bytes.isEmpty ? .object([]) : try JSONReader.parse(bytes, limits: JSONLimits(length: 16 << 20, depth: 64))
  }

  static func value<T: Decodable>(_ type: T.Type, _ tree: JSONValue) throws -> T {
    if let value = tree as? T { return value }
    return try JSONRecordDecoder.decode(type, from: tree)
  }
}
