import CaseModel
import Foundation
import Testing
import Workflow

/// What steps change: a set of things that exist.
private struct World {
  var things: Set<String> = []
}

private struct Refused: Error {}

/// A journal that dies at a given append, as a killed process would.
private final class MemoryJournal: Journal {
  struct Died: Error {}
  var kept: [JournalEntry] = []
  var diesAt: Int?

  func append(_ entry: JournalEntry) throws {
    if kept.count == diesAt { throw JournalDeath() }
    kept.append(entry)
  }

  func entries() throws -> [JournalEntry] { kept }
}

private struct JournalDeath: Error {}

@Suite struct WorkflowTests {
  private static let names = ["a", "b", "c", "d"]

  private func steps(failing: String? = nil, failingUndo: String? = nil) -> [WorkflowStep<World>] {
    Self.names.map { name in
      WorkflowStep(
        name,
        carryOut: { world in
          if name == failing { throw Refused() }
          world.things.insert(name)
          return HostString("made \(name)")
        },
        undo: { world in
          if name == failingUndo { throw Refused() }
          world.things.remove(name)
        })
    }
  }

  private func workflow(_ steps: [WorkflowStep<World>], _ journal: any Journal) -> Workflow<World> {
    Workflow(steps, journal: journal, clock: { Timestamp(seconds: 0) })
  }

  @Test func allStepsRunInOrderAndAreJournalled() throws {
    let journal = MemoryJournal()
    var world = World()
    #expect(try workflow(steps(), journal).run(&world) == .finished)
    #expect(world.things == Set(Self.names))
    #expect(journal.kept.map { "\($0.step) \($0.event.rawValue)" }.prefix(3) == ["a begun", "a done", "b begun"])
  }

  @Test(arguments: names) func eachFailingStepTakesBackWhatWasDone(failing: String) throws {
    let journal = MemoryJournal()
    var world = World()
    let outcome = try workflow(steps(failing: failing), journal).run(&world)
    guard case .unwound(let step, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(step == failing && world.things.isEmpty)
  }

  @Test func anUndoThatFailsIsSaidAndTheOthersStillRun() throws {
    var world = World()
    let outcome = try workflow(steps(failing: "d", failingUndo: "b"), MemoryJournal()).run(&world)
    #expect(outcome == .stuck(steps: ["b"], why: "\(Refused())"))
    #expect(world.things == ["b"])
  }

  @Test func aRunKilledAtAnyJournalledPointEndsTheSameWhenRepeated() throws {
    for failing in [nil, "c"] {
      let whole = MemoryJournal()
      var reference = World()
      _ = try workflow(steps(failing: failing), whole).run(&reference)
      for point in 0..<whole.kept.count {
        let journal = MemoryJournal()
        journal.diesAt = point
        var world = World()
        _ = try? workflow(steps(failing: failing), journal).run(&world)
        journal.diesAt = nil
        _ = try workflow(steps(failing: failing), journal).run(&world)
        #expect(world.things == reference.things, "killed at \(point)")
      }
    }
  }

  @Test func aJournalInAFileIsReadBackAndACutLineDoesNotCount() throws {
    let path = NSTemporaryDirectory() + "journal-\(UUID().uuidString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let entry = JournalEntry(number: 0, step: "a", event: .begun, time: Timestamp(seconds: 5), detail: "x")
    let journal = try JSONLinesJournal(path: path)
    try journal.append(entry)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    handle.seekToEndOfFile()
    handle.write(Data("{\"number\":1,\"st".utf8))
    #expect(try JSONLinesJournal(path: path).entries() == [entry])
    #expect(throws: JournalError.self) { try JSONLinesJournal(path: "/nonexistent/journal") }
  }
}
