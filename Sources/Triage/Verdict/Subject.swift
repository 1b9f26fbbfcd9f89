internal import CaseModel
internal import HostFacts

/// One thing that findings are about: a process with its program, a file, a module. A reason speaks of one subject.
struct Subject: Sendable {
  /// Most severe first; never empty.
  private(set) var findings: [Finding]

  /// Of the most severe finding.
  var severity: Severity { findings.first?.severity ?? .info }

  /// The most telling finding's title, and what else was found about it.
  var line: HostString {
    let others = findings.dropFirst().filter { $0.severity >= .medium && $0.id != findings.first?.id }.map(\.id)
    let distinct = others.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let techniques = findings.first?.techniques.first.map { " [\($0.id)]" } ?? ""
    let more =
      distinct.isEmpty
      ? ""
      : "; also \(distinct.prefix(3).joined(separator: ", "))\(distinct.count > 3 ? " and \(distinct.count - 3) more" : "")"
    return HostString(escaped: "\(findings.first?.title.text ?? "")\(techniques)\(more)")
  }

  /// Findings that share a process or the source of their first evidence belong together. Order of first appearance
  /// stays.
  static func group(_ sorted: [Finding]) -> [Subject] {
    var subjects: [Subject] = []
    var places: [String: Int] = [:]
    for finding in sorted {
      let keys = keys(of: finding)
      if let place = keys.lazy.compactMap({ places[$0] }).first {
        subjects[place].findings.append(finding)
        for key in keys where places[key] == nil { places[key] = place }
      } else {
        for key in keys { places[key] = subjects.count }
        subjects.append(Subject(findings: [finding]))
      }
    }
    return subjects
  }

  /// By the first process (others of a finding are its surroundings), by the file that it runs, or by what the
  /// evidence names.
  private static func keys(of finding: Finding) -> [String] {
    var keys = finding.processes.prefix(1).map { "pid \($0)" }
    for evidence in finding.evidence {
      let source = evidence.source.text
      if source.hasPrefix("/proc/"), source.hasSuffix("/exe") {
        // The same program as several processes is one thing; interpreters and shells are not.
        let path = evidence.text.text
        if Place(path).isOdd || PathShape.isConcealed(path) { keys.append("path \(path)") }
      }
    }
    if keys.isEmpty, let first = finding.evidence.first {
      let isList = first.source.hasPrefix("/proc/") || first.source.hasPrefix("/sys/")
      keys.append(isList ? "\(finding.id) \(first.text.text)" : "path \(first.source.text)")
    }
    return keys.isEmpty ? ["title \(finding.title.text)"] : Array(keys)
  }
}
