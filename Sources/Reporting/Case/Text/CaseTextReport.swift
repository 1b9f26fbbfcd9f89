internal import CaseModel
internal import Triage

/// The case for a terminal: the verdicts first, one row a target, then what differs, then what is not known.
public struct CaseTextReport: Sendable {
  /// What is told.
  public var report: CaseReport
  /// Columns; kept between 60 and 160.
  public var width: Int
  /// Whether marks for colour are written. The caller honours `NO_COLOR`.
  public var usesColour: Bool

  /// Rows of the table; the rest is counted.
  static let rowLimit = 200

  /// A text over a report.
  public init(_ report: CaseReport, width: Int = 96, usesColour: Bool = false) {
    self.report = report
    self.width = min(160, max(60, width))
    self.usesColour = usesColour
  }

  /// The text; every line ends with a line feed.
  public var text: String {
    let lines = head + table + changes + next + blind + fleet + undo + custody + notes + commands
    return lines.map { $0 + "\n" }.joined()
  }

  private var style: TerminalStyle { TerminalStyle(usesColour: usesColour) }

  private var head: [String] {
    let word = CaseWords.title(report).uppercased()
    let mark = report.verdict.map(TerminalStyle.mark) ?? .attention
    let name = shown(report.caseID, 64) + (report.title.isEmpty ? "" : "  \(shown(report.title, 80))")
    return ["", "\(style(" \(word) ", mark))  \(style(name, .bold))", ""]
      + paragraph(CaseWords.sentence(report), indent: 2)
      + paragraph(
        "opened by \(report.openedBy) \(Words.moment(report.openedAt)) UTC, reported \(Words.moment(report.reportedAt)) UTC",
        indent: 2)
  }

  /// One row a target, worst first. The last column takes what is left.
  private var table: [String] {
    guard !report.targets.isEmpty else { return [] }
    let ranked = report.ranked
    let names = ranked.prefix(Self.rowLimit).map { shown($0.host.title, 40) }
    let nameWidth = min(28, max(6, names.map(DisplayText.width).max() ?? 6))
    var lines = heading("Targets", note: "worst first; ~ provisional, * changed, ! has what another's finding rests on")
    lines.append("  " + style("\(pad("target", nameWidth))  \(pad("verdict", 10))  \(pad("lanes", 12))  why", .faint))
    let sighted = report.sightedIDs
    for (target, name) in zip(ranked, names) {
      lines.append(row(target, name, nameWidth, isSighted: sighted.contains(target.host.id)))
    }
    if ranked.count > names.count {
      lines.append("  … and \(Words.count(ranked.count - names.count, "target")) more, with --json")
    }
    return lines
  }

  private func row(_ target: CaseTarget, _ name: String, _ nameWidth: Int, isSighted: Bool) -> String {
    let opinion = target.opinion
    let sign =
      (target.difference != nil ? "*" : target.final == nil && opinion != nil ? "~" : "") + (isSighted ? "!" : "")
    let verdict = pad((opinion?.verdict.rawValue ?? "-") + sign, 10)
    let marked = opinion.map { style(verdict, Self.mark($0.verdict)) } ?? verdict
    let lanes = pad(target.lanes.map(\.rawValue).joined(separator: ","), 12)
    let why = reason(target)
    let start = "  \(pad(DisplayText.fit(name, width: nameWidth), nameWidth))  \(marked)  "
    return why.isEmpty ? start + lanes : "\(start)\(lanes)  \(fit(why, width - nameWidth - 30))"
  }

  /// As much as there is room for, with a mark where it was cut.
  private func fit(_ text: String, _ columns: Int) -> String {
    let room = max(8, columns)
    return DisplayText.width(text) <= room ? text : DisplayText.fit(text, width: room - 1) + "…"
  }

  private func reason(_ target: CaseTarget) -> String {
    let state =
      target.state.kind == .done
      ? "" : "\(target.state.words)\(target.state.why.isEmpty ? "" : ": \(target.state.why)")"
    let reason = target.opinion?.reasons.first?.text ?? ""
    return shown([reason, state].filter { !$0.isEmpty }.joined(separator: "; "), 200)
  }

  private static func mark(_ verdict: Verdict) -> TerminalStyle.Mark {
    switch verdict {
    case .escalate: .boldRed
    case .watch: .yellow
    case .clear: .faint
    }
  }

  private var changes: [String] {
    let changed = report.ranked.filter { $0.difference != nil }
    guard !changed.isEmpty else { return [] }
    return heading("Changed when judged again")
      + list(changed.map { "\($0.host.title): \($0.difference ?? "")" }, limit: 20)
  }

  private var next: [String] { heading("Next step") + paragraph(CaseWords.nextStep(report), indent: 2) }

