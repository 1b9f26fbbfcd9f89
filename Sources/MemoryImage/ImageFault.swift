/// One thing that is wrong with the structure of an image.
public struct ImageFault: Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault.
  public enum Code: String, Sendable, CaseIterable {
    /// The file ends inside a header or table.
    case truncatedHeader
    /// The file ends inside the bytes of a range; `range` is what is missing.
    case truncatedRange
    /// Where a header must stand is none; `range` is the one before, whose length may be wrong.
    case brokenChain
    /// Bytes after the end.
    case trailingBytes
    /// A later header has a version that is not known.
    case unknownVersion
    /// Bytes that must be zero are not.
    case reservedSet
    /// A range of no bytes.
    case zeroLength
    /// A range ends before it starts.
    case backwards
    /// A range reaches beyond 2^52, which no machine of the supported kind addresses.
    case gigantic
    /// A range stands behind one with higher addresses; it is used.
    case unordered
    /// A range holds addresses that another one holds; it is not used.
    case overlapping
    /// There are more ranges than are read.
    case tooMany
    /// A segment is longer in memory than in the file; `range` is what is not stored.
    case notStored
    /// A segment of a kind that no image has.
    case unknownSegment
    /// Two statements of the file contradict each other.
    case contradictory
    /// A note cannot be read.
    case badNote
  }

  /// For programs.
  public var code: Code
  /// Bytes from the start of the file to the structure that is at fault.
  public var offset: UInt64
  /// The physical memory concerned, where that is known.
  public var range: PhysicalRange?
  /// For people: what was found.
  public var message: String

  /// A fault.
  public init(_ code: Code, at offset: UInt64, range: PhysicalRange? = nil, _ message: String) {
    self.code = code
    self.offset = offset
    self.range = range
    self.message = message
  }

  public var description: String { "\(code.rawValue) at byte \(offset): \(message)" }
}

/// Faults as they are met, of which a hostile file can cause as many as it has headers.
struct FaultLog {
  /// More than these say nothing new.
  static let limit = 1000

  private(set) var faults: [ImageFault] = []

  mutating func add(_ fault: ImageFault) {
    if faults.count < Self.limit { faults.append(fault) }
  }

  /// In file order.
  func sorted() -> [ImageFault] {
    faults.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map(\.element)
  }
}

/// An address or offset for people.
func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

/// A range for people, with its last byte as the forms and /proc/iomem have it.
func words(_ range: PhysicalRange) -> String { "\(hex(range.start))-\(hex(range.end &- 1))" }
