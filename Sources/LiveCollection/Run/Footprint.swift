internal import CLinuxShims
internal import CaseModel
internal import EvidenceBundle
internal import JSONText

/// The footprint receipt: what the collector did to the suspect, and what it used.
struct Footprint {
  let options: CollectionOptions
  let source: LiveHostSource
  let run: CollectionRun
  let share: String
  let started: Timestamp
  let ledger: [LedgerRow]

  var json: JSONValue {
    let stuck = source.guarded.stuckChildren()
    var receipt: JSONValue = [
      "format": "needletail-receipt", "version": 1, "started": .integer(started.nanoseconds),
      "ended": .integer(nt_clock(0)), "programs_run": 0, "modules_loaded": 0, "libraries_loaded": 0,
      "view": [
        "kind": .string(source.view.kind.rawValue), "fresh_procfs": .bool(source.view.hasFreshProcfs),
        "fallbacks": .array(source.view.fallbacks.map { .string($0) }),
        "not_entered": .array(source.hanging.sorted.map { .string($0.text) }),
        "unbindable_mounts": .array(source.view.unbindable.map { .string($0.path.text) }),
        "private_mount_namespace": .bool(source.view.kind == .namespace || !source.view.unbindable.isEmpty),
      ],
      "local_bytes_written": .string(isShareLocal ? "the share is on a local volume: everything written to it" : "0"),
      "share": [
        "path": .string(HostString(share).text), "file_system": .string(shareType), "is_local": .bool(isShareLocal),
      ],
      "share_bytes_written": .integer(Int64(run.writer.bytesWritten)),
      "used": [
        "cpu_milliseconds": .integer(nt_clock(3) / 1_000_000),
        "wall_milliseconds": .integer(Int64(run.elapsedSeconds * 1000)),
        "peak_memory_bytes": .integer(nt_peak_memory()), "nice": 10,
      ],
      "budgets": [
        "cpu_share_percent": .integer(Int64(options.budgets.cpuShare * 100)),
        "wall_seconds": .integer(Int64(options.budgets.wallSeconds)),
        "cut": .array(run.cuts.map { .string($0) }),
      ],
      "processes": [
        "readers_abandoned": .integer(Int64(source.guarded.abandoned.count)),
        "readers_left": .array(stuck.map { .integer(Int64($0)) }),
      ],
      "secrets_included": .bool(options.includeSecrets),
    ]
    if options.ownTools != nil, case .object(let members) = receipt {
      receipt = .object(members + [JSONMember("responder_programs", responderPrograms)])
    }
    return receipt
  }

  /// What of the responder's own was started. `programs_run` counts programs of the suspect, and these are not.
  private var responderPrograms: JSONValue {
    [
      "run": .array(
        ledger.compactMap { row in
          guard let run = row.run, run.stdout != nil else { return nil }
          return [
            "id": .string(row.id), "sha256": .string(run.program),
            "milliseconds": .integer(run.milliseconds),
          ]
        }), "changed": "what these programs changed on the host is not known to the collector",
    ]
  }

  /// File systems that keep their bytes on a disk of this host.
  private var isShareLocal: Bool {
    ["ext4", "xfs", "btrfs", "overlay", "f2fs", "vfat", "zfs", "other"].contains(shareType)
  }

  private var shareType: String {
    let directory = nt_open_magic(-100, share, 1)
    guard directory >= 0 else { return "unknown" }
    defer { closeDescriptor(directory) }
    // Magic numbers of linux/magic.h.
    return switch nt_fs_magic(directory) {
    case 0xEF53: "ext4"
    case 0x5846_5342: "xfs"
    case 0x9123_683E: "btrfs"
    case 0x794C_7630: "overlay"
    case 0xF2F5_2010: "f2fs"
    case 0x4d44: "vfat"
    case 0x2FC1_2FC1: "zfs"
    case 0x0102_1994: "tmpfs"
    case 0x6969: "nfs"
    case 0xFF53_4D42, 0xFE53_4D42: "smb"
    case 0x6573_5546: "fuse"
    case 0x0102_1997: "9p"
    default: "other"
    }
  }
}
