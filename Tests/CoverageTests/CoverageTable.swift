import CaseModel
import Foundation
import HostKit
import Testing

/// `Tests/coverage.tsv`: which test really obtains each entry of the ledger, and how.
struct CoverageTable {
  /// How a test obtains an entry.
  enum Means: String {
    /// On a running test host, by the collector.
    case live
    /// From answers of a kernel that the machines of tests do not have, recorded in the form of the kernel's headers.
    case fixture
    /// Not at all: the ledger of a collection says why.
    case unsupported
  }

  struct Line {
    var entry: String
    var test: String
    var means: Means
  }

  let lines: [Line]

  init() throws {
    let text = try String(contentsOfFile: Repository.path("Tests/coverage.tsv"), encoding: .utf8)
    lines = try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 3, "\(line)")
      return Line(entry: fields[0], test: fields[1], means: try #require(Means(rawValue: fields[2]), "\(line)"))
    }
  }

  func entries(_ means: Means) -> [String] { lines.filter { $0.means == means }.map(\.entry) }
}

@Suite struct CoverageTableTests {
  @Test func everyEntryHasOneLineInOrder() throws {
    #expect(try CoverageTable().lines.map(\.entry) == CoverageEntry.all.map(\.id))
  }

  @Test func atLeastAHundredEntriesAreObtained() throws {
    #expect(try CoverageTable().lines.count { $0.means != .unsupported } >= 100)
  }

  @Test func everyTestThatItNamesExists() throws {
    let files = try #require(FileManager.default.enumerator(atPath: Repository.path("Tests")))
    var sources = ""
    for case let name as String in files where name.hasSuffix(".swift") {
      sources += try String(contentsOfFile: Repository.path("Tests/\(name)"), encoding: .utf8)
    }
    for line in try CoverageTable().lines {
      #expect(sources.contains("func \(line.test)("), "\(line.entry): \(line.test)")
    }
  }
}
