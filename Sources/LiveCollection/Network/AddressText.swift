internal import CaseModel

/// Addresses as people write them; no name is ever looked up.
enum AddressText {
  /// Four or sixteen bytes in network order; anything else as hexadecimal digits.
  static func address(_ bytes: some Collection<UInt8>) -> HostString {
    switch bytes.count {
    case 4: HostString(bytes.map { String($0) }.joined(separator: "."))
    case 16: HostString(six(Array(bytes)))
    default: HostString(hex(bytes))
    }
  }

  /// Six bytes with colons, and whatever else a link layer has.
  static func link(_ bytes: some Collection<UInt8>) -> HostString { HostString(hex(bytes, separator: ":")) }

  /// Two digits a byte.
  static func hex(_ bytes: some Collection<UInt8>, separator: String = "") -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: separator)
  }

  /// RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`.
  private static func six(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]) {
      return "::ffff:" + bytes.suffix(4).map { String($0) }.joined(separator: ".")
    }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    guard let run = longestZeroRun(groups) else { return text(groups[...]) }
    return text(groups[..<run.lowerBound]) + "::" + text(groups[run.upperBound...])
  }

  private static func text(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var index = 0
    while index < groups.count {
      let end = groups[index...].firstIndex { $0 != 0 } ?? groups.count
      if end - index >= 2, end - index > (best?.count ?? 0) { best = index..<end }
      index = max(end, index) + 1
    }
    return best
  }
}
