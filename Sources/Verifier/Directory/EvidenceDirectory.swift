/// Why a directory or file of evidence could not be read.
public struct EvidenceReadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    case absent, denied, notADirectory, notARegularFile, truncated, tooMany, failed
  }
  /// For programs.
  public var code: Code
  /// For people: what was attempted, on what, what was found.
  public var message: String

  /// An error with its sentence.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

/// A name in a directory of evidence.
public struct EvidenceEntry: Sendable, Equatable {
  /// The bytes of the name, as stored.
  public var name: [UInt8]
  /// Whether it is a regular file; links are not followed.
  public var isRegularFile: Bool

  /// An entry.
  public init(name: [UInt8], isRegularFile: Bool = true) {
    self.name = name
    self.isRegularFile = isRegularFile
  }
}

/// An open file of evidence.
public protocol EvidenceFile: Sendable {
  /// Length in bytes when it was opened.
  var length: UInt64 { get }
  /// Exactly `count` bytes from `offset` on.
  ///
  /// - Throws: `.truncated` when the file ends before, `.failed` when the system refuses.
  func read(at offset: UInt64, count: Int) throws(EvidenceReadError) -> [UInt8]
}

/// Where a bundle lies: a directory of this machine, or memory.
public protocol EvidenceDirectory: Sendable {
  /// What is in it, in any order.
  ///
  /// - Throws: `.tooMany` for more than `limit` names; `.absent`, `.denied`, `.notADirectory`, `.failed`.
  func entries(limit: Int) throws(EvidenceReadError) -> [EvidenceEntry]
  /// Opens a file for reading. Links are refused as `.notARegularFile`.
  func open(_ name: String) throws(EvidenceReadError) -> any EvidenceFile
}
