import CaseModel
import Digests
import HostFacts
import HostKit
import JSONText
import Testing
import Verifier

/// A bundle that verified, read whole.
struct Evidence {
  var facts: [HostFact] = []
  var ledger: [String: LedgerRow] = [:]
  var exhibits: [VerifiedExhibit] = []
  var entry: JSONValue
  var receipt: JSONValue
  let bundle: VerifiedBundleReader

  /// - Throws: If the bundle does not verify with the printed seal.
  init(_ collected: Collected) throws {
    try self.init(path: collected.bundle, seal: collected.seal)
  }

  init(path: String, seal: String) throws {
    let examined = try BundleVerifier(expectedSeal: try #require(SHA256Digest(hex: seal) as SHA256Digest?)).examine(
      directory: path)
    #expect(examined.report.outcome == .verified, "\(examined.report.faults)")
    bundle = try #require(examined.bundle)
    entry = try #require(try bundle.entry())
    receipt = try #require(try bundle.receipt())
    exhibits = try bundle.exhibits()
    var facts: [HostFact] = []
    try bundle.forEachFact { facts.append(try #require(try HostFact.decode(Array($0)))) }
    self.facts = facts
    var rows: [LedgerRow] = []
    try bundle.forEachLedgerRow { rows.append(try JSONRecordDecoder.decode(LedgerRow.self, from: $0)) }
    for row in rows { ledger[row.id] = row }
  }

  var processes: [ProcessRecord] { facts.compactMap { if case .process(let record) = $0 { record } else { nil } } }
  var files: [FileRecord] { facts.compactMap { if case .file(let record) = $0 { record } else { nil } } }
  var discrepancies: [DiscrepancyRecord] {
    facts.compactMap { if case .discrepancy(let record) = $0 { record } else { nil } }
  }

  /// The exhibit of a source, as escaped text.
  func exhibit(_ source: String) -> VerifiedExhibit? { exhibits.first { $0.source == source } }

  /// An exhibit's bytes.
  func bytes(_ exhibit: VerifiedExhibit) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try bundle.extract(exhibit) { bytes += $0 }
    return bytes
  }
}

/// What `needletail judge` says of a bundle.
struct Judged {
  struct Finding {
    var id: String
    var severity: String
    var techniques: [String]
    var title: String
    /// Everything it says, for looking for names.
    var text: String
  }

  var verdict: String
  var findings: [Finding]
  var json: JSONValue

  init(_ collected: Collected) throws {
    let run = try Run.needletail("judge", collected.bundle, "--seal", collected.seal, "--json").expecting(0)
    json = try JSONReader.parse(run.output)
    verdict = try #require(json["verdict"]?.string)
    findings = try #require(json["findings"]?.array).map { finding in
      Finding(
        id: finding["id"]?.string ?? "", severity: finding["severity"]?.string ?? "",
        techniques: finding["techniques"]?.array?.compactMap(\.string) ?? [], title: finding["title"]?.string ?? "",
        text: finding.compactText)
    }
  }

  /// Findings above `info`.
  var loud: [Finding] { findings.filter { $0.severity != "info" } }
}
