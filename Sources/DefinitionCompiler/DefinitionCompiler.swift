public import CollectionPlans

/// Turns definitions in the format of ForensicArtifacts into a plan for the collector.
///
/// What cannot be collected becomes an item with a reason, so that the ledger shows it; what is wrong becomes a problem. Good definitions
/// go on whatever stands beside them.
public struct DefinitionCompiler {
  /// A plan and everything that was noticed on the way.
  public struct Compilation: Sendable {
    /// Items in the order of collection: by coverage id, then as they stand in the files; definitions without an id last.
    public var plan: CollectionPlan
    /// In the order of the files.
    public var problems: [DefinitionProblem]
    /// Definitions for Linux that were read.
    public var definitions: Int
    /// Definitions that are for other systems only.
    public var otherSystems: Int

    /// Whether a definition, or a part of one, is not used.
    public var hasErrors: Bool { problems.contains { $0.level == .error } }
  }

  private let coverage: CoverageMap

  /// - Parameter coverage: Without it every definition is copied under its own name.
  public init(coverage: CoverageMap = CoverageMap()) { self.coverage = coverage }

  /// What is wrong with the files; nothing is compiled.
  public func check(_ files: [DefinitionFile]) -> [DefinitionProblem] { compile(files).problems }

  /// Compiles definitions.
  ///
  /// - Parameters:
  ///   - files: In the order that decides between definitions of one name: the first is kept.
  ///   - names: Definitions or groups that are wanted; all if not given.
  public func compile(_ files: [DefinitionFile], names: [String]? = nil) -> Compilation {
    var reader = DefinitionReader()
    for file in files { reader.read(file) }
    var run = CompilationRun(coverage: coverage, problems: coverage.problems + reader.problems)
    run.index(reader.definitions)
    run.checkGroups()
    run.compile(names)
    run.checkCoverage()
    return Compilation(
      plan: CollectionPlan(items: run.sortedItems), problems: run.problems, definitions: run.definitions.count,
      otherSystems: reader.otherSystems)
  }
}
