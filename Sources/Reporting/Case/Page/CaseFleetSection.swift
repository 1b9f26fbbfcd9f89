internal import CaseModel
internal import Triage

/// The targets compared with each other: what flagged ones share with others, and the odd one out.
struct CaseFleetSection {
  let page: CasePage

  private static let sightingLimit = 60

  var html: HTML {
    guard let fleet = page.report.fleet else { return .empty }
    return section("fleet", "Fleet comparison", lead: lead(fleet)) {
      element(.h3) { "Sightings (\(Words.grouped(fleet.sightings.count + fleet.sightingsOmitted)))" }
      sightings(fleet)
      element(.h3) { "Odd ones out (\(Words.grouped(fleet.oddities.count + fleet.odditiesOmitted)))" }
      oddities(fleet)
      if !fleet.common.isEmpty { common(fleet) }
      if !fleet.notes.isEmpty {
        folded("What limits the comparison") {
          element(.ul) { for note in fleet.notes.prefix(60) { element(.li) { HTML.text(note, limit: 400) } } }
        }
      }
    }
  }

  private func lead(_ fleet: FleetResult) -> String {
    "What the findings of flagged targets rest on was searched on the other \(Words.count(max(0, fleet.rows.count - 1), "judged target")); siblings (same image or Auto Scaling group) were compared with each other."
  }

  private func sightings(_ fleet: FleetResult) -> HTML {
    guard !fleet.sightings.isEmpty else {
      return element(.p, .style("note")) { "None: no other target has what a finding rests on." }
    }
    let shown = fleet.sightings.prefix(Self.sightingLimit)
    let rest = fleet.sightings.count + fleet.sightingsOmitted - shown.count
    return .joined(
      shown.enumerated().map { block($1, $0 + 1) } + [
        rest > 0
          ? element(.p, .style("note")) {
            "… and \(Words.count(rest, "more sighting")), in the JSON form of this report."
          }
          : .empty
      ])
  }

  private func block(_ sighting: FleetSighting, _ number: Int) -> HTML {
    let summary = element(.summary) {
      FindingBlock.chip(sighting.severity)
      element(.h3) { HTML.text(sighting.title.text, limit: 400) }
      element(.span, .style("number")) { "\(number)" }
    }
    let body = element(.div, .style("body")) {
      element(.p) {
        element(.b) { "Fact: " }
        HTML.text(sighting.fact.text, limit: 800)
      }
      element(.p) {
        element(.b) { "Inference: " }
        HTML.text(sighting.inference, limit: 800)
      }
      element(.p) {
        element(.b) { "Finding: " }
        HTML.text("\(sighting.finding.id), \(sighting.finding.title.text)", limit: 600)
      }
      places(sighting)
    }
    return .element(
      .details, [.fixed("open", ""), .id(.init("s", number)), FindingBlock.look(sighting.severity)],
      .joined([summary, body]))
  }

  private func places(_ sighting: FleetSighting) -> HTML {
    var table = DataTable(
      "Where it is",
      [.init("Target", "t"), .init("Verdict"), .init("Where", "w"), .init("Text", "w"), .init("Its clock (UTC)")],
      rowLimit: 32, byteLimit: 40_000)
    let all = [sighting.origin] + sighting.others
    for place in all {
      table.add(place.host.id == sighting.origin.host.id ? "marked" : "") {
        [
          page.name(place.host.id, place.host.title), VerdictLook.chip(place.verdict),
          suspect(place.evidence.source, limit: 240), suspect(place.evidence.text, limit: 240),
          PageContext.moment(place.seenAt),
        ]
      }
    }
    let earliest = sighting.earliest.map { place in
      element(.p, .style("note")) {
        "Earliest by the suspects' own clocks: "
        page.name(place.host.id, place.host.title)
        ". A clock of a suspect may have been set."
      }
    }
    let more =
      sighting.othersOmitted > 0
      ? element(.p, .style("note")) { "… and on \(Words.count(sighting.othersOmitted, "more target"))." } : HTML.empty
    return .joined([table.html, more, earliest ?? .empty])
  }

  private func oddities(_ fleet: FleetResult) -> HTML {
    guard !fleet.oddities.isEmpty else { return element(.p, .style("note")) { "None." } }
    var table = DataTable(
      "Odd ones out",
      [
        .init("Weight"), .init("Target", "t"), .init("What", "w"), .init("Where", "w"), .init("Have it", "n"),
        .init("Siblings", "w"),
      ], rowLimit: 300, byteLimit: 250_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for oddity in fleet.oddities {
      table.add(oddity.isInFinding ? "marked" : "") {
        [
          FindingBlock.chip(oddity.severity), page.name(oddity.place.host.id, oddity.place.host.title),
          .joined([.text("\(oddity.indicator.noun) "), suspect(what(oddity), limit: 240)]),
          suspect(oddity.place.evidence.source, limit: 200), .text("\(oddity.holders) of \(oddity.siblingCount)"),
          suspect(oddity.siblings, limit: 120),
        ]
      }
    }
    let rest =
      fleet.odditiesOmitted > 0
      ? element(.p, .style("note")) { "… and \(Words.grouped(fleet.odditiesOmitted)) more that weigh less." }
      : HTML.empty
    return .joined([table.html, rest])
  }

  private func what(_ oddity: FleetOddity) -> HostString {
    oddity.indicator.kind == .digest || oddity.indicator.kind == .package
      ? oddity.place.evidence.text : oddity.indicator.value
  }

  private func common(_ fleet: FleetResult) -> HTML {
    let count = fleet.common.count + fleet.commonOmitted
    return folded(
      Words.count(count, "common value that was set aside", "common values that were set aside")
    ) { commonTable(fleet) }
  }

  private func commonTable(_ fleet: FleetResult) -> HTML {
    var table = DataTable(
      "Common values", [.init("Target", "t"), .init("What", "w"), .init("Why it was set aside", "w")], rowLimit: 60,
      byteLimit: 60_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for value in fleet.common {
      table.add {
        [
          page.name(value.host.id, value.host.title),
          .joined([.text("\(value.indicator.noun) "), suspect(value.indicator.value, limit: 200)]),
          .text(value.why, limit: 300),
        ]
      }
    }
    return table.html
  }
}
