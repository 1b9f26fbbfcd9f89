import CaseModel
import Foundation
import JSONText
import Testing
import Workflow
import WorkflowKit

@Suite struct JSONLinesTests {
  /// A journal with a bit of everything, as bytes.
  private static func wholeJournal() async throws -> (bytes: [UInt8], entries: [JournalEntry]) {
    let place = try Workplace()
    let store = try JSONLinesStore(path: place.path)
    let bench = try await Bench()
    try await store.open(CaseRecord(id: bench.caseID, title: "é\n", opened: bench.clock.now(), openedBy: "x"))
    let driver = WorkflowDriver(
      caseID: bench.caseID, catalogue: StepCatalogue([ScriptedStep(diary: bench.diary, clock: bench.clock)]),
      store: store, clock: bench.clock, holder: "one", options: DriverOptions(parallelLimit: 1))
    try await driver.plan([
      step("a") {
        $0.waits = 1
        $0.sticks = 1
      }, step("b", after: ["a"]) { $0.fails = 1 },
    ])
    _ = try await driver.run()
    try await driver.retry()
    _ = try await driver.run()
    try await driver.unwind(.release)
    _ = try await driver.run()
    try await driver.unwind(.release)
    #expect(try await driver.run() == .finished(.released))
    return (
      Array(try Data(contentsOf: URL(fileURLWithPath: place.path))), try await store.entries(of: bench.caseID, from: 0)
    )
  }

  @Test func aJournalCutAtAnyByteGivesItsWholeLinesAndGoesOnFromThere() async throws {
    let (bytes, entries) = try await Self.wholeJournal()
    let caseID = CaseID("case-1")!
    for length in 0...bytes.count {
      let place = try Workplace()
      try Data(bytes[..<length]).write(to: URL(fileURLWithPath: place.path))
      let store = try JSONLinesStore(path: place.path)
      let whole = bytes[..<length].count { $0 == 10 }
      guard whole > 0 else {
        #expect(try await store.cases().isEmpty, "cut at \(length)")
        try await store.open(CaseRecord(id: caseID, title: "anew", opened: Timestamp(seconds: 1), openedBy: "x"))
        #expect(try await JSONLinesStore(path: place.path).cases().count == 1, "cut at \(length)")
        continue
      }
      let found = try await store.entries(of: caseID, from: 0)
      #expect(found == Array(entries.prefix(found.count)), "cut at \(length)")
      _ = try WorkflowMachine(replaying: found)
      // Every byte is read; every 64th, and those at a line's end, are written after as well.
      guard length % 64 == 0 || bytes[length - 1] == 10 else { continue }
      // Whoever goes on writes after the last whole line, and what was half-written is gone.
      let late = Timestamp(nanoseconds: .max - 1)
      guard
        case .granted(let lease) = try await store.acquireLease(
          on: caseID, holder: "next", now: late, until: Timestamp(nanoseconds: .max))
      else {
        Issue.record("cut at \(length): the lease is held")
        return
      }
      let next = JournalEntry(
        number: found.count, time: late, token: lease.token, event: .undone("x", nothingToUndo: false))
      try await store.append([next], under: lease)
      #expect(try await JSONLinesStore(path: place.path).entries(of: caseID, from: 0) == found + [next])
    }
    print("journal: cut at \(bytes.count + 1) points")
  }

  @Test func aDamagedLineIsNamedAndStaysAnError() async throws {
    let (bytes, _) = try await Self.wholeJournal()
    let place = try Workplace()
    var lines = bytes.split(separator: 10).map(Array.init)
    lines[4][0] = UInt8(ascii: "x")
    try Data(lines.flatMap { $0 + [10] }).write(to: URL(fileURLWithPath: place.path))
    let error = #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: place.path) }
    #expect(error?.code == .damaged)
    #expect(error?.message.contains("line 5") == true)

    // Damage that comes later: a handle that is open says so every time and writes nothing.
    try Data(bytes).write(to: URL(fileURLWithPath: place.path))
    let store = try JSONLinesStore(path: place.path)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: place.path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("nonsense\n".utf8))
    for _ in 0..<2 {
      let error = await #expect(throws: JournalStoreError.self) { try await store.cases() }
      #expect(error?.code == .damaged)
    }
    await #expect(throws: JournalStoreError.self) { try await store.ask(.cancel, of: CaseID("case-1")!) }
  }

  @Test func aMissingEntryIsFound() async throws {
    let (bytes, _) = try await Self.wholeJournal()
    let place = try Workplace()
    var lines = bytes.split(separator: 10).map(Array.init)
    let gone = try #require(lines.firstIndex { String(decoding: $0, as: UTF8.self).contains("\"number\":2") })
    lines.remove(at: gone)
    try Data(lines.flatMap { $0 + [10] }).write(to: URL(fileURLWithPath: place.path))
    let error = #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: place.path) }
    #expect(error?.code == .damaged)
    #expect(error?.message.contains("entry 3 where 2 is due") == true)
  }

  @Test func aNewerFormatIsSaidToBeOne() async throws {
    let place = try Workplace()
    for (text, code) in [
      (#"{"journal":2,"case":"c","title":"t","opened":1,"opened_by":"x"}"#, JournalStoreError.Code.newerFormat),
      (#"{"journal":1,"title":"t","opened":1,"opened_by":"x"}"#, .damaged), (#"{"number":0}"#, .damaged),
    ] {
      try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: place.path))
      let error = #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: place.path) }
      #expect(error?.code == code, "\(text)")
      #expect(error?.message.contains("line 1") == true)
    }
    let event =
      #"{"journal":1,"case":"c","title":"t","opened":1,"opened_by":"x"}"# + "\n"
      + #"{"number":0,"time":1,"token":1,"event":"dreamt","step":"a"}"# + "\n"
    try Data(event.utf8).write(to: URL(fileURLWithPath: place.path))
    let error = #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: place.path) }
    #expect(error?.code == .newerFormat)
  }

  @Test func aFileThatCannotBeOpenedIsSaidWithTheReason() throws {
    let place = try Workplace()
    let missing = #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: place.directory + "/no/journal") }
    #expect(missing?.code == .unavailable)
    #expect(missing?.message.contains("No such file") == true)
    let link = place.directory + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.path)
    #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: link) }
    #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: place.directory) }
    let device = #expect(throws: JournalStoreError.self) { try JSONLinesStore(path: "/dev/full") }
    #expect(device?.message.contains("not a regular file") == true)
  }

  @Test func theFileIsForItsOwnerOnly() throws {
    let place = try Workplace()
    _ = try JSONLinesStore(path: place.path)
    let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }
}
