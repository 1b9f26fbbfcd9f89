/// Heuristics over logs, web requests and histories.
enum LogChapter {
  static var pictures: [any PictureHeuristic] {
    [WipedLogins(), LogHoles(), TruncatedLog(), RedirectedLog(), MissingLog()]
  }
  static var streams: [any StreamHeuristic] {
    [
      BruteForce(), RootByPassword(), LoggedCommand(), LoggedAccountChange(), ClearedLog(), WebShellRequest(),
      WebAttack(), HistoryCommand(), EmptiedHistory(), EmptiedFile(),
    ]
  }
}
