internal import CaseModel
internal import CollectionPlans
internal import DefaultPlan
internal import EvidenceBundle
internal import Glibc
internal import HostFacts
internal import JSONText
internal import LiveCollection
internal import Triage

/// What `needletail-collector` does. The executable only calls `main`.
public enum CollectorProgram {
  /// Version of the program, as the bundle records it.
  public static let version = "0.1.0"

  /// - Parameter words: The command line without the program's name.
  /// - Returns: The exit code (`ExitCode`).
  public static func main(_ words: [String]) -> Int32 {
    do {
      switch try CollectorArguments.parse(words) {
      case .help:
        write(CollectorArguments.help + "\n", to: 1)
        return ExitCode.done.rawValue
      case .version:
        write("needletail-collector \(version)\n", to: 1)
        return ExitCode.done.rawValue
      case .pack(let directory, let output):
        let size = try PackedBundle.pack(directory: directory, to: output)
        let answer: JSONValue = ["packed": .string(HostString(output).text), "bytes": .integer(Int64(size))]
        write(answer.compactText + "\n", to: 1)
        return ExitCode.done.rawValue
      case .collect(let share, var options, let files, let isQuiet, let exitsByVerdict):
        if let keyFile = files.key { options.fingerprintKey = try key(keyFile) }
        options.plan = try files.plan.map(plan) ?? CollectionPlan.embedded
        if let job = files.job { try JobFile(file: job.file, programs: job.programs).add(to: &options) }
        return try collect(share: share, options: options, isQuiet: isQuiet, exitsByVerdict: exitsByVerdict)
      }
    } catch let error as CollectorArguments.UsageError {
      complain(error.message, hint: "needletail-collector --help", code: "usage")
      return ExitCode.usage.rawValue
    } catch let error as BundleError {
      complain(error.message, hint: hint(error), code: error.code.rawValue)
      return ExitCode.failed.rawValue
    } catch let error as SourceError {
      complain(error.message, hint: nil, code: error.code.rawValue)
      return ExitCode.failed.rawValue
    } catch {
      complain("\(error)", hint: nil, code: "failed")
      return ExitCode.failed.rawValue
    }
  }

  private static func collect(share: String, options: CollectionOptions, isQuiet: Bool, exitsByVerdict: Bool) throws
    -> Int32
  {
    let judge = JudgeBox()
    let isTerminal = isatty(2) == 1
    let outcome = try Collector(options: options, version: version).run(
      share: share, observe: { judge.judge.observe($0) }, observeRow: { judge.judge.observe($0) },
      report: { progress in
        guard !isQuiet, isTerminal else { return }
        write(
          "\r\u{1b}[2K\(progress.phase): \(progress.records) records, \(progress.shareBytes >> 10) KiB on the share",
          to: 2)
      })
    if !isQuiet, isTerminal { write("\r\u{1b}[2K", to: 2) }
    let judgement = judge.judge.conclude(provisional: true)
    write(CollectorSummary(outcome: outcome, judgement: judgement, options: options).text + "\n", to: 1)
    if outcome.wasInterrupted { return ExitCode.interrupted.rawValue }
    if exitsByVerdict {
      switch judgement.verdict {
      case .escalate: return ExitCode.verdictEscalate.rawValue
      case .watch: return ExitCode.verdictWatch.rawValue
      case .clear: break
      }
    }
    return outcome.isIncomplete ? ExitCode.incomplete.rawValue : ExitCode.done.rawValue
  }

  private static func key(_ path: String) throws -> [UInt8] {
    guard let bytes = readFile(path, limit: 4096), bytes.count >= 32 else {
      throw CollectorArguments.UsageError(
        message: "the fingerprint key must be a readable file of 32 to 4096 bytes: \(HostString(path).text)")
    }
    return bytes
  }

  private static func plan(_ path: String) throws -> CollectionPlan {
    guard let text = readFile(path, limit: 16 << 20) else {
      throw CollectorArguments.UsageError(message: "cannot read the plan: \(HostString(path).text)")
    }
    do { return try CollectionPlan.read(text) } catch let error as PlanError {
      throw CollectorArguments.UsageError(message: "\(error.message): \(HostString(path).text)")
    } catch {
      throw CollectorArguments.UsageError(message: "not a plan (\(error)): \(HostString(path).text)")
    }
  }

  /// At most `limit` bytes of a regular file of the responder; `nil` if it cannot be read or is larger.
  static func readFile(_ path: String, limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = read(file, &chunk, chunk.count)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    return nil
  }

  private static func hint(_ error: BundleError) -> String? {
    switch error.code {
    case .full: "the share is full; what was written is a prefix that `needletail verify` can check"
    case .readOnly, .denied: "give a directory on a share that can be written: --share DIR"
    case .notADirectory: "the share must be an existing directory: --share DIR"
    default: nil
    }
  }

  private static func complain(_ message: String, hint: String?, code: String) {
    let error: JSONValue = ["error": ["code": .string(code), "message": .string(message)]]
    write(error.compactText + "\n", to: 1)
    write("error: \(message)\n" + (hint.map { "hint: \($0)\n" } ?? ""), to: 2)
  }

  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// The judge behind the collection's closures. One thread only.
private final class JudgeBox {
  var judge = Judge()
}
