/// One path with wildcards, in the syntax of ForensicArtifacts: `*`, `?`, `[abc]` within a component; `**` or `**N` for any directories below, 3
/// or N deep.
public struct GlobPattern: Sendable, Hashable {
  /// One component of the path.
  public enum Segment: Sendable, Hashable {
    /// This name and no other.
    case literal([UInt8])
    /// Names that match.
    case wildcard([UInt8])
    /// This directory and those below, so many levels deep.
    case recursive(Int)
  }

  /// The components after the leading slash.
  public let segments: [Segment]

  /// The most levels that `**N` may ask for.
  public static let depthLimit = 10

  /// - Parameter path: Absolute, with variables already replaced. `nil` if it is not absolute or has a `..` component.
  public init?(_ path: [UInt8]) {
    guard path.first == UInt8(ascii: "/") else { return nil }
    var segments: [Segment] = []
    for component in path.split(separator: UInt8(ascii: "/")) {
      let bytes = Array(component)
      if bytes == Array("..".utf8) { return nil }
      if bytes == Array(".".utf8) { continue }
      if let depth = Self.depth(bytes) {
        segments.append(.recursive(depth))
      } else if bytes.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") })
      {
        segments.append(.wildcard(bytes))
      } else {
        segments.append(.literal(bytes))
      }
    }
    self.segments = segments
  }

  /// Of `**` and `**N`; `nil` for any other component, as of `**.log`, where two stars are as one.
  private static func depth(_ component: [UInt8]) -> Int? {
    guard component.starts(with: Array("**".utf8)) else { return nil }
    let digits = component.dropFirst(2)
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    if digits.isEmpty { return 3 }
    return min(max(Int(String(decoding: digits, as: UTF8.self)) ?? depthLimit, 1), depthLimit)
  }

  /// Whether one name matches one component with wildcards. Linear in practice: one star backtracks at a time.
  public static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var p = 0
    var n = 0
    var starPattern = -1
    var starName = 0
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        starPattern = p
        starName = n
        p += 1
      } else if p < pattern.count, let next = matchOne(pattern, p, name[n]) {
        p = next
        n += 1
      } else if starPattern >= 0 {
        p = starPattern + 1
        starName += 1
        n = starName
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
    return p == pattern.count
  }

  /// The index after the pattern's element at `index` if it matches `byte`.
  private static func matchOne(_ pattern: [UInt8], _ index: Int, _ byte: UInt8) -> Int? {
    switch pattern[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "["):
      guard let close = pattern[(index + 1)...].firstIndex(of: UInt8(ascii: "]")) else {
        return pattern[index] == byte ? index + 1 : nil
      }
      return matchesSet(pattern[(index + 1)..<close], byte) ? close + 1 : nil
    default: return pattern[index] == byte ? index + 1 : nil
    }
  }

  private static func matchesSet(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
    var rest = isNegated ? set.dropFirst() : set
    var isFound = false
    while let first = rest.first {
      let second = rest.dropFirst(2).first
      if rest.dropFirst().first == UInt8(ascii: "-"), let second {
        if first <= byte, byte <= second { isFound = true }
        rest = rest.dropFirst(3)
      } else {
        if first == byte { isFound = true }
        rest = rest.dropFirst()
      }
    }
    return isFound != isNegated
  }
}
