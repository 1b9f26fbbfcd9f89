/// Which kind of address a numeric text is.
enum AddressRange {
  /// Private, loopback, link-local, shared or documentation-free ranges that are not reached over the Internet.
  static func isPrivate(_ address: String) -> Bool {
    if let parts = parts(address) {
      switch (parts[0], parts[1]) {
      case (10, _), (127, _), (0, _), (192, 168), (169, 254): return true
      case (172, 16...31), (100, 64...127): return true
      default: return parts[0] >= 224
      }
    }
    let lower = address.lowercased()
    if lower.hasPrefix("::ffff:") { return isPrivate(String(lower.dropFirst(7))) }
    return lower == "::1" || lower == "::"
      || ["fe8", "fe9", "fea", "feb", "fc", "fd", "ff"].contains { lower.hasPrefix($0) }
  }

  /// Whether the text is an IPv4 or IPv6 number.
  static func isAddress(_ text: String) -> Bool {
    parts(text) != nil
      || text.split(separator: ":").count > 1 && text.contains(":")
        && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
  }

  /// The four numbers of an IPv4 address.
  static func parts(_ address: String) -> [Int]? {
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let numbers = parts.compactMap { $0.count <= 3 ? Int($0) : nil }.filter { (0...255).contains($0) }
    return numbers.count == 4 ? numbers : nil
  }

  /// The first IPv4 address inside a longer text.
  static func first(in text: String) -> String? {
    text.split { !($0.isNumber || $0 == ".") }.map(String.init).first { parts($0) != nil }
  }
}
