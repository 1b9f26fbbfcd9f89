/// How an expected artifact fared. There is no other word for it anywhere.
public enum CoverageStatus: String, Sendable, Codable, CaseIterable {
  /// All of it was read.
  case obtained
  /// It does not exist on this host; the row says what was tried.
  case absent
  /// The kernel refused.
  case denied
  /// Some of it was read; the row says what is missing and why.
  case partial
  /// It exists and could not be read.
  case failed
  /// This version does not collect it.
  case unsupported
}

/// One row of the completeness ledger.
public struct LedgerRow: Sendable, Codable, Hashable {
  /// `C001` … `C124`, the name of a definition, or `T001` … for a program of the responder.
  public var id: String
  /// What it is, for people.
  public var name: String
  /// How it fared.
  public var status: CoverageStatus
  /// Why it is not simply obtained; empty if it is.
  public var why: String
  /// Paths or objects that were tried.
  public var tried: [HostString]
  /// Records and exhibits obtained.
  public var count: Int
  /// Whether the profile asks for it: a required row that is `partial` or `failed` makes the collection incomplete.
  public var required: Bool
  /// For a program of the responder (`T001` …): what was run and how it ended.
  public var run: LedgerRun?

  /// A row.
  public init(
    id: String, name: String, status: CoverageStatus, why: String = "", tried: [HostString] = [], count: Int = 0,
    required: Bool = true, run: LedgerRun? = nil
  ) {
    self.id = id
    self.name = name
    self.status = status
    self.why = why
    self.tried = tried
    self.count = count
    self.required = required
    self.run = run
  }
}

/// One run of a program of the responder on the suspect (docs/formats/tools.md).
public struct LedgerRun: Sendable, Codable, Hashable {
  /// SHA-256 of the program, 64 hex digits.
  public var program: String
  /// The arguments as the program got them, its name first.
  public var arguments: [HostString]
  /// Its exit code; `nil` if it did not end by itself.
  public var exit: Int?
  /// The signal that ended it; `nil` if none did.
  public var signal: Int?
  /// Milliseconds that it ran.
  public var milliseconds: Int64
  /// SHA-256 of the exhibit with its standard output; `nil` if it was never started.
  public var stdout: String?
  /// SHA-256 of the exhibit with its standard error; `nil` if it was never started.
  public var stderr: String?

  /// A run that did not begin yet.
  public init(program: String, arguments: [HostString]) {
    self.program = program
    self.arguments = arguments
    milliseconds = 0
  }
}
