internal import CaseModel
internal import HostFacts

/// An eBPF program that watches or changes the system for nobody known.
struct OddBPFProgram: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.odd-bpf-program", abnormal: "An eBPF program hooks the kernel or packets without a known owner.",
    why: "EBPF rootkits hide processes, steal data and wait for magic packets without a module.",
    techniques: ["T1014", "T1205.002"], severity: .medium,
    benign:
      "systemd's control-group programs, and observability and network agents that are packaged, in /opt or in containers (info)."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    return picture.bpfPrograms.compactMap { program in
      guard Self.powerful.contains(where: { program.kind.hasPrefix($0) }) else { return nil }
      let owners = program.pids.prefix(16).compactMap { picture.processes[$0] }
      guard let severity = severity(of: program, owners, picture), severity >= .info else { return nil }
      let who = owners.first?.label ?? (program.pins.first?.text ?? "nobody to be seen")
      return card.finding(
        "eBPF \(program.kind) program \(program.id) \"\(program.name.text)\" is held by \(who)",
        evidence: [
          Evidence(
            source: HostString("bpf:\(program.id)"),
            text: HostString(
              escaped:
                "\(program.kind) \(program.name.text) tag \(program.tag) pins \(program.pins.map(\.text).joined(separator: " "))"
            ))
        ] + owners.prefix(2).flatMap(\.usualEvidence), severity: severity, processes: owners.map(\.pid),
        occurred: program.loadedAt)
    }
  }

  private func severity(of program: BPFProgramRecord, _ owners: [ProcessRecord], _ picture: HostPicture) -> Severity? {
    if let worst = owners.map({ picture.origin(of: $0) }).max() {
      if owners.contains(where: \.isCollector) { return nil }
      switch worst {
      case .odd: return .high
      case .own, .stray: return .medium
      default: return .info
      }
    }
    if program.pins.contains(where: { Self.isOddPin($0.text) }) { return .medium }
    if !program.pins.isEmpty { return .info }
    // Attached to interfaces and control groups, programs live on by themselves: agents on their way out leave them.
    if program.kind.hasPrefix("cgroup") || program.kind.hasPrefix("sched") { return .info }
    if !program.pids.isEmpty { return .medium }
    return program.kind.hasPrefix("xdp") || program.kind.hasPrefix("socket") ? .low : .medium
  }

  /// Known agents pin under their own names; a hidden name is none.
  private static func isOddPin(_ path: String) -> Bool { PathShape.isConcealed(path) || PathShape.isTrick(path) }

  private static let powerful = [
    "kprobe", "tracing", "raw_tracepoint", "tracepoint", "perf_event", "lsm", "xdp", "sched_cls", "sched_act",
    "socket_filter", "ext", "sk_",
  ]
}

/// The kernel's own warning that somebody writes into programs' memory.
struct BPFWriter: StreamHeuristic {
  let card = HeuristicCard(
    id: "kernel.bpf-writer", abnormal: "An eBPF program that writes into user memory was installed.",
    why:
      "With bpf_probe_write_user a program forges what tools read, such as directory listings; the kernel warns of it once.",
    techniques: ["T1014", "T1055"], severity: .medium,
    benign: "Few tracing and testing tools; ask who ran them. The kernel's message names the program."
  )
  private var isReported = false

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard !isReported, case .logEvent(let event) = fact, event.kind == .kernelMessage,
      event.message.contains("bpf_probe_write_user")
    else { return [] }
    isReported = true
    return [
      card.finding(
        "eBPF program that writes user memory was installed: \(event.message.text)",
        evidence: [Evidence(source: event.source, text: event.message)], occurred: event.time)
    ]
  }
}
