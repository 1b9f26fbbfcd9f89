internal import CLinuxShims
internal import CaseModel
internal import EvidenceBundle
internal import HostFacts

/// What tells this host from others, read before anything else.
struct HostIdentity {
  var header = BundleHeader.Host()
  var isCloud = false
  /// Local time minus UTC, in seconds; logs without a zone are read with it.
  var utcOffsetSeconds = 0

  init(source: LiveHostSource) {
    func first(_ path: HostString, limit: Int = 4096) -> HostString? {
      (try? source.read(path, limit: limit)).map { HostString(bytes: $0.bytes.prefix { $0 != 10 }) }.flatMap {
        $0.isEmpty ? nil : $0
      }
    }
    header.hostname = first("/proc/sys/kernel/hostname")
    header.machineID = first("/etc/machine-id")
    header.bootID = first("/proc/sys/kernel/random/boot_id")
    header.kernel = first("/proc/version")
    var node = [CChar](repeating: 0, count: 65)
    var machine = [CChar](repeating: 0, count: 65)
    var release = [CChar](repeating: 0, count: 65)
    if nt_uname(&node, &machine, &release) == 0 {
      header.architecture = HostString(bytes: machine.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }).text
    }
    utcOffsetSeconds = LocalTimeZone.offsetSeconds(from: source, at: nt_clock(0) / 1_000_000_000)
    let vendor = first("/sys/class/dmi/id/sys_vendor")
    let uuid = first("/sys/hypervisor/uuid")
    isCloud = vendor?.text == "Amazon EC2" || uuid?.hasPrefix("ec2") == true
    if let tag = first("/sys/class/dmi/id/board_asset_tag"), tag.hasPrefix("i-") { header.instanceID = tag }
  }

  /// The host's name as a directory name: letters, digits, dashes and dots, at most 40.
  var directoryName: String {
    let kept = (header.hostname?.text ?? "host").unicodeScalars.prefix(40).map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-": Character(scalar)
      default: "-"
      }
    }
    return kept.isEmpty ? "host" : String(kept)
  }
}
