/// Every heuristic of this version. A new one is added to its chapter's list.
public enum HeuristicCatalogue {
  /// Over the whole picture.
  public static var pictures: [any PictureHeuristic] {
    PersistenceChapter.pictures + AccountChapter.pictures + FileChapter.pictures + LogChapter.pictures
  }
  /// Over facts in passing.
  public static var streams: [any StreamHeuristic] {
    PersistenceChapter.streams + AccountChapter.streams + FileChapter.streams + LogChapter.streams
  }
}
