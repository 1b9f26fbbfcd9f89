/// A stretch of physical memory.
public struct PhysicalRange: Sendable, Hashable {
  /// Physical address of its first byte.
  public var start: UInt64
  /// Bytes, at least 1; `start + count` never overflows.
  public var count: UInt64

  /// A range.
  public init(start: UInt64, count: UInt64) {
    self.start = start
    self.count = count
  }

  /// Physical address behind its last byte.
  public var end: UInt64 { start &+ count }
}

/// Physical memory as an image holds it, whatever the image's form is.
public protocol PhysicalMemory: Sendable {
  /// What the image holds: ascending, not overlapping, adjacent ones may be apart.
  var ranges: [PhysicalRange] { get }

  /// Copies bytes from an address on.
  ///
  /// - Returns: How many were copied: as many as the buffer takes and the image holds in one piece from there; 0 if it
  ///   does not hold the address.
  /// - Throws: `ImageError` if the file cannot be read, or is damaged there.
  func read(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) -> Int
}

/// Why an image cannot be read.
public struct ImageError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of reason.
  public enum Code: String, Sendable {
    /// The file cannot be opened or read.
    case unreadable
    /// It is no memory image of a form that is known.
    case foreign
    /// It is raw: bytes without the layout of the memory they are of.
    case raw
    /// It is of a form, machine or version that is named and not read.
    case unsupported
    /// It is of a known form and not whole, or its structures contradict each other.
    case damaged
  }

  /// For programs.
  public var code: Code
  /// For people: what was attempted, on what, and what was found.
  public var message: String

  /// An error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
