internal import BundleJudging
internal import CaseModel
internal import ProgramKit
internal import Verifier

/// Bundles as the commands open them: what is wrong with one becomes a failure with a hint and an exit code.
extension CheckedBundle {
  /// - Parameter seal: 64 hex digits, if the caller has it.
  static func open(path: String, seal: String?) throws -> CheckedBundle {
    do { return try CheckedBundle(path: path, seal: seal) } catch { throw failure(error, path: path) }
  }

  /// Verifies without asking that it holds.
  static func look(path: String, seal: String?) throws -> ExaminedBundle {
    do { return try examine(path: path, seal: seal) } catch { throw failure(error, path: path) }
  }

  private static func failure(_ error: BundleJudgingError, path: String) -> Failure {
    switch error.code {
    case .badSeal: Failure(error.message, code: .usage)
    case .notABundle: Failure(error.message, hint: "a bundle is a directory with bundle.json in it", code: .failed)
    case .verificationFailed: Failure(error.message, hint: "needletail verify \(path)", code: .verificationFailed)
    }
  }

  var exitCode: CaseModel.ExitCode { report.outcome == .prefix ? .incomplete : .done }
}
