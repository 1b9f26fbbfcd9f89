/// A line of progress for stderr, as a pure function: the caller writes a carriage return, the line, and erases its rest.
public struct ProgressLine: Sendable, Hashable {
  /// What is being done, such as `files`.
  public var phase: String
  /// From 0 to 1; `nil` when it cannot be told.
  public var fraction: Double?
  /// Counts by name, in the order they are shown.
  public var counts: [Count]
  /// Seconds since the start.
  public var elapsedSeconds: Int

  /// One count.
  public struct Count: Sendable, Hashable {
    /// Such as `records`.
    public var name: String
    /// How many.
    public var value: Int
    /// A count.
    public init(_ name: String, _ value: Int) {
      self.name = name
      self.value = value
    }
  }

  /// A line.
  public init(phase: String, fraction: Double?, counts: [Count] = [], elapsedSeconds: Int = 0) {
    self.phase = phase
    self.fraction = fraction
    self.counts = counts
    self.elapsedSeconds = elapsedSeconds
  }

  /// The line, never wider than `width` columns, without a line feed. Parts that do not fit are left out from the right.
  public func text(width: Int = 80) -> String {
    let limit = max(10, width)
    let name = DisplayText.safe(phase, limit: 20)
    var line = "\(bar) \(name)"
    let seconds = max(0, elapsedSeconds)
    let clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    for part in [clock] + counts.prefix(8).map({ "\(Words.grouped($0.value)) \(DisplayText.safe($0.name, limit: 20))" })
    {
      guard DisplayText.width(line) + 2 + DisplayText.width(part) <= limit else { break }
      line += "  \(part)"
    }
    return DisplayText.fit(line, width: limit)
  }

  /// `[#########-----------]  45 %`.
  private var bar: String {
    let cells = 20
    guard let fraction, fraction.isFinite else { return "[\(String(repeating: "·", count: cells))]   … " }
    let part = min(1, max(0, fraction))
    let full = Int(part * Double(cells))
    let percent = String(Int(part * 100))
    return
      "[\(String(repeating: "#", count: full))\(String(repeating: "-", count: cells - full))] "
      + String(repeating: " ", count: 3 - percent.utf8.count) + "\(percent) %"
  }
}
