import CaseModel
import Foundation
import JSONText
import Testing
import Triage

@testable import Reporting

@Suite struct CaseHTMLReportTests {
  @Test(arguments: HTMLReportTests.poisons)
  func whatOthersWroteStaysText(poison: String) throws {
    let page = CaseHTMLReport(SampleCase.hostile(poison)).text
    let markup = try Markup(page)
    #expect(Set(markup.tags.map(\.name)).subtracting(HTMLReportTests.tags).subtracting(["small"]) == [])
    #expect(Set(markup.tags.flatMap { $0.attributes.map(\.name) }).subtracting(HTMLReportTests.attributes) == [])
    #expect(markup.tags.count { $0.name == "style" && !$0.isEnd } == 1)
    for link in markup.values(of: "href") {
      #expect(link.hasPrefix("#") || link == "https://attack.mitre.org/techniques/T1059/004/")
    }
    for value in markup.values(of: "id") + markup.values(of: "class") + markup.values(of: "data-label") {
      #expect(value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "- .,()".contains($0)) })
    }
    let hidden = page.unicodeScalars.contains {
      (0x202a...0x202e).contains($0.value) || (0x2066...0x2069).contains($0.value) || $0.value == 0 || $0.value == 0x1b
    }
    #expect(!hidden)
    #expect(page.utf8.count < 2_000_000)
  }

  @Test func thePageIsWellFormedAndItsLinksLead() throws {
    for report in [SampleCase.report, SampleCase.hostile("x"), SampleCase.crowded, empty] {
      let markup = try Markup(CaseHTMLReport(report).text)
      let places = markup.values(of: "id")
      #expect(Set(places).count == places.count)
      for link in markup.values(of: "href") where link.hasPrefix("#") {
        #expect(places.contains(String(link.dropFirst())), "\(link)")
      }
    }
  }

  private var empty: CaseReport {
    CaseReport(
      caseID: "C-1", openedBy: "kim", openedAt: SampleReport.now, reportedAt: SampleReport.now, tool: "needletail")
  }

  @Test func theVerdictComesFirst() throws {
    let page = CaseHTMLReport(SampleCase.report).text
    let body = try #require(page.range(of: "<body>"))
    let verdict = try #require(page[body.upperBound...].range(of: "Escalate"))
    #expect(page.distance(from: body.upperBound, to: verdict.lowerBound) < 400)
  }

