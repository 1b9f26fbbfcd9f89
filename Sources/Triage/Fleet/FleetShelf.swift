internal import CaseModel

/// The indicators of one host while its facts pass: each value once, with where it was met first, and a ceiling for each kind.
struct FleetShelf: Sendable {
  /// What is kept of one value.
  struct Held: Sendable {
    var role: FleetEntry.Role
    var evidence: Evidence
    var isPackaged: Bool
    var seenAt: Timestamp?
    /// An interpreter or shell in its usual place: what it runs is in a finding, and not the interpreter.
    var isInterpreter = false
    /// It was met on a socket: direction and owner are known at the end only.
    var isConnection = false
    /// Processes, at most eight.
    var pids: [Int] = []
    /// Local ports, at most eight.
    var ports: [Int] = []
    /// Where else it stands, as evidence names it; at most four.
    var sources: [HostString] = []
  }

  private(set) var held: [FleetIndicator: Held] = [:]
  private(set) var leftOut: [FleetIndicator.Kind: Int] = [:]
  private var counts: [String: Int] = [:]

  /// Keeps a value, or adds to what is kept of it. A package's content stays a package's wherever it lies.
  ///
  /// - Parameter mustKeep: A finding names it: the ceiling does not count.
  mutating func put(
    _ kind: FleetIndicator.Kind, _ value: HostString, _ role: FleetEntry.Role, _ evidence: Evidence,
    isPackaged: Bool = false, seenAt: Timestamp? = nil, pid: Int? = nil, pids: [Int] = [], port: Int? = nil,
    isConnection: Bool = false, isInterpreter: Bool = false, mustKeep: Bool = false
  ) {
    guard !value.isEmpty else { return }
    let indicator = FleetIndicator(kind, Self.bounded(value))
    if held[indicator] == nil {
      guard mustKeep || hasRoom(kind, isPackaged) else {
        leftOut[kind, default: 0] += 1
        return
      }
      held[indicator] = Held(
        role: role, evidence: Self.bounded(evidence), isPackaged: isPackaged, seenAt: seenAt,
        isInterpreter: isInterpreter, isConnection: isConnection)
    }
    held[indicator]?.add(
      evidence, isPackaged: isPackaged, seenAt: seenAt, pids: pids + (pid.map { [$0] } ?? []), port: port)
  }

  private mutating func hasRoom(_ kind: FleetIndicator.Kind, _ isPackaged: Bool) -> Bool {
    let key = "\(kind.rawValue) \(isPackaged)"
    let count = counts[key, default: 0]
    guard count < FleetObserver.entryLimit else { return false }
    counts[key] = count + 1
    return true
  }

  /// At most `FleetObserver.valueLimit` bytes; what is longer ends in its length, so that a cut value still equals only its like.
  static func bounded(_ text: HostString) -> HostString {
    let bytes = text.text.utf8
    guard bytes.count > FleetObserver.valueLimit else { return text }
    let tail = "… [\(bytes.count) bytes, \(checksum(bytes))]"
    return HostString(escaped: String(decoding: bytes.prefix(FleetObserver.valueLimit - 64), as: UTF8.self) + tail)
  }

  /// Evidence with bounded texts.
  static func bounded(_ evidence: Evidence) -> Evidence {
    Evidence(source: bounded(evidence.source), text: bounded(evidence.text), exhibit: evidence.exhibit)
  }

  /// FNV-1a, 64 bits: tells long values apart; nothing rests on it that an attacker could gain from.
  private static func checksum(_ bytes: some Sequence<UInt8>) -> String {
    String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
  }
}

extension FleetShelf.Held {
  fileprivate mutating func add(
    _ evidence: Evidence, isPackaged: Bool, seenAt: Timestamp?, pids: [Int], port: Int?
  ) {
    self.isPackaged = self.isPackaged || isPackaged
    if let seenAt { self.seenAt = min(self.seenAt ?? seenAt, seenAt) }
    for pid in pids where self.pids.count < 8 && !self.pids.contains(pid) { self.pids.append(pid) }
    if let port, ports.count < 8, !ports.contains(port) { ports.append(port) }
    let source = FleetShelf.bounded(evidence.source)
    if source != self.evidence.source, sources.count < 4, !sources.contains(source) { sources.append(source) }
  }
}
