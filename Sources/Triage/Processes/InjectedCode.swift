internal import CaseModel
internal import HostFacts

/// Code in memory that came from no file, in a program that makes none.
struct InjectedCode: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.injected-code", abnormal: "A program that makes no code has executable memory that came from no file.",
    why: "Injected payloads live in anonymous executable or writable and executable memory.",
    techniques: ["T1055", "T1620"], severity: .low,
    benign:
      "Just-in-time compilers (java, node, .NET, browsers, PHP, regular expressions, call gates) do this all the time: recognised by program and by the libraries mapped (info). In login and session programs it is not ordinary."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let found = process.mappings.filter { $0.kind == .anonymousExecutable || $0.kind == .writableExecutable }
    guard let first = found.first, picture.origin(of: process) != .image else { return nil }
    let shown = found.prefix(4).map { "\($0.range) \($0.permissions) \($0.path.text)" }.joined(separator: "; ")
    return card.finding(
      "code without a file in \(process.label) at \(first.range)", process, severity: severity(of: process, picture),
      evidence: [process.evidence("maps", shown)])
  }

  private func severity(of process: ProcessRecord, _ picture: HostPicture) -> Severity {
    let makes =
      Program.codeMakers.contains(process.program)
      || process.libraries.contains { library in
        Self.makers.contains { library.lastComponent.hasPrefix($0) }
      }
    if makes || Program.buildRunners.contains(process.program) && !process.place.isOdd { return .info }
    if picture.origin(of: process) == .odd { return .medium }
    let isSession = ["sshd", "sshd-session", "login", "su", "sudo", "cron", "crond", "agetty", "bash", "dash", "sh"]
      .contains(process.program)
    return isSession && process.isPackaged ? .medium : .low
  }

  private static let makers = [
    "libpcre", "libffi", "libluajit", "libLLVM", "libjvm", "libv8", "libnode", "libmozjs", "libcoreclr", "libclrjit",
    "libmono",
    "libjavascriptcoregtk", "libpython", "libruby", "libgallium", "swrast", "libQt", "libselinux", "libwine",
    "libnvidia",
    "libtcc", "libgccjit", "libsljit", "libjit", "libproot",
  ]
}
