internal import CaseModel
internal import HostFacts

/// Keeps events of a log within bounds: of each kind the first and the latest ones, and of repeating ones only the first of its sort.
struct EventKeeper {
  /// Sorts of repeating events remembered at most.
  private static let sortLimit = 4096

  private struct Kept {
    var head: [LogEventRecord] = []
    var tail: [LogEventRecord] = []
    var oldestOfTail = 0
    var dropped = 0
  }

  private var kinds: [LogEventRecord.Kind: Kept] = [:]
  private var sorts: Set<[UInt8]> = []

  /// Adds an event.
  ///
  /// - Parameter sort: What makes it a repetition of another one (digits are ignored); `nil` if each one counts.
  mutating func add(_ event: LogEventRecord, sort: ArraySlice<UInt8>? = nil) {
    if let sort, !isNew(sort) { return }
    let half = Self.limit(of: event.kind) / 2
    var kept = kinds[event.kind] ?? Kept()
    kinds[event.kind] = nil
    if kept.head.count < half {
      kept.head.append(event)
    } else if kept.tail.count < half {
      kept.tail.append(event)
    } else {
      kept.tail[kept.oldestOfTail] = event
      kept.oldestOfTail = (kept.oldestOfTail + 1) % half
      kept.dropped += 1
    }
    kinds[event.kind] = kept
  }

  /// Hands over the events by line, secrets masked, and notes what was left out.
  consuming func finish(into output: inout ArtifactOutput) {
    for (kind, kept) in kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where kept.dropped > 0 {
      output.note("\(kept.dropped) \(kind.rawValue) events between the first and the latest were counted, not kept")
    }
    let events = kinds.values.flatMap { $0.head + $0.tail }.sorted { $0.line < $1.line }
    for var event in events {
      event.message = SecretMask.mask(event.message)
      output.add(.logEvent(event))
    }
  }

  private mutating func isNew(_ sort: ArraySlice<UInt8>) -> Bool {
    guard sorts.count < Self.sortLimit else { return false }
    return sorts.insert(sort.filter { !$0.isDigit }).inserted
  }

  private static func limit(of kind: LogEventRecord.Kind) -> Int {
    switch kind {
    case .loginFailed, .invalidUser, .sessionOpened, .sessionClosed, .other: 2_000
    case .cronCommand, .serviceChanged, .kernelMessage: 2_000
    default: 8_000
    }
  }
}
