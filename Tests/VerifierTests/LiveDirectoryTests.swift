import Digests
import Foundation
import Testing

@testable import Verifier

/// Bundles as files of this machine: the live directory, and the verifier that somebody else could have written.
@Suite struct LiveDirectoryTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Interoperability/verify_bundle.py").path

  private static let hasTools = ["python3", "zstd"].allSatisfy { tool in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }
  }

  private func withDirectory(_ files: [String: [UInt8]], _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "needletail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: path) }
    for (name, bytes) in files { try Data(bytes).write(to: path.appending(path: name)) }
    try body(path.path)
  }

  @Test func aBundleOnDiskVerifies() throws {
    try withDirectory(TestBundle.complete().files) { path in
      let examined = try BundleVerifier().examine(directory: path)
      #expect(examined.report.outcome == .consistent)
      let bundle = try #require(examined.bundle)
      for exhibit in try bundle.exhibits() { try bundle.extract(exhibit) { _ in } }
    }
  }

  @Test func linksDirectoriesAndPipesAreRefused() throws {
    for kind in ["link", "directory", "pipe"] {
      var files = TestBundle.complete().files
      let receipt = files.removeValue(forKey: "receipt.json")
      try withDirectory(files) { path in
        switch kind {
        case "link":
          try withDirectory(["receipt.json": receipt ?? []]) { other in
            symlink("\(other)/receipt.json", "\(path)/receipt.json")
            let faults = try BundleVerifier().verify(directory: path).faults
            #expect(faults.contains { $0.code == .notARegularFile })
          }
        case "directory": mkdir("\(path)/receipt.json", 0o700)
        default: mkfifo("\(path)/receipt.json", 0o600)
        }
        #expect(try BundleVerifier().verify(directory: path).faults.contains { $0.code == .notARegularFile })
        #expect(throws: EvidenceReadError.self) { try LiveDirectory(path: path).open("receipt.json") }
      }
    }
  }

  @Test(.enabled(if: hasTools, "python3 and zstd are needed to run verify_bundle.py"))
  func aVerifierWrittenFromTheFormatAloneAgrees() throws {
    let good = TestBundle.complete().files
    let seal = try #require(try BundleVerifier().verify(MemoryDirectory(files: good)).seal)
    try expect(0, for: good)
    try expect(0, for: good, seal: seal.hex)
    try expect(4, for: good, seal: String(repeating: "0", count: 64))
    try expect(0, for: TestBundle.complete(sealed: false).files)
    try expect(0, for: TestBundle().files)
    try expect(0, for: [:])
    for name in good.keys.sorted() {
      var damaged = good
      damaged[name]?[(good[name]?.count ?? 0) / 2] ^= 4
      try expect(4, for: damaged)
      damaged[name] = nil
      if name != "seal-volatile.json", name != "seal.json" { try expect(4, for: damaged) }
    }
    try expect(4, for: good.merging(["notes.txt": []]) { $1 })
  }

  /// Runs the script over files; 0 is good and 4 is damage.
  private func expect(
    _ status: Int32, for files: [String: [UInt8]], seal: String? = nil, at location: SourceLocation = #_sourceLocation
  ) throws {
    try withDirectory(files) { path in
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["python3", "-B", Self.script, path] + (seal.map { [$0] } ?? [])
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == status, "\(text)", sourceLocation: location)
    }
  }
}
