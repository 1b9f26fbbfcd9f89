public import CaseModel
public import JSONText

/// One line of the case index.
public struct CaseRecord: Sendable, Hashable {
  /// The case.
  public var id: CaseID
  /// For people.
  public var title: HostString
  /// When it was opened.
  public var opened: Timestamp
  /// Who opened it.
  public var openedBy: HostString
  /// How it stands; a copy of what the journal says, kept by the driver.
  public var state: CaseState
  /// Its targets and settings, as the room that opened it wrote them.
  public var targets: JSONValue
  /// What somebody without the lease has asked for and the driver has not taken up yet.
  public var request: CaseRequest?

  /// A record.
  public init(
    id: CaseID, title: HostString, opened: Timestamp, openedBy: HostString, state: CaseState = .open,
    targets: JSONValue = .null, request: CaseRequest? = nil
  ) {
    self.id = id
    self.title = title
    self.opened = opened
    self.openedBy = openedBy
    self.state = state
    self.targets = targets
    self.request = request
  }
}

/// How a case stands.
public enum CaseState: String, Sendable, Codable, CaseIterable {
  /// Work is left, or a driver is at it.
  case open
  /// Everything is done.
  case finished
  /// Done, with failed steps.
  case finishedWithFailures = "finished-with-failures"
  /// Being taken back.
  case unwinding
  /// Taken back after a cancel.
  case cancelled
  /// Taken back.
  case released
  /// Something could not be taken back.
  case stuck
}

/// What somebody asks of the driver of a case.
public enum CaseRequest: String, Sendable, Codable, CaseIterable {
  /// Stop and take everything back.
  case cancel
  /// Take everything back.
  case release
  /// Carry out what failed again.
  case retry
}
