public import CaseModel

/// Runs our two documents on suspects.
public protocol CommandService: Sendable {
  /// The commands that were sent to this target with a comment that begins so. Sending has no idempotency of its own, so a step that was
  /// interrupted looks here first.
  func commands(commentPrefix: String, on target: Target) async throws -> [SentCommand]

  /// Sends one command to one target.
  ///
  /// - Throws: `CloudError`; `.notFound` if the instance is not managed (any more).
  func send(_ order: CommandOrder, to target: Target) async throws -> CommandID

  /// Where a command stands.
  func state(of command: CommandID, on target: Target) async throws -> CommandState

  /// Asks to end it; best effort, as the service says.
  func cancel(_ command: CommandID, on target: Target) async throws
}

/// A command that was sent.
public struct SentCommand: Sendable, Hashable {
  /// Its id.
  public var id: CommandID
  /// Its comment.
  public var comment: String

  /// A command.
  public init(id: CommandID, comment: String) {
    self.id = id
    self.comment = comment
  }
}

/// Id that the command service gave.
public struct CommandID: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The id.
  public var text: String

  /// An id.
  public init(_ text: String) { self.text = text }

  public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
  public var description: String { text }
}

/// What is to be run.
public struct CommandOrder: Sendable, Hashable {
  /// Our documents.
  public enum Document: String, Sendable, Hashable, Codable { case direct, collect }

  /// Which document.
  public var document: Document
  /// SHA-256 of the document's content that was seen in preflight; the service refuses another one.
  public var documentHash: String?
  /// Its parameters.
  public var parameters: [(name: String, value: String)]
  /// At most 100 characters; unique to the run.
  public var comment: String
  /// Seconds until an undelivered command is given up (30 or more).
  public var deliverySeconds: Int

  /// An order.
  public init(
    document: Document, documentHash: String?, parameters: [(name: String, value: String)], comment: String,
    deliverySeconds: Int
  ) {
    self.document = document
    self.documentHash = documentHash
    self.parameters = parameters
    self.comment = comment
    self.deliverySeconds = deliverySeconds
  }

  public static func == (left: CommandOrder, right: CommandOrder) -> Bool {
    left.comment == right.comment && left.document == right.document
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(comment) }
}

/// Where a command stands.
public struct CommandState: Sendable, Hashable, Codable {
  /// As the service counts, in our words.
  public enum Phase: String, Sendable, Hashable, Codable {
    /// Not with the agent yet.
    case pending
    /// The agent runs it.
    case running
    /// Ended with exit code 0.
    case succeeded
    /// Ended with another exit code.
    case failed
    /// Ran longer than it may.
    case timedOut = "timed_out"
    /// Never reached the agent.
    case undelivered
    /// Cancelled, by us or somebody else.
    case cancelled
    /// The service does not know it (yet): it shows a new command only after a while.
    case unknown
  }
  /// Where it stands.
  public var phase: Phase
  /// Exit code of the script, where there is one.
  public var exitCode: Int?
  /// What it printed, at most 24,000 characters.
  public var output: String
  /// What it complained, at most 8,000 characters.
  public var complaint: String
  /// The service's own words for its state.
  public var detail: String

  /// A state.
  public init(phase: Phase, exitCode: Int? = nil, output: String = "", complaint: String = "", detail: String = "") {
    self.phase = phase
    self.exitCode = exitCode
    self.output = output
    self.complaint = complaint
    self.detail = detail
  }

  /// Nothing more will come.
  public var isOver: Bool { ![.pending, .running, .unknown].contains(phase) }
}
