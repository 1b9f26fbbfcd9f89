internal import CaseModel

/// Events by kind and time as dots whose area grows with the logarithm of their count. A drawing without script or outside parts.
struct TimelinePlot {
  /// A word of ours for ids.
  let name: StaticString
  /// What is shown.
  let title: StaticString
  let events: [TimelineEvent]
  /// The right edge is the end of the bucket that holds this moment.
  let end: Timestamp
  let buckets: Int
  let bucketSeconds: Int64
  /// Buckets between labels below.
  let tickEvery: Int

  private static let left = 118.0
  private static let width = 980.0
  private static let rowHeight = 22.0
  private static let top = 8.0

  var html: HTML {
    let counts = count()
    let kinds = TimelineEvent.Kind.allCases.filter { counts[$0] != nil }
    let total = counts.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    guard total > 0 else {
      return element(.p, .style("note")) { "\(title): no event." }
    }
    return element(.div, .style("plot")) {
      element(.h3) { "\(title)" }
      drawing(kinds, counts, total)
    }
  }

  private func drawing(
    _ kinds: [TimelineEvent.Kind], _ counts: [TimelineEvent.Kind: [Int: Int]], _ total: Int
  ) -> HTML {
    let height = Self.top + Double(kinds.count) * Self.rowHeight + 26
    let spoken = kinds.map { kind in "\(kind.words): \((counts[kind] ?? [:]).values.reduce(0, +))" }
    let titleSlug = HTML.Slug(name), descriptionSlug = HTML.Slug(name, 1)
    return .element(
      .svg,
      [
        .fixed("role", "img"), .viewBox(width: Int(Self.width), height: Int(height)),
        .labelled(by: [titleSlug, descriptionSlug]),
      ],
      .joined(
        [
          element(.title, .id(titleSlug)) { "\(title)" },
          element(.desc, .id(descriptionSlug)) { "\(Words.count(total, "event")). \(spoken.joined(separator: "; "))." },
        ] + grid(rows: kinds.count) + kinds.enumerated().flatMap { lane($1, row: $0, counts[$1] ?? [:]) }))
  }

  /// Counts by kind and bucket, 0 being the oldest.
  private func count() -> [TimelineEvent.Kind: [Int: Int]] {
    var result: [TimelineEvent.Kind: [Int: Int]] = [:]
    for event in events {
      guard let bucket = bucket(of: event.time) else { continue }
      result[event.kind, default: [:]][bucket, default: 0] += 1
    }
    return result
  }

  private func bucket(of time: Timestamp) -> Int? {
    // Seconds of 64-bit nanoseconds are below 10^10: no overflow here.
    let last = Self.floor(end.seconds, bucketSeconds), its = Self.floor(time.seconds, bucketSeconds)
    let index = Int64(buckets) - 1 - (last - its)
    return (0..<Int64(buckets)).contains(index) ? Int(index) : nil
  }

  private static func floor(_ seconds: Int64, _ size: Int64) -> Int64 {
    seconds / size - (seconds % size < 0 ? 1 : 0)
  }

  private var step: Double { (Self.width - Self.left - 10) / Double(buckets) }

  private func x(_ bucket: Int) -> Double { Self.left + (Double(bucket) + 0.5) * step }

  private func grid(rows: Int) -> [HTML] {
    let bottom = Self.top + Double(rows) * Self.rowHeight
    let last = Self.floor(end.seconds, bucketSeconds)
    return (0..<buckets).flatMap { bucket -> [HTML] in
      let start = (last - Int64(buckets - 1 - bucket)) * bucketSeconds
      // Ticks at midnight, counted back from the last one.
      let isMidnight = start % 86_400 == 0
      let daysBack = (end.seconds - start) / 86_400
      guard isMidnight, daysBack % Int64(max(1, tickEvery * Int(bucketSeconds) / 86_400)) == 0 else { return [] }
      let at = Self.left + Double(bucket) * step
      let day = Words.day(Timestamp(seconds: start))
      return [
        .element(
          .line,
          [
            .style("grid"), .decimal("x1", at), .decimal("x2", at), .decimal("y1", Self.top),
            .decimal("y2", bottom + 4),
          ]),
        .element(
          .svgText, [.style("tick"), .decimal("x", at + 3), .decimal("y", bottom + 18)], .text(String(day.dropFirst(5)))
        ),
      ]
    }
  }

  private func lane(_ kind: TimelineEvent.Kind, row: Int, _ counts: [Int: Int]) -> [HTML] {
    let y = Self.top + (Double(row) + 0.5) * Self.rowHeight
    let base = HTML.element(
      .line,
      [
        .style("lane"), .decimal("x1", Self.left), .decimal("x2", Self.width - 10), .decimal("y1", y),
        .decimal("y2", y),
      ])
    let label = HTML.element(
      .svgText, [.style("name"), .decimal("x", Self.left - 10), .decimal("y", y + 4)], .text(kind.words))
    let dots = counts.sorted { $0.key < $1.key }.map { bucket, count in
      HTML.element(
        .circle,
        [
          kind == .finding ? .style("dot", "hot") : .style("dot"), .decimal("cx", x(bucket)), .decimal("cy", y),
          .decimal("r", Self.radius(count)),
        ], element(.title) { "\(Words.grouped(count))" })
    }
    return [base, label] + dots
  }

  /// 2.5 for one event, 10 for a thousand and more: one more for each doubling, roughly.
  private static func radius(_ count: Int) -> Double {
    let doublings = Double(Int.bitWidth - max(1, count).leadingZeroBitCount - 1)
    return min(10, 2.5 + 0.75 * doublings)
  }
}
