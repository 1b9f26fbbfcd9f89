internal import CaseModel
internal import Digests
internal import HostFacts
internal import JSONText
public import Reporting
public import Triage
internal import Verifier

/// What one pass over a bundle gives.
public struct JudgedBundle: Sendable {
  /// Everything a report says, with the final judgement.
  public var report: HostReport
  /// The indicators for the comparison with other hosts, if a host was named.
  public var profile: FleetProfile?
  /// What of an indicator list was found, if one was given.
  public var sweep: SweepResult?
}

extension CheckedBundle {
  /// Reads all facts once, judges them and gathers the report. The judgement is final.
  ///
  /// - Throws: what reading throws, `ChangedSinceVerification` above all.
  public func hostReport() throws -> HostReport { try judge().report }

  /// Reads all facts once: judges them, gathers the report and, where asked, takes the host's indicators and searches for
  /// those of a list. Memory does not grow with the number of facts.
  ///
  /// - Parameters:
  ///   - host: Names the host in a fleet; `nil` takes no profile.
  ///   - indicators: What to search for; `nil` searches for nothing.
  /// - Throws: what reading throws, `ChangedSinceVerification` above all.
  public func judge(as host: FleetHost? = nil, indicators: IndicatorList? = nil) throws -> JudgedBundle {
    let entry = try reader.entry()
    let started = Timestamp(nanoseconds: entry?["created"]?.integer ?? 0)
    var judge = Judge()
    var builder = HostReportBuilder(startedAt: started)
    var observer = host.map { FleetObserver($0) }
    var sweep = indicators.map { Sweep($0) }
    var unread = 0
    try reader.forEachFact { line in
      guard let fact = try? HostFact.decode(Array(line)) else {
        unread += 1
        return
      }
      judge.observe(fact)
      builder.add(fact)
      observer?.observe(fact)
      sweep?.observe(fact)
    }
    let rows = try ledgerRows { judge.observe($0) }
    let judgement = weighed(judge, unread: unread)
    let frame = try frame(entry: entry, started: started, rows: rows)
    return JudgedBundle(
      report: builder.report(frame, judgement: judgement), profile: observer?.profile(judgement),
      sweep: sweep?.result)
  }

  /// Searches the bundle for the indicators of a list, without judging it.
  ///
  /// - Throws: what reading throws.
  public func sweep(_ indicators: IndicatorList) throws -> SweepResult {
    var sweep = Sweep(indicators)
    try reader.forEachFact { line in
      if let fact = try? HostFact.decode(Array(line)) { sweep.observe(fact) } else { sweep.skipRecord() }
    }
    return sweep.result
  }

  private func ledgerRows(_ body: (LedgerRow) -> Void) throws -> [LedgerRow] {
    var rows: [LedgerRow] = []
    try reader.forEachLedgerRow { json in
      let row = try JSONRecordDecoder.decode(LedgerRow.self, from: json)
      rows.append(row)
      body(row)
    }
    return rows
  }

  private func weighed(_ judge: Judge, unread: Int) -> Judgement {
    var judgement = judge.conclude(provisional: false)
    if report.outcome == .prefix {
      judgement.confidence = .low
      judgement.notSeen.insert("the collection was cut short: whatever would have come later was not seen", at: 0)
    }
    if unread > 0 { judgement.notSeen.append("\(unread) records are of kinds that this version does not know") }
    return judgement
  }

  private func frame(entry: JSONValue?, started: Timestamp, rows: [LedgerRow]) throws -> HostReportBuilder.Frame {
    let tool = "\(entry?["tool"]?["name"]?.string ?? "") \(entry?["tool"]?["version"]?.string ?? "")"
    return HostReportBuilder.Frame(
      caseID: report.caseName ?? "", bundle: reference, nonce: report.nonce ?? "", tool: HostString(escaped: tool).text,
      ledger: rows, footprint: try reader.receipt() ?? .null, exhibits: report.counts.exhibits,
      storedBytes: Int64(clamping: report.counts.storedBytes), startedAt: started,
      endedAt: try reader.seal()?["sealed"]?.integer.map { Timestamp(nanoseconds: $0) })
  }

  private var reference: BundleReference {
    let standing: BundleReference.Standing =
      switch report.outcome {
      case .verified: .verified
      case .consistent: .consistent
      case .prefix: .prefix
      case .failed: .failed
      }
    return BundleReference(
      path: HostString(path).text, seal: report.seal?.hex, standing: standing, statement: report.sentence)
  }
}
