/// Heuristics over accounts, keys and grants.
enum AccountChapter {
  static var pictures: [any PictureHeuristic] {
    [
      SecondRoot(), EmptyPassword(), ServiceAccountLogin(), WeakHash(), OddHome(), OddAccountName(),
      NewPrivilegedAccount(), SudoGrant(), SystemAccountKey(),
      RecentRootKey(), KeyOptions(), OddKeyFile(), SharedKey(), SplitPasswordFile(),
    ]
  }
  static var streams: [any StreamHeuristic] { [] }
}
