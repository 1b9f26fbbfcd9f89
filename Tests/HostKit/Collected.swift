public import JSONText

/// What a run of the collector in a test host came to.
public struct Collected: Sendable {
  /// The run.
  public var run: Run
  /// What it printed.
  public var summary: JSONValue
  /// The bundle's directory, from outside.
  public var bundle: String
  /// The printed seal.
  public var seal: String

  /// - Throws: `Run.Failed` if the collector did not print a seal.
  public init(_ run: Run, bench: Workbench) throws {
    guard !run.isOverdue, let summary = try? JSONReader.parse(run.output), let inside = summary["bundle"]?.string,
      let seal = summary["seal"]?.string, inside.hasPrefix("/mnt/")
    else { throw Run.Failed(run: run) }
    self.run = run
    self.summary = summary
    self.bundle = bench(String(inside.dropFirst(5)))
    self.seal = seal
  }
}
