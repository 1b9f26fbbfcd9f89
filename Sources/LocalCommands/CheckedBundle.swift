internal import CaseModel
internal import Digests
internal import HostFacts
internal import JSONText
internal import Reporting
internal import Triage
internal import Verifier

/// A bundle that was verified, and what can be made of it. Nothing is judged or shown of a bundle that fails.
struct CheckedBundle {
  let path: String
  let report: VerificationReport
  let reader: VerifiedBundleReader

  /// - Parameter seal: 64 hex digits, if the caller has it.
  init(path: String, seal: String?) throws {
    let examined = try Self.examine(path: path, seal: seal)
    guard let reader = examined.bundle else {
      let first = examined.report.faults.first.map { "; first: \($0.description)" } ?? ""
      throw Failure(
        "the bundle fails verification (\(examined.report.faultCount) faults\(first)): \(HostString(path).text)",
        hint: "needletail verify \(path)", code: .verificationFailed)
    }
    self.path = path
    self.report = examined.report
    self.reader = reader
  }

  static func examine(path: String, seal: String?) throws -> ExaminedBundle {
    var expected: SHA256Digest?
    if let seal {
      guard let digest = SHA256Digest(hex: seal) else {
        throw Failure("a seal is 64 lower-case hex digits: \(HostString(seal).text)", code: .usage)
      }
      expected = digest
    }
    do { return try BundleVerifier(expectedSeal: expected).examine(directory: path) } catch {
      throw Failure(
        "\(error.message): \(HostString(path).text)", hint: "a bundle is a directory with bundle.json in it",
        code: .failed)
    }
  }

  var exitCode: CaseModel.ExitCode { report.outcome == .prefix ? .incomplete : .done }

  /// Reads all facts once, judges them and gathers the report.
  func hostReport() throws -> HostReport {
    let entry = try reader.entry()
    let started = Timestamp(nanoseconds: entry?["created"]?.integer ?? 0)
    var judge = Judge()
    var builder = HostReportBuilder(startedAt: started)
    var unread = 0
    try reader.forEachFact { line in
      guard let fact = try? HostFact.decode(Array(line)) else {
        unread += 1
        return
      }
      judge.observe(fact)
      builder.add(fact)
    }
    var rows: [LedgerRow] = []
    try reader.forEachLedgerRow { json in
      let row = try JSONRecordDecoder.decode(LedgerRow.self, from: json)
      rows.append(row)
      judge.observe(row)
    }
    var judgement = judge.conclude(provisional: false)
    if report.outcome == .prefix {
      judgement.confidence = .low
      judgement.notSeen.insert("the collection was cut short: whatever would have come later was not seen", at: 0)
    }
    if unread > 0 { judgement.notSeen.append("\(unread) records are of kinds that this version does not know") }
    let tool = "\(entry?["tool"]?["name"]?.string ?? "") \(entry?["tool"]?["version"]?.string ?? "")"
    let frame = HostReportBuilder.Frame(
      caseID: report.caseName ?? "", bundle: reference, nonce: report.nonce ?? "", tool: HostString(escaped: tool).text,
      ledger: rows, footprint: try reader.receipt() ?? .null, exhibits: report.counts.exhibits,
      storedBytes: Int64(clamping: report.counts.storedBytes), startedAt: started,
      endedAt: try reader.seal()?["sealed"]?.integer.map { Timestamp(nanoseconds: $0) })
    return builder.report(frame, judgement: judgement)
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
