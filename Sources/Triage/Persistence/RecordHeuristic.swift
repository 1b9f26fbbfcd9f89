internal import CaseModel
internal import HostFacts

/// A heuristic that looks at one entry at a time.
protocol RecordHeuristic: PictureHeuristic {
  /// Which mechanisms it looks at.
  var mechanisms: Set<PersistenceRecord.Mechanism> { get }
  /// What is abnormal about the entry; `nil` if nothing.
  func judge(_ record: PersistenceRecord, in picture: HostPicture) -> RecordOpinion?
}

/// What is abnormal about one entry.
struct RecordOpinion {
  /// How much it matters.
  var severity: Severity
  /// One line that names it.
  var title: String
  /// Other techniques than the card's.
  var techniques: [Technique]?

  init(_ severity: Severity, _ title: String, techniques: [Technique]? = nil) {
    self.severity = severity
    self.title = title
    self.techniques = techniques
  }
}

extension RecordHeuristic {
  func examine(_ picture: HostPicture) -> [Finding] {
    picture.persistence.filter { mechanisms.contains($0.mechanism) }.compactMap { record in
      judge(record, in: picture).map { opinion in
        card.finding(
          opinion.title, evidence: [record.evidence] + record.targetEvidence, severity: opinion.severity,
          techniques: opinion.techniques,
          occurred: record.changedAt)
      }
    }
  }
}
