internal import CaseModel

/// The verdict in words, the same in every report.
enum VerdictWords {
  /// One word for a banner.
  static func title(_ verdict: Verdict) -> String {
    switch verdict {
    case .escalate: "Escalate"
    case .watch: "Watch"
    case .clear: "Clear"
    }
  }

  /// What the word means for this host.
  static func sentence(_ verdict: Verdict) -> String {
    switch verdict {
    case .escalate: "This host shows signs of compromise that call for an incident response."
    case .watch: "Something is unusual. It may be benign; a person should look before the case is closed."
    case .clear: "Nothing abnormal was found in what could be read. That is no proof that nothing is there."
    }
  }

  /// Which kind of verdict it is.
  static func standing(provisional: Bool) -> String {
    provisional ? "provisional: judged on the suspect" : "final: judged from the verified bundle"
  }

  /// How a bundle stands, with what the verifier says; its sentence may begin with the same words.
  static func verification(_ bundle: BundleReference) -> String {
    let words = words(bundle.standing)
    return bundle.statement.hasPrefix(words) ? bundle.statement : "\(words): \(bundle.statement)"
  }

  /// How the seal stands.
  static func words(_ standing: BundleReference.Standing) -> String {
    switch standing {
    case .unchecked: "not checked"
    case .consistent: "consistent, origin not shown"
    case .verified: "verified"
    case .prefix: "cut short, what is there is consistent"
    case .failed: "verification FAILED"
    }
  }
}
