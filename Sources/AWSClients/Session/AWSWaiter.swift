/// What a waiter found.
public enum WaiterState<Output: Sendable>: Sendable {
  /// The state is reached; the answer that shows it, or `nil` if an error shows it (gone, for example).
  case reached(Output?)
  /// Not yet: ask again later.
  case notYet
  /// It will not be reached any more.
  case failed(String)
}

/// A condition over an operation's answer, from the service's model.
struct AWSWaiter {
  private struct Rule {
    let state: Substring
    let matcher: Substring
    let path: Substring
    let expected: Substring
  }

  let model: ServiceModel
  let name: String
  let everySeconds: Double
  let atMost: Int
  private let rules: [Rule]

  /// - Parameter text: Rules parted by `|`, each `state matcher path expected`.
  init(_ model: ServiceModel, _ name: String, _ text: String, every: Double, atMost: Int) {
    self.model = model
    self.name = name
    everySeconds = every
    self.atMost = atMost
    rules = text.split(separator: "|").compactMap { line in
      let words = line.split(separator: " ")
      return words.count == 4 ? Rule(state: words[0], matcher: words[1], path: words[2], expected: words[3]) : nil
    }
  }

  /// Asks once.
  func check<Output: AWSShape>(_ call: () async throws -> Output) async throws -> WaiterState<Output> {
    do {
      let output = try await call()
      for rule in rules where matches(rule, output) { return state(rule, output) }
      return .notYet
    } catch let error as AWSError {
      for rule in rules where matches(rule, error) { return state(rule, nil) }
      throw error
    }
  }

  /// Asks until it is so.
  ///
  /// - Throws: `AWSError` `.service` with the code `WaiterFailed` or `WaiterTimedOut`; what the call throws.
  func wait<Output: AWSShape>(_ session: AWSSession, _ call: () async throws -> Output) async throws -> Output? {
    for attempt in 1...max(1, atMost) {
      switch try await check(call) {
      case .reached(let output): return output
      case .failed(let why): throw AWSError(.service, code: "WaiterFailed", "\(name) will not be reached: \(why)")
      case .notYet: if attempt < atMost { try await session.clock.sleep(seconds: everySeconds) }
      }
    }
    throw AWSError(.service, code: "WaiterTimedOut", "\(name) was not reached in \(Int(everySeconds) * atMost) s")
  }

  private func state<Output>(_ rule: Rule, _ output: Output?) -> WaiterState<Output> {
    switch rule.state {
    case "success": .reached(output)
    case "failure": .failed(String(rule.expected))
    default: .notYet
    }
  }

  private func matches(_ rule: Rule, _ error: AWSError) -> Bool {
    switch rule.matcher {
    case "error": error.kind == .service && (error.code == rule.expected || rule.expected == "true")
    case "status": error.status.map(String.init) == String(rule.expected)
    default: false
    }
  }

  private func matches<Output: AWSShape>(_ rule: Rule, _ output: Output) -> Bool {
    if rule.matcher == "status" { return rule.expected == "200" }
    if rule.matcher == "error" { return rule.expected == "false" }
    let found = WaiterPath(model: model).texts(rule.path, in: output.value, Output.shape)
    switch rule.matcher {
    case "path": return found == [String(rule.expected)]
    case "pathAll": return !found.isEmpty && found.allSatisfy { $0 == rule.expected }
    case "pathAny": return found.contains { $0 == rule.expected }
    default: return false
    }
  }
}

/// The part of JMESPath that the waiters use: members, and `[]` for every element.
struct WaiterPath {
  let model: ServiceModel

  /// The single values that the path leads to, as text.
  func texts(_ path: Substring, in value: AWSValue, _ structure: StructureModel) -> [String] {
    var found: [(AWSValue, TypeModel)] = [(value, .structure(structure.name))]
    for step in path.split(separator: ".") {
      let isList = step.hasSuffix("[]")
      let name = isList ? step.dropLast(2) : step
      found = found.compactMap { member(name, of: $0) }
      if isList { found = found.flatMap(elements) }
    }
    return found.compactMap { try? Scalar.text($0.0, $0.1, time: .iso8601) }
  }

  private func member(_ name: Substring, of item: (AWSValue, TypeModel)) -> (AWSValue, TypeModel)? {
    guard case .structure(let values) = item.0, case .structure(let structure) = item.1 else { return nil }
    let members = model[structure].members
    guard let index = members.firstIndex(where: { $0.name == name }), index < values.count else { return nil }
    return values[index].map { ($0, members[index].type) }
  }

  private func elements(_ item: (AWSValue, TypeModel)) -> [(AWSValue, TypeModel)] {
    guard case .list(let values) = item.0, case .list(_, _, let inner) = item.1 else { return [] }
    return values.map { ($0, inner) }
  }
}
