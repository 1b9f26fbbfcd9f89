internal import CaseModel
internal import HostFacts

/// Code that an interpreter runs at each start: Python's .pth files and sitecustomize, Node's and Perl's options.
struct InterpreterStartup: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.interpreterStartup]
  let card = HeuristicCard(
    id: "persistence.interpreter-startup",
    abnormal: "a start-up hook of an interpreter runs code that fetches, decodes or starts something",
    why: "Every program in that language then runs the attacker's code, also the system's own tools.",
    techniques: ["T1546.018"], severity: .high,
    benign:
      "setuptools, editable installs, coverage and virtualenv put import lines into .pth files that only extend the path."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    let code = record.setting("code") ?? record.lineText
    let language = record.setting("language") ?? "python"
    let signs = InlineCodeSigns.signs(inCode: code, language: language, isOneLiner: true)
    // An `import` line is no command; what a module's name resolves to among programs is chance.
    let extra =
      record.target?.exists == true && language != "python"
      ? PersistenceScale.command(record) + PersistenceScale.target(record, in: picture) : []
    let opinion = CommandOpinion(signs, setting: .persistence)
    let severity = max(opinion.severity ?? .info, PersistenceConcern.severity(of: extra))
    let own = opinion.techniques.filter { !card.techniques.contains($0) }
    if severity >= .low {
      let details = ([opinion.summary] + extra.map(\.detail)).filter { !$0.isEmpty }.prefix(3).joined(separator: "; ")
      return RecordOpinion(severity, "\(record.path.text): \(details)", techniques: card.techniques + own)
    }
    guard record.path.hasSuffix(".pth"), startsProgram(code) else { return nil }
    return RecordOpinion(.medium, "\(record.path.text) starts something at each start of Python")
  }

  private func startsProgram(_ code: String) -> Bool {
    TextScan.first(
      of: ["subprocess", "os.system", "os.popen", "pty.spawn", "ctypes", "socket.", "exec(open", "__import__('os')"],
      in: code) != nil
      && TextScan.first(of: ["__editable__", "distutils-precedence", "a1_coverage", "_virtualenv"], in: code) == nil
  }
}
