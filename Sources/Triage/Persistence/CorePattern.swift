internal import CaseModel
internal import HostFacts

/// Kernel settings that make the kernel start a program as root.
struct CorePattern: PictureHeuristic {
  let card = HeuristicCard(
    id: "persistence.kernel-helper",
    abnormal: "The kernel starts a program of no package when something crashes or a module is asked for.",
    why:
      "core_pattern, modprobe and uevent_helper name programs that the kernel runs as root on an event anybody can bring about.",
    techniques: ["T1546"], severity: .high,
    benign: "systemd-coredump, apport, abrt and the host's crash collectors; /sbin/modprobe.")

  func examine(_ picture: HostPicture) -> [Finding] {
    let names = [
      "kernel.core_pattern", "kernel.modprobe", "kernel.hotplug", "kernel/core_pattern", "kernel/modprobe",
      "uevent_helper",
    ]
    let settings = picture.persistence.filter { $0.mechanism == .sysctl }.flatMap { record in
      names.compactMap { name in record.setting(name).map { (name, $0, record.evidence, record.isPackaged) } }
    }
    let live = picture.properties.filter { names.contains($0.name.text) || $0.name.text.hasSuffix("uevent_helper") }.map
    {
      ($0.name.text, $0.value.text, Evidence(source: $0.source, text: $0.value), false)
    }
    return (settings + live).compactMap { name, value, evidence, isPackaged in
      guard !isPackaged, let program = helper(name, value) else { return nil }
      return card.finding(
        "\(name) starts \(program)", evidence: [evidence],
        severity: FilePlace.oddity(ofProgramAt: program) != nil ? .critical : .high)
    }
  }

  private func helper(_ name: String, _ value: String) -> String? {
    let isCore = name.hasSuffix("core_pattern")
    guard !isCore || value.hasPrefix("|") else { return nil }
    let program = TextScan.words(isCore ? String(value.dropFirst()) : value).first ?? ""
    guard program.hasPrefix("/") else { return nil }
    let usual = [
      "systemd-coredump", "apport", "abrt-hook-ccpp", "modprobe", "kdump", "crash_reporter", "coredump",
      "core-dump-handler", "cdc", "false", "true", "ubuntu-core-launcher", "wsl-capture-crash",
    ]
    let isUsual =
      usual.contains(TextScan.lastComponent(program))
      && (FilePlace.isSystemProgramPlace(program) || program.hasPrefix("/usr/share/apport/"))
    if isUsual { return nil }
    return FilePlace.isLocalProgramPlace(program) && FilePlace.oddity(ofProgramAt: program) == nil ? nil : program
  }
}
