internal import CaseModel
internal import HostFacts

/// Scripts, configurations and programs whose content shows what they are for.
struct SuspiciousScript: FileHeuristic {
  let card = HeuristicCard(
    id: "file.content-signs",
    abnormal: "A file of no package holds a remote shell, a dropper, a miner or its settings.",
    why: "The content says what the name does not.", techniques: ["T1059.004", "T1105"], severity: .high,
    benign:
      "Security teams' tools and rules, documents and test data in homes and project trees; installers of vendors.")

  /// Trees of projects and of rules that quote what they look for.
  private static let quoting = [
    "/.git/", "/node_modules/", "/site-packages/", "/dist-packages/", "/vendor/", "/test", "/Test", "/docs/", "/doc/",
    "/src/", "/Sources/", "/examples/",
    "/rules/", "/.cache/", "/gems/", "/signatures/", "/yara", "/sigma", "/share/man", "/locale/", "/licenses/",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    guard !file.signs.isEmpty, file.package == nil, file.kind == .file, !FilePlace.isContainerTree(path) else {
      return nil
    }
    guard !FilePlace.isWebRoot(path), !WebScript.isScriptName(path) else { return nil }
    let isOdd =
      FilePlace.oddity(ofProgramAt: path) != nil && !path.hasPrefix("/var/log/") && !path.hasSuffix("_history")
    let isQuoted = TextScan.first(of: Self.quoting, in: path) != nil || !file.isExecutable && isProse(path)
    let known = file.signs.compactMap { sign in ContentSignWeight.weights[sign].map { (sign, $0) } }
    let weighed = known.map { sign, weight in (sign, isOdd ? weight.odd : weight.elsewhere, weight.techniques) }
    guard let worst = weighed.max(by: { $0.1 < $1.1 }) else { return nil }
    if isQuoted, !isOdd || Self.isSourceInTree(file) { return FileOpinion(.info, "\(worst.0) in \(path)") }
    // Several kinds of deed in one script make a dropper, whatever each would be alone.
    let deeds = Set(weighed.filter { !["cloud-credentials", "tunnel"].contains($0.0) }.map(\.0)).count
    let severity = deeds > 2 ? max(worst.1, .medium).raised : worst.1
    let names = weighed.prefix(4).map(\.0).joined(separator: ", ")
    let techniques = weighed.flatMap(\.2).reduce(into: worst.2) { if !$0.contains($1) { $0.append($1) } }
    return FileOpinion(severity, "\(names): \(path)", techniques: techniques)
  }

  /// A source of a compiled language, or a document, in a project's tree, that nothing can run as it stands: it quotes what a program
  /// looks for, even where the tree was checked out below /tmp. C is left out, because exploits come as C and are built on the spot.
  static func isSourceInTree(_ file: FileRecord) -> Bool {
    let path = file.path.text
    guard !file.isExecutable, file.interpreter == nil, TextScan.first(of: quoting, in: path) != nil else {
      return false
    }
    return [".swift", ".rs", ".java", ".kt", ".scala", ".hs", ".md", ".rst", ".adoc", ".json", ".yml", ".yaml"].contains
    {
      path.hasSuffix($0)
    }
  }

  /// Text to read, histories and logs: they quote commands.
  private func isProse(_ path: String) -> Bool {
    [
      ".md", ".txt", ".rst", ".html", ".log", "_history", ".yar", ".yml", ".yaml", ".csv", ".xml", ".json5", ".adoc",
      ".tex", ".ipynb", ".lesshst", ".viminfo",
    ]
    .contains { path.hasSuffix($0) } || FilePlace.startsWith(path, ["/var/log/", "/var/lib/cloud/", "/var/cache/"])
  }
}
