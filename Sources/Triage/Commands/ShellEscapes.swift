/// Backslash escapes of `$'…'`, `echo -e` and `printf` (bash(1), "QUOTING").
enum ShellEscapes {
  /// - Returns: The bytes, and how many numeric escapes there were.
  static func decode(_ input: ArraySlice<UInt8>) -> (bytes: [UInt8], numeric: Int) {
    var result: [UInt8] = []
    var numeric = 0
    var index = input.startIndex
    while index < input.endIndex {
      guard input[index] == UInt8(ascii: "\\"), index + 1 < input.endIndex else {
        result.append(input[index])
        index += 1
        continue
      }
      let letter = input[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "e"): result.append(0x1b)
      case UInt8(ascii: "x"), UInt8(ascii: "u"):
        let (value, length) = number(input[index...].prefix(letter == UInt8(ascii: "x") ? 2 : 4), radix: 16)
        numeric += length > 0 ? 1 : 0
        if let value { result.append(UInt8(truncatingIfNeeded: value)) }
        index += length
      case 48...55:
        let digits = input[(index - 1)...].prefix(letter == 48 ? 4 : 3)
        let (value, length) = number(digits, radix: 8)
        numeric += 1
        if let value { result.append(UInt8(truncatingIfNeeded: value)) }
        index += length - 1
      default: result.append(letter)
      }
    }
    return (result, numeric)
  }

  private static func number(_ digits: ArraySlice<UInt8>, radix: Int) -> (Int?, Int) {
    var value: Int?
    var length = 0
    for byte in digits {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, digit < radix else { break }
      value = (value ?? 0) * radix + digit
      length += 1
    }
    return (value, length)
  }
}
