internal import CaseModel
internal import HostFacts

/// The kernel starts an odd program as root on some event.
struct UserModeHelper: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.user-mode-helper",
    abnormal: "A program that the kernel itself starts (core dumps, module loading, events) is an odd one.",
    why: "The kernel runs it as root, outside all containers: a persistence and a way out of containers.",
    techniques: ["T1546", "T1611", "T1547.006"], severity: .critical,
    benign: "systemd-coredump, apport, abrt and crash reporters in system and vendor directories are known or info."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.properties.compactMap { property in
      guard let row = Self.rows.first(where: { property.name.text == $0.name || property.name.hasSuffix($0.suffix) })
      else { return nil }
      let value = property.value.text.trimmed
      guard let program = Self.program(value, row), let severity = Self.severity(program, row) else { return nil }
      return card.finding(
        "the kernel starts \(program) (\(row.name))",
        evidence: [Evidence(source: property.source, text: property.value)], severity: severity,
        techniques: row.techniques)
    }
  }

  private static func program(_ value: String, _ row: Row) -> String? {
    if row.isPipe {
      return value.hasPrefix("|") ? value.dropFirst().trimmed.split(separator: " ").first.map(String.init) : nil
    }
    return value.split(separator: " ").first.map(String.init)
  }

  private static func severity(_ program: String, _ row: Row) -> Severity? {
    let name = program.split(separator: "/").last.map(String.init) ?? ""
    let isConcealed = PathShape.isConcealed(program) || PathShape.isTrick(program) || program.contains("/overlay")
    if Place(program) == .system, !isConcealed {
      return row.usual.contains(name) ? nil : row.usual.isEmpty ? .medium : .low
    }
    if Place(program) == .vendor, !isConcealed, !program.isPath(under: "/var/lib") { return .low }
    return .critical
  }

  /// A setting that names a program.
  private struct Row {
    var name: String
    var suffix: String
    var isPipe = false
    var usual: Set<String>
    var techniques: [Technique]
  }

  private static let rows = [
    Row(
      name: "kernel.core_pattern", suffix: "/core_pattern", isPipe: true,
      usual: [
        "systemd-coredump", "apport", "abrt-hook-ccpp", "crash_reporter", "false", "true", "chrome-crash-reporter",
        "core_collector", "rhsm-icon", "drkonqi-coredump-processor",
      ],
      techniques: ["T1546", "T1611"]),
    Row(
      name: "kernel.modprobe", suffix: "/sys/kernel/modprobe", usual: ["modprobe", "true", "false", "kmod"],
      techniques: ["T1547.006", "T1546"]),
    Row(
      name: "kernel.hotplug", suffix: "/sys/kernel/hotplug", usual: ["udevsend", "hotplug", "mdev"],
      techniques: ["T1546", "T1611"]),
    Row(name: "uevent_helper", suffix: "/uevent_helper", usual: ["mdev", "hotplug"], techniques: ["T1546", "T1611"]),
    Row(
      name: "kernel.poweroff_cmd", suffix: "/poweroff_cmd", usual: ["poweroff", "shutdown", "systemctl"],
      techniques: ["T1546"]),
    Row(
      name: "release_agent", suffix: "release_agent", usual: ["systemd-cgroups-agent", "cgroups-agent"],
      techniques: ["T1611", "T1546"]),
  ]
}

/// A file format whose handler is an odd program.
struct OddBinaryFormat: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.odd-binary-format",
    abnormal: "Binfmt_misc hands files to an odd interpreter, or one that keeps the file's privileges.",
    why:
      "A registered format runs the intruder's program in place of any matching file, with set-user-id rights if asked.",
    techniques: ["T1546", "T1548.001"], severity: .high,
    benign: "Emulators (qemu), Python, Java, Mono and Wine in system and vendor directories (not reported)."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.properties.filter { $0.group == "binfmt" || $0.group == "binfmt_misc" }.compactMap { property in
      let text = property.value.text
      guard
        let interpreter = text.after("interpreter ")?.split(whereSeparator: { " ;\\\n".contains($0) }).first.map(
          String.init)
      else { return nil }
      let flags = text.after("flags:")?.split(whereSeparator: { " ;\\\n".contains($0) }).first.map(String.init) ?? ""
      let isEmulator = Program.family(interpreter) == "qemu" || interpreter.contains("qemu")
      let isOdd =
        Place(interpreter).isOdd || Place(interpreter) == .home || Place(interpreter) == .other
        || PathShape.isConcealed(interpreter) || PathShape.isTrick(interpreter)
      let keepsRights = flags.contains("C") && !isEmulator
      guard isOdd || keepsRights else { return nil }
      return card.finding(
        "files of format \(property.name.text) are run by \(interpreter)",
        evidence: [Evidence(source: property.source, text: property.value)], severity: isOdd ? .high : .medium)
    }
  }
}
