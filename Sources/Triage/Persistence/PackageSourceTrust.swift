internal import CaseModel
internal import HostFacts

/// Package sources that are taken without a signature or from a bare address.
struct PackageSourceTrust: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.packageSource]
  let card = HeuristicCard(
    id: "persistence.package-source",
    abnormal: "packages are taken without checking signatures, or from a numeric address on the Internet",
    why: "Whoever answers for that source can install anything as root at the next update.",
    techniques: ["T1195.002", "T1195.001", "T1546.016"], severity: .medium,
    benign:
      "Mirrors inside the house with [trusted=yes] or gpgcheck=0 on private addresses or file: are common sloppiness.")

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard !record.isPackaged else { return nil }
    let line = record.lineText.lowercased()
    let all = ([line] + record.attributes.map { "\($0.key.lowercased())=\($0.value.text.lowercased())" }).joined(
      separator: "\n")
    let address = WebAddress.all(in: all).first
    let isInside = address.map { $0.isPrivate || $0.isLoopback } ?? TextScan.contains(all, "file:")
    let unchecked = TextScan.first(
      of: ["trusted=yes", "trusted: yes", "gpgcheck=0", "gpgcheck=no", "allow-insecure=yes", "allowunauthenticated"],
      in: all)
    if let address, address.isPublicNumber {
      return RecordOpinion(unchecked == nil ? .medium : .high, "packages from \(address.host) (\(record.path.text))")
    }
    guard let unchecked, TextScan.first(of: ["enabled=0"], in: all) == nil else { return nil }
    return RecordOpinion(
      isInside || address?.scheme == "https" ? .info : .low, "\(unchecked) for \(address?.host ?? record.path.text)")
  }
}
