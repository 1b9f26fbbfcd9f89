internal import CaseModel
internal import HostFacts

/// Kernel protections that are off.
struct LoweredProtection: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.lowered-protection", abnormal: "A protection of the kernel is switched off.",
    why: "Intruders lower protections to inject code or to read the kernel; distributions differ in their defaults.",
    techniques: ["T1562", "T1562.001"], severity: .info,
    benign: "Development and profiling machines and older defaults: this never decides alone."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    Self.rows.compactMap { row in
      guard let property = picture.properties.first(where: { $0.name.text == row.name }),
        property.value.text.trimmed == row.value
      else { return nil }
      return card.finding(
        "\(row.words): \(row.name) = \(row.value)", evidence: [Evidence(source: property.source, text: property.value)],
        severity: row.severity)
    }
  }

  /// A setting and the value that lowers it.
  private struct Row {
    var name: String
    var value: String
    var words: String
    var severity: Severity = .info
  }

  private static let rows = [
    Row(name: "kernel.randomize_va_space", value: "0", words: "addresses are not randomised", severity: .low),
    Row(name: "kernel.yama.ptrace_scope", value: "0", words: "every process of a user may trace its others"),
    Row(name: "kernel.kptr_restrict", value: "0", words: "kernel addresses are shown"),
    Row(name: "kernel.unprivileged_bpf_disabled", value: "0", words: "everybody may load eBPF"),
    Row(name: "fs.protected_symlinks", value: "0", words: "links in temporary directories are followed"),
    Row(name: "fs.protected_hardlinks", value: "0", words: "hard links to others' files are allowed"),
    Row(name: "vm.mmap_min_addr", value: "0", words: "the zero page may be mapped", severity: .low),
    Row(name: "kernel.ftrace_enabled", value: "0", words: "function tracing, which would show hooks, is off"),
  ]
}

/// Tracing hooks on the functions that rootkits hook.
struct SystemCallHook: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.function-hook",
    abnormal: "A kernel function that lists or kills processes, files or connections is hooked.",
    why: "Rootkits use ftrace and kprobes to filter what listings show and to take commands through signals.",
    techniques: ["T1014", "T1056.004"], severity: .medium,
    benign:
      "Tracing agents (bpftrace, security monitors) hook the same functions: with a live agent that holds eBPF programs this is info."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    let hasAgent = picture.bpfPrograms.contains { program in
      ["kprobe", "tracing", "lsm"].contains { program.kind.hasPrefix($0) }
        && program.pids.contains { picture.processes[$0].map { picture.origin(of: $0) <= .vendor } ?? false }
    }
    return picture.properties.filter { ["ftrace", "kprobe", "kprobes"].contains($0.group) }.compactMap { property in
      let text = "\(property.name.text) \(property.value.text)"
      guard let function = Self.targets.first(where: { text.contains($0) }) else { return nil }
      return card.finding(
        "kernel function is hooked: \(function)",
        evidence: [Evidence(source: property.source, text: HostString(escaped: text))],
        severity: hasAgent ? .info : .medium)
    }
  }

  private static let targets = [
    "getdents", "filldir", "tcp4_seq_show", "tcp6_seq_show", "udp4_seq_show", "udp6_seq_show", "sys_kill",
    "tpacket_rcv", "packet_rcv",
    "find_task_by_vpid", "proc_pid_readdir", "next_tgid", "sys_statx", "kallsyms_lookup_name", "inet_sk_diag_fill",
    "sys_init_module", "finit_module",
  ]
}
