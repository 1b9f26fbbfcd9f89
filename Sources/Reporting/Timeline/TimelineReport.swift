public import CaseModel
public import JSONText

/// The timeline for people and for other tools, a line an event.
public enum TimelineReport {
  /// `time  kind  subject  detail  [source]`, for reading and for grep. Times are UTC.
  public static func textLine(_ event: TimelineEvent) -> String {
    let kind = event.kind.rawValue
    let padding = String(repeating: " ", count: max(1, 20 - kind.utf8.count))
    let detail = event.detail.isEmpty ? "" : "  \(shown(event.detail))"
    return "\(Words.precise(event.time))  \(kind)\(padding)\(shown(event.subject))\(detail)  [\(shown(event.source))]"
  }

  /// The text form of all events, with what was left out as a last line after `#`.
  public static func text(_ timeline: Timeline) -> String {
    var lines = timeline.events.map(textLine)
    if let omitted = timeline.omissionText { lines.append("# \(omitted)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One event as an object: `time`, `time_ns`, `kind`, `subject`, `detail`, `source`.
  public static func value(_ event: TimelineEvent) -> JSONValue {
    [
      "time": .string(Words.precise(event.time)), "time_ns": .integer(event.time.nanoseconds),
      "kind": .string(event.kind.rawValue), "subject": .string(shown(event.subject)),
      "detail": .string(shown(event.detail)), "source": .string(shown(event.source)),
    ]
  }

  /// One event as Timesketch reads it from JSON Lines: `message`, `datetime` and `timestamp_desc` are what it asks for, `timestamp` is in microseconds.
  ///
  /// - Parameter hostname: Of the suspect, so that several hosts can share a sketch.
  public static func timesketch(_ event: TimelineEvent, hostname: HostString) -> JSONValue {
    let detail = event.detail.isEmpty ? "" : ": \(shown(event.detail))"
    return [
      "message": .string("\(shown(event.subject))\(detail)"),
      "datetime": .string("\(event.time.description.dropLast()).\(microseconds(event.time))+00:00"),
      "timestamp": .integer(floorMicroseconds(event.time)),
      "timestamp_desc": .string(meaning(event.kind)), "data_type": .string("needletail:\(event.kind.rawValue)"),
      "hostname": .string(shown(hostname)), "subject": .string(shown(event.subject)),
      "source": .string(shown(event.source)),
    ]
  }

  private static func shown(_ text: HostString) -> String { DisplayText.safe(text.text) }

  private static func floorMicroseconds(_ time: Timestamp) -> Int64 {
    time.nanoseconds / 1_000 - (time.nanoseconds % 1_000 < 0 ? 1 : 0)
  }

  private static func microseconds(_ time: Timestamp) -> String {
    let rest = floorMicroseconds(time) % 1_000_000
    let digits = String(rest < 0 ? rest + 1_000_000 : rest)
    return String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  private static func meaning(_ kind: TimelineEvent.Kind) -> String {
    switch kind {
    case .finding: "Finding"
    case .processStart: "Process started"
    case .bpfLoad: "eBPF program loaded"
    case .persistenceChange: "Persistence changed"
    case .fileChange: "File changed"
    case .privilege: "Privilege used"
    case .accountChange: "Account or service changed"
    case .login: "Logged in"
    case .loginFailed: "Login failed"
    case .packageChange: "Package changed"
    case .system: "System event"
    }
  }
}
