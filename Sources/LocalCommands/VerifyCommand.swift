internal import ArgumentParser
internal import BundleJudging
internal import CaseModel
internal import Digests
internal import JSONText
internal import ProgramKit
internal import Verifier

/// Verifies a bundle.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that not a bit of a bundle changed; say what holds, what fails, and where.")

  @OptionGroup var options: BundleOptions
  @Flag(help: "One JSON document on stdout.") var json = false

  func run() {
    carryOut(asJSON: json) {
      let report = try CheckedBundle.look(path: options.bundle, seal: options.seal).report
      Terminal.out(json ? Self.json(report).prettyText + "\n" : Self.text(report))
      return switch report.outcome {
      case .verified, .consistent: .done
      case .prefix: .incomplete
      case .failed: .verificationFailed
      }
    }
  }

  static func text(_ report: VerificationReport) -> String {
    var lines = [report.sentence]
    lines += report.holds.map { "  holds: \($0)" }
    lines += report.faults.map { "  fails: \($0.description)" }
    if report.faultCount > report.faults.count {
      lines.append("  and \(report.faultCount - report.faults.count) more faults")
    }
    if let seal = report.seal { lines.append("  seal: \(seal.hex)") }
    return lines.joined(separator: "\n") + "\n"
  }

  static func json(_ report: VerificationReport) -> JSONValue {
    [
      "outcome": .string(report.outcome.rawValue), "sentence": .string(report.sentence),
      "case": report.caseName.map { .string($0) } ?? .null, "nonce": report.nonce.map { .string($0) } ?? .null,
      "seal": report.seal.map { .string($0.hex) } ?? .null, "volatile_seal": .string(report.volatileSeal.rawValue),
      "holds": .array(report.holds.map { .string($0) }), "fault_count": .integer(Int64(report.faultCount)),
      "faults": .array(report.faults.map(fault)),
      "counts": [
        "manifest_lines": .integer(Int64(report.counts.lines)), "exhibits": .integer(Int64(report.counts.exhibits)),
        "records": .integer(Int64(report.counts.records)),
        "bytes": .integer(Int64(clamping: report.counts.storedBytes)),
      ],
      "ledger": .object(
        LedgerStatus.allCases.map { JSONMember($0.rawValue, .integer(Int64(report.ledger[$0] ?? 0))) }),
    ]
  }

  private static func fault(_ fault: VerificationFault) -> JSONValue {
    [
      "file": .string(fault.file), "code": .string(fault.code.rawValue), "message": .string(fault.message),
      "line": fault.line.map { .integer(Int64($0)) } ?? .null, "exhibit": fault.exhibit.map { .string($0) } ?? .null,
      "range": fault.range.map { [.integer(Int64(clamping: $0.lowerBound)), .integer(Int64(clamping: $0.upperBound))] }
        ?? .null,
    ]
  }
}
