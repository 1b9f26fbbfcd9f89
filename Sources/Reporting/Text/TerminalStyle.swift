internal import CaseModel

/// Marks for a terminal (ECMA-48 SGR), or none. Colour only repeats what words already say.
struct TerminalStyle {
  /// Whether marks are written.
  var usesColour: Bool

  /// Ways to stand out.
  enum Mark: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case alarm = "1;97;41"
    case attention = "1;30;43"
    case calm = "1;97;42"
    case boldRed = "1;31"
    case yellow = "33"
    case cyan = "36"
  }

  /// The text between marks.
  func callAsFunction(_ text: String, _ mark: Mark) -> String {
    usesColour ? "\u{1b}[\(mark.rawValue)m\(text)\u{1b}[0m" : text
  }

  static func mark(_ verdict: Verdict) -> Mark {
    switch verdict {
    case .escalate: .alarm
    case .watch: .attention
    case .clear: .calm
    }
  }

  static func mark(_ severity: Severity) -> Mark {
    switch severity {
    case .critical: .boldRed
    case .high: .red
    case .medium: .yellow
    case .low: .cyan
    case .info: .faint
    }
  }
}
