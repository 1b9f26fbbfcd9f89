public import CaseModel

/// One collection of one target: how it left the suspect, what binds it, and where it is kept.
public struct CaseCollection: Sendable, Hashable {
  /// The way by which it left the suspect.
  public enum Lane: String, Sendable, CaseIterable { case direct, share }
  /// The way by which it left the suspect.
  public var lane: Lane
  /// Nonce of the run, 32 hex digits.
  public var nonce: String
  /// SHA-256 of `seal.json`, 64 hex digits, as it came on the command's own output; `nil` if there is none.
  public var seal: String?
  /// Of the Systems Manager invocation; empty if there was none.
  public var commandID: String
  /// Tasks that moved it, such as executions of DataSync.
  public var transfers: [String]
  /// How far it was checked.
  public var standing: BundleReference.Standing
  /// What was compared with what: a sentence of the verifier.
  public var statement: String
  /// Where its objects are kept now: addresses of the landing bucket, of the vault, or a directory.
  public var keptAt: [String]
  /// Start, the suspect's clock.
  public var startedAt: Timestamp?
  /// End; `nil` if it was cut short or is not known.
  public var endedAt: Timestamp?
  /// Exhibits in the manifest.
  public var exhibits: Int
  /// Bytes of the bundle.
  public var storedBytes: Int64
  /// SHA-256 of the collector that ran; empty if not known.
  public var toolDigest: String

  /// A collection.
  public init(
    lane: Lane, nonce: String, seal: String?, commandID: String = "", transfers: [String] = [],
    standing: BundleReference.Standing, statement: String = "", keptAt: [String] = [], startedAt: Timestamp? = nil,
    endedAt: Timestamp? = nil, exhibits: Int = 0, storedBytes: Int64 = 0, toolDigest: String = ""
  ) {
    self.lane = lane
    self.nonce = nonce
    self.seal = seal
    self.commandID = commandID
    self.transfers = transfers
    self.standing = standing
    self.statement = statement
    self.keptAt = keptAt
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.exhibits = exhibits
    self.storedBytes = storedBytes
    self.toolDigest = toolDigest
  }
}

/// A program of the responder that was run on a target.
public struct CaseToolRun: Sendable, Hashable {
  /// SHA-256 of the program.
  public var digest: String
  /// Its arguments, the name first.
  public var arguments: [String]
  /// As it ended; `nil` if that is not known.
  public var exitCode: Int?
  /// SHA-256 of its output, an exhibit of the bundle.
  public var output: String?
  /// A run.
  public init(digest: String, arguments: [String], exitCode: Int?, output: String? = nil) {
    self.digest = digest
    self.arguments = arguments
    self.exitCode = exitCode
    self.output = output
  }

  /// What a row of the ledger says of a run; `nil` if it is about something else, or the program was never started.
  public init?(_ row: LedgerRow) {
    guard let run = row.run, run.stdout != nil else { return nil }
    self.init(
      digest: run.program, arguments: run.arguments.map(\.text), exitCode: run.exit, output: run.stdout)
  }
}

/// The completeness ledger of a target in short: how many rows fared how, and which are missing.
public struct CaseCompleteness: Sendable, Hashable {
  /// Rows that are kept of those that are partial, denied, failed or unsupported.
  public static let gapLimit = 60
  /// Rows by status.
  public var counts: [CoverageStatus: Int]
  /// Rows that are partial, denied, failed or unsupported; those that the profile requires first.
  public var gaps: [LedgerRow]
  /// Such rows that are not in `gaps`.
  public var gapsOmitted: Int

  /// The short form of a ledger.
  public init(_ rows: [LedgerRow]) {
    counts = rows.reduce(into: [:]) { $0[$1.status, default: 0] += 1 }
    let missing = rows.filter { $0.status != .obtained && $0.status != .absent }
    let ordered = missing.filter(Self.hurts) + missing.filter { !Self.hurts($0) }
    gaps = Array(ordered.prefix(Self.gapLimit))
    gapsOmitted = missing.count - gaps.count
  }

  /// A row that makes the collection incomplete.
  static func hurts(_ row: LedgerRow) -> Bool { row.required && (row.status == .partial || row.status == .failed) }
}

/// One row of the undo ledger.
public struct CaseUndoRow: Sendable, Hashable {
  /// What became of a change.
  public enum State: String, Sendable, CaseIterable {
    /// Still there: it is needed, or nobody released the case yet.
    case standing
    /// Taken back.
    case undone
    /// Kept on purpose: evidence.
    case kept
    /// AWS itself keeps it for a while: `detail` says until when.
    case expiring
    /// Taking it back failed: `detail` says what to do.
    case stuck
    /// Nobody knows: the run ended between the change and its record.
    case unknown
  }
  /// The step that made it.
  public var step: String
  /// What was made or changed, with its name or ARN.
  public var made: String
  /// Account and region.
  public var place: String
  /// Its state now.
  public var state: State
  /// When that was last seen, our clock.
  public var at: Timestamp?
  /// Why, until when, what to do; may be empty.
  public var detail: String

  /// A row.
  public init(
    step: String, made: String, place: String, state: State, at: Timestamp? = nil, detail: String = ""
  ) {
    self.step = step
    self.made = made
    self.place = place
    self.state = state
    self.at = at
    self.detail = detail
  }
}
