internal import CaseModel

/// What the judge of commands thinks of one text.
struct CommandOpinion: Sendable {
  /// Where the text was found: what it may do without raising an eyebrow differs.
  enum Setting: Sendable {
    /// Runs by itself.
    case persistence
    /// Typed by somebody, or logged as typed.
    case typed
  }

  /// Distinct signs, most severe first.
  let signs: [CommandSign]
  /// Where the text was found.
  let setting: Setting

  init(_ signs: [CommandSign], setting: Setting) {
    var seen: Set<CommandSign.Kind> = []
    let weight: (CommandSign) -> Severity = { setting == .typed ? $0.typedSeverity : $0.severity }
    self.signs = signs.sorted { weight($0) > weight($1) }.filter { seen.insert($0.kind).inserted }
    self.setting = setting
  }

  /// Nothing was seen.
  var isEmpty: Bool { signs.isEmpty }

  /// The weight of one sign here.
  func weight(_ sign: CommandSign) -> Severity { setting == .typed ? sign.typedSeverity : sign.severity }

  /// The worst sign; two that matter by themselves raise it by one.
  var severity: Severity? {
    guard let worst = signs.first.map(weight) else { return nil }
    let serious = signs.filter { weight($0) >= .medium }.count
    return serious > 1 ? worst.raised : worst
  }

  /// Techniques of all signs from `low` on, each once.
  var techniques: [Technique] {
    var seen: Set<Technique> = []
    return signs.filter { weight($0) >= .low }.flatMap(\.kind.techniques).filter { seen.insert($0).inserted }
  }

  /// What was seen, for people.
  var summary: String { signs.prefix(4).map(\.detail).joined(separator: "; ") }
}

extension Severity {
  /// The next one up; `critical` stays.
  var raised: Severity {
    switch self {
    case .info: .low
    case .low: .medium
    case .medium: .high
    case .high, .critical: .critical
    }
  }
}
