internal import Foundation

/// A folder of a test's own that is removed with all of its content when the test is through.
public struct Workbench: Sendable {
  /// Its path.
  public let path: String

  /// The path of something in it.
  public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  private static let counter = Counter()

  /// - Parameter isInMemory: On a tmpfs, so that nothing of the test reaches a disk.
  public static func with<Result>(inMemory isInMemory: Bool = false, _ body: (Workbench) throws -> Result) throws
    -> Result
  {
    let bench = try Workbench(isInMemory: isInMemory)
    defer { try? FileManager.default.removeItem(atPath: bench.path) }
    return try body(bench)
  }

  private init(isInMemory: Bool) throws {
    let top = isInMemory ? "/dev/shm" : Repository.path(".build/test-benches")
    path = "\(top)/needletail-\(getpid())-\(Self.counter.next())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Makes a folder in it.
  @discardableResult
  public func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
    return self(name)
  }

  /// Writes a file in it.
  @discardableResult
  public func file(_ name: String, _ text: String = "") throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
    return self(name)
  }
}

/// Numbers that are given once.
final class Counter: @unchecked Sendable {  // behind its lock
  private let lock = NSLock()
  private var last = 0

  func next() -> Int {
    lock.withLock {
      last += 1
      return last
    }
  }
}
