internal import CaseModel
internal import HostFacts

/// Certificate authorities that were added here.
struct AddedAuthority: RecordHeuristic {
  let mechanisms: Set<PersistenceRecord.Mechanism> = [.certificate]
  let card = HeuristicCard(
    id: "persistence.certificate", abnormal: "a certificate authority of no package was added to this host lately.",
    why: "It can vouch for any server to every program: traffic can be read, updates replaced.",
    techniques: ["T1553.004"], severity: .low,
    benign: "Companies add their own authority on every host, when the host is made (info)."
  )

  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion? {
    guard record.package == nil else { return nil }
    let isLate = picture.isLate(record.bornAt ?? record.changedAt)
    return RecordOpinion(isLate ? .low : .info, "authority added: \(record.path.text)")
  }
}
