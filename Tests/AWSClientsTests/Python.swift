import Foundation
import Testing

@testable import JSONText

/// Python helpers in Scripts: an oracle that is asked once, and servers that run for the length of a test.
enum Python {
  static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Scripts")

  private static let environment: [String: String] = {
    var all = ProcessInfo.processInfo.environment
    // Never an identity of this machine.
    for name in all.keys where name.hasPrefix("AWS_") || name.hasPrefix("MOTO_") { all[name] = nil }
    all["AWS_ACCESS_KEY_ID"] = "testing"
    all["AWS_SECRET_ACCESS_KEY"] = "testing"
    all["AWS_DEFAULT_REGION"] = "eu-central-1"
    all["AWS_EC2_METADATA_DISABLED"] = "true"
    return all
  }()

  static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    process.environment = environment
    return process
  }

  /// Whether python3 can import these.
  static func has(_ modules: String) -> Bool {
    let probe = process(["-c", "import \(modules)"])
    probe.standardOutput = FileHandle.nullDevice
    probe.standardError = FileHandle.nullDevice
    guard (try? probe.run()) != nil else { return false }
    probe.waitUntilExit()
    return probe.terminationStatus == 0
  }

  static let hasBotocore = has("botocore")
  static let hasMoto = has("moto.server, boto3, flask")

  /// Asks the oracle all questions at once.
  static func answers(_ questions: [JSONValue]) throws -> [JSONValue] {
    let oracle = process([scripts.appendingPathComponent("botocore_oracle.py").path])
    // Files and not pipes: both sides would wait for each other on large texts.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("in")
    let output = folder.appendingPathComponent("out")
    try Data(JSONValue.array(questions).compactBytes).write(to: input)
    try Data().write(to: output)
    oracle.standardInput = try FileHandle(forReadingFrom: input)
    oracle.standardOutput = try FileHandle(forWritingTo: output)
    try oracle.run()
    oracle.waitUntilExit()
    try #require(oracle.terminationStatus == 0, "the oracle failed")
    let tree = try JSONReader.parse([UInt8](Data(contentsOf: output)), limits: JSONLimits(length: 256 << 20))
    return try #require(tree.array)
  }
}

/// A helper that runs until it is let go.
final class PythonServer: Sendable {
  private let process: Process
  private let input = Pipe()
  /// The first line that it printed.
  let greeting: JSONValue

  init(_ script: String, _ arguments: [String] = []) throws {
    process = Python.process([Python.scripts.appendingPathComponent(script).path] + arguments)
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
    greeting = try JSONReader.parse(line)
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
