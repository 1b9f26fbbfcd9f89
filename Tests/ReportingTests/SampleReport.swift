import CaseModel
import HostFacts
import JSONText
import Reporting

/// Reports over invented hosts: an ordinary one, a broken-into one, one whose every name attacks the reader, a crowded one.
enum SampleReport {
  static let now = Timestamp(year: 2026, month: 1, day: 31, hour: 9, minute: 0, second: 0)!

  /// A moment before the collection.
  static func ago(days: Int = 0, hours: Int = 0, minutes: Int = 0) -> Timestamp {
    Timestamp(seconds: now.seconds - Int64(days * 86_400 + hours * 3_600 + minutes * 60))
  }

  static var clean: HostReport {
    var builder = HostReportBuilder(startedAt: now)
    for fact in SampleHost.ordinary { builder.add(fact) }
    let judgement = Judgement(
      verdict: .clear, confidence: .high, provisional: false, reasons: [],
      nextStep: "Close the case, or compare this host with its siblings.", notSeen: [], findings: [])
    return builder.report(frame(), judgement: judgement)
  }

  static var compromised: HostReport {
    var builder = HostReportBuilder(startedAt: now)
    for fact in SampleHost.ordinary + SampleHost.intrusion { builder.add(fact) }
    return builder.report(frame(provisional: true), judgement: SampleHost.judgement)
  }

  /// - Parameter poison: Stands wherever the suspect could have put it.
  static func hostile(_ poison: String) -> HostReport {
    var builder = HostReportBuilder(startedAt: now)
    for fact in HostileHost.facts(poison) { builder.add(fact) }
    var frame = frame()
    frame.caseID = poison
    frame.nonce = poison
    frame.tool = poison
    frame.bundle = BundleReference(path: poison, seal: poison, standing: .failed, statement: poison)
    frame.footprint = .object([.init(poison, .string(poison)), .init("list", [.string(poison), .object([])])])
    frame.ledger = [
      LedgerRow(id: poison, name: poison, status: .failed, why: poison, tried: [HostString(poison)], count: 1)
    ]
    return builder.report(frame, judgement: HostileHost.judgement(poison))
  }

  /// More of everything than a page should hold.
  static var crowded: HostReport {
    var builder = HostReportBuilder(startedAt: now)
    for fact in CrowdedHost.facts { builder.add(fact) }
    return builder.report(frame(), judgement: CrowdedHost.judgement)
  }

  static let seal = "9f2b7c1de0a45386b1f07a2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60"

  static func frame(provisional: Bool = false) -> HostReportBuilder.Frame {
    HostReportBuilder.Frame(
      caseID: "C-2026-017",
      bundle: BundleReference(
        path: "/mnt/evidence/C-2026-017/i-0ab12cd34ef567890/bundle", seal: seal,
        standing: provisional ? .unchecked : .verified,
        statement: provisional
          ? "The collector printed this seal; nothing was compared with it yet."
          : "All 9 files, 812 manifest lines and 640 exhibits agree with the seal from the command's output."),
      nonce: "4be1c90f6a2d47538c0e9d1b7f3a6245", tool: "needletail 0.1.0", ledger: SampleHost.ledger,
      footprint: SampleHost.footprint, exhibits: 640, storedBytes: 48_234_112, startedAt: now,
      endedAt: Timestamp(nanoseconds: now.nanoseconds + 4_200_000_000))
  }
}
