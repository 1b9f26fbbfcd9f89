import CaseModel
import JSONText
import Reporting
import Testing

@Suite struct JSONReportTests {
  @Test func theDocumentReadsAsKept() throws {
    try Golden.expect(JSONReport(SampleReport.compromised).value.prettyText + "\n", equals: "compromised.json")
  }

  @Test func membersAreWhatTheFormatSays() throws {
    let value = try JSONReader.parse(JSONReport(SampleReport.compromised).value.compactText)
    #expect(
      value.members?.map(\.name) == [
        "format", "version", "verdict", "confidence", "provisional", "reasons", "next_step", "not_seen", "findings",
        "findings_omitted",
        "bundle", "seal", "seal_check", "nonce", "case", "host", "ledger", "counts", "started", "ended", "tool",
        "next_command",
        "footprint",
      ])
    let finding = try #require(value["findings"]?.array?.first)
    #expect(finding["techniques"]?.array == ["T1620", "T1027.011"])
    #expect(finding["occurred"] == "2026-01-31T03:20:00.000000000Z")
    #expect(finding["evidence"]?.array?.first?["exhibit"]?.string == SampleReport.seal)
    #expect(value["ledger"]?["obtained"] == 120)
    #expect(value["seal_check"]?["standing"] == "unchecked")
  }

  @Test func aRunThatWasCutShortHasNoEndAndNoSeal() {
    var report = SampleReport.clean
    report.endedAt = nil
    report.bundle.seal = nil
    let value = JSONReport(report).value
    #expect(value["ended"] == nil)
    #expect(value["seal"] == .null)
  }

  @Test(arguments: HTMLReportTests.poisons)
  func anyTextGivesOneDocument(poison: String) throws {
    let text = JSONReport(SampleReport.hostile(poison)).value.compactText
    #expect(try JSONReader.parse(text)["verdict"] == "escalate")
    #expect(!text.contains("\n"))
    #expect(text.utf8.count < 1_000_000)
  }

  @Test func theDocumentShrinksToWhatIsAskedFor() throws {
    let report = SampleReport.compromised
    let small = JSONReport(report).compactText(maximumBytes: 4_000)
    #expect(small.utf8.count <= 4_000)
    let value = try JSONReader.parse(small)
    let listed = try #require(value["findings"]?.array?.count)
    #expect(value["findings_omitted"] == .integer(Int64(report.judgement.findings.count - listed)))
    #expect(JSONReport(report).compactText(maximumBytes: 1 << 20) == JSONReport(report).value.compactText)
  }

  @Test func anEndlessFootprintIsCut() throws {
    var report = SampleReport.clean
    var deep: JSONValue = "bottom"
    for _ in 0..<2_000 { deep = .array([deep]) }
    report.footprint = .array([deep, .array(Array(repeating: 7, count: 100_000))])
    let text = JSONReport(report).value.compactText
    #expect(text.utf8.count < 50_000)
    #expect(text.contains("… (cut)"))
    #expect(HTMLReport(report).text.utf8.count < 400_000)
  }
}
