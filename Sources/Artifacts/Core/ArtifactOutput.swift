public import HostFacts

/// Something a parser passed over, and where.
public struct ParseNote: Sendable, Hashable, Codable {
  /// Bytes from the start of the file.
  public var offset: Int64
  /// Line number from 1; 0 where the artifact has no lines.
  public var line: Int
  /// For people: what was skipped and why. Holds no content of the artifact.
  public var message: String

  /// A note.
  public init(offset: Int64 = 0, line: Int = 0, _ message: String) {
    self.offset = offset
    self.line = line
    self.message = message
  }
}

/// What a parser made of an artifact.
public struct ArtifactOutput: Sendable {
  /// At most this many notes are kept; a last one says how many more there were.
  public static let noteLimit = 64

  /// Records, in the artifact's order.
  public var facts: [HostFact] = []
  /// What was passed over (at most `noteLimit` and one that counts the rest).
  public private(set) var notes: [ParseNote] = []
  /// Notes that did not fit.
  private var unkept = 0

  /// Nothing yet.
  public init() {}

  /// Adds a record.
  public mutating func add(_ fact: HostFact) { facts.append(fact) }

  /// Says that something was passed over.
  public mutating func note(offset: Int64 = 0, line: Int = 0, _ message: String) {
    if notes.count < Self.noteLimit {
      notes.append(ParseNote(offset: offset, line: line, message))
    } else {
      unkept += 1
      let last = ParseNote(offset: offset, line: line, "\(unkept) more notes were not kept")
      if unkept == 1 { notes.append(last) } else { notes[Self.noteLimit] = last }
    }
  }
}
