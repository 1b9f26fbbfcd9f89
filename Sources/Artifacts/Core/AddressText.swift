/// Numeric addresses as text.
enum AddressText {
  /// `ut_addr_v6`: four zero words behind the first mean IPv4; all zero means none.
  static func utmp(_ bytes: [UInt8]) -> String {
    guard bytes.count == 16, bytes.contains(where: { $0 != 0 }) else { return "" }
    if bytes[4...].allSatisfy({ $0 == 0 }) { return bytes[..<4].map(String.init).joined(separator: ".") }
    return ipv6(bytes)
  }

  /// RFC 5952: lower case, longest run of at least two zero groups shortened, IPv4-mapped in dotted form.
  static func ipv6(_ bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return "" }
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
      return "::ffff:" + bytes[12...].map(String.init).joined(separator: ".")
    }
    let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
    let run = longestZeroRun(groups)
    guard run.count > 1 else { return hex(groups[...]) }
    return hex(groups[..<run.lowerBound]) + "::" + hex(groups[run.upperBound...])
  }

  private static func hex(_ groups: ArraySlice<Int>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  private static func longestZeroRun(_ groups: [Int]) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0...groups.count where index == groups.count || groups[index] != 0 {
      if index - start > best.count { best = start..<index }
      start = index + 1
    }
    return best
  }
}
