/// Turns encoded text back, leniently: what a shell pipeline would accept.
enum PayloadDecoder {
  /// RFC 4648 base 64; white space and padding are passed over. `nil` if other bytes stand in it.
  static func base64(_ input: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in input where byte != 0x0a && byte != 0x20 && byte != 0x0d && byte != UInt8(ascii: "=") {
      guard let value = sextet(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count % 4 == 0 {
        result += [
          UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits),
        ]
        bits = 0
      }
    }
    switch count % 4 {
    case 2: result.append(UInt8(truncatingIfNeeded: bits >> 4))
    case 3: result += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: break
    }
    return result.isEmpty ? nil : result
  }

  /// Hex digits, two a byte, with or without `\x` and blanks.
  static func hex(_ input: [UInt8]) -> [UInt8]? {
    let digits = input.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count >= 2 else { return nil }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  private static func sextet(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 65...90: byte - 65
    case 97...122: byte - 71
    case 48...57: byte + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
