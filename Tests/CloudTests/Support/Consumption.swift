import AWSClients
import Foundation
import Synchronization

/// What a run takes: calls by operation, processor time, wall time, and the most memory that this process had at once.
final class Consumption: Sendable {
  private struct Counts {
    var calls: [String: Int] = [:]
    var repetitions = 0
  }
  private let counts = Mutex(Counts())
  private let began = ContinuousClock.now
  private let processor = Consumption.processorSeconds()
  /// Memory in use when the run began, in bytes.
  let memoryBefore: Int64

  /// Begins now.
  init() {
    // 5 sets the mark of the highest resident size back to what it is now (proc(5), clear_refs).
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
    memoryBefore = Self.memory("VmRSS:")
  }

  /// Takes one attempt of one call into account.
  func count(_ record: AttemptRecord) {
    counts.withLock { counts in
      counts.calls["\(record.service) \(record.operation)", default: 0] += 1
      if record.attempt > 1 { counts.repetitions += 1 }
    }
  }

  /// Attempts by service and operation.
  var calls: [String: Int] { counts.withLock { $0.calls } }
  /// All attempts.
  var total: Int { calls.values.reduce(0, +) }
  /// Attempts that were not the first of their call.
  var repetitions: Int { counts.withLock { $0.repetitions } }
  /// Seconds since the beginning.
  var wallSeconds: Double { Double((ContinuousClock.now - began) / .milliseconds(1)) / 1000 }
  /// Seconds of processor that this process took since the beginning.
  var processorSeconds: Double { Self.processorSeconds() - processor }
  /// The highest resident size since the beginning, in bytes.
  var memoryPeak: Int64 { Self.memory("VmHWM:") }

  /// One line, and the operations that were called most, for `targets` targets.
  func summary(_ what: String, targets: Int) -> String {
    let most = calls.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(40).map { name, count in
      "  \(Self.text(Double(count) / Double(targets))) \(name)"
    }
    let memory = "\(memoryBefore >> 20) MiB before, \(memoryPeak >> 20) MiB at most"
    return
      "\(what): \(total) calls (\(Self.text(Double(total) / Double(targets))) a target, \(repetitions) repeated), \(Self.text(wallSeconds)) s, \(Self.text(processorSeconds)) s of processor, \(memory)\n"
      + most.joined(separator: "\n")
  }

  private static func text(_ number: Double) -> String { String(format: "%.2f", number) }

  private static func memory(_ key: String) -> Int64 {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
    return (line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int64($0) } ?? 0) << 10
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
