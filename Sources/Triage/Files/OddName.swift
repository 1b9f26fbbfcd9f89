internal import CaseModel
internal import HostFacts

/// Names made to be overlooked.
struct OddName: FileHeuristic {
  let card = HeuristicCard(
    id: "file.odd-name", abnormal: "A name of dots, blanks, control characters or letters of another script.",
    why: "Such names vanish in listings or read as something else.",
    techniques: ["T1564.001", "T1036"], severity: .medium,
    benign: "Names in old character sets and in other languages; blanks inside names; macOS icon files.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    let name = file.path.lastComponent
    guard let reason = FileNameOddity.reason(name), file.package == nil, name != "Icon\\x0d" else { return nil }
    let path = file.path.text
    if FilePlace.isContainerTree(path)
      || TextScan.first(
        of: [
          "/node_modules/", "/test/", "/tests/", "/testdata/", "/fixtures/", "/.git/", "/site-packages/", "/Maildir/",
        ], in: path) != nil
    {
      return FileOpinion(.info, "odd name (\(reason)): \(path)")
    }
    let isSystem =
      !FilePlace.isHome(path)
      && !FilePlace.startsWith(
        path, ["/srv/", "/opt/", "/mnt/", "/media/", "/data/", "/var/lib/", "/var/www/", "/var/spool/mail"])
    let isDots = reason.hasPrefix("only dots") || reason.hasPrefix("looks like") || reason.hasPrefix("a dot")
    let runs = file.isExecutable || file.isCode || file.kind == .directory
    let isMild = reason.hasPrefix("blank")
    if isDots { return FileOpinion(isSystem ? .high : .medium, "odd name (\(reason)): \(path)") }
    if isMild { return FileOpinion(isSystem && runs ? .medium : .info, "odd name (\(reason)): \(path)") }
    return FileOpinion(isSystem && runs ? .high : isSystem ? .medium : .low, "odd name (\(reason)): \(path)")
  }
}
