internal import Foundation
internal import JSONText

/// A running Linux environment of lab/hosts, ended and removed when the closure that got it is through.
public final class TestHost: Sendable {
  /// Its folder, with `truth.jsonl` and `state.json`.
  public let folder: String
  /// The variant that was booted.
  public let variant: String
  /// The first process, as this machine numbers it.
  public let initPID: Int

  private static let tool = Repository.path("lab/hosts/host")
  private static let top = Repository.path(".build/test-hosts")
  private static let counter = Counter()

  /// Boots a host for as long as `body` runs.
  public static func with<Result>(_ variant: String, _ body: (TestHost) throws -> Result) throws -> Result {
    let host = try TestHost(variant)
    defer { host.down() }
    return try body(host)
  }

  /// As `with`, for a body that waits.
  public static func with<Result>(_ variant: String, _ body: (TestHost) async throws -> Result) async throws -> Result {
    let host = try TestHost(variant)
    defer { host.down() }
    return try await body(host)
  }

  /// Hosts that an earlier, killed test left running; looked for once.
  private static let cleaned: Void = {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: top)) ?? [] {
      guard let owner = name.split(separator: "-").first.flatMap({ pid_t($0) }), kill(owner, 0) != 0 else { continue }
      _ = try? Run.program([tool, "down", "\(top)/\(name)"])
    }
  }()

  private init(_ variant: String) throws {
    _ = Self.cleaned
    self.variant = variant
    try FileManager.default.createDirectory(atPath: Self.top, withIntermediateDirectories: true)
    folder = "\(Self.top)/\(getpid())-\(Self.counter.next())-\(variant)"
    do {
      try Run.program([Self.tool, "up", variant, folder], limit: 240).expecting(0)
      let state = try JSONReader.parse(Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/state.json"))))
      guard let pid = state["init"]?.integer else { throw POSIXError(.ESRCH) }
      initPID = Int(pid)
    } catch {
      _ = try? Run.program([Self.tool, "down", folder])
      throw error
    }
  }

  private func down() { _ = try? Run.program([Self.tool, "down", folder]) }

  /// The process id, inside, of a named process of the variant.
  public func process(_ name: String) throws -> Int? {
    let state = try JSONReader.parse(Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/state.json"))))
    return state["processes"]?[name]?.integer.map { Int($0) }
  }

  /// The words that run a program inside. `bench` is `/mnt` there, with the collector at `/mnt/tools/needletail-collector`.
  public func words(_ inside: [String], bench: Workbench) throws -> [String] {
    let mountPoint = "\(try bench.folder("tools"))/needletail-collector"
    if !FileManager.default.fileExists(atPath: mountPoint) { try bench.file("tools/needletail-collector") }
    try bench.folder("evidence")
    let collector = Repository.program("needletail-collector")
    return [Self.tool, "run", folder, "--bind", "\(bench.path)=/mnt", "--bind", "\(collector)=\(Self.collector)", "--"]
      + inside
  }

  /// Where the collector is inside.
  public static let collector = "/mnt/tools/needletail-collector"

  /// Runs a program inside to its end.
  public func run(_ inside: [String], bench: Workbench, limit: Double = 180) throws -> Run {
    try Run.program(words(inside, bench: bench), limit: limit)
  }

  /// Runs a program in the host's own mounts, with nothing bound: what it mounts stays until the host ends.
  @discardableResult
  public func runPlain(_ inside: [String], limit: Double = 180) throws -> Run {
    try Run.program([Self.tool, "run", folder, "--"] + inside, limit: limit)
  }

  /// Runs shell commands inside.
  public func shell(_ script: String, bench: Workbench, limit: Double = 180) throws -> Run {
    try run(["/bin/sh", "-c", script], bench: bench, limit: limit)
  }

  /// Collects onto the bench.
  public func collect(_ options: String..., bench: Workbench, limit: Double = 240) throws -> Collected {
    let run = try run(
      [Self.collector, "collect", "--share", "/mnt/evidence", "--case", "C-1"] + options, bench: bench, limit: limit)
    return try Collected(run, bench: bench)
  }
}