  private var blind: [String] {
    let targets = report.ranked.filter { $0.state.kind != .done }
    guard !targets.isEmpty || !report.unresolved.isEmpty else { return [] }
    var lines = heading("Not collected", note: "no sign that they are clean")
    for target in targets.prefix(30) {
      let state = target.state
      lines += paragraph(
        "\(target.host.title): \(state.words)\(state.why.isEmpty ? "" : ", \(state.why)")", indent: 4, first: "  - ")
      if !state.safe.isEmpty { lines += paragraph("safe: \(state.safe)", indent: 6) }
      for line in state.alternatives.prefix(3) { lines += paragraph("or: \(line)", indent: 6) }
      if !state.nextCommand.isEmpty { lines.append("      \(shown(Words.command(state.nextCommand), 2_048))") }
    }
    if targets.count > 30 { lines.append("  - … and \(Words.count(targets.count - 30, "target")) more") }
    return lines + list(report.unresolved, limit: 20)
  }

  private var fleet: [String] {
    guard let fleet = report.fleet else { return [] }
    var lines: [String] = []
    if !fleet.sightings.isEmpty {
      lines += heading("Sightings", note: "what a finding rests on, met elsewhere")
      for sighting in fleet.sightings.prefix(10) {
        lines += paragraph(
          "\(sighting.severity.rawValue): \(sighting.title.text)", indent: 4, first: "  - ", limit: 400)
        lines += paragraph(sighting.inference, indent: 6, mark: .faint)
      }
      let rest = fleet.sightings.count + fleet.sightingsOmitted - 10
      if rest > 0 { lines.append("  - … and \(Words.count(rest, "sighting")) more, in the page and with --json") }
    }
    let odd = fleet.oddities.filter { $0.severity >= .low }
    if !odd.isEmpty {
      lines += heading("Odd ones out", note: "what siblings have not")
      lines += list(odd.map { "\($0.severity.rawValue): \($0.title.text)" }, limit: 10)
    }
    return lines
  }

  private var undo: [String] {
    guard !report.undo.isEmpty else { return [] }
    let counts = CaseUndoRow.State.allCases.compactMap { state in
      let count = report.undo.count { $0.state == state }
      return count > 0 ? "\(Words.grouped(count)) \(CaseWords.words(state))" : nil
    }
    let grave = report.undo.filter { $0.state == .stuck || $0.state == .unknown }
    return heading("Undo ledger") + paragraph(counts.joined(separator: ", "), indent: 2)
      + list(
        grave.map { "\(CaseWords.words($0.state)): \($0.made)\($0.detail.isEmpty ? "" : ", \($0.detail)")" }, limit: 20)
  }

  private var custody: [String] {
    let all = report.targets.flatMap(\.collections)
    guard !all.isEmpty else { return [] }
    let counts = BundleReference.Standing.allCases.compactMap { standing in
      let count = all.count { $0.standing == standing }
      return count > 0 ? "\(Words.grouped(count)) \(VerdictWords.words(standing))" : nil
    }
    let failed = report.targets.filter { target in target.collections.contains { $0.standing == .failed } }
    return heading("Evidence")
      + paragraph("\(Words.count(all.count, "bundle")): \(counts.joined(separator: ", "))", indent: 2)
      + list(failed.map { "verification failed: \($0.host.title)" }, limit: 20)
  }

  private var notes: [String] {
    let notes = report.notes + (report.fleet?.notes ?? [])
    return notes.isEmpty ? [] : heading("Notes") + list(notes, limit: 15)
  }

  private var commands: [String] {
    guard !report.nextCommand.isEmpty else { return [""] }
    return heading("Type next") + ["  \(style(shown(Words.command(report.nextCommand), 4_096), .bold))", ""]
  }

  private func list(_ items: [String], limit: Int) -> [String] {
    items.prefix(limit).flatMap { paragraph($0, indent: 4, first: "  - ", limit: 400) }
      + (items.count > limit ? ["  - … and \(Words.grouped(items.count - limit)) more"] : [])
  }

  private func shown(_ text: String, _ limit: Int) -> String { DisplayText.safe(text, limit: limit) }

  private func pad(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - DisplayText.width(text)))
  }

  private func heading(_ title: String, note: String = "") -> [String] {
    ["", style(title, .bold) + (note.isEmpty ? "" : "  \(style(note, .faint))"), ""]
  }

  private func paragraph(
    _ text: String, indent: Int, first: String? = nil, mark: TerminalStyle.Mark? = nil, limit: Int = 1_200
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return DisplayText.wrap(shown(text, limit), width: width - indent).enumerated().map { index, line in
      (index == 0 ? first ?? margin : margin) + (mark.map { style(line, $0) } ?? line)
    }
  }
}
