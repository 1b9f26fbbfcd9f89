internal import CaseModel
internal import HostFacts
internal import Triage

/// What makes something run later: the notable entries first, then all of them.
struct PersistenceSection {
  let page: PageContext

  var html: HTML {
    let all = page.report.picture.persistence
    let notable = all.filter(isNotable)
    let lead = """
      \(Words.count(all.count, "entry", "entries")), \(Words.grouped(notable.count)) of them notable: named in a finding, \
      or of no package and changed in the 30 days before the collection, or different from its package and changed then.
      """
    return section("persistence", "Persistence", lead: lead) {
      if notable.isEmpty {
        element(.p, .style("note")) { "Nothing notable." }
      } else {
        table("Notable persistence entries", notable, limit: 300, bytes: 200_000)
      }
      if all.count > notable.count {
        folded("All \(Words.count(all.count, "entry", "entries"))") {
          table("All persistence entries", all, limit: 1_500, bytes: 300_000)
        }
      }
    }
  }

  private func isNotable(_ entry: PersistenceRecord) -> Bool {
    if page.pathsInFindings.contains(entry.path) { return true }
    let isForeign = entry.package == nil || entry.differsFromPackage
    return isForeign && (page.isRecent(entry.changedAt) || page.isRecent(entry.bornAt))
  }

  private func table(_ caption: StaticString, _ entries: [PersistenceRecord], limit: Int, bytes: Int) -> HTML {
    var table = DataTable(
      caption, [.init("Mechanism"), .init("Where", "w"), .init("What", "w"), .init("Changed (UTC)"), .init("Marks")],
      rowLimit: limit, byteLimit: bytes)
    let sorted = entries.sorted {
      ($0.mechanism.rawValue, $0.path, $0.line) < ($1.mechanism.rawValue, $1.path, $1.line)
    }
    for entry in sorted {
      table.add(page.pathsInFindings.contains(entry.path) ? "marked" : "") { cells(entry) }
    }
    return table.html
  }

  private func cells(_ entry: PersistenceRecord) -> [HTML] {
    let place = entry.line > 0 ? "\(entry.path.text):\(entry.line)" : entry.path.text
    let mechanism = String(entry.mechanism.rawValue.map { $0 == "_" ? " " : $0 })
    return [
      .text(mechanism), suspect(HostString(escaped: place), limit: 300),
      .joined([suspect(entry.command ?? entry.text, limit: 500), circumstances(entry)]),
      page.moment(entry.changedAt ?? entry.modifiedAt), .joined(marks(entry).flatMap { [$0, .text(" ")] }),
    ]
  }

  private func circumstances(_ entry: PersistenceRecord) -> HTML {
    let parts = [entry.trigger.map { ("when ", $0) }, entry.account.map { ("as ", $0) }].compactMap(\.self)
    guard !parts.isEmpty else { return .empty }
    return element(.div, .style("under")) {
      for (name, value) in parts {
        name
        suspect(value, limit: 120)
        " "
      }
    }
  }

  private func marks(_ entry: PersistenceRecord) -> [HTML] {
    var marks: [HTML] = []
    if page.pathsInFindings.contains(entry.path) { marks.append(chip("in a finding", "crit")) }
    if let package = entry.package {
      marks.append(entry.differsFromPackage ? chip("differs from package", "med") : chip(package.text, "info"))
    } else {
      marks.append(chip("no package", "low"))
    }
    if entry.isEnabled == false { marks.append(chip("not enabled", "info")) }
    if entry.target?.exists == false { marks.append(chip("target missing", "med")) }
    return marks
  }
}
