internal import CollectionPlans

/// The state of one compilation.
struct CompilationRun {
  let coverage: CoverageMap
  var problems: [DefinitionProblem]
  /// Each name once, in the order of the files.
  private(set) var definitions: [Definition] = []
  private var byName: [String: Int] = [:]
  private var items: [CollectionPlan.Item] = []

  init(coverage: CoverageMap, problems: [DefinitionProblem]) {
    self.coverage = coverage
    self.problems = problems
  }

  mutating func index(_ all: [Definition]) {
    for definition in all {
      guard byName[definition.name] == nil else {
        report(.error, definition, definition.line, "a definition of that name stands before; this one is not used")
        continue
      }
      byName[definition.name] = definitions.count
      definitions.append(definition)
    }
    for (index, definition) in definitions.enumerated() {
      for alias in definition.aliases where byName[alias] == nil { byName[alias] = index }
    }
  }

  /// Groups may name only what is there, and not themselves, however far around.
  mutating func checkGroups() {
    for definition in definitions {
      for member in Self.members(of: definition) where byName[member.value] == nil {
        report(.warning, definition, member.line, "no definition for Linux of that name: \(member.value)")
      }
    }
    var state = [Int](repeating: 0, count: definitions.count)
    for index in definitions.indices { findCycle(from: index, &state) }
  }

  /// Depth first with a stack of its own: a chain of groups may be as long as there are definitions.
  private mutating func findCycle(from start: Int, _ state: inout [Int]) {
    guard state[start] == 0 else { return }
    var path: [(index: Int, rest: ArraySlice<Definition.Text>)] = [(start, Self.members(of: definitions[start])[...])]
    state[start] = 1
    while let last = path.indices.last {
      guard let member = path[last].rest.popFirst() else {
        state[path[last].index] = 2
        path.removeLast()
        continue
      }
      guard let next = byName[member.value] else { continue }
      if state[next] == 1 {
        report(
          .error, definitions[path[last].index], member.line, "the group contains itself by way of \(member.value)")
      } else if state[next] == 0 {
        state[next] = 1
        path.append((next, Self.members(of: definitions[next])[...]))
      }
    }
  }

  private static func members(of definition: Definition) -> [Definition.Text] {
    definition.sources.flatMap { placed -> [Definition.Text] in
      if case .group(let names) = placed.source { names } else { [] }
    }
  }

  mutating func compile(_ names: [String]?) {
    let wanted = names.map { self.wanted($0) }
    for (index, definition) in definitions.enumerated() where wanted?.contains(index) ?? true { compile(definition) }
  }

  /// The definitions that names stand for, groups resolved. Each is visited once, so a cycle ends.
  private mutating func wanted(_ names: [String]) -> Set<Int> {
    var wanted: Set<Int> = []
    var open: [Int] = []
    for name in names {
      if let index = byName[name] {
        open.append(index)
      } else {
        problems.append(
          DefinitionProblem(level: .error, file: "", line: 0, definition: name, message: "no definition of that name"))
      }
    }
    while let index = open.popLast() {
      guard wanted.insert(index).inserted else { continue }
      open += Self.members(of: definitions[index]).compactMap { byName[$0.value] }
    }
    return wanted
  }

  private mutating func compile(_ definition: Definition) {
    var paths: [String] = []
    var reasons: [String] = []
    for placed in definition.sources {
      switch placed.source {
      case .file(let texts): paths += usable(texts, definition, &reasons)
      case .path(let texts): paths += usable(texts, definition, &reasons).flatMap(Self.withContents)
      case .directory(let texts): paths += usable(texts, definition, &reasons).map { Self.joined($0, "*") }
      case .command(let command, let arguments):
        if let reason = unrun(command, arguments, definition, placed.line) { reasons.append(reason) }
      case .foreign(let type): reasons.append("a source of type \(type) does not exist on Linux")
      case .group: break
      }
    }
    var seen: Set<String> = []
    paths = paths.filter { seen.insert($0).inserted }
    if !paths.isEmpty { items.append(item(definition, paths: paths)) }
    if !reasons.isEmpty { items.append(item(definition, unsupported: reasons.joined(separator: "; "))) }
  }

  private mutating func usable(
    _ texts: [Definition.Text], _ definition: Definition, _ reasons: inout [String]
  ) -> [String] {
    var paths: [String] = []
    for text in texts {
      switch PathRules.judge(text.value) {
      case .usable(let path): paths.append(path)
      case .unsupported(let reason):
        if !reasons.contains(reason) { reasons.append(reason) }
        report(.warning, definition, text.line, "\(reason): \(text.value)")
      case .refused(let reason):
        reasons.append("\(text.value): \(reason)")
        report(.error, definition, text.line, "\(reason): \(text.value)")
      }
    }
    return paths
  }

  /// PATH means a file, or a directory with what is in it.
  private static func withContents(_ path: String) -> [String] {
    let last = path.split(separator: "/").last ?? ""
    return last.hasPrefix("**") ? [path] : [path, joined(path, "**")]
  }

  private static func joined(_ path: String, _ component: String) -> String {
    path.hasSuffix("/") ? path + component : "\(path)/\(component)"
  }

  /// - Returns: Why the ledger has nothing instead of a command; `nil` if it has.
  private mutating func unrun(
    _ command: String, _ arguments: [String], _ definition: Definition, _ line: Int
  ) -> String? {
    let text = ([command] + arguments).joined(separator: " ")
    guard let ids = NativeCommands.coverage(of: command, arguments: arguments) else {
      report(.warning, definition, line, "programs of the suspect are never run: \(text)")
      return "programs of the suspect are never run: \(text)"
    }
    report(.note, definition, line, "not run, \(ids.joined(separator: ", ")) has what it prints: \(text)")
    return nil
  }

  private func item(
    _ definition: Definition, paths: [String] = [], unsupported: String? = nil
  ) -> CollectionPlan.Item {
    let entry = coverage.entries[definition.name]
    return CollectionPlan.Item(
      id: entry?.id ?? definition.name, name: definition.name, paths: paths, parser: entry?.parser ?? "none",
      copy: entry?.copy ?? true, limit: entry?.limit ?? 1 << 20, tail: entry?.tail ?? false,
      secret: entry?.secret ?? false, required: entry?.required ?? false, unsupported: unsupported)
  }

  /// Items with a coverage id first, by id; the others keep their order behind them.
  var sortedItems: [CollectionPlan.Item] {
    let keyed = items.enumerated().map { index, item in
      (CoverageMap.isCoverageID(item.id) ? item.id : "D", index, item)
    }
    return keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  /// An entry for a definition that is not there would be a hole that nobody sees.
  mutating func checkCoverage() {
    for name in coverage.entries.keys.sorted() where byName[name] == nil {
      problems.append(
        DefinitionProblem(
          level: .warning, file: "", line: 0, definition: name,
          message: "the coverage file names it, no definition does"))
    }
  }

  private mutating func report(
    _ level: DefinitionProblem.Level, _ definition: Definition, _ line: Int, _ message: String
  ) {
    problems.append(
      DefinitionProblem(
        level: level, file: definition.file, line: line, definition: definition.name, message: message))
  }
}
