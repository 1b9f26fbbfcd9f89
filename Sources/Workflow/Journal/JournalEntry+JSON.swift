internal import CaseModel
public import JSONText

/// The stored form: docs/formats/journal.md.
extension JournalEntry {
  /// Ceilings for what is read back. Looser than those of what steps hand over, which stands a few levels deep in an entry.
  public static let limits = JSONLimits(length: 256 << 20, depth: 96)

  /// The entry as an object.
  public var json: JSONValue {
    .object(
      [
        JSONMember("number", .integer(Int64(number))), JSONMember("time", .integer(time.nanoseconds)),
        JSONMember("token", .integer(token)), JSONMember("event", .string(event.word)),
      ] + event.members)
  }

  /// Reads the stored form.
  ///
  /// - Throws: `JournalStoreError` `.damaged`; `.newerFormat` for an event that this version does not know.
  public init(json: JSONValue) throws {
    do {
      let fields = EntryFields(json)
      number = Int(try fields.integer("number"))
      time = Timestamp(nanoseconds: try fields.integer("time"))
      token = try fields.integer("token")
      event = try WorkflowEvent(try fields.text("event"), fields)
    } catch let error as JournalStoreError {
      throw error
    } catch {
      throw JournalStoreError(.damaged, "an entry of the journal cannot be read: \(error)", cause: error)
    }
  }
}

/// The members of an entry, by name.
private struct EntryFields {
  let json: JSONValue

  init(_ json: JSONValue) { self.json = json }

  func value(_ name: String) throws -> JSONValue {
    guard let value = json[name] else { throw JSONError(.missingMember, at: 0, "member missing: \(name)") }
    return value
  }

  func text(_ name: String) throws -> String {
    guard let text = try value(name).string else { throw JSONError(.wrongType, at: 0, "\(name) is not a string") }
    return text
  }

  func integer(_ name: String) throws -> Int64 {
    guard let number = try value(name).integer else { throw JSONError(.wrongType, at: 0, "\(name) is not an integer") }
    return number
  }

  func read<T: Decodable>(_ name: String, as type: T.Type) throws -> T {
    try JSONRecordDecoder.decode(type, from: try value(name))
  }

  var step: StepName { get throws { try read("step", as: StepName.self) } }

  var wait: StepWait {
    get throws {
      StepWait(
        until: Timestamp(nanoseconds: try integer("until")), memory: json["memory"] ?? .null,
        note: HostString(escaped: try text("note")))
    }
  }

  func plans(_ name: String) throws -> [StepPlan] {
    guard let list = json[name] else { return [] }
    guard let plans = list.array else { throw JSONError(.wrongType, at: 0, "\(name) is not an array") }
    return try plans.map { plan in
      let fields = EntryFields(plan)
      return StepPlan(
        name: try fields.read("name", as: StepName.self), kind: try fields.text("kind"),
        input: try fields.value("input"), after: try fields.names("after"), tolerates: try fields.names("tolerates"),
        scope: plan["scope"]?.string ?? "")
    }
  }

  func names(_ name: String) throws -> [StepName] {
    json[name] == nil ? [] : try read(name, as: [StepName].self)
  }
}

extension WorkflowEvent {
  fileprivate init(_ word: String, _ fields: EntryFields) throws {
    switch word {
    case "planned": self = .planned(try fields.plans("steps"))
    case "begun":
      self = .begun(
        try fields.step, kind: try fields.text("kind"), input: try fields.value("input"),
        attempt: Int(try fields.integer("attempt")))
    case "waiting": self = .waiting(try fields.step, try fields.wait)
    case "done":
      self = .done(try fields.step, output: try fields.value("output"), adding: try fields.plans("adding"))
    case "failed": self = .failed(try fields.step, try fields.read("failure", as: StepFailure.self))
    case "reopened": self = .reopened(try fields.names("steps"))
    case "unwinding": self = .unwinding(try fields.read("reason", as: UnwindReason.self))
    case "undoing": self = .undoing(try fields.step, attempt: Int(try fields.integer("attempt")))
    case "undo-waiting": self = .undoWaiting(try fields.step, try fields.wait)
    case "undone":
      self = .undone(try fields.step, nothingToUndo: try fields.value("nothing_to_undo").bool ?? false)
    case "stuck": self = .stuck(try fields.step, try fields.read("failure", as: StepFailure.self))
    default:
      throw JournalStoreError(
        .newerFormat, "the journal holds an event that this version does not know: \(HostString(word).text)",
        hint: "use the version of needletail that opened the case")
    }
  }

  /// What the entry says besides number, time, token and event.
  fileprivate var members: [JSONMember] {
    let own: [JSONMember]
    switch self {
    case .planned(let plans): own = [JSONMember("steps", .array(plans.map(\.json)))]
    case .begun(_, let kind, let input, let attempt):
      own = [
        JSONMember("kind", .string(kind)), JSONMember("input", input), JSONMember("attempt", .integer(Int64(attempt))),
      ]
    case .waiting(_, let wait), .undoWaiting(_, let wait):
      own = [
        JSONMember("until", .integer(wait.until.nanoseconds)), JSONMember("memory", wait.memory),
        JSONMember("note", .string(wait.note.text)),
      ]
    case .done(_, let output, let adding):
      own =
        [JSONMember("output", output)] + (adding.isEmpty ? [] : [JSONMember("adding", .array(adding.map(\.json)))])
    case .failed(_, let failure), .stuck(_, let failure): own = [JSONMember("failure", failure.json)]
    case .reopened(let steps): own = [JSONMember("steps", StepPlan.list(steps))]
    case .unwinding(let reason): own = [JSONMember("reason", .string(reason.rawValue))]
    case .undoing(_, let attempt): own = [JSONMember("attempt", .integer(Int64(attempt)))]
    case .undone(_, let nothing): own = [JSONMember("nothing_to_undo", .bool(nothing))]
    }
    return (step.map { [JSONMember("step", .string($0.text))] } ?? []) + own
  }
}

extension StepPlan {
  /// As it stands in an entry; what is empty is left out.
  fileprivate var json: JSONValue {
    var members = [
      JSONMember("name", .string(name.text)), JSONMember("kind", .string(kind)), JSONMember("input", input),
    ]
    if !after.isEmpty { members.append(JSONMember("after", Self.list(after))) }
    if !tolerates.isEmpty { members.append(JSONMember("tolerates", Self.list(tolerates))) }
    if !scope.isEmpty { members.append(JSONMember("scope", .string(scope))) }
    return .object(members)
  }

  fileprivate static func list(_ names: [StepName]) -> JSONValue { .array(names.map { .string($0.text) }) }
}

extension StepFailure {
  fileprivate var json: JSONValue {
    [
      "code": .string(code), "message": .string(message.text), "safe": .string(safe.text), "next": .string(next.text),
      "retryable": .bool(isRetryable),
    ]
  }
}
