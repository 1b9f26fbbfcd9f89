internal import CaseModel
internal import HostFacts
internal import Triage

/// The top of the page: the verdict, the host, the reasons, what to do.
struct BannerSection {
  let page: PageContext
  private var report: HostReport { page.report }
  private var judgement: Judgement { page.report.judgement }

  var banner: HTML {
    .element(
      .header, [VerdictLook.banner(judgement.verdict)],
      element(.div, .style("wide")) {
        element(.p, .style("eyebrow")) { "Needletail · host triage report" }
        element(.h1) {
          element(.span, .style("verdict")) {
            element(.span, .fixed("aria-hidden", "true")) { VerdictLook.shape(judgement.verdict) }
            " "
            VerdictWords.title(judgement.verdict)
          }
          " "
          element(.span, .style("host")) { suspect(report.host.hostname, limit: 80) }
        }
        element(.p, .style("say")) { VerdictWords.sentence(judgement.verdict) }
        facts
      })
  }

  private var facts: HTML {
    let took = report.endedAt.map { "took \(Words.duration(from: report.startedAt, to: $0))" } ?? "cut short"
    let verdict = judgement.provisional ? "provisional, judged on the suspect" : "final, judged from the bundle"
    return element(.dl, .style("facts")) {
      PageFrame.fact("Confidence", .text(judgement.confidence.rawValue))
      PageFrame.fact("Standing", .text(verdict))
      PageFrame.fact("Case", .text(report.caseID, limit: 64))
      PageFrame.fact(
        "Instance", report.host.instanceID.map { suspect($0, limit: 64) } ?? .text("not an EC2 instance, or unknown"))
      PageFrame.fact("Collected", .text("\(Words.moment(report.startedAt)) UTC, \(took)"))
    }
  }

  /// Reasons, next step, what was not seen, and the host itself.
  var summary: HTML {
    section("summary", "Summary") {
      element(.div, .style("pair")) {
        element(.div, .style("panel")) {
          element(.h3) { "Why" }
          reasons
        }
        element(.div, .style("panel", "todo")) {
          element(.h3) { "Next step" }
          element(.p) { HTML.text(judgement.nextStep.isEmpty ? "None suggested." : judgement.nextStep, limit: 600) }
        }
      }
      if !report.nextCommand.isEmpty {
        element(.p, .style("type")) { "Type next:" }
        command(report.nextCommand)
      }
      tally
      if !report.notSeen.isEmpty { notSeen }
    }
  }

  private var reasons: HTML {
    guard !judgement.reasons.isEmpty else { return element(.p) { "Nothing abnormal was found." } }
    return element(.ol, .style("reasons")) {
      for reason in judgement.reasons.prefix(5) { element(.li) { HTML.text(reason.text, limit: 600) } }
    }
  }

  private var tally: HTML {
    let picture = report.picture
    let listeners = picture.sockets.count { $0.isListening }
    let entries: [(Int, String)] = [
      (judgement.findings.count, "findings"), (picture.processes.count, "processes"), (listeners, "listeners"),
      (picture.persistence.count, "persistence entries"), (picture.accounts.count, "accounts"),
      (picture.fileCount, "files seen"), (report.counts.exhibits, "exhibits kept"),
    ]
    return element(.ul, .style("tally")) {
      for (count, name) in entries {
        element(.li) {
          element(.b) { Words.grouped(count) }
          " "
          element(.span) { name }
        }
      }
    }
  }

  private var notSeen: HTML {
    element(.div, .style("panel", "unseen")) {
      element(.h3) { "Not seen" }
      element(.p, .style("lead")) { "What could not be read limits the answer." }
      element(.ul) {
        for line in report.notSeen.prefix(60) { element(.li) { HTML.text(line, limit: 600) } }
        if report.notSeen.count > 60 { element(.li) { "… and \(report.notSeen.count - 60) more, see the ledger" } }
      }
    }
  }

  /// The host itself.
  var host: HTML {
    let host = report.host
    let uptime = host.bootedAt.map { "\(Words.moment($0)) UTC (up \(Words.duration(from: $0, to: host.now)))" }
    let rows: [(StaticString, HTML)] = [
      ("Host name", suspect(host.hostname)), ("Instance", suspect(host.instanceID)), ("System", suspect(host.system)),
      ("Kernel", suspect(host.kernel)), ("Architecture", .text(host.architecture, limit: 40)),
      ("Booted", .text(uptime ?? "")), ("Its clock", .text("\(Words.moment(host.now)) UTC")),
      ("Machine id", suspect(host.machineID)), ("Boot id", suspect(host.bootID)),
      ("Container", .text(host.containerKind ?? "", limit: 80)),
      ("Privileges", .text(host.isPrivileged ? "collector ran as root" : "collector ran without root: much is hidden")),
    ]
    return section("host", "Host") {
      element(.dl, .style("list")) {
        for (name, value) in rows where value != .empty && value != .text("") {
          element(.dt) { "\(name)" }
          HTML.element(.dd, [], value)
        }
      }
    }
  }
}

/// A command to type, on its own line.
func command(_ arguments: [String]) -> HTML {
  element(.pre, .style("command")) { element(.code) { HTML.text(Words.command(arguments)) } }
}
