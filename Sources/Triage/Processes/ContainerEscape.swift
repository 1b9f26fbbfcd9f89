internal import CaseModel
internal import HostFacts

/// A process of a container that lives in the host's namespaces.
struct ContainerEscape: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.container-escape",
    abnormal: "A process in a container's control group has the host's file system and processes.",
    why: "That is what a container looks like after a break-out (nsenter, chroot, mounted root).",
    techniques: ["T1611"], severity: .high,
    benign:
      "Storage and node agents enter the host by design with packaged tools (info). A shell or an unknown program there is not their work; administrators use debug pods."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    guard picture.hasContainerGroup(process), let first = picture.processes[1], !picture.hasContainerGroup(first),
      let mount = process.namespaces["mnt"], mount == first.namespaces["mnt"],
      let pid = process.namespaces["pid"], pid == first.namespaces["pid"],
      !isRuntime(process)
    else { return nil }
    let origin = picture.origin(of: process)
    let severity: Severity = process.isShell || process.isInterpreter || origin >= .stray ? .high : .info
    return card.finding(
      "process of a container is in the host's namespaces: \(process.label)", process, severity: severity,
      evidence: [process.evidence("cgroup", process.cgroups.first?.text ?? "")])
  }

  private func isRuntime(_ process: ProcessRecord) -> Bool {
    process.isPackaged
      && ["runc", "crun", "conmon", "pause", "docker-init", "catatonit", "systemd", "slirp", "pasta"].contains(
        process.program)
  }
}
