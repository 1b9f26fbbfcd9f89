internal import CaseModel

/// Events of one kind after each other on one day, that read better as one line: failed logins and packages come in hundreds.
struct TimelineRun {
  /// The newest of them.
  var latest: TimelineEvent
  /// Time of the oldest.
  var earliest: Timestamp
  /// How many.
  var count = 1
  /// Their subjects, at most a dozen.
  var subjects: Set<String>

  private init(_ event: TimelineEvent) {
    latest = event
    earliest = event.time
    subjects = [event.subject.text]
  }

  /// - Parameter events: Newest first.
  static func runs(_ events: some Sequence<TimelineEvent>) -> [TimelineRun] {
    var runs: [TimelineRun] = []
    for event in events {
      if let last = runs.indices.last, runs[last].takes(event) {
        runs[last].earliest = event.time
        runs[last].count += 1
        if runs[last].subjects.count < 12 { runs[last].subjects.insert(event.subject.text) }
      } else {
        runs.append(TimelineRun(event))
      }
    }
    return runs
  }

  private func takes(_ event: TimelineEvent) -> Bool {
    (event.kind == .loginFailed || event.kind == .packageChange) && event.kind == latest.kind
      && Words.day(event.time) == Words.day(latest.time)
  }
}
