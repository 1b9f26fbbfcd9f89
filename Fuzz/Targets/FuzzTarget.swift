/// Something that takes bytes from an attacker: run on any input, it must come back, and what it claims must hold.
public struct FuzzTarget: Sendable {
  /// Lower case with dashes; the name of its corpus.
  public var name: String
  /// Inputs to begin from.
  public var seeds: @Sendable () -> [[UInt8]]
  /// Runs it once. A broken claim is a failed precondition.
  public var run: @Sendable ([UInt8]) -> Void

  init(_ name: String, seeds: @escaping @Sendable () -> [[UInt8]], run: @escaping @Sendable ([UInt8]) -> Void) {
    self.name = name
    self.seeds = seeds
    self.run = run
  }
}

/// All of them.
public enum FuzzTargets {
  /// In the order they are run.
  public static let all: [FuzzTarget] =
    textTargets + artifactTargets + hostTargets + bundleTargets + indicatorTargets + responseTargets

  /// The target of that name.
  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
