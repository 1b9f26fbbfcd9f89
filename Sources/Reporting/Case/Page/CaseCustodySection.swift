internal import CaseModel
internal import Triage

/// What binds each bundle to its target, and where it is kept.
struct CaseCustodySection {
  let page: CasePage

  var html: HTML {
    let targets = page.ranked.filter { !$0.collections.isEmpty }
    let lead =
      "The seal came on the command's own output, another way than the bundle; command id and nonce bind it to the instance."
    return section("custody", "Custody", lead: lead) {
      if targets.isEmpty { element(.p, .style("note")) { "Nothing was collected." } } else { table(targets) }
    }
  }

  private func table(_ targets: [CaseTarget]) -> HTML {
    var table = DataTable(
      "Bundles",
      [.init("Target", "t"), .init("Checked", "w"), .init("Binding", "w z"), .init("Kept at", "w y")],
      rowLimit: 2_400, byteLimit: 1_800_000)
    table.elsewhere = "All of them are in the JSON form of this report."
    for target in targets {
      for collection in target.collections {
        table.add(collection.standing == .failed ? "marked" : "") { cells(target, collection) }
      }
    }
    return table.html
  }

  private func cells(_ target: CaseTarget, _ collection: CaseCollection) -> [HTML] {
    let size =
      "\(Words.count(collection.exhibits, "exhibit")), \(Words.bytes(collection.storedBytes))"
    return [
      .joined([
        page.name(target.host.id, target.host.title),
        element(.div) { "\(collection.lane.rawValue) lane" },
        element(.div, .style("under")) { PageContext.moment(collection.startedAt) },
      ]),
      .joined([
        standing(collection.standing), element(.div) { HTML.text(collection.statement, limit: 300) },
        element(.div, .style("under")) { size },
      ]),
      binding(collection),
      .joined(
        collection.keptAt.prefix(6).map { place in element(.div) { suspect(HostString(escaped: place), limit: 400) } }),
    ]
  }

  private func binding(_ collection: CaseCollection) -> HTML {
    let rows: [(String, String)] = [
      ("seal", collection.seal ?? "none"), ("nonce", collection.nonce), ("command", collection.commandID),
      ("collector", collection.toolDigest), ("transfer", collection.transfers.prefix(4).joined(separator: " ")),
    ]
    return .joined(
      rows.filter { !$0.1.isEmpty }.map { name, value in
        element(.div, .style("bind")) {
          element(.small) { name }
          " "
          suspect(HostString(escaped: value), limit: 300)
        }
      })
  }

  private func standing(_ standing: BundleReference.Standing) -> HTML {
    let words = VerdictWords.words(standing)
    return switch standing {
    case .verified: chip(words, "ok")
    case .consistent, .unchecked, .prefix: chip(words, "med")
    case .failed: chip(words, "crit")
    }
  }
}
