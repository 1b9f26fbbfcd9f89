internal import CaseModel
internal import HostFacts

/// A program without arguments, not even its own name.
struct BlankArguments: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.blank-arguments", abnormal: "A running program has no arguments at all, or blanks in their place.",
    why: "Execve always passes a name; an empty line was wiped to hide what was started and how.",
    techniques: ["T1036.011", "T1564"], severity: .medium,
    benign:
      "A process that is just starting or ending, and few packaged programs that reuse the space; those are info. Memory that could not be read is not counted as empty."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard !process.deniedReads.contains("cmdline"), !process.stalledReads.contains("cmdline"),
      process.commandLine.text.trimmed.isEmpty
    else { return nil }
    let origin = picture.origin(of: process)
    let severity: Severity = origin <= .image ? .info : origin == .odd ? .high : .medium
    return card.finding("program has wiped its arguments: \(process.label)", process, severity: severity)
  }
}
