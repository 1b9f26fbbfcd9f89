internal import Foundation

/// A program that ran to its end, or was ended at its limit.
public struct Run: Sendable, CustomStringConvertible {
  /// What was run, for messages.
  public var words: [String]
  /// Exit code; 128 and the signal if one ended it.
  public var status: Int32
  /// stdout.
  public var output: [UInt8]
  /// stderr.
  public var errors: [UInt8]
  /// It took longer than it may and was killed.
  public var isOverdue: Bool

  /// stdout as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
  /// stderr as text.
  public var complaint: String { String(decoding: errors, as: UTF8.self) }
  /// stdout's lines.
  public var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// Everything worth knowing when a test fails.
  public var description: String {
    "\(words.joined(separator: " ")): \(isOverdue ? "overdue, " : "")\(status)\n\(text.suffix(3000))\n\(complaint.suffix(3000))"
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - words: The program, found through PATH unless it is a path, and its arguments.
  ///   - limit: Seconds after which it and its process group are killed.
  @discardableResult
  public static func program(
    _ words: [String], in directory: String? = nil, environment: [String: String] = [:], limit: Double = 120
  ) throws -> Run {
    try RunningProgram(words, in: directory, environment: environment).finish(limit: limit)
  }

  /// Runs a program on a thread of its own, so that a test that waits for minutes does not hold up the few threads that all tests share.
  public static func apart(
    _ words: [String], in directory: String? = nil, environment: [String: String] = [:], limit: Double = 120
  ) async throws -> Run {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { try program(words, in: directory, environment: environment, limit: limit) })
      }
    }
  }

  /// Runs `needletail`.
  public static func needletail(_ words: String..., in directory: String? = nil, limit: Double = 120) throws -> Run {
    try program([Repository.program("needletail")] + words, in: directory, limit: limit)
  }

  /// Runs `needletail-collector`.
  public static func collector(_ words: String..., in directory: String? = nil, limit: Double = 120) throws -> Run {
    try program([Repository.program("needletail-collector")] + words, in: directory, limit: limit)
  }

  /// A program that was expected to succeed did not.
  public struct Failed: Error, CustomStringConvertible {
    /// What ran.
    public var run: Run
    /// What it said.
    public var description: String { run.description }
  }

  /// This run, if its exit code is one of those.
  @discardableResult
  public func expecting(_ statuses: Int32...) throws -> Run {
    guard statuses.contains(status), !isOverdue else { throw Failed(run: self) }
    return self
  }
}
