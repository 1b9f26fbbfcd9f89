/// Indicators as a file gives them, and what of the file could not be used.
public struct IndicatorList: Sendable {
  /// How a file is written.
  public enum Format: String, Sendable {
    /// `type,value[,note]` on each line; see docs/formats/indicators.md.
    case csv
    /// A STIX 2.1 bundle (OASIS), its `indicator` objects.
    case stix
    /// One or more MISP events as JSON, their attributes.
    case misp
  }

  /// Something that could not be used; the rest of the list is.
  public struct Fault: Sendable, Hashable {
    /// `line 7`, `objects[3]`, `Event.Attribute[2]`, `byte 120`.
    public var position: String
    /// For people, lower case and without a stop.
    public var message: String
    /// A fault.
    public init(position: String, message: String) {
      self.position = position
      self.message = message
    }
  }

  /// How the file is written.
  public var format: Format
  /// The indicators, each once, in their order; at most `indicatorLimit`.
  public private(set) var indicators: [Indicator] = []
  /// What could not be used; at most `faultLimit`.
  public private(set) var faults: [Fault] = []
  /// All faults.
  public private(set) var faultCount = 0
  /// What the file itself says is not for searching: revoked, not for detection, objects of other kinds.
  public var ignoredCount = 0
  private var seen: Set<String> = []

  /// Indicators that are kept.
  public static let indicatorLimit = 200_000
  /// Faults that are kept.
  public static let faultLimit = 100
  /// Bytes of a file that is read.
  public static let sizeLimit = 64 << 20

  /// A list of indicators that are already known to be well formed.
  public init(format: Format, indicators: [Indicator] = []) {
    self.format = format
    for indicator in indicators { add(indicator) }
  }

  /// Reads a file, whose format is told from its beginning: JSON, or else CSV.
  ///
  /// - Returns: The good part of it; what is wrong is in `faults`. A file of which nothing can be read gives one fault.
  public static func read(_ bytes: [UInt8]) -> IndicatorList {
    // A byte order mark is what some programs put in front of a text.
    let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    let first = text.first { $0 != 0x20 && $0 != 0x0a && $0 != 0x0d && $0 != 0x09 }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    guard text.count <= sizeLimit else {
      var list = IndicatorList(format: .csv)
      list.fault("byte \(sizeLimit)", "the file is too long: \(text.count) bytes, at most \(sizeLimit) are read")
      return list
    }
    return isJSON ? IndicatorJSON.read(text) : IndicatorCSV.read(text)
  }

  /// Notes that something could not be used.
  mutating func fault(_ position: String, _ message: String) {
    faultCount += 1
    if faults.count < Self.faultLimit { faults.append(Fault(position: position, message: message)) }
  }

  /// Takes one value as it stands in the file.
  mutating func take(_ kind: Indicator.Kind, _ raw: String, note: String, at position: String) {
    switch IndicatorForm.normal(kind, raw) {
    case .success(let (kind, value)):
      add(Indicator(kind, value, note: IndicatorForm.note(note), position: position))
    case .failure(let fault): self.fault(position, fault.message)
    }
  }

  private mutating func add(_ indicator: Indicator) {
    guard seen.insert("\(indicator.kind.rawValue) \(indicator.value)").inserted else { return }
    if indicators.count < Self.indicatorLimit {
      indicators.append(indicator)
    } else {
      fault(indicator.position, "the list is too long: at most \(Self.indicatorLimit) indicators are used")
    }
  }
}
