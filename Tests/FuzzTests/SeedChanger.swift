/// Changes inputs as libFuzzer does, without coverage: bytes, runs, numbers at the edge, parts of other inputs.
struct SeedChanger {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func change(_ seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds[below(seeds.count)]
    for _ in 0...below(4) { apply(&bytes, seeds) }
    return Array(bytes.prefix(1 << 14))
  }

  private mutating func apply(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
    let place = below(bytes.count + 1)
    switch below(8) {
    case 0 where place < bytes.count: bytes[place] = UInt8(below(256))
    case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + below(9)))
    case 3: bytes.insert(contentsOf: (0..<below(9)).map { _ in UInt8(below(256)) }, at: place)
    case 4: bytes.removeLast(bytes.count - place)
    case 5: bytes.insert(contentsOf: Self.edges[below(Self.edges.count)], at: place)
    case 6:
      let other = seeds[below(seeds.count)]
      let start = below(other.count + 1)
      bytes.insert(contentsOf: other[start..<min(other.count, start + below(64))], at: place)
    default:
      let piece = Array(bytes[place..<min(bytes.count, place + below(16))])
      for _ in 0..<below(64) { bytes.insert(contentsOf: piece, at: place) }
    }
  }

  private static let edges: [[UInt8]] = [
    [0], [10], [0xff], [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [UInt8](repeating: 0xff, count: 8),
    [0xed, 0xa0, 0x80],
    Array("9223372036854775807".utf8), Array("-9223372036854775808".utf8), Array("18446744073709551616".utf8),
    Array("\\u0000".utf8),
    Array("$((".utf8), Array("${".utf8), Array("$(".utf8), Array("`".utf8), Array("\"".utf8), Array("'".utf8),
    Array("\\".utf8),
    Array("\u{2028}\u{202e}".utf8), Array("0x".utf8), Array("1e999999999".utf8), Array("%%".utf8), Array("**".utf8),
  ]

  /// SplitMix64.
  private mutating func below(_ limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (value ^ (value >> 31)) % UInt64(max(1, limit)))
  }
}
