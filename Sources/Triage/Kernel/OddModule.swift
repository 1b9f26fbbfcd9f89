internal import CaseModel
internal import HostFacts

/// A module from outside the kernel's own tree, unsigned or forced.
struct OddModule: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.odd-module", abnormal: "An unsigned or forced kernel module from outside the kernel's tree is loaded.",
    why: "Kernel rootkits are such modules.", techniques: ["T1547.006", "T1014"], severity: .low,
    benign:
      "Drivers and file systems built on the host (NVIDIA, ZFS, VirtualBox, security agents): well-known names are info, others low. A forced load is not ordinary."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.modules.compactMap { module in
      let letters = Set(module.taint)
      guard letters.contains("O") || letters.contains("E") || letters.contains("F") || letters.contains("R") else {
        return nil
      }
      let isKnown = Self.known.contains { module.name.hasPrefix($0) }
      let severity: Severity = letters.contains("F") ? .high : isKnown ? .info : .low
      return card.finding(
        "module \(module.name.text) is \(letters.contains("F") ? "forced into the kernel" : "from outside the kernel's tree") (\(module.taint))",
        evidence: [
          Evidence(source: "/proc/modules", text: HostString(escaped: "\(module.name.text) (\(module.taint))"))
        ],
        severity: severity)
    }
  }

  private static let known = [
    "nvidia", "zfs", "spl", "zavl", "znvpair", "zunicode", "zcommon", "zlua", "zzstd", "icp", "vbox", "vmw", "vmmon",
    "vmnet", "wl",
    "falcon", "dattobd", "elastio", "veeam", "lustre", "lnet", "ena", "efa", "gdrdrv", "mlx", "v4l2loopback", "ddcci",
    "scini",
    "amdgpu", "dm_", "kvdo", "vdo", "uds", "drbd", "openvswitch", "sysdig", "scap", "falco", "twnotify", "ds_", "dsa_",
    "bmhook", "tmhook",
    "gsch", "redirfs", "talpa", "bcm", "r8168", "r8125", "rtl", "e1000e", "ixgbe", "i40e", "ice", "igb", "xt_",
    "wireguard", "exfat", "aufs", "digimend",
  ]
}

/// The kernel remembers a module that is not there.
struct UnexplainedTaint: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.unexplained-taint", abnormal: "The kernel is tainted by a module that is not loaded (any more).",
    why: "The mark of an unsigned or forced module stays when a rootkit hides itself.",
    techniques: ["T1014", "T1547.006"],
    severity: .medium,
    benign: "A driver that was unloaded since boot. When a loaded module carries the letter, nothing is said."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    guard let property = picture.properties.first(where: { ["tainted", "kernel.tainted"].contains($0.name.text) }),
      let mask = UInt64(property.value.text.trimmed),
      picture.modules.contains(where: { $0.seenBy.contains("/proc/modules") })
    else { return [] }
    // Documentation/admin-guide/tainted-kernels.rst
    let bits: [(bit: UInt64, letter: Character, words: String)] = [
      (1, "F", "forced"), (12, "O", "out-of-tree"), (13, "E", "unsigned"),
    ]
    let visible = picture.modules.filter { $0.seenBy.isEmpty || $0.seenBy.contains("/proc/modules") }
    let missing = bits.filter { row in mask & (1 << row.bit) != 0 && !visible.contains { $0.taint.contains(row.letter) }
    }
    guard !missing.isEmpty else { return [] }
    return [
      card.finding(
        "kernel was tainted by \(missing.map(\.words).joined(separator: " and ")) module that is not in the list",
        evidence: [Evidence(source: property.source, text: HostString(escaped: "tainted = \(mask)"))])
    ]
  }
}
