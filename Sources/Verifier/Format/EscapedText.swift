/// The form in which bytes of the suspect stand in JSON strings ("Escaped text" of the format).
enum EscapedText {
  /// Escapes bytes that are not in that form yet, such as a foreign file name.
  static func escape(_ bytes: [UInt8]) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes.map(byte).joined() }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\\" {
        result += "\\\\"
      } else if mustBeEscaped(scalar) {
        result += Array(String(scalar).utf8).map(hex).joined()
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether text is in the escaped form: every backslash begins `\\` or `\xHH`, and nothing stands bare that must not.
  static func isWellFormed(_ text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      if scalar == "\\" {
        guard let next = scalars.next() else { return false }
        if next == "\\" { continue }
        guard next == "x", let high = nibble(scalars.next()), let low = nibble(scalars.next()) else { return false }
        // Printable ASCII is never escaped: one text has one form.
        if (0x20..<0x7f).contains(high << 4 | low) { return false }
      } else if mustBeEscaped(scalar) {
        return false
      }
    }
    return true
  }

  private static func nibble(_ scalar: Unicode.Scalar?) -> UInt32? {
    switch scalar?.value {
    case let digit? where (0x30...0x39).contains(digit): digit - 0x30
    case let letter? where (0x61...0x66).contains(letter): letter - 0x61 + 10
    default: nil
    }
  }

  private static func byte(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\\"): "\\\\"
    case 0x20..<0x7f: String(Unicode.Scalar(byte))
    default: hex(byte)
    }
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16) }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7f).contains(scalar.value) { return false }
    return switch scalar.value {
    case 0...0x1f, 0x7f...0x9f, 0xad, 0x61c, 0x180e, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x2069, 0xfeff,
      0xfff9...0xfffb, 0xe0000...0xe007f:
      true
    default: false
    }
  }
}
