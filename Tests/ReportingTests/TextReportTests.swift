import Reporting
import Testing

@Suite struct TextReportTests {
  @Test func aBrokenIntoHostReadsAsKept() throws {
    try Golden.expect(TextReport(SampleReport.compromised).text, equals: "compromised.txt")
  }

  @Test func aCleanHostReadsAsKept() throws {
    try Golden.expect(TextReport(SampleReport.clean, width: 80).text, equals: "clean.txt")
  }

  @Test func colourOnlyRepeatsTheWords() throws {
    let plain = TextReport(SampleReport.compromised).text
    let marked = TextReport(SampleReport.compromised, usesColour: true).text
    #expect(marked.contains("\u{1b}[1;97;41m ESCALATE \u{1b}[0m"))
    var stripped = ""
    var rest = marked[...]
    while let mark = rest.firstIndex(of: "\u{1b}") {
      stripped += rest[..<mark]
      rest = rest[mark...].drop { $0 != "m" }.dropFirst()
    }
    #expect(stripped + rest == plain)
  }

  @Test(arguments: [20, 60, 96, 400])
  func linesKeepWithinTheWidth(width: Int) {
    let lines = TextReport(SampleReport.compromised, width: width).text.split(separator: "\n")
    let limit = min(120, max(60, width))
    // The command to type is never broken.
    #expect(lines.allSatisfy { $0.count <= limit || $0.contains("needletail-verify") })
  }

  @Test(arguments: HTMLReportTests.poisons)
  func theTerminalIsSafeFromTheSuspect(poison: String) {
    let text = TextReport(SampleReport.hostile(poison)).text
    let unsafe = text.unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n") || (0x7f...0x9f).contains($0.value) || (0x202a...0x202e).contains($0.value)
    }
    #expect(!unsafe)
    #expect(text.utf8.count < 200_000)
    #expect(text.contains("ESCALATE"))
  }

  @Test func manyFindingsAreCounted() {
    #expect(TextReport(SampleReport.crowded).text.contains("… and 1,970 findings more, in the page and with --json"))
  }
}

@Suite struct ProgressLineTests {
  @Test func theBarShowsThePart() {
    let line = ProgressLine(phase: "files", fraction: 0.45, counts: [.init("records", 41_230)], elapsedSeconds: 64)
    #expect(line.text() == "[#########-----------]  45 % files  1:04  41,230 records")
    #expect(ProgressLine(phase: "done", fraction: 1).text() == "[####################] 100 % done  0:00")
  }

  @Test(arguments: [nil, Double.nan, .infinity, -.infinity])
  func anUnknownPartIsShownAsSuch(fraction: Double?) {
    #expect(ProgressLine(phase: "memory", fraction: fraction).text().hasPrefix("[····················]   …  memory"))
  }

  @Test(arguments: [-1.0, 7.0])
  func partsOutsideAreBounded(fraction: Double) {
    #expect(ProgressLine(phase: "x", fraction: fraction).text().utf8.count < 80)
  }

  @Test func theLineKeepsWithinTheWidth() {
    let counts = (0..<20).map { ProgressLine.Count("things\n\($0)", .max) }
    for width in [0, 20, 40, 80] {
      let text = ProgressLine(phase: "\u{1b}[2J", fraction: 0.5, counts: counts, elapsedSeconds: -9).text(width: width)
      #expect(text.count <= max(10, width))
      #expect(!text.contains("\u{1b}") && !text.contains("\n"))
    }
  }
}
