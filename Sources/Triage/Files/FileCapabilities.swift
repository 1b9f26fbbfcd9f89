internal import CaseModel
internal import HostFacts

/// Programs with powers from file capabilities (capabilities(7)).
struct FileCapabilities: FileHeuristic {
  let card = HeuristicCard(
    id: "file.capabilities",
    abnormal: "A program that no package owns, or an interpreter, has capabilities that amount to root.",
    why: "Cap_setuid on a copy of python is a SUID shell that no search for SUID files finds.",
    techniques: ["T1548.001"], severity: .high,
    benign: "Cap_net_bind_service, cap_net_raw and cap_net_admin on web servers, ping, VPNs and packet capture.")

  private static let root = [
    0: "chown", 1: "dac_override", 2: "dac_read_search", 3: "fowner", 6: "setgid", 7: "setuid", 8: "setpcap",
    16: "sys_module", 17: "sys_rawio", 19: "sys_ptrace", 21: "sys_admin", 27: "mknod", 31: "setfcap", 39: "bpf",
  ]

  func judge(_ file: FileRecord) -> FileOpinion? {
    guard let raw = file.capabilities, file.kind == .file else { return nil }
    let set = Self.permitted(raw)
    let names = Self.root.filter { set & (UInt64(1) << UInt64($0.key)) != 0 }.sorted { $0.key < $1.key }.map {
      "cap_\($0.value)"
    }
    let path = file.path.text
    if FilePlace.isContainerTree(path) { return nil }
    let isInterpreter =
      Interpreters.isInterpreter(Interpreters.canonicalName(path))
      || ["tar", "vim", "find", "gdb", "dd", "cp"].contains(file.path.lastComponent)
    guard !names.isEmpty, file.package == nil || isInterpreter else { return nil }
    let shown = names.prefix(4).joined(separator: ",")
    if isInterpreter || FilePlace.oddity(ofProgramAt: path) != nil { return FileOpinion(.high, "\(path) has \(shown)") }
    let isMild = names.allSatisfy {
      ["cap_sys_ptrace", "cap_bpf", "cap_dac_read_search", "cap_sys_admin"].contains($0)
    }
    // Monitoring and backup agents under /opt read everything.
    return FileOpinion(
      isMild && FilePlace.isLocalProgramPlace(path) ? .low : FilePlace.isLocalProgramPlace(path) ? .medium : .high,
      "\(path) has \(shown)")
  }

  /// The permitted set of `security.capability` (linux/capability.h, vfs_cap_data): magic u32, then permitted and
  /// inheritable words, little-endian.
  static func permitted(_ hex: String) -> UInt64 {
    guard let bytes = PayloadDecoder.hex(Array(hex.utf8)), bytes.count >= 12 else { return 0 }
    func word(_ offset: Int) -> UInt64 {
      offset + 4 <= bytes.count ? (0..<4).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) } : 0
    }
    return word(4) | word(12) << 32
  }
}
