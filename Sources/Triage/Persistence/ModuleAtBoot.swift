internal import CaseModel
internal import HostFacts

/// Kernel modules that are loaded at boot, and commands in place of loading one.
struct ModuleAtBoot: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.moduleLoad, .modprobe]
  let card = HeuristicCard(
    id: "persistence.kernel-module",
    abnormal: "an entry of no package loads a kernel module, or runs a command when one is loaded",
    why: "Kernel rootkits come back at boot through modules-load.d, or through `install` lines of modprobe.d.",
    techniques: ["T1547.006"], severity: .medium,
    benign:
      "Container hosts load overlay and br_netfilter; hardening guides put `install X /bin/true` or /bin/false to forbid a module."
  )

  private let usual: Set<String> = [
    "overlay", "br_netfilter", "nf_conntrack", "ip_vs", "ip_vs_rr", "ip_vs_wrr", "ip_vs_sh", "nvme", "loop", "fuse",
    "tun", "tap", "wireguard", "vhost_net", "bonding",
    "8021q", "dm_multipath", "dm_crypt", "iscsi_tcp", "rbd", "ceph", "nfs", "nfsd", "ip_tables", "iptable_nat",
    "iptable_filter", "ip6_tables", "xt_conntrack", "tcp_bbr",
    "softdog", "nvidia", "nvidia_uvm", "ena", "msr", "coretemp", "ib_iser", "veth", "dummy", "tls", "kvm", "kvm_intel",
    "kvm_amd", "vfio", "vfio_pci", "zfs", "efi_pstore",
    "lp", "ppdev", "parport_pc", "configfs", "snd-aloop", "v4l2loopback", "drm", "target_core_user", "dm_mirror",
    "dm_snapshot", "dm_thin_pool", "rdma_ucm", "ipmi_devintf",
    "ipmi_si", "lustre", "lnet", "efa", "xfs", "btrfs", "bridge", "nbd", "sch_fq", "tcp_htcp", "uinput", "i2c-dev",
    "cifs", "autofs4", "openvswitch", "geneve", "vxlan", "aufs",
  ]

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    if record.mechanism == .modprobe { return hook(record, picture) }
    let module = record.setting("module") ?? TextScan.words(record.lineText).first ?? ""
    guard !module.isEmpty, !usual.contains(module), !usual.contains(String(module.map { $0 == "-" ? "_" : $0 })),
      !usual.contains(where: { module.hasPrefix($0 + "_") })
    else { return nil }
    if module.contains("/"), FilePlace.oddity(ofProgramAt: module) != nil {
      return RecordOpinion(.high, "loads \(module) at boot")
    }
    if let target = record.target, target.exists {
      guard target.package == nil else { return nil }
      // Modules that dkms builds belong to no package.
      let isBuilt = TextScan.first(of: ["/dkms/", "/updates/", "/weak-updates/"], in: target.path.text) != nil
      return RecordOpinion(isBuilt ? .low : .high, "loads \(target.path.text) of no package at boot")
    }
    return RecordOpinion(
      picture.knowsPackages && isLoadedAndTainted(module, picture) ? .high : .low,
      "loads module \(module) at boot (\(record.path.text))")
  }

  /// Letters O and E: built outside the tree, not signed.
  private func isLoadedAndTainted(_ module: String, _ picture: HostPicture) -> Bool {
    let name = String(module.map { $0 == "-" ? "_" : $0 })
    return picture.modules.contains { $0.name.text == name && $0.taint.contains("E") }
  }

  private func hook(_ record: PersistenceRecord, _ picture: HostPicture) -> RecordOpinion? {
    guard let command = record.commandText else { return nil }
    let concerns = PersistenceScale.concerns(of: record, in: picture)
    let details = concerns.prefix(2).map(\.detail).joined(separator: "; ")
    let severity = PersistenceConcern.severity(of: concerns)
    if severity >= .low {
      return RecordOpinion(
        severity, "modprobe hook in \(record.path.text): \(details)",
        techniques: ["T1547.006"] + concerns.flatMap(\.techniques))
    }
    let harmless: Set<String> = [
      "true", "false", "modprobe", "sysctl", "echo", "logger", "exit", ":", "", "test", "[", "ip",
    ]
    let strange = CommandReading(command).stages.first { !harmless.contains($0.name) }
    guard let strange, record.target?.package == nil else { return nil }
    return RecordOpinion(.medium, "modprobe starts \(strange.program) (\(record.path.text))")
  }
}
