internal import AWSSigning
internal import JSONText

/// Turns a response into the members of an output, or into an error.
struct ResponseReader {
  let model: ServiceModel
  let operation: OperationModel
  /// Bytes of a body that is read whole.
  var limit = 64 << 20

  /// - Throws: `AWSError` of the service, or `.badResponse`; what the transport throws while the body is read.
  func value(_ response: HTTPResponse) async throws -> AWSValue {
    let structure = model[operation.output]
    guard (200..<300).contains(response.status) else {
      // Bounded: an error page of a proxy may be anything.
      let body = (try? await response.body.collect(limit: 1 << 20)) ?? []
      throw ErrorDecoder.decode(response, body: body, wire: model.wire)
    }
    if let index = structure.payload, case .body = structure.members[index].type {
      var values = headers(response, structure)
      values[index] = .body(response.body)
      return .structure(values)
    }
    let body = try await response.body.collect(limit: limit)
    return .structure(try members(response, body, structure))
  }

  private func members(_ response: HTTPResponse, _ body: [UInt8], _ structure: StructureModel) throws -> [AWSValue?] {
    let fromHeaders = headers(response, structure)
    let fromBody = try self.body(response, body, structure)
    return zip(fromHeaders, fromBody).map { $0 ?? $1 }
  }

  private func body(_ response: HTTPResponse, _ body: [UInt8], _ structure: StructureModel) throws -> [AWSValue?] {
    let nothing = [AWSValue?](repeating: nil, count: structure.members.count)
    switch model.wire {
    case .json, .restJSON:
      guard structure.members.contains(where: { $0.place == .body }) else { return nothing }
      guard let tree = try? JSONReader.parse(body, limits: JSONLimits(length: limit)), tree.members != nil else {
        throw bad(response, "the answer is no JSON object")
      }
      return JSONBody(model: model).values(tree, structure)
    case .query, .ec2, .restXML:
      guard !body.isEmpty, operation.method != "HEAD" else {
        try checkMayBeEmpty(response, structure)
        return nothing
      }
      guard let root = try? XMLNode.parse(body, limits: XMLLimits(length: limit)) else {
        throw bad(response, "the answer is no XML, or was cut")
      }
      if let error = ErrorDecoder.errorInside(root, response: response) { throw error }
      return try values(root, response, structure)
    }
  }

  private func values(_ root: XMLNode, _ response: HTTPResponse, _ structure: StructureModel) throws -> [AWSValue?] {
    let reader = XMLBody(model: model)
    if let wrapper = operation.wrapper {
      guard let node = root[wrapper] else { throw bad(response, "the answer has no \(wrapper)") }
      return reader.values(node, structure)
    }
    if let index = structure.payload {
      var values = [AWSValue?](repeating: nil, count: structure.members.count)
      values[index] = reader.value(root, structure.members[index].type)
      return values
    }
    return reader.values(root, structure)
  }

  /// An answer whose result stands in the body must have one: nothing at all is not "none found".
  private func checkMayBeEmpty(_ response: HTTPResponse, _ structure: StructureModel) throws {
    guard operation.method != "HEAD", structure.members.contains(where: { $0.place == .body }) else { return }
    throw bad(response, "the answer is empty")
  }

  private func bad(_ response: HTTPResponse, _ message: String) -> AWSError {
    var error = AWSError(.badResponse, message, status: response.status)
    error.requestID = response.requestID
    return error
  }

  private func headers(_ response: HTTPResponse, _ structure: StructureModel) -> [AWSValue?] {
    structure.members.map { member in
      switch member.place {
      case .header: response.header(member.wireName).flatMap { Scalar.value($0, member.type) }
      case .status: .integer(Int64(response.status))
      case .headers: .map(prefixed(response, member.wireName))
      case .body, .uri, .query: nil
      }
    }
  }

  private func prefixed(_ response: HTTPResponse, _ prefix: String) -> [AWSValue.Entry] {
    let wanted = prefix.lowercased()
    return response.headers.compactMap { pair in
      guard pair.name.lowercased().hasPrefix(wanted) else { return nil }
      return (String(pair.name.dropFirst(prefix.count)).lowercased(), .string(pair.value))
    }
  }
}
