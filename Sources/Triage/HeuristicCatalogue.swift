/// Every heuristic of this version. A new one is added to its chapter's list.
public enum HeuristicCatalogue {
  /// Over the whole picture.
  public static var pictures: [any PictureHeuristic] {
    ProcessChapter.pictures + NetworkChapter.pictures + KernelChapter.pictures + HidingChapter.pictures
      + PersistenceChapter.pictures + AccountChapter.pictures + FileChapter.pictures + LogChapter.pictures
  }

  /// Over facts in passing.
  public static var streams: [any StreamHeuristic] {
    ProcessChapter.streams + HidingChapter.streams + KernelChapter.streams + PersistenceChapter.streams + AccountChapter.streams
      + FileChapter.streams + LogChapter.streams
  }

  /// Every card, in the order of the chapters.
  public static var cards: [HeuristicCard] { pictures.map(\.card) + streams.map(\.card) }
}
