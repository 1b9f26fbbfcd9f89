/// Taking in plans. Existing steps never get another edge, so a cycle can only be among steps that come together.
extension WorkflowMachine {
  /// Whether these steps could be planned now.
  ///
  /// - Parameter kinds: Names of kinds that can be carried out; `nil` to leave that out.
  /// - Throws: `WorkflowFault`.
  public func check(_ plans: [StepPlan], kinds: Set<String>? = nil) throws(WorkflowFault) {
    _ = try ordered(try newPlans(in: plans, kinds: kinds))
  }

  /// The steps that are not there yet. A step that is there with the same content is left out, so planning can be repeated.
  private func newPlans(in plans: [StepPlan], kinds: Set<String>?) throws(WorkflowFault) -> [StepPlan] {
    var seen: [StepName: StepPlan] = [:]
    var fresh: [StepPlan] = []
    for plan in plans {
      if let other = seen[plan.name] ?? numbers[plan.name].map({ records[$0].plan }) {
        guard other == plan else {
          throw WorkflowFault(.duplicateStep, "the step \(plan.name) is planned twice with different content")
        }
        continue
      }
      try checkByItself(plan, kinds: kinds)
      seen[plan.name] = plan
      fresh.append(plan)
    }
    guard records.count + fresh.count <= Self.mostSteps else {
      throw WorkflowFault(.badPlan, "more than \(Self.mostSteps) steps")
    }
    return fresh
  }

  private func checkByItself(_ plan: StepPlan, kinds: Set<String>?) throws(WorkflowFault) {
    guard (1...StepName.longest).contains(plan.name.text.utf8.count) else {
      throw WorkflowFault(
        .badPlan, "the name of a step has 1 to \(StepName.longest) bytes: \(plan.name.text.prefix(64))")
    }
    guard kinds?.contains(plan.kind) ?? true else {
      throw WorkflowFault(
        .unknownKind, "the step \(plan.name) is of a kind that this program does not know: \(plan.kind)")
    }
    let edges = plan.after + plan.tolerates
    guard Set(edges).count == edges.count else {
      throw WorkflowFault(.badPlan, "the step \(plan.name) names a step twice in what it waits for")
    }
  }

  /// The same steps so that each comes after those that it waits for; otherwise in the order given.
  private func ordered(_ plans: [StepPlan]) throws(WorkflowFault) -> [StepPlan] {
    let places = Dictionary(uniqueKeysWithValues: plans.enumerated().map { ($1.name, $0) })
    var missing = [Int](repeating: 0, count: plans.count)
    var followers = [[Int]](repeating: [], count: plans.count)
    for (place, plan) in plans.enumerated() {
      for name in plan.after + plan.tolerates {
        if let other = places[name] {
          missing[place] += 1
          followers[other].append(place)
        } else if numbers[name] == nil {
          throw WorkflowFault(
            .unknownPredecessor, "the step \(plan.name) waits for a step that is not planned: \(name)")
        }
      }
    }
    var ready = Heap<Int>()
    for place in plans.indices where missing[place] == 0 { ready.insert(place) }
    var result: [StepPlan] = []
    while let place = ready.removeFirst() {
      result.append(plans[place])
      for follower in followers[place] {
        missing[follower] -= 1
        if missing[follower] == 0 { ready.insert(follower) }
      }
    }
    guard result.count == plans.count else {
      let left = plans.indices.filter { missing[$0] > 0 }.map { plans[$0].name.text }.sorted()
      throw WorkflowFault(.cycle, "steps wait for each other: \(left.prefix(8).joined(separator: ", "))")
    }
    return result
  }

  /// Takes the steps in; they must have passed `check`.
  mutating func add(_ plans: [StepPlan]) throws(WorkflowFault) {
    for plan in try ordered(try newPlans(in: plans, kinds: nil)) {
      let number = records.count
      var record = StepRecord(plan)
      record.after = plan.after.compactMap { numbers[$0] }
      record.tolerates = plan.tolerates.compactMap { numbers[$0] }
      numbers[plan.name] = number
      for other in record.after { records[other].dependants.append(.init(step: number, isTolerant: false)) }
      for other in record.tolerates { records[other].dependants.append(.init(step: number, isTolerant: true)) }
      records.append(record)
      if unwinding == nil {
        openCount += 1
        settle(number)
      }
    }
  }
}
