internal import CaseModel
internal import HostFacts

/// Names that are sent elsewhere by /etc/hosts or a changed resolver.
struct HostsOverride: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.hosts, .resolver]
  let card = HeuristicCard(
    id: "persistence.hosts-override",
    abnormal: "A name of an update, security or cloud service is sent to another address.",
    why: "Attackers cut off updates and agents, shut out rival miners, or put themselves between.",
    techniques: ["T1565.001", "T1562.001"], severity: .high,
    benign: "Own names for own addresses; advertising block lists send trackers to 0.0.0.0; mirrors inside the house.")

  private let watched = [
    "archive.ubuntu.com", "security.ubuntu.com", "deb.debian.org", "security.debian.org", "amazonlinux", "packages.",
    "yum.", "mirror.centos.org", "rpmfind", "dl.fedoraproject.org",
    "crowdstrike.com", "sentinelone.net", "microsoft.com", "clamav.net", "virustotal.com", "amazonaws.com",
    "github.com", "aliyun", "aegis", "falcon", "qualys", "tenable", "rapid7", "wazuh",
    "snapcraft.io", "docker.io", "pypi.org", "npmjs.org", "osquery", "cloudsink.net",
  ]

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    if record.mechanism == .resolver { return resolver(record) }
    let words = TextScan.words(record.lineText)
    guard let address = record.setting("address") ?? words.first, AddressRange.isAddress(address) else { return nil }
    let names = words.dropFirst().map { $0.lowercased() }
    guard let name = names.first(where: { name in watched.contains { TextScan.contains(name, $0) } }) else {
      return nil
    }
    let isOff = ["0.0.0.0", "127.0.0.1", "::", "::1"].contains(address)
    let isPrivate = AddressRange.isPrivate(address)
    let isSecurity =
      TextScan.first(
        of: [
          "security.", "crowdstrike", "sentinelone", "clamav", "virustotal", "falcon", "qualys", "tenable", "rapid7",
          "wazuh", "aegis", "aliyun", "cloudsink",
        ], in: name) != nil
    if isOff {
      return RecordOpinion(
        isSecurity ? .high : .medium, "\(name) is cut off by \(record.path.text)",
        techniques: ["T1562.001", "T1565.001"])
    }
    // Endpoints inside the network are how private clouds work.
    return RecordOpinion(isPrivate ? .info : .high, "\(name) is sent to \(address)")
  }

  private func resolver(_ record: PersistenceRecord) -> RecordOpinion? {
    guard !record.isPackaged, TextScan.first(of: ["LD_", "/tmp/", "/dev/shm/"], in: record.lineText) != nil else {
      return nil
    }
    return RecordOpinion(
      .medium, "resolver setting names an odd place: \(record.lineText)", techniques: ["T1557", "T1565.001"])
  }
}
