internal import CaseModel

/// How a verdict looks: colour and shape, the word beside them.
enum VerdictLook {
  /// Class of a banner.
  static func banner(_ verdict: Verdict) -> HTML.Attribute {
    switch verdict {
    case .escalate: .style("banner", "v-escalate")
    case .watch: .style("banner", "v-watch")
    case .clear: .style("banner", "v-clear")
    }
  }

  /// A shape beside the word, for eyes that do not tell the colours apart.
  static func shape(_ verdict: Verdict) -> String {
    switch verdict {
    case .escalate: "▲"
    case .watch: "◆"
    case .clear: "●"
    }
  }

  /// The word in a rounded box.
  static func chip(_ verdict: Verdict) -> HTML {
    let words = "\(shape(verdict)) \(VerdictWords.title(verdict).lowercased())"
    return switch verdict {
    case .escalate: Reporting.chip(words, "crit")
    case .watch: Reporting.chip(words, "med")
    case .clear: Reporting.chip(words, "ok")
    }
  }
}
