internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import Triage

/// What a sweep over a case found.
struct SweepText {
  let caseID: CaseID
  let list: IndicatorList
  let bundles: [SweptBundle]

  /// Bundles that could not be read.
  var unread: [SweptBundle] { bundles.filter { if case .failure = $0.result { true } else { false } } }

  private var hosts: Set<Target> { Set(bundles.map(\.evidence.suspect.target)) }

  private var hitHosts: Set<Target> {
    Set(bundles.filter { ((try? $0.result.get())?.hitCount ?? 0) > 0 }.map(\.evidence.suspect.target))
  }

  var text: String {
    let unsearchable = list.indicators.count { !$0.kind.isSearchable }
    var lines = [
      "sweep of case \(caseID): \(list.indicators.count) indicators"
        + (unsearchable > 0 ? " (\(unsearchable) MD5 or SHA-1, which facts do not hold)" : "")
        + ", \(bundles.count) bundles of \(hosts.count) hosts, found on \(hitHosts.count)"
    ]
    for bundle in bundles { lines += rows(bundle) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rows(_ bundle: SweptBundle) -> [String] {
    let head = "  \(bundle.evidence.suspect.target)\(Self.name(bundle)), \(bundle.evidence.lane)"
    switch bundle.result {
    case .failure(let error): return ["\(head): CANNOT BE READ: \(Self.reason(error))"]
    case .success(let result) where result.hits.isEmpty: return []
    case .success(let result):
      let more = result.hitCount > result.hits.count ? ", \(result.hits.count) shown" : ""
      return ["\(head): \(result.hitCount) hits\(more)"] + result.hits.flatMap(rows)
    }
  }

  private func rows(_ hit: SweepHit) -> [String] {
    let note = hit.indicator.note.isEmpty ? "" : "  (\(hit.indicator.note.text))"
    let exhibit = hit.evidence.exhibit.map { ", exhibit \(HostString(escaped: $0).text)" } ?? ""
    return [
      "    \(hit.indicator.kind.rawValue) \(HostString(hit.indicator.value).text)\(note)",
      "      \(hit.matched): \(hit.evidence.source.text)\(exhibit)\(hit.time.map { ", \($0)" } ?? "")",
    ]
  }

  /// What of the list could not be used.
  static func line(_ fault: IndicatorList.Fault) -> String {
    "\(HostString(fault.position).text): \(HostString(fault.message).text)"
  }

  private static func name(_ bundle: SweptBundle) -> String {
    bundle.evidence.suspect.name.map { " (\($0.text))" } ?? ""
  }

  private static func reason(_ error: any Error) -> String { HostString(escaped: "\(error)").text }

  var json: JSONValue {
    [
      "case": .string(caseID.text), "indicators": .integer(Int64(list.indicators.count)),
      "unsearchable": .integer(Int64(list.indicators.count { !$0.kind.isSearchable })),
      "fault_count": .integer(Int64(list.faultCount)),
      "faults": .array(
        list.faults.map {
          ["position": .string(HostString($0.position).text), "message": .string(HostString($0.message).text)]
        }),
      "hosts": .integer(Int64(hosts.count)), "hosts_with_hits": .integer(Int64(hitHosts.count)),
      "bundles": .array(bundles.map(row)),
    ]
  }

  private func row(_ bundle: SweptBundle) -> JSONValue {
    var members = [
      JSONMember("target", .string(bundle.evidence.suspect.target.description)),
      JSONMember("name", .string(bundle.evidence.suspect.name?.text ?? "")),
      JSONMember("lane", .string(bundle.evidence.lane)), JSONMember("seal", .string(bundle.evidence.record.seal)),
    ]
    switch bundle.result {
    case .failure(let error):
      members += [JSONMember("read", .bool(false)), JSONMember("reason", .string(Self.reason(error)))]
    case .success(let result):
      members += [
        JSONMember("read", .bool(true)), JSONMember("records", .integer(Int64(result.records))),
        JSONMember("skipped_records", .integer(Int64(result.skippedRecords))),
        JSONMember("hit_count", .integer(Int64(result.hitCount))), JSONMember("hits", .array(result.hits.map(row))),
      ]
    }
    return .object(members)
  }

  private func row(_ hit: SweepHit) -> JSONValue {
    [
      "kind": .string(hit.indicator.kind.rawValue), "value": .string(HostString(hit.indicator.value).text),
      "note": .string(hit.indicator.note.text), "position": .string(HostString(hit.indicator.position).text),
      "matched": .string(hit.matched), "source": .string(hit.evidence.source.text),
      "text": .string(hit.evidence.text.text),
      "exhibit": hit.evidence.exhibit.map { .string(HostString(escaped: $0).text) } ?? .null,
      "time": hit.time.map { .string($0.description) } ?? .null,
    ]
  }
}
