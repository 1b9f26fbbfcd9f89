/// An IPv4 or IPv6 address as a number, so that two ways of writing one address are equal. An IPv4 address inside IPv6
/// (`::ffff:1.2.3.4`, RFC 4291) is the IPv4 address.
struct NumericAddress: Sendable, Hashable {
  /// The first 64 bits; 0 for IPv4.
  let high: UInt64
  /// The last 64 bits; the whole address for IPv4.
  let low: UInt64
  /// Which family.
  let isIPv4: Bool

  private init(high: UInt64, low: UInt64, isIPv4: Bool) {
    let isMapped = !isIPv4 && high == 0 && low >> 32 == 0xffff
    self.high = high
    self.low = isMapped ? low & 0xffff_ffff : low
    self.isIPv4 = isIPv4 || isMapped
  }

  /// Reads the usual forms, brackets and a zone (`%eth0`) allowed; `nil` for anything else.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(64))
    guard bytes.count >= 2, bytes.count < 64 else { return nil }
    let inner =
      bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]") ? bytes[1..<(bytes.count - 1)] : bytes[...]
    if inner.contains(UInt8(ascii: ":")) {
      guard let (high, low) = Self.six(inner.prefix { $0 != UInt8(ascii: "%") }) else { return nil }
      self.init(high: high, low: low, isIPv4: false)
    } else {
      guard let low = Self.four(inner) else { return nil }
      self.init(high: 0, low: low, isIPv4: true)
    }
  }

  /// Bits of the family.
  var width: Int { isIPv4 ? 32 : 128 }

  /// The address with only its first bits kept.
  func prefix(_ length: Int) -> NumericAddress {
    let length = min(max(0, length), width)
    if isIPv4 {
      let mask: UInt64 = length == 0 ? 0 : (0xffff_ffff << UInt64(32 - length)) & 0xffff_ffff
      return NumericAddress(high: 0, low: low & mask, isIPv4: true)
    }
    let highBits = min(64, length), lowBits = max(0, length - 64)
    let highMask: UInt64 = highBits == 0 ? 0 : ~0 << UInt64(64 - highBits)
    let lowMask: UInt64 = lowBits == 0 ? 0 : ~0 << UInt64(64 - lowBits)
    return NumericAddress(high: high & highMask, low: low & lowMask, isIPv4: false)
  }

  /// RFC 5952 for IPv6: lower case, the longest run of zeros as `::`.
  var text: String {
    if isIPv4 { return [24, 16, 8, 0].map { String(low >> UInt64($0) & 255) }.joined(separator: ".") }
    let groups =
      [48, 32, 16, 0].map { high >> UInt64($0) & 0xffff } + [48, 32, 16, 0].map { low >> UInt64($0) & 0xffff }
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || groups[index] != 0 {
      if index - start > best.count, index - start > 1 { best = start..<index }
      start = index + 1
    }
    func hex(_ part: ArraySlice<UInt64>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
    guard !best.isEmpty else { return hex(groups[...]) }
    return "\(hex(groups[..<best.lowerBound]))::\(hex(groups[best.upperBound...]))"
  }

  private static func four(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    var result: UInt64 = 0
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    for part in parts {
      guard (1...3).contains(part.count), let number = decimal(part), number < 256 else { return nil }
      result = result << 8 | number
    }
    return result
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
    digits.reduce(UInt64?.some(0)) { value, byte in
      guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      return value * 10 + UInt64(byte - UInt8(ascii: "0"))
    }
  }

  /// At most one `::`; a dotted IPv4 address may stand at the end (RFC 4291, 2.2).
  private static func six(_ bytes: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard (3...9).contains(parts.count) else { return nil }
    var groups: [UInt64] = []
    var gap: Int?
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        // Empty parts at an end come in pairs: "::1" and "1::".
        if index == 0 || index == parts.count - 1 { continue }
        guard gap == nil else { return nil }
        gap = groups.count
      } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let four = four(part) else { return nil }
        groups += [four >> 16, four & 0xffff]
      } else {
        guard part.count <= 4, let group = UInt64(String(decoding: part, as: UTF8.self), radix: 16) else { return nil }
        groups.append(group)
      }
    }
    if parts.first?.isEmpty == true, parts.count > 1, !parts[1].isEmpty { return nil }
    if parts.last?.isEmpty == true, parts.count > 1, !parts[parts.count - 2].isEmpty { return nil }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: Array(repeating: 0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    func word(_ part: ArraySlice<UInt64>) -> UInt64 { part.reduce(0) { $0 << 16 | $1 } }
    return (word(groups[..<4]), word(groups[4...]))
  }
}
