internal import CaseModel
internal import HostFacts

/// A heuristic that can say all it has to say from one file's record. Files that are plainly their package's are not shown to it.
protocol FileHeuristic: StreamHeuristic {
  /// What is abnormal about the file; `nil` if nothing.
  func judge(_ file: FileRecord) -> FileOpinion?
}

/// What is abnormal about one file.
struct FileOpinion {
  /// How much it matters.
  var severity: Severity
  /// One line that names it.
  var title: String
  /// Other techniques than the card's.
  var techniques: [Technique]?

  init(_ severity: Severity, _ title: String, techniques: [Technique]? = nil) {
    self.severity = severity
    self.title = title
    self.techniques = techniques
  }
}

extension FileHeuristic {
  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, let opinion = judge(file) else { return [] }
    return [finding(opinion, on: file)]
  }

  /// The opinion as a finding of this card.
  func finding(_ opinion: FileOpinion, on file: FileRecord) -> Finding {
    card.finding(
      opinion.title, evidence: [file.evidence], severity: opinion.severity, techniques: opinion.techniques,
      occurred: file.changed)
  }
}

extension FileRecord {
  /// The file as evidence: what `ls -l` and the hash would say, and the sign that was found.
  var evidence: Evidence {
    var words = ["\(kind.rawValue) mode \(String(mode, radix: 8)) owner \(uid):\(gid) size \(size)"]
    words.append(package.map { "package \($0.text)" } ?? "no package")
    if let modified { words.append("mtime \(modified.description)") }
    if let changed { words.append("ctime \(changed.description)") }
    if let linkTarget { words.append("→ \(linkTarget.text)") }
    if !signs.isEmpty { words.append("signs \(signs.prefix(4).joined(separator: ","))") }
    if let excerpt { words.append(TextScan.clipped(excerpt.text, 160)) }
    return Evidence(source: path, text: HostString(escaped: words.joined(separator: ", ")), exhibit: exhibit ?? sha256)
  }

  /// A package's own regular file or directory with no set-id bit, right for others to write, capability, attribute or sign.
  var isPlainlyPackaged: Bool {
    package != nil && packageState != .differs && (kind == .file || kind == .directory) && mode & 0o6002 == 0
      && capabilities == nil && signs.isEmpty && !isCovered && !flags.utf8.contains(where: { $0 == 0x69 || $0 == 0x61 })
  }

  /// The package's own content.
  var isPackaged: Bool { package != nil && packageState != .differs }

  /// Program code that the kernel or an interpreter would run.
  var isCode: Bool {
    elf?.type == "executable" || elf?.type == "shared" || content == "elf" || content == "script" || interpreter != nil
  }
}
