import CaseModel
import JSONText
import Workflow

/// Makes one thing, in two calls with a wait between, and hands its name on.
struct MakeThing: StepKind {
  static let kind = "make"
  struct Input: Codable, Sendable {
    var name: String
    var needs: [String] = []
    var addsThings: [String] = []
  }
  struct Output: Codable, Sendable { var name: String }
  struct Asked: Codable { var asked: Bool }

  let world: ThingWorld

  func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Output> {
    for need in input.needs {
      let other = try context.output(of: StepName(need), as: Output.self)
      guard other.name == need else { throw StepFailure("wrong-output", other.name) }
    }
    guard try context.memory(as: Asked.self) != nil else {
      try await world.make(input.name, token: context.token())
      return .waiting(
        until: Timestamp(nanoseconds: context.now.nanoseconds + 5_000_000_000), memory: ["asked": true],
        note: HostString("waiting for \(input.name)"))
    }
    guard try await world.isThere(input.name) else { throw StepFailure("gone", "\(input.name) is gone") }
    let adding = try input.addsThings.map {
      try StepPlan(StepName($0), MakeThing.self, Input(name: $0, needs: [input.name]), after: [context.step])
    }
    return .done(Output(name: input.name), adding: adding)
  }

  func undo(_ input: Input, _ output: Output?, _ context: StepContext) async throws -> UndoProgress {
    guard try await world.isThere(input.name) else { return .nothingToUndo }
    try await world.remove(input.name)
    return .undone
  }
}

/// Keeps evidence: never taken back.
struct KeepEvidence: StepKind {
  static let kind = "keep"
  struct Input: Codable, Sendable { var name: String }

  let world: ThingWorld

  func carryOut(_ input: Input, _ context: StepContext) async throws -> StepProgress<Nothing> {
    try await world.keep(input.name)
    return .done(Nothing())
  }

  func undo(_ input: Input, _ output: Nothing?, _ context: StepContext) async throws -> UndoProgress { .nothingToUndo }
}
