/// Heuristics about hiding: where two ways of looking at one thing disagree.
enum HidingChapter {
  static var pictures: [any PictureHeuristic] {
    [
      HiddenProcess(), MountedOverProcess(), CoveredContent(), OddMount(), UnbindableMount(), StalledRead(),
      HiddenFile(), HiddenSocket(), FalseKernelThread(),
    ]
  }

  static var streams: [any StreamHeuristic] { [NamedByLibrary()] }
}
