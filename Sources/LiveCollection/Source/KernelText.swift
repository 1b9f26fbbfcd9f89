/// Reading the text tables of `/proc` and `/sys` as bytes: bounded, and nothing of it traps on odd input.
enum KernelText {
  /// Fields between runs of spaces and tabs, at most `limit`; the last one keeps the rest of the line.
  static func fields(_ line: ArraySlice<UInt8>, limit: Int = 64) -> [ArraySlice<UInt8>] {
    line.split(maxSplits: max(0, limit - 1), omittingEmptySubsequences: true) { $0 == 32 || $0 == 9 }
  }

  /// Without spaces, tabs, line feeds and NULs at both ends.
  static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == 0 || byte == 32 || (9...13).contains(byte) }
    let front = bytes.drop(while: isBlank)
    guard let last = front.lastIndex(where: { !isBlank($0) }) else { return [] }
    return Array(front[...last])
  }

  /// An unsigned number with no sign and nothing around it; `nil` for anything else.
  static func number(_ digits: some Collection<UInt8>, radix: UInt64 = 10) -> UInt64? {
    guard !digits.isEmpty, digits.count <= 24 else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = digitValue(byte), digit < radix else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, overflow2) = product.addingReportingOverflow(digit)
      guard !overflow, !overflow2 else { return nil }
      value = sum
    }
    return value
  }

  /// A number with an optional minus sign.
  static func signed(_ digits: some Collection<UInt8>) -> Int64? {
    guard digits.first == UInt8(ascii: "-") else { return number(digits).flatMap(Int64.init(exactly:)) }
    return number(digits.dropFirst()).flatMap(Int64.init(exactly:)).map { -$0 }
  }

  /// Hexadecimal, with or without `0x`.
  static func hex(_ digits: some Collection<UInt8>) -> UInt64? {
    number(digits.starts(with: Array("0x".utf8)) ? Array(digits.dropFirst(2)) : Array(digits), radix: 16)
  }

  /// Pairs of hexadecimal digits as bytes; `nil` when there is an odd one or another character.
  static func hexBytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count % 2 == 0 else { return nil }
    var result: [UInt8] = []
    var high: UInt8?
    for byte in digits {
      guard let digit = digitValue(byte), digit < 16 else { return nil }
      if let first = high {
        result.append(first << 4 | UInt8(digit))
        high = nil
      } else {
        high = UInt8(digit)
      }
    }
    return result
  }

  /// Text of bytes that are known to be ours or plain: not for names of the suspect, which are `HostString`s.
  static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func digitValue(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
