internal import AWSSigning
internal import Digests
internal import JSONText

/// The JSON of the json and rest-json protocols, in both directions.
struct JSONBody {
  let model: ServiceModel

  // Writing.

  func tree(_ structure: StructureModel, _ values: [AWSValue?]) throws -> JSONValue {
    var members: [JSONMember] = []
    for (member, value) in zip(structure.members, values) where member.place == .body {
      guard let value else { continue }
      members.append(JSONMember(member.wireName, try tree(value, member.type)))
    }
    return .object(members)
  }

  private func tree(_ value: AWSValue, _ type: TypeModel) throws -> JSONValue {
    switch (value, type) {
    case (.string(let text), _): return .string(text)
    case (.integer(let number), _): return .integer(number)
    case (.double(let number), _): return .double(number)
    case (.bool(let truth), _): return .bool(truth)
    case (.bytes(let bytes), _): return .string(Base64.encode(bytes))
    case (.instant(let instant), .time(let form)): return time(instant, form)
    case (.list(let elements), .list(_, _, let inner)): return .array(try elements.map { try tree($0, inner) })
    case (.map(let entries), .map(_, _, _, let inner)):
      return .object(try entries.map { JSONMember($0.name, try tree($0.value, inner)) })
    case (.structure(let values), .structure(let name)): return try tree(model[name], values)
    default: throw AWSError(.badInput, "a value of the wrong kind for JSON")
    }
  }

  private func time(_ instant: AWSInstant, _ form: TypeModel.TimeForm) -> JSONValue {
    switch form {
    case .iso8601: .string(instant.iso8601)
    case .http: .string(instant.httpDate)
    case .usual, .epoch: instant.nanoseconds == 0 ? .integer(instant.seconds) : .double(instant.epoch)
    }
  }

  // Reading: what has the wrong kind counts as absent, so that a changed service does not stop a response.

  func values(_ tree: JSONValue, _ structure: StructureModel) -> [AWSValue?] {
    structure.members.map { member in
      guard member.place == .body, let found = tree[member.wireName] else { return nil }
      return value(found, member.type)
    }
  }

  func value(_ tree: JSONValue, _ type: TypeModel) -> AWSValue? {
    switch type {
    case .string: tree.string.map { .string($0) }
    case .integer: integer(tree)
    case .double: double(tree)
    case .bool: tree.bool.map { .bool($0) }
    case .bytes: tree.string.flatMap(Base64.decode).map { .bytes($0) }
    case .time: instant(tree).map { .instant($0) }
    case .structure(let name): tree.members.map { _ in .structure(values(tree, model[name])) }
    case .list(_, _, let inner): tree.array.map { .list($0.compactMap { value($0, inner) }) }
    case .map(_, _, _, let inner):
      tree.members.map { members in
        .map(members.compactMap { member in value(member.value, inner).map { AWSValue.Entry(member.name, $0) } })
      }
    case .body: nil
    }
  }

  private func integer(_ tree: JSONValue) -> AWSValue? {
    switch tree {
    case .integer(let number): .integer(number)
    case .double(let number): Int64(exactly: number).map { .integer($0) }
    default: nil
    }
  }

  private func double(_ tree: JSONValue) -> AWSValue? {
    switch tree {
    case .integer(let number): .double(Double(number))
    case .double(let number): .double(number)
    case .string("NaN"): .double(.nan)
    case .string("Infinity"): .double(.infinity)
    case .string("-Infinity"): .double(-.infinity)
    default: nil
    }
  }

  private func instant(_ tree: JSONValue) -> AWSInstant? {
    switch tree {
    case .integer(let seconds): AWSInstant(epoch: Double(seconds))
    case .double(let seconds): AWSInstant(epoch: seconds)
    case .string(let text): AWSInstant(text: text)
    default: nil
    }
  }
}
