internal import CaseModel
internal import JSONText
internal import Workflow

func demand(_ condition: Bool, _ what: @autoclosure () -> String) throws {
  if !condition { throw TrialError(what()) }
}

func demand<Value: Equatable>(_ found: Value, is wanted: Value, _ what: String) throws {
  try demand(found == wanted, "\(what): expected \(wanted), found \(found)")
}

/// The body has to be refused with that code.
func refused(_ code: JournalStoreError.Code, _ what: String, _ body: () async throws -> Void) async throws {
  do { try await body() } catch let error as JournalStoreError {
    try demand(error.code == code, "\(what): expected \(code), refused with \(error.code): \(error.message)")
    try demand(!error.message.isEmpty, "\(what): refused without a word")
    return
  }
  throw TrialError("\(what): was not refused")
}

private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds, nanoseconds: 123_456_789) }

private func caseID(_ text: String = "case-1") throws -> CaseID {
  guard let id = CaseID(text) else { throw TrialError("no case id: \(text)") }
  return id
}

private func record(_ text: String = "case-1") throws -> CaseRecord {
  CaseRecord(
    id: try caseID(text), title: HostString("Łódź \u{202e}\n\\ 1\u{0}"), opened: at(5), openedBy: "somebody",
    targets: [
      "accounts": ["1", "2"], "half": .double(0.5), "big": .unsigned(.max), "none": .null, "text": "\u{1f600}\t\u{0}",
    ])
}

private func lease(_ store: any JournalStore, _ holder: String = "one", _ now: Int64 = 10, _ until: Int64 = 20)
  async throws -> Lease
{
  guard
    case .granted(let lease) = try await store.acquireLease(
      on: try caseID(), holder: holder, now: at(now), until: at(until))
  else { throw TrialError("the lease is held") }
  return lease
}

private func entries(_ count: Int, from first: Int = 0, under lease: Lease) -> [JournalEntry] {
  (first..<first + count).map {
    JournalEntry(number: $0, time: at(Int64($0)), token: lease.token, event: .undone("a", nothingToUndo: true))
  }
}

