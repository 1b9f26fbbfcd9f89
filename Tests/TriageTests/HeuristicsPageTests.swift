import Foundation
import Testing

@testable import Triage

/// The page for people is made from the cards. `NEEDLETAIL_RECORD_GOLDEN=1` writes it anew; the change is then reviewed like code.
@Suite struct HeuristicsPageTests {
  @Test func pageIsThatOfTheCards() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/heuristics.md")
      .standardized
    if ProcessInfo.processInfo.environment["NEEDLETAIL_RECORD_GOLDEN"] != nil {
      try Data(HeuristicCatalogue.markdown.utf8).write(to: page)
    }
    let stored = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    #expect(stored == HeuristicCatalogue.markdown, "docs/heuristics.md differs from the cards: record it anew")
  }
}
