internal import CaseModel
internal import HostFacts

/// An unknown program that behaves like a shell.
struct RenamedShell: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.renamed-shell", abnormal: "A program of no package is used as a shell, or calls itself one.",
    why: "A shell under another name or from elsewhere keeps no history and escapes rules that look for shells.",
    techniques: ["T1036.003", "T1059.004"], severity: .high,
    benign:
      "Shells that users install for themselves lie in homes, /usr/local, /opt, Nix or Homebrew and keep their own name: not reported. Containers bring their own shells."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let origin = picture.origin(of: process)
    guard origin == .odd || origin == .stray || origin == .own, !process.isMemoryFile else { return nil }
    if process.isShell { return origin == .odd ? finding(process, "shell runs from an odd place") : nil }
    let claimed = Program.family(process.name0.hasPrefix("-") ? String(process.name0.dropFirst()) : process.name0)
    if Program.shells.contains(claimed) { return finding(process, "program calls itself \(claimed)") }
    guard let first = process.arguments.dropFirst().first?.text, ["-i", "-p", "-il", "-li"].contains(first),
      process.arguments.count == 2 || process.terminal != 0, origin == .odd
    else { return nil }
    return finding(process, "program is started like an interactive shell")
  }

  private func finding(_ process: ProcessRecord, _ what: String) -> Finding {
    card.finding("\(what): \(process.label)", process)
  }
}
