import CaseModel
import Testing

@testable import Triage

@Suite struct ChapterCardTests {
  private var cards: [HeuristicCard] {
    let pictures: [any PictureHeuristic] =
      PersistenceChapter.pictures + AccountChapter.pictures + FileChapter.pictures + LogChapter.pictures
    let streams: [any StreamHeuristic] =
      PersistenceChapter.streams + AccountChapter.streams + FileChapter.streams + LogChapter.streams
    return pictures.map(\.card) + streams.map(\.card)
  }

  @Test func idsAreUniqueAndNamedByChapter() {
    let ids = cards.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(
      ids.allSatisfy { id in ["persistence.", "account.", "file.", "log.", "history."].contains { id.hasPrefix($0) } })
    #expect(ids.count >= 90)
  }

  @Test func everyCardIsFilledIn() {
    for card in cards {
      #expect(
        !card.abnormal.isEmpty && !card.why.isEmpty && !card.benign.isEmpty && !card.techniques.isEmpty, "\(card.id)")
      for technique in card.techniques {
        #expect(technique.id.hasPrefix("T") && [5, 9].contains(technique.id.count), "\(technique.id)")
      }
    }
  }

  @Test func everySignHasTechniques() {
    for kind in CommandSign.Kind.allCases { #expect(!kind.techniques.isEmpty) }
  }
}
