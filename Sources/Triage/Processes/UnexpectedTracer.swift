internal import CaseModel
internal import HostFacts

/// A process is traced by something that is no debugger.
struct UnexpectedTracer: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.unexpected-tracer",
    abnormal: "A process is under ptrace by a program that is no debugger, or by nobody to be seen.",
    why: "Ptrace reads and changes another process: passwords from login programs, code into servers.",
    techniques: ["T1055.008", "T1003.007"], severity: .high,
    benign:
      "Debuggers, tracers and sandboxes of packages, and a developer's own tools on the same user's processes (info). A packaged tracer on a login program still needs a reason (medium)."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard process.tracer != 0 else { return nil }
    guard let tracer = picture.processes[process.tracer] else {
      return card.finding(
        "traced by a process that cannot be seen (pid \(process.tracer)): \(process.label)", process,
        severity: picture.isInContainer(process) ? .low : .high, techniques: ["T1055.008", "T1014"],
        evidence: [process.evidence("status", "TracerPid: \(process.tracer)")])
    }
    guard !tracer.isCollector else { return nil }
    var finding = card.finding(
      "\(process.label) is traced by \(tracer.label)", process, severity: severity(tracer, of: process, picture),
      evidence: [process.evidence("status", "TracerPid: \(process.tracer)")] + tracer.usualEvidence)
    finding.processes.append(tracer.pid)
    return finding
  }

  private func severity(_ tracer: ProcessRecord, of process: ProcessRecord, _ picture: HostPicture) -> Severity {
    let origin = picture.origin(of: tracer)
    if origin == .odd { return .high }
    let secrets: Set<String> = [
      "sshd", "sshd-session", "login", "su", "sudo", "ssh-agent", "gpg-agent", "passwd", "sssd", "systemd",
    ]
    if secrets.contains(process.program), tracer.pid != process.ppid { return .medium }
    if origin <= .image, Program.debuggers.contains(tracer.program) || tracer.fileName == process.fileName {
      return .info
    }
    if origin <= .image { return .low }
    let isOwn =
      tracer.uids.first == process.uids.first && !tracer.isRoot
      || picture.ancestors(of: process).contains { $0.pid == tracer.pid }
    return isOwn && (tracer.terminal != 0 || Program.debuggers.contains(tracer.program)) ? .info : .high
  }
}
