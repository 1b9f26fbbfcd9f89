internal import JSONText

/// Between typed values and the JSON that is journalled.
enum StepJSON {
  static func tree(_ value: some Encodable) throws -> JSONValue {
    if let tree = value as? JSONValue { return tree }
    let bytes = try JSONRecordEncoder.encode(value)
    // A type without members may write nothing at all.
    return bytes.isEmpty ? .object([]) : try JSONReader.parse(bytes, limits: limits)
  }

  static func value<T: Decodable>(_ type: T.Type, _ tree: JSONValue) throws -> T {
    if let value = tree as? T { return value }
    return try JSONRecordDecoder.decode(type, from: tree)
  }

  static let limits = JSONLimits(length: 64 << 20, depth: 64)
}
