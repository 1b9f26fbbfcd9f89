/// IPv6 addresses as text (RFC 5952).
enum InternetAddress {
  static func text(_ bytes: [UInt8]) -> String {
    let groups = (0..<8).map { Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]) }
    var (best, bestCount) = (0, 0)
    for start in 0..<8 {
      let count = groups[start...].prefix { $0 == 0 }.count
      if count > bestCount { (best, bestCount) = (start, count) }
    }
    func joined(_ groups: ArraySlice<Int>) -> String { groups.map { String($0, radix: 16) }.joined(separator: ":") }
    guard bestCount > 1 else { return joined(groups[...]) }
    return joined(groups[..<best]) + "::" + joined(groups[(best + bestCount)...])
  }
}
