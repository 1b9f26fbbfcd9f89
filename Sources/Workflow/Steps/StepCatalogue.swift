public import JSONText

/// The kinds of steps that a program can carry out.
public struct StepCatalogue: Sendable {
  private let kinds: [String: AnyStepKind]

  /// - Parameter kinds: With different names.
  public init(_ kinds: [any StepKind]) { self.init(erased: kinds.map { AnyStepKind($0) }) }

  /// - Parameter erased: With different names.
  public init(erased: [AnyStepKind]) {
    precondition(Set(erased.map(\.kind)).count == erased.count, "two kinds of steps have one name")
    kinds = Dictionary(uniqueKeysWithValues: erased.map { ($0.kind, $0) })
  }

  /// The kind of that name.
  public subscript(kind: String) -> AnyStepKind? { kinds[kind] }

  /// Every kind's name.
  public var names: Set<String> { Set(kinds.keys) }

  /// The same kinds, each changed; for tests that fail or repeat steps.
  public func mapped(_ change: (AnyStepKind) -> AnyStepKind) -> StepCatalogue {
    StepCatalogue(erased: kinds.values.map(change))
  }
}

/// A `StepKind` whose input and output are JSON.
public struct AnyStepKind: Sendable {
  /// Carries out a step.
  public typealias CarryOut = @Sendable (JSONValue, StepContext) async throws -> StepProgress<JSONValue>
  /// Takes a step back, given its input and output.
  public typealias Undo = @Sendable (JSONValue, JSONValue?, StepContext) async throws -> UndoProgress

  /// The name of the kind.
  public var kind: String
  /// How many may be at work at once.
  public var parallelLimit: Int
  /// Carries out a step.
  public var carryOut: CarryOut
  /// Takes a step back.
  public var undo: Undo

  /// Erases a kind.
  public init<Kind: StepKind>(_ kind: Kind) {
    self.kind = Kind.kind
    parallelLimit = Kind.parallelLimit
    carryOut = { input, context in
      switch try await kind.carryOut(try Self.read(Kind.Input.self, input, context), context) {
      case .done(let output, let adding): .done(try StepJSON.tree(output), adding: adding)
      case .waiting(let until, let memory, let note):
        .waiting(until: until, memory: try StepJSON.tree(memory), note: note)
      }
    }
    undo = { input, output, context in
      try await kind.undo(
        try Self.read(Kind.Input.self, input, context),
        try output.map { try Self.read(Kind.Output.self, $0, context) }, context)
    }
  }

  private static func read<T: Decodable>(_ type: T.Type, _ tree: JSONValue, _ context: StepContext) throws -> T {
    do { return try StepJSON.value(type, tree) } catch {
      throw StepFailure(
        "journal-unreadable", "the journal of \(context.caseID) holds another shape for \(context.step): \(error)",
        safe: "nothing was done", next: "use the version of needletail that opened the case")
    }
  }
}
