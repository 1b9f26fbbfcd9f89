import CaseModel
import Foundation
import Glibc
import Testing
import Workflow

@testable import IncidentResponse

/// The responder's own disk may be full or read-only: that is told with what is safe, and no file is left half written.
@Suite struct CaseFilesTests {
  private func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "files-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func aFileIsThereWholeUnderItsName() throws {
    try with { folder in
      let files = CaseFiles(folder: "\(folder)/case", caseID: ModelCase.caseID)
      let path = try files.path("hosts", "a/b.html")
      #expect(path == "\(folder)/case/hosts/a_b.html", "a slash in a name is no folder")
      try files.write([1, 2, 3], to: path)
      try files.write([4], to: path)
      #expect(files.read(path) == [4] && files.read(path, limit: 0) == nil && files.read("\(path).no") == nil)
      #expect(try names("\(folder)/case/hosts") == ["a_b.html"])
    }
  }

  private func mount(_ words: String...) throws {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/bin/\(words[0])")
    program.arguments = Array(words.dropFirst())
    try program.run()
    program.waitUntilExit()
    try #require(program.terminationStatus == 0, "\(words)")
  }

  /// A small file system in memory stands for the disk.
  @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
  func aFullOrReadOnlyDiskIsToldAndTheNextCommandGoesOnWithTheCase() throws {
    try with { folder in
      try mount("mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "needletail-test", folder)
      defer { try? mount("umount", folder) }
      let files = CaseFiles(folder: folder, caseID: ModelCase.caseID)
      let path = try files.path("report.html")
      try files.write([1], to: path)
      let full = try #require(throws: StepFailure.self) {
        try files.write([UInt8](repeating: 2, count: 1 << 20), to: path)
      }
      #expect(full.code == "local-disk" && full.isRetryable && full.message.text.contains("No space left"), "\(full)")
      #expect(full.next.text == "free room on this machine, then: needletail resume trial --retry-failed")
      #expect(full.safe.text.contains("landing bucket"))
      #expect(
        try files.read(path) == [1] && names(folder) == ["report.html"], "the old file stays, and no half of the new")

      try mount("mount", "-o", "remount,ro", folder)
      let closed = try #require(throws: StepFailure.self) { try files.write([3], to: path) }
      #expect(closed.message.text.contains("Read-only"), "\(closed)")
      #expect(throws: StepFailure.self) { try files.path("new", "x") }
      #expect(files.read(path) == [1])
    }
  }

  @Test func aPlaceThatCannotBeAFolderIsToldWithItsName() throws {
    try with { folder in
      try Data([1]).write(to: URL(fileURLWithPath: "\(folder)/file"))
      let files = CaseFiles(folder: "\(folder)/file/case", caseID: ModelCase.caseID)
      let failure = try #require(throws: StepFailure.self) { try files.path("report.html") }
      #expect(failure.code == "local-disk" && failure.message.text.contains("\(folder)/file/case"))
      #expect(failure.message.text.contains("Not a directory"), "\(failure)")
    }
  }
}
