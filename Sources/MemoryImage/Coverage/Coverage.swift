/// How much of a machine's RAM an image holds.
///
/// It is the only thing that shows an image cut between two ranges. Images may hold more than RAM: QEMU stores
/// firmware and video memory too.
public struct Coverage: Sendable, Hashable {
  /// RAM that the image does not hold, in whole pages: ascending, not overlapping.
  public let gaps: [PhysicalRange]
  /// Bytes of RAM, in whole pages. A page that is only partly RAM is not used by the kernel.
  public let systemRAMBytes: UInt64

  /// Bytes of RAM that are missing.
  public var missingBytes: UInt64 { gaps.reduce(0) { $0 + $1.count } }
  /// Whether nothing is missing.
  public var isComplete: Bool { gaps.isEmpty }

  /// Compares.
  ///
  /// - Parameters:
  ///   - ranges: What the image holds: ascending, not overlapping.
  ///   - map: `/proc/iomem` of the same boot.
  /// - Throws: `.unsupported` if the map names no RAM, so that nothing known never looks like nothing missing.
  public init(of ranges: [PhysicalRange], against map: IOMem) throws(ImageError) {
    guard map.isUsable else {
      let reason =
        map.isHidden ? "its addresses are all zero, as it was read without privilege" : "it names no System RAM"
      throw ImageError(.unsupported, "the coverage cannot be judged by this /proc/iomem: \(reason)")
    }
    let wanted = map.systemRAM.compactMap(Self.wholePages)
    systemRAMBytes = wanted.reduce(0) { $0 + $1.count }
    gaps = Self.subtract(ranges, from: wanted)
  }

  /// The whole pages inside a range.
  private static func wholePages(_ range: PhysicalRange) -> PhysicalRange? {
    let start = (range.start + pageBytes - 1) / pageBytes * pageBytes
    let end = range.end / pageBytes * pageBytes
    return start < end ? PhysicalRange(start: start, count: end - start) : nil
  }

  /// What is in `wanted` and not in `held`, each page that is not wholly held counting as missing.
  private static func subtract(_ held: [PhysicalRange], from wanted: [PhysicalRange]) -> [PhysicalRange] {
    let whole = united(held).compactMap(wholePages)
    var gaps: [PhysicalRange] = []
    var next = 0
    for range in wanted {
      var start = range.start
      while next < whole.count, whole[next].end <= start { next += 1 }
      var index = next
      while index < whole.count, whole[index].start < range.end {
        if whole[index].start > start { gaps.append(PhysicalRange(start: start, count: whole[index].start - start)) }
        start = max(start, whole[index].end)
        index += 1
      }
      if start < range.end { gaps.append(PhysicalRange(start: start, count: range.end - start)) }
    }
    return gaps
  }

  /// Ranges that touch as one, so that a page held in two parts is held.
  private static func united(_ ranges: [PhysicalRange]) -> [PhysicalRange] {
    var result: [PhysicalRange] = []
    for range in ranges {
      if let last = result.last, last.end == range.start {
        result[result.count - 1].count += range.count
      } else {
        result.append(range)
      }
    }
    return result
  }
}
