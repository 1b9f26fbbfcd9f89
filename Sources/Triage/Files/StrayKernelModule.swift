internal import CaseModel
internal import HostFacts

/// Kernel modules outside the modules' tree.
struct StrayKernelModule: FileHeuristic {
  let card = HeuristicCard(
    id: "file.stray-module", abnormal: "A kernel module outside /lib/modules, or inside without package or dkms.",
    why: "Kernel rootkits are built or dropped as .ko files.", techniques: ["T1547.006", "T1014"], severity: .high,
    benign: "Build trees of drivers in /usr/src, /var/lib/dkms and homes of developers; vendors' modules under /opt.")

  func judge(_ file: FileRecord) -> FileOpinion? {
    let path = file.path.text
    let name = file.path.lastComponent
    let isModule = name.hasSuffix(".ko") || [".ko.xz", ".ko.zst", ".ko.gz"].contains { name.hasSuffix($0) }
    guard file.kind == .file, isModule, file.package == nil, !FilePlace.isContainerTree(path) else { return nil }
    if path.hasPrefix("/lib/modules/") || path.hasPrefix("/usr/lib/modules/") {
      let isBuilt = TextScan.first(of: ["/updates/", "/dkms/", "/weak-updates/", "/extra/"], in: path) != nil
      return isBuilt
        ? FileOpinion(.info, "module of no package: \(path)")
        : FileOpinion(.medium, "module of no package among the kernel's own: \(path)")
    }
    if FilePlace.startsWith(path, ["/usr/src/", "/var/lib/dkms/", "/boot/", "/usr/share/", "/opt/", "/var/lib/"]) {
      return FileOpinion(.info, "module in a build tree: \(path)")
    }
    if FilePlace.oddity(ofProgramAt: path) != nil {
      return FileOpinion(.critical, "kernel module in an odd place: \(path)")
    }
    return FileOpinion(FilePlace.isHome(path) ? .info : .high, "kernel module outside its tree: \(path)")
  }
}
