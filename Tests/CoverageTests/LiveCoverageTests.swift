import CaseModel
import Foundation
import HostKit
import JSONText
import Testing

/// One collection of a test host that has been lived in, furnished with what servers hold (lab/hosts/furnish).
@Suite(.serialized, .enabled(if: Needs.testHosts, "\(Needs.testHostsReason)")) struct LiveCoverageTests {
  private static let ledger = Result { try collect() }

  private static func collect() throws -> [String: LedgerRow] {
    try Workbench.with(inMemory: true) { bench in
      try TestHost.with("planted") { host in
        try Run.program([Repository.path("lab/hosts/furnish"), host.folder]).expecting(0)
        let collected = try host.collect(bench: bench)
        let text = try Data(contentsOf: URL(fileURLWithPath: "\(collected.bundle)/ledger.jsonl"))
        let rows = try text.split(separator: 10).map { try JSONRecordDecoder.decode(LedgerRow.self, from: Array($0)) }
        return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      }
    }
  }

  /// Something of it was read, and counted.
  private static func isObtained(_ row: LedgerRow) -> Bool {
    (row.status == .obtained || row.status == .partial) && row.count > 0
  }

  @Test func everyEntryMarkedLiveIsObtained() throws {
    let ledger = try Self.ledger.get()
    for entry in try CoverageTable().entries(.live) {
      let row = try #require(ledger[entry])
      #expect(Self.isObtained(row), "\(entry) \(row.name): \(row.status), \(row.count), \(row.why)")
    }
  }

  @Test func whatIsObtainedHereNeedsNoFixture() throws {
    let ledger = try Self.ledger.get()
    let table = try CoverageTable()
    for entry in table.entries(.fixture) + table.entries(.unsupported) {
      let row = try #require(ledger[entry])
      // Kernels differ: with audit, tracing or modules a fixture is merely not needed.
      if Self.isObtained(row) { print("\(entry) \(row.name): obtained on this machine too") }
    }
  }

  @Test func whatIsUnsupportedSaysWhy() throws {
    let ledger = try Self.ledger.get()
    for entry in try CoverageTable().entries(.unsupported) {
      let row = try #require(ledger[entry])
      #expect(row.status == .unsupported && row.why.count > 40, "\(entry): \(row.status), \(row.why)")
    }
  }
}
