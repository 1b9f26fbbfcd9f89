internal import CaseModel
internal import HostFacts

/// A process runs no code of the file it says it is.
struct UnmappedExecutable: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.unmapped-executable", abnormal: "A process runs no code of the file that its exe link names.",
    why:
      "The link can be changed by the process (prctl) and the code replaced (hollowing); the mappings tell what runs.",
    techniques: ["T1055.012", "T1036"], severity: .medium,
    benign:
      "Programs that move their own code to large pages, packed programs, and emulators; on a host where mappings were not read this is not asked."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard !process.libraries.isEmpty, process.libraries.count < 256, !process.executableIsDeleted,
      !Self.isMapped(process),
      !process.deniedReads.contains("maps"), picture.tables.mappedExecutables >= 5
    else { return nil }
    let severity: Severity =
      Program.codeMakers.contains(process.program) || picture.isInContainer(process) ? .info : .medium
    return card.finding(
      "no code of its own file is mapped: \(process.label)", process, severity: severity,
      evidence: [process.evidence("maps", process.libraries.prefix(4).map(\.text).joined(separator: ", "))])
  }

  /// The executable is among the files mapped for execution.
  static func isMapped(_ process: ProcessRecord) -> Bool {
    process.libraries.contains { $0.text == process.path || $0.text == process.path + " (deleted)" }
  }
}
