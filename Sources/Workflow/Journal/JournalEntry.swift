public import CaseModel

/// One entry of a journal: an event, when, and under which lease it was written.
public struct JournalEntry: Sendable, Hashable {
  /// From 0, without gaps.
  public var number: Int
  /// When, by the driver's clock.
  public var time: Timestamp
  /// The fencing token of the lease that it was written under.
  public var token: Int64
  /// What happened.
  public var event: WorkflowEvent

  /// An entry.
  public init(number: Int, time: Timestamp, token: Int64, event: WorkflowEvent) {
    self.number = number
    self.time = time
    self.token = token
    self.event = event
  }
}
