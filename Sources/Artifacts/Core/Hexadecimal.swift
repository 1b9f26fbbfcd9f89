/// Bytes as hex digits and back.
enum Hexadecimal {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in bytes {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// - Returns: `nil` for an odd number of digits or another character.
  static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 2) else { return nil }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard let high = text[index].hexValue, let low = text[index + 1].hexValue else { return nil }
      result.append(UInt8(high << 4 | low))
      index += 2
    }
    return result
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