extension StoreContract {
  static let cases: [StoreContract] = [
    StoreContract("a new store holds nothing") { maker in
      let store = try await maker.make()
      try demand(try await store.cases().isEmpty, "there are cases")
      try demand(try await store.record(of: try caseID()) == nil, "there is a case")
    },
    StoreContract("an opened case is found as it was, by another process too") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      try demand(try await store.record(of: try caseID()), is: try record(), "the record")
      let other = try await maker.again(store)
      try demand(try await other.cases(), is: [try record()], "the index")
      try demand(try await other.entries(of: try caseID(), from: 0), is: [], "the journal")
    },
    StoreContract("a second case of one name is refused and changes nothing") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      try await refused(.caseExists, "the second") {
        try await store.open(CaseRecord(id: try caseID(), title: "other", opened: at(6), openedBy: "x"))
      }
      try demand(try await store.record(of: try caseID())?.title, is: try record().title, "the title")
    },
    StoreContract("many cases are listed as they were opened, each with its own journal") { maker in
      guard maker.holdsManyCases else { return }
      let store = try await maker.make()
      for name in ["z", "a", "m", "case-1"] { try await store.open(try record(name)) }
      let held = try await lease(store)
      try await store.append(entries(3, under: held), under: held)
      try demand(try await store.cases().map(\.id.text), is: ["z", "a", "m", "case-1"], "the index")
      try demand(try await store.entries(of: try caseID("a"), from: 0).count, is: 0, "another's journal")
    },
    StoreContract("a case that is not there is refused everywhere") { maker in
      let store = try await maker.make()
      let id = try caseID()
      let ghost = Lease(caseID: id, holder: "one", token: 1, until: at(9))
      try await refused(.noSuchCase, "entries") { _ = try await store.entries(of: id, from: 0) }
      try await refused(.noSuchCase, "ask") { try await store.ask(.cancel, of: id) }
      try await refused(.noSuchCase, "acquire") {
        _ = try await store.acquireLease(on: id, holder: "one", now: at(0), until: at(9))
      }
      try await refused(.noSuchCase, "append") { try await store.append([], under: ghost) }
      try await refused(.noSuchCase, "renew") { _ = try await store.renew(ghost, until: at(10)) }
      try await refused(.noSuchCase, "state") { try await store.setState(.released, under: ghost) }
    },
  ]

  static let leases: [StoreContract] = [
    StoreContract("a lease keeps others out until it ends, and not a moment longer") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let first = try await lease(store, "one", 10, 20)
      let other = try await maker.again(store)
      let early = try await other.acquireLease(
        on: try caseID(), holder: "two", now: Timestamp(nanoseconds: at(20).nanoseconds - 1), until: at(30))
      try demand(early, is: .held(by: "one", until: at(20)), "just before the end")
      let second = try await lease(other, "two", 20, 30)
      try demand(second.token > first.token, "the token does not grow")
      try demand(second, is: Lease(caseID: try caseID(), holder: "two", token: second.token, until: at(30)), "lease")
    },
    StoreContract("who lost the lease can write nothing") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let first = try await lease(store, "one", 10, 20)
      try await store.append(entries(1, under: first), under: first)
      let second = try await lease(try await maker.again(store), "two", 25, 35)
      try await refused(.staleLease, "append") {
        try await store.append(entries(1, from: 1, under: first), under: first)
      }
      try await refused(.staleLease, "renew") { _ = try await store.renew(first, until: at(99)) }
      try await refused(.staleLease, "state") { try await store.setState(.released, under: first) }
      try await refused(.staleLease, "strike") { try await store.strike(.cancel, under: first) }
      try await store.release(first)
      try await store.append(entries(1, from: 1, under: second), under: second)
      let third = try await store.acquireLease(on: try caseID(), holder: "three", now: at(30), until: at(40))
      try demand(third, is: .held(by: "two", until: at(35)), "after the release of a lost lease")
      try demand(try await store.record(of: try caseID())?.state, is: .open, "the state")
    },
    StoreContract("an expired lease that nobody took still writes and can be renewed") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let held = try await lease(store, "one", 10, 20)
      try await store.append(entries(1, under: held), under: held)
      let renewed = try await store.renew(held, until: at(50))
      try demand(renewed.token, is: held.token, "the token")
      try demand(renewed.until, is: at(50), "the end")
      let other = try await store.acquireLease(on: try caseID(), holder: "two", now: at(49), until: at(60))
      try demand(other, is: .held(by: "one", until: at(50)), "after the renewal")
    },
    StoreContract("a lease that is given up is free at once") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let first = try await lease(store, "one", 10, 20)
      try await store.release(first)
      let second = try await lease(try await maker.again(store), "two", 11, 21)
      try demand(second.token > first.token, "the token does not grow")
    },
    StoreContract("the same holder gets the lease again, and its earlier token is lost") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let first = try await lease(store)
      let second = try await lease(store)
      try demand(second.token > first.token, "the token does not grow")
      try await refused(.staleLease, "append") { try await store.append(entries(1, under: first), under: first) }
    },
    StoreContract("of many who ask at once, one gets the lease") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let id = try caseID()
      var handles = [store]
      for _ in 0..<3 { handles.append(try await maker.again(store)) }
      let granted = try await withThrowingTaskGroup(of: Bool.self) { [handles] group in
        for number in 0..<16 {
          group.addTask {
            let answer = try await handles[number % 4].acquireLease(
              on: id, holder: "holder-\(number)", now: at(10), until: at(20))
            if case .granted = answer { return true }
            return false
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try demand(granted, is: 1, "leases granted")
    },
  ]

  static let journals: [StoreContract] = [
    StoreContract("every event comes back as it was, to another process too") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let held = try await lease(store)
      let all = StoreContract.everyEvent.enumerated().map {
        JournalEntry(number: $0, time: at(Int64($0) - 3), token: held.token, event: $1)
      }
      try await store.append(Array(all.prefix(4)), under: held)
      for entry in all.dropFirst(4) { try await store.append([entry], under: held) }
      let other = try await maker.again(store)
      let found = try await other.entries(of: try caseID(), from: 0)
      try demand(found.count, is: all.count, "entries")
      for (found, wanted) in zip(found, all) { try demand(found, is: wanted, wanted.event.word) }
      try demand(try await store.entries(of: try caseID(), from: 5), is: Array(all.dropFirst(5)), "from the sixth on")
      try demand(try await store.entries(of: try caseID(), from: 999), is: [], "past the end")
    },
    StoreContract("entries that do not follow are refused, all of them") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let held = try await lease(store)
      try await store.append(entries(2, under: held), under: held)
      try await refused(.outOfOrder, "a gap") { try await store.append(entries(1, from: 3, under: held), under: held) }
      try await refused(.outOfOrder, "again") { try await store.append(entries(1, from: 1, under: held), under: held) }
      try await refused(.outOfOrder, "a gap after a good one") {
        try await store.append(entries(1, from: 2, under: held) + entries(1, from: 4, under: held), under: held)
      }
      try await refused(.outOfOrder, "another token") {
        var entry = entries(1, from: 2, under: held)
        entry[0].token += 1
        try await store.append(entry, under: held)
      }
      try demand(try await store.entries(of: try caseID(), from: 0).count, is: 2, "entries")
      try await store.append([], under: held)
      try await store.append(entries(1, from: 2, under: held), under: held)
    },
    StoreContract("two who believe to hold the lease cannot mix their entries") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let first = try await lease(store, "one", 10, 20)
      let other = try await maker.again(store)
      let second = try await lease(other, "two", 20, 30)
      try await other.append(entries(1, under: second), under: second)
      for number in 0..<3 {
        try await refused(.staleLease, "the first") {
          try await store.append(entries(1, from: number, under: first), under: first)
        }
      }
      try demand(try await store.entries(of: try caseID(), from: 0).map(\.token), is: [second.token], "tokens")
    },
  ]

  static let requests: [StoreContract] = [
    StoreContract("the last request counts and is struck out by who took it up") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let other = try await maker.again(store)
      let held = try await lease(store)
      try await other.ask(.retry, of: try caseID())
      try await other.ask(.cancel, of: try caseID())
      try demand(try await store.record(of: try caseID())?.request, is: .cancel, "the request")
      try await store.strike(.retry, under: held)
      try demand(try await store.record(of: try caseID())?.request, is: .cancel, "after another was struck out")
      try await store.strike(.cancel, under: held)
      try demand(try await other.record(of: try caseID())?.request, is: nil, "after it was struck out")
    },
    StoreContract("every state is kept") { maker in
      let store = try await maker.make()
      try await store.open(try record())
      let held = try await lease(store)
      for state in CaseState.allCases {
        try await store.setState(state, under: held)
        try demand(try await maker.again(store).record(of: try caseID())?.state, is: state, "the state")
      }
    },
  ]

  /// One of each, with content that is hard to keep.
  static let everyEvent: [WorkflowEvent] = {
    let input: JSONValue = [
      "text": "\u{0}\u{7f}\"\\\u{2028}é", "deep": [[[["x": [.null, .bool(false)]]]]], "number": .integer(.min),
      "more": .unsigned(.max), "part": .double(-1.5e-300),
    ]
    let wait = StepWait(until: Timestamp(nanoseconds: -1), memory: input, note: HostString("\u{1b}[31m"))
    let failure = StepFailure("odd", "it said \"no\"", safe: "all", next: "needletail status x", isRetryable: true)
    let plan = StepPlan(
      name: "a b/ü", kind: "make", input: input, after: ["x"], tolerates: ["y", "z"], scope: "group one")
    return [
      .planned([plan, StepPlan(name: "plain", kind: "make", input: .null)]),
      .begun("a", kind: "make", input: input, attempt: 3), .waiting("a", wait),
      .done("a", output: .string(""), adding: [plan]), .done("a", output: input, adding: []), .failed("a", failure),
      .reopened(["a", "b c"]), .reopened([]), .unwinding(.release), .unwinding(.cancel), .undoing("a", attempt: 1),
      .undoWaiting("a", wait), .undone("a", nothingToUndo: false), .undone("a", nothingToUndo: true),
      .stuck("a", failure), .planned([]),
    ]
  }()
}
