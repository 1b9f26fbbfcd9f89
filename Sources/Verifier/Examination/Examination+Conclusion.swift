internal import Digests

extension Examination {
  /// The report, and the reader if nothing is wrong.
  mutating func conclude() -> ExaminedBundle {
    let outcome: VerificationOutcome =
      if faults.count > 0 { .failed } else if !isSealed { .prefix } else if expectedSeal != nil { .verified } else {
        .consistent
      }
    let report = VerificationReport(
      outcome: outcome, holds: holds, faults: faults.faults, faultCount: faults.count, caseName: entry?.caseName,
      nonce: entry?.nonce, counts: counts, seal: sealDigest, volatileSeal: volatileState, ledger: ledger)
    return ExaminedBundle(report: report, bundle: outcome == .failed ? nil : reader(report))
  }

  private var volatileState: VolatileSealState {
    guard files[BundleFormat.volatileSeal] != nil else { return .absent }
    guard let volatileSeal, !faults.hasFault(in: BundleFormat.volatileSeal) else { return .broken }
    let isIntact = volatileSeal.files.allSatisfy { file in
      !faults.hasFault(in: file.name, overlapping: 0..<file.length)
    }
    return isIntact ? .holds : .broken
  }

  private func reader(_ report: VerificationReport) -> VerifiedBundleReader {
    VerifiedBundleReader(
      report: report, files: files, digests: digests, ledgerRows: ledgerRows, entryDigest: entryDigest,
      exhibitPlaces: manifest.exhibits,
      segments: content.segments, contentFrames: content.frames, factsFrames: facts.frames)
  }
}
