internal import CaseModel

/// The timeline: two plots and a table.
struct TimelineSection {
  let page: PageContext
  private var timeline: Timeline { page.report.timeline }

  private static let openRows = 150

  var html: HTML {
    let events = timeline.events
    let newest = TimelineRun.runs(shown.reversed())
    return section("timeline", "Timeline", lead: lead) {
      if !events.isEmpty {
        TimelinePlot(
          name: "week", title: "Last 7 days, by the hour", events: events, end: page.now, buckets: 168,
          bucketSeconds: 3_600,
          tickEvery: 24
        ).html
        TimelinePlot(
          name: "month", title: "Last 30 days, by the day", events: events, end: page.now, buckets: 30,
          bucketSeconds: 86_400, tickEvery: 5
        ).html
        element(.p, .style("note")) { "A larger dot stands for more events, on a logarithmic scale." }
        element(.h3) { "Events, latest first" }
        table("Latest events", newest.prefix(Self.openRows), bytes: 150_000)
        if newest.count > Self.openRows {
          folded("Earlier events") {
            table("Earlier events", newest.dropFirst(Self.openRows), bytes: 250_000)
          }
        }
      }
      if let omitted = timeline.omissionText { element(.p, .style("note")) { "\(omitted)." } }
    }
  }

  private var lead: String {
    let count = timeline.events.count
    guard count > 0 else { return "No event has a time." }
    let rest = count - shown.count
    let more = rest > 0 ? " \(Words.grouped(shown.count)) of them are listed here; the timeline command gives all." : ""
    return
      "\(Words.count(count, "event")) on the suspect's clock, which the suspect may have set; all times are UTC.\(more)"
  }

  /// All findings, and the events nearest to the collection.
  private var shown: [TimelineEvent] {
    let limit = 1_200
    let events = timeline.events
    guard events.count > limit else { return events }
    return (events.dropLast(limit).filter { $0.kind == .finding } + events.suffix(limit))
  }

  private func table(_ caption: StaticString, _ runs: some Sequence<TimelineRun>, bytes: Int) -> HTML {
    var table = DataTable(
      caption, [.init("Time"), .init("Kind"), .init("Subject", "w"), .init("Detail", "w")], rowLimit: 2_500,
      byteLimit: bytes)
    var day = ""
    for run in runs {
      let its = Words.day(run.latest.time)
      if its != day { table.addDivider(.text(its)) }
      day = its
      table.add(run.latest.kind == .finding ? "marked" : "") { run.count > 1 ? cells(run) : cells(run.latest) }
    }
    return table.html
  }

  private func cells(_ event: TimelineEvent) -> [HTML] {
    [
      .element(.time, [], .text(Words.clock(event.time))), .text(event.kind.words), suspect(event.subject, limit: 200),
      suspect(event.detail, limit: 240),
    ]
  }

  private func cells(_ run: TimelineRun) -> [HTML] {
    [
      .element(.time, [], .text(Words.clock(run.latest.time))),
      .text("\(run.latest.kind.words) × \(Words.grouped(run.count))"),
      suspect(HostString(escaped: run.subjects.sorted().joined(separator: " ")), limit: 200),
      .text("since \(Words.clock(run.earliest))"),
    ]
  }
}
