import CaseModel
import Foundation
import HostFacts
import Testing

@testable import Reporting

@Suite struct HTMLReportTests {
  static let poisons = [
    BrowserTests.attack, "<script>alert(1)</script>", "\"><x y='", "</style><b>", "--><!--", "]]>",
    "javascript:alert(1)",
    "\u{202e}\u{2066}\u{0}\u{1b}[31m", "&lt;&#60;", "\\x3cscript>", "", " ", "`${x}`",
    String(repeating: "<", count: 20_000),
    "e" + String(repeating: "\u{301}", count: 20_000),
  ]

  @Test(arguments: poisons)
  func whatTheSuspectWroteStaysText(poison: String) throws {
    let page = HTMLReport(SampleReport.hostile(poison)).text
    let markup = try Markup(page)
    #expect(Set(markup.tags.map(\.name)).subtracting(Self.tags) == [])
    #expect(Set(markup.tags.flatMap { $0.attributes.map(\.name) }).subtracting(Self.attributes) == [])
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
    #expect(page.utf8.count < 1_000_000)
  }

  /// Every element and attribute that a page may hold.
  static let tags: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "footer", "div", "p", "span",
    "h1",
    "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "a", "code", "pre", "b", "table", "caption", "thead", "tbody", "tr",
    "th", "td",
    "details", "summary", "time", "svg", "circle", "line", "text", "desc",
  ]
  static let attributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "scope", "colspan", "open",
    "data-label",
    "aria-label", "aria-hidden", "aria-labelledby", "role", "viewBox", "height", "x", "y", "x1", "x2", "y1", "y2", "cx",
    "cy", "r",
  ]

  @Test func thePageIsWellFormedAndItsLinksLead() throws {
    for report in [SampleReport.clean, SampleReport.compromised, SampleReport.hostile("x")] {
      let markup = try Markup(HTMLReport(report).text)
      let places = markup.values(of: "id")
      #expect(Set(places).count == places.count)
      for link in markup.values(of: "href") where link.hasPrefix("#") {
        #expect(places.contains(String(link.dropFirst())), "\(link)")
      }
    }
  }

  @Test func thePageAsksForNothingFromOutside() throws {
    let page = HTMLReport(SampleReport.compromised).text
    #expect(
      page.contains(
        "http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;"
      ))
    #expect(!page.contains("url("))
    #expect(!page.contains("@import"))
    #expect(!page.contains(" src="))
    let markup = try Markup(page)
    for tag in markup.tags where tag.name == "a" {
      let attributes = Dictionary(uniqueKeysWithValues: tag.attributes.map { ($0.name, $0.value) })
      if attributes["href"]?.hasPrefix("https://attack.mitre.org/techniques/T") == true {
        #expect(attributes["rel"] == "noreferrer noopener")
      }
    }
  }

  @Test func theVerdictComesFirst() throws {
    for (report, word) in [(SampleReport.clean, "Clear"), (SampleReport.compromised, "Escalate")] {
      let page = HTMLReport(report).text
      let body = try #require(page.range(of: "<body>"))
      let verdict = try #require(page[body.upperBound...].range(of: word))
      #expect(page.distance(from: body.upperBound, to: verdict.lowerBound) < 400)
    }
  }

  @Test func allThatIsPromisedIsThere() throws {
    let text = try Markup(HTMLReport(SampleReport.compromised).text).text
    for part in [
      "provisional, judged on the suspect", "/memfd:kdevtmpfsi", "finding 1", "T1027.011", "203.0.113.77:4444",
      "/etc/ld.so.preload",
      "sysadm", "uid 0", "hidden process", "C071", "EPERM: lockdown", "48,234,112 (45 MiB)", SampleReport.seal,
      "needletail-verify",
      "sha256sum seal.json", "Failed logins (300)", "kernel memory: this collection", "Last 7 days, by the hour",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test func theDrawingHasWords() throws {
    let page = HTMLReport(SampleReport.compromised).text
    #expect(page.contains("<svg role=\"img\""))
    #expect(page.contains("aria-labelledby=\"week week1\""))
    #expect(page.contains("<desc id=\"week1\">"))
  }

  @Test func aCrowdedHostGivesABoundedPage() throws {
    let page = HTMLReport(SampleReport.crowded).text
    #expect(page.utf8.count < 5_000_000)
    let markup = try Markup(page)
    // Late in the tree, and still there because a finding names it.
    #expect(markup.values(of: "id").contains("p\(CrowdedHost.markedPID)"))
    #expect(markup.text.contains("rows more, not shown here"))
  }
}

@Suite struct ProcessTreeTests {
  private func process(_ pid: Int, _ parent: Int) -> (Int, ProcessRecord) {
    var process = ProcessRecord(pid: pid)
    process.ppid = parent
    return (pid, process)
  }

  @Test func childrenStandUnderTheirParents() {
    let tree = ProcessTree(
      .init(uniqueKeysWithValues: [process(1, 0), process(5, 1), process(3, 5), process(4, 1)]), marked: [])
    #expect(tree.rows.map(\.process.pid) == [1, 4, 5, 3])
    #expect(tree.rows.map(\.depth) == [0, 1, 1, 2])
  }

  @Test func aLoopOfParentsLosesNobody() {
    let tree = ProcessTree(
      .init(uniqueKeysWithValues: [process(1, 0), process(7, 8), process(8, 7), process(9, 9)]), marked: [])
    #expect(Set(tree.rows.map(\.process.pid)) == [1, 7, 8, 9])
  }

  @Test func markedOnesStayWhenRoomRunsOut() {
    let many = (1...5_000).map { process($0, $0 == 4_999 ? 4_000 : 0) }
    let tree = ProcessTree(.init(uniqueKeysWithValues: many), marked: [4_999])
    #expect(tree.rows.count == ProcessTree.rowLimit)
    #expect(tree.pids.isSuperset(of: [4_999, 4_000, 1]))
    #expect(tree.omitted == 5_000 - ProcessTree.rowLimit)
  }
}
