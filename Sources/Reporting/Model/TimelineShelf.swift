internal import CaseModel

/// Keeps the events nearest to a moment, of each kind at most its ceiling.
///
/// Nearest to the time of collection, not newest: a host that dates files into the future must not push out last night.
struct TimelineShelf {
  private var byKind: [TimelineEvent.Kind: [TimelineEvent]] = [:]
  private var dropped: [TimelineEvent.Kind: Int] = [:]

  /// - Parameter anchor: The time of collection as far as it is known; `nil` keeps the newest.
  mutating func add(_ event: TimelineEvent, anchor: Timestamp?) {
    byKind[event.kind, default: []].append(event)
    // Cut only when twice as many are there: sorting is then paid for by as many additions.
    if byKind[event.kind, default: []].count >= 2 * event.kind.ceiling { cut(event.kind, anchor: anchor) }
  }

  /// What was kept so far; the shelf itself stays.
  func timeline(anchor: Timestamp?, fileHorizon: Timestamp?, extra: [TimelineEvent]) -> Timeline {
    var copy = self
    for kind in TimelineEvent.Kind.allCases {
      if kind == .fileChange, let fileHorizon { copy.byKind[kind]?.removeAll { $0.time < fileHorizon } }
    }
    for event in extra { copy.add(event, anchor: anchor) }
    for kind in TimelineEvent.Kind.allCases { copy.cut(kind, anchor: anchor) }
    let omissions = TimelineEvent.Kind.allCases.compactMap { kind in
      copy.dropped[kind].map { Timeline.Omission(kind: kind, count: $0) }
    }
    return Timeline(events: copy.byKind.values.flatMap(\.self), omissions: omissions, fileHorizon: fileHorizon)
  }

  private mutating func cut(_ kind: TimelineEvent.Kind, anchor: Timestamp?) {
    guard let events = byKind[kind], events.count > kind.ceiling else { return }
    let moment = anchor ?? Timestamp(nanoseconds: .max)
    let nearest = events.sorted {
      let (left, right) = (Self.distance($0.time, moment), Self.distance($1.time, moment))
      return left != right ? left < right : $0 < $1
    }
    byKind[kind] = Array(nearest.prefix(kind.ceiling))
    dropped[kind, default: 0] += events.count - kind.ceiling
  }

  private static func distance(_ left: Timestamp, _ right: Timestamp) -> UInt64 {
    // The difference of two Int64 always fits UInt64.
    left < right
      ? UInt64(bitPattern: right.nanoseconds &- left.nanoseconds)
      : UInt64(bitPattern: left.nanoseconds &- right.nanoseconds)
  }
}
