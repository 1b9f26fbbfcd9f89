internal import CaseModel
internal import JSONText
internal import Triage

/// The fleet comparison inside the document.
struct CaseJSONFleet {
  let write: CaseJSONReport

  func value(_ fleet: FleetResult) -> JSONValue {
    .object([
      .init("sightings", .array(fleet.sightings.map(sighting))),
      .init("sightings_omitted", write.count(fleet.sightingsOmitted)),
      .init("oddities", .array(fleet.oddities.map(oddity))),
      .init("oddities_omitted", write.count(fleet.odditiesOmitted)),
      .init(
        "common",
        .array(
          fleet.common.map { value in
            .object([
              .init("indicator", indicator(value.indicator)), .init("host", write.text(value.host.id)),
              .init("why", write.text(value.why)),
            ])
          })), .init("common_omitted", write.count(fleet.commonOmitted)),
      .init("rows", .array(fleet.rows.map(row))), .init("notes", .array(fleet.notes.map(write.text))),
    ])
  }

  private func indicator(_ indicator: FleetIndicator) -> JSONValue {
    .object([.init("kind", .string(indicator.kind.rawValue)), .init("value", write.text(indicator.value.text))])
  }

  private func place(_ place: FleetPlace) -> JSONValue {
    .object([
      .init("host", write.text(place.host.id)), .init("verdict", .string(place.verdict.rawValue)),
      .init("role", .string(place.role.rawValue)), .init("evidence", write.evidence(place.evidence)),
      .init("seen", write.time(place.seenAt)),
    ])
  }

  private func sighting(_ sighting: FleetSighting) -> JSONValue {
    .object([
      .init("indicator", indicator(sighting.indicator)), .init("severity", .string(sighting.severity.rawValue)),
      .init("title", write.text(sighting.title.text)),
      .init(
        "finding",
        .object([
          .init("id", write.text(sighting.finding.id)), .init("severity", .string(sighting.finding.severity.rawValue)),
          .init("title", write.text(sighting.finding.title.text)),
        ])),
      .init("origin", place(sighting.origin)), .init("others", .array(sighting.others.map(place))),
      .init("others_omitted", write.count(sighting.othersOmitted)),
      .init("earliest", sighting.earliest.map { write.text($0.host.id) } ?? .null),
      .init("fact", write.text(sighting.fact.text)), .init("inference", write.text(sighting.inference)),
    ])
  }

  private func oddity(_ oddity: FleetOddity) -> JSONValue {
    .object([
      .init("indicator", indicator(oddity.indicator)), .init("severity", .string(oddity.severity.rawValue)),
      .init("title", write.text(oddity.title.text)), .init("place", place(oddity.place)),
      .init("siblings", write.text(oddity.siblings.text)), .init("holders", write.count(oddity.holders)),
      .init("sibling_count", write.count(oddity.siblingCount)), .init("in_finding", .bool(oddity.isInFinding)),
    ])
  }

  private func row(_ row: FleetRow) -> JSONValue {
    .object([
      .init("host", write.text(row.host.id)), .init("verdict", .string(row.verdict.rawValue)),
      .init("confidence", .string(row.confidence.rawValue)), .init("provisional", .bool(row.provisional)),
      .init("grave_findings", write.count(row.graveFindings)), .init("sightings_from", write.count(row.sightingsFrom)),
      .init("sightings_here", write.count(row.sightingsHere)), .init("oddities", write.count(row.oddities)),
      .init("siblings", write.count(row.siblingCount)),
    ])
  }
}
