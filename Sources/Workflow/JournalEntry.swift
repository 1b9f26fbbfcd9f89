public import CaseModel

/// One line of a journal: what was about to happen, or happened, to one step.
public struct JournalEntry: Sendable, Codable, Hashable {
  /// What is said of the step. Legal order: begun, then done or failed; after done or failed: undoing, then undone or stuck.
  public enum Event: String, Sendable, Codable {
    /// Its `do` is about to run; the inverse is known from here on.
    case begun
    /// Its `do` returned.
    case done
    /// Its `do` threw.
    case failed
    /// Its `undo` is about to run.
    case undoing
    /// Its `undo` returned.
    case undone
    /// Its `undo` threw: somebody has to look.
    case stuck
  }
  /// Number of the entry, from 0.
  public var number: Int
  /// Name of the step.
  public var step: String
  /// What is said.
  public var event: Event
  /// When.
  public var time: Timestamp
  /// What the step produced, or why it failed; one line.
  public var detail: HostString

  /// An entry.
  public init(number: Int, step: String, event: Event, time: Timestamp, detail: HostString) {
    self.number = number
    self.step = step
    self.event = event
    self.time = time
    self.detail = detail
  }
}

/// Where the entries of a run are kept. `append` returns when the entry will survive the process.
public protocol Journal: AnyObject {
  /// Keeps an entry.
  func append(_ entry: JournalEntry) throws
  /// The entries of earlier runs, in order.
  func entries() throws -> [JournalEntry]
}