  @Test func allThatIsPromisedIsThere() throws {
    let text = try Markup(CaseHTMLReport(SampleCase.report).text).text
    for part in [
      "C-2026-017", "kim", "web-1.shop", "Watch became escalate when the verified bundle was judged",
      "could not be collected",
      "snapshot its volumes", "it runs Windows", "nothing was changed on the host", "line 12: no role may be assumed",
      "judged clear", "Fact: ", "Inference: ", "Auto Scaling group shop-web", "C071", "could not be undone",
      "elasticfilesystem:DeleteMountTarget", "kept by AWS for a while", SampleReport.seal,
      "4be1c90f6a2d47538c0e9d1b7f3a6245", "7a2d3b45-0000-4000-8000-1234567890ab", "s3://needletail-vault-222",
      "task-0a1/exec-0b2", "yara -r rules.yar /", "needletail release C-2026-017", "provisional: judged on the suspect",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test func aThousandTargetsGiveABoundedPage() throws {
    let page = CaseHTMLReport(SampleCase.crowded).text
    #expect(page.utf8.count < 10_000_000)
    #expect(page.contains("web-999.shop"))
    #expect(try Markup(page).text.contains("rows more, not shown here"))
  }

  @Test func nothingIsAskedFromOutside() {
    let page = CaseHTMLReport(SampleCase.report).text
    #expect(page.contains("default-src &#39;none&#39;"))
    #expect(!page.contains("url(") && !page.contains("@import") && !page.contains(" src="))
  }
}

@Suite struct CaseJSONReportTests {
  @Test func theDocumentReadsAsKept() throws {
    try Golden.expect(CaseJSONReport(SampleCase.report).value.prettyText + "\n", equals: "case.json")
  }

  @Test(arguments: HTMLReportTests.poisons)
  func anyTextGivesOneDocument(poison: String) throws {
    let text = CaseJSONReport(SampleCase.hostile(poison)).value.compactText
    #expect(try JSONReader.parse(text)["verdict"] == "watch")
    #expect(!text.contains("\n"))
    #expect(text.utf8.count < 4_000_000)
  }

  @Test func countsAddUp() throws {
    let value = CaseJSONReport(SampleCase.report).value
    let counts = try #require(value["counts"])
    #expect(counts["targets"] == 6)
    #expect(counts["escalate"] == 1 && counts["watch"] == 1 && counts["clear"] == 1 && counts["not_judged"] == 3)
    #expect(counts["changed"] == 1)
    #expect(counts["undo_stuck"] == 1)
    #expect(value["verdict"] == "escalate")
  }

  @Test func targetsBeyondTheLimitAreCounted() {
    let value = CaseJSONReport(SampleCase.report, limits: .init(targets: 2)).value
    #expect(value["targets"]?.array?.count == 2)
    #expect(value["targets_omitted"] == 4)
  }
}

@Suite struct CaseTextReportTests {
  @Test func theCaseReadsAsKept() throws {
    try Golden.expect(CaseTextReport(SampleCase.report).text, equals: "case.txt")
  }

  @Test(arguments: [20, 60, 96, 400])
  func linesKeepWithinTheWidth(width: Int) {
    let lines = CaseTextReport(SampleCase.report, width: width).text.split(separator: "\n")
    let limit = min(160, max(60, width))
    // A command to type is never broken; the remark beside a heading is short.
    #expect(lines.allSatisfy { $0.count <= limit || $0.contains("needletail ") || $0.hasPrefix("Targets") })
  }

  @Test func colourOnlyRepeatsTheWords() {
    let plain = CaseTextReport(SampleCase.report).text
    let marked = CaseTextReport(SampleCase.report, usesColour: true).text
    var stripped = ""
    var rest = marked[...]
    while let mark = rest.firstIndex(of: "\u{1b}") {
      stripped += rest[..<mark]
      rest = rest[mark...].drop { $0 != "m" }.dropFirst()
    }
    #expect(stripped + rest == plain)
  }

  @Test(arguments: HTMLReportTests.poisons)
  func theTerminalIsSafe(poison: String) {
    let text = CaseTextReport(SampleCase.hostile(poison)).text
    let unsafe = text.unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n") || (0x7f...0x9f).contains($0.value) || (0x202a...0x202e).contains($0.value)
    }
    #expect(!unsafe)
    #expect(text.utf8.count < 200_000)
  }
}

@Suite struct CaseReportTests {
  @Test func theWorstStandsFirstAndWhatIsUnknownBeforeWhatIsClear() {
    #expect(
      SampleCase.report.ranked.map(\.host.name) == [
        "web-1.shop", "web-3.shop", "web-2.shop", "db-1.shop", "ad-1", "batch-7",
      ])
    var alone = SampleCase.report
    alone.fleet = nil
    #expect(alone.ranked.last?.host.name == "web-2.shop")
  }

  @Test func aClearTargetWithASightingIsNamedInTheNextStep() {
    #expect(CaseWords.nextStep(SampleCase.report).contains("Look again at web-2.shop: judged clear"))
    var alone = SampleCase.report
    alone.fleet = nil
    #expect(!CaseWords.nextStep(alone).contains("Look again"))
  }

  @Test func equalVerdictsAreNoDifference() {
    var target = SampleCase.report.targets[1]
    target.provisional = target.final
    #expect(target.difference == nil)
  }

  @Test func aTargetThatNobodyJudgedIsNeverCalledClear() {
    var report = SampleCase.report
    report.targets = report.targets.filter { $0.opinion == nil }
    #expect(report.verdict == nil)
    #expect(CaseTextReport(report).text.contains(" NOT JUDGED "))
    #expect(CaseHTMLReport(report).text.contains("nobody knows whether they are clean"))
  }
}
