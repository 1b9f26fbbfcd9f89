internal import AWSSigning
internal import JSONText

/// Turns the members of an input into a request.
struct RequestWriter {
  let model: ServiceModel
  let operation: OperationModel

  /// - Throws: `AWSError` `.badInput` if a required member is absent or a value cannot stand in its place.
  func request(_ value: AWSValue) throws -> PlainRequest {
    let structure = model[operation.input]
    guard case .structure(let values) = value else { throw AWSError(.badInput, "the input is no structure") }
    try check(structure, values)
    switch model.wire {
    case .query, .ec2: return try queryRequest(structure, values)
    case .json: return try jsonRequest(structure, values)
    case .restJSON, .restXML: return try restRequest(structure, values)
    }
  }

  private func check(_ structure: StructureModel, _ values: [AWSValue?]) throws {
    for (member, value) in zip(structure.members, values) where member.isRequired && value == nil {
      throw AWSError(.badInput, "\(operation.name) needs \(member.name)")
    }
  }

  private func queryRequest(_ structure: StructureModel, _ values: [AWSValue?]) throws -> PlainRequest {
    var form = QueryWriter(model: model)
    form.add("Action", operation.name)
    form.add("Version", model.facts["version"] ?? "")
    try form.members(structure, values, prefix: "")
    var request = PlainRequest(method: "POST", path: "/")
    request.headers = [NamedValue("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
    request.body = .bytes(Array(form.text.utf8))
    return request
  }

  private func jsonRequest(_ structure: StructureModel, _ values: [AWSValue?]) throws -> PlainRequest {
    var request = PlainRequest(method: "POST", path: "/")
    request.headers = [
      NamedValue("Content-Type", "application/x-amz-json-\(model.facts["json"] ?? "1.1")"),
      NamedValue("X-Amz-Target", "\(model.facts["target"] ?? "").\(operation.name)"),
    ]
    request.body = .bytes(try JSONBody(model: model).tree(structure, values).compactBytes)
    return request
  }

  private func restRequest(_ structure: StructureModel, _ values: [AWSValue?]) throws -> PlainRequest {
    let parts = operation.uri.split(separator: "?", maxSplits: 1)
    var request = PlainRequest(method: operation.method, path: String(parts[0]))
    for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1)
      // `x-id` only names the operation for readers of logs.
      if sides[0] == "x-id" { continue }
      request.query.append(NamedValue(String(sides[0]), sides.count > 1 ? String(sides[1]) : ""))
    }
    for (member, value) in zip(structure.members, values) {
      guard let value else { continue }
      try place(member, value, into: &request)
    }
    guard !request.path.contains("{") else {
      throw AWSError(.badInput, "\(operation.name): a part of the path is absent")
    }
    try body(structure, values, into: &request)
    if operation.needsChecksum { addChecksum(&request) }
    return request
  }

  private func place(_ member: MemberModel, _ value: AWSValue, into request: inout PlainRequest) throws {
    switch member.place {
    case .body, .status: break
    case .uri: try label(member, value, into: &request)
    case .query:
      switch value {
      case .list(let elements):
        request.query += try elements.map {
          NamedValue(member.wireName, try Scalar.text($0, member.type, time: .iso8601))
        }
      default: request.query.append(NamedValue(member.wireName, try Scalar.text(value, member.type, time: .iso8601)))
      }
    case .header:
      request.headers.append(try header(member.wireName, try Scalar.header(value, member.type)))
    case .headers:
      guard case .map(let entries) = value else { return }
      for entry in entries {
        request.headers.append(try header(member.wireName + entry.name, try Scalar.header(entry.value, .string)))
      }
    }
  }

  private func label(_ member: MemberModel, _ value: AWSValue, into request: inout PlainRequest) throws {
    let text = try Scalar.text(value, member.type, time: .iso8601)
    guard !text.isEmpty else { throw AWSError(.badInput, "\(operation.name): \(member.name) is empty") }
    if model.endpointPrefix == "s3", member.name == "Bucket" { request.bucket = text }
    // A greedy label keeps its slashes: the key of an object.
    if let range = request.path.firstRange(of: "{\(member.wireName)+}") {
      request.path.replaceSubrange(range, with: PercentEncoding.encode(text, keepsSlash: true))
    } else if let range = request.path.firstRange(of: "{\(member.wireName)}") {
      request.path.replaceSubrange(range, with: PercentEncoding.encode(text))
    }
  }

  private func header(_ name: String, _ value: String) throws -> NamedValue {
    // A line break would end the header and begin one of somebody else's choosing.
    guard value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
      throw AWSError(.badInput, "\(operation.name): a control character in \(name)")
    }
    let isToken = name.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0) }
    guard isToken else { throw AWSError(.badInput, "\(operation.name): not a name of a header: \(name)") }
    return NamedValue(name, value)
  }

  private func body(_ structure: StructureModel, _ values: [AWSValue?], into request: inout PlainRequest) throws {
    if let index = structure.payload {
      guard index < values.count, let value = values[index] else { return }
      let member = structure.members[index]
      switch (value, member.type) {
      case (.body(let body), _): request.body = body
      case (.bytes(let bytes), _): request.body = .bytes(bytes)
      case (.string(let text), _): request.body = .bytes(Array(text.utf8))
      case (.structure(let inner), .structure(let name)):
        try document(member.wireName, model[name], inner, into: &request)
      default: throw AWSError(.badInput, "\(operation.name): \(member.name) cannot be a body")
      }
      return
    }
    guard structure.members.contains(where: { $0.place == .body }) else { return }
    try document(structure.name, structure, values, into: &request)
  }

  private func document(
    _ name: String, _ structure: StructureModel, _ values: [AWSValue?], into request: inout PlainRequest
  ) throws {
    if model.wire == .restXML {
      request.headers.append(NamedValue("Content-Type", "application/xml"))
      request.body = .bytes(try XMLWriter(model: model).document(name, structure, values))
    } else {
      request.headers.append(NamedValue("Content-Type", "application/json"))
      request.body = .bytes(try JSONBody(model: model).tree(structure, values).compactBytes)
    }
  }
}
