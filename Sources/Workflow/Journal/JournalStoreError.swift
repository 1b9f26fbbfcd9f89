/// Why a store could not do what was asked.
public struct JournalStoreError: Error, Sendable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    /// There is no such case.
    case noSuchCase
    /// A case of that name is there already.
    case caseExists
    /// Somebody else has the lease.
    case leaseHeld
    /// Somebody else has taken the lease since.
    case staleLease
    /// The entries do not follow the last one that is there.
    case outOfOrder
    /// What is stored cannot be understood.
    case damaged
    /// A newer version of the program wrote it.
    case newerFormat
    /// Another process holds the file.
    case busy
    /// It cannot be opened, read or written; the message names the system's reason.
    case unavailable
  }
  /// For programs.
  public var code: Code
  /// For people: what was attempted, on what, what was found.
  public var message: String
  /// The next thing to try; empty if there is none.
  public var hint: String
  /// What is underneath.
  public var cause: (any Error)?

  /// An error.
  public init(_ code: Code, _ message: String, hint: String = "", cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.cause = cause
  }

  public var description: String { message }
}
