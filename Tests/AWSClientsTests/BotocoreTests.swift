import AWSSigning
import Digests
import Foundation
import JSONText
import Testing

@testable import AWSClients

/// The same inputs and outputs through botocore and through the clients.
@Suite(.enabled(if: Python.hasBotocore, "python3 has no botocore"))
struct BotocoreTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  private struct Case {
    var service: (name: String, model: ServiceModel, shapes: [any AWSShape.Type])
    var operation: OperationModel
    var seed: UInt64
    var value: AWSValue
    var label: String { "\(service.name) \(operation.name), seed \(seed)" }
  }

  private func cases(_ structure: (OperationModel) -> String) -> [Case] {
    services.flatMap { service in
      service.model.operations.values.sorted { $0.name < $1.name }.flatMap { operation in
        Self.seeds.map { seed in
          var maker = SampleMaker(service.model, seed: seed &* 977 &+ UInt64(operation.name.utf8.count))
          maker.leavesOut = seed > 1
          let value = maker.structure(service.model[structure(operation)])
          return Case(service: service, operation: operation, seed: seed, value: value)
        }
      }
    }
  }

  private func question(_ kind: String, _ given: Case, _ name: String, structure: String) -> JSONValue {
    .object([
      JSONMember("do", .string(kind)), JSONMember("service", .string(given.service.name)),
      JSONMember("operation", .string(given.operation.name)),
      JSONMember(name, given.value.json(.structure(structure), given.service.model)),
    ])
  }

  @Test func everyRequestIsWrittenAsBotocoreWritesIt() throws {
    let all = cases(\.input)
    let answers = try Python.answers(all.map { question("serialise", $0, "params", structure: $0.operation.input) })
    #expect(answers.count == all.count && all.count == 83 * Self.seeds.count)
    for (given, answer) in zip(all, answers) {
      let request = try RequestWriter(model: given.service.model, operation: given.operation).request(given.value)
      #expect(request.method == answer["method"]?.string, "\(given.label)")
      let path = answer["path"]?.string ?? ""
      let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
      #expect(request.path == parts[0], "\(given.label)")
      var query = (answer["query"]?.array ?? []).map { ($0.array?[0].string ?? "", $0.array?[1].string ?? "") }
      for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
        let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
        query.append((sides[0], sides.count > 1 ? sides[1] : ""))
      }
      #expect(
        request.query.map { "\($0.name)=\($0.value)" }.sorted() == query.map { "\($0.0)=\($0.1)" }.sorted(),
        "\(given.label)")
      expectHeaders(request, answer, given)
      try expectBody(request, answer, given)
    }
  }

  private func expectHeaders(_ request: PlainRequest, _ answer: JSONValue, _ given: Case) {
    // Each client has its own words for the type of a body, and S3's checksum headers are a choice.
    let free: Set<String> = ["content-type", "x-amz-checksum-sha256", "x-amz-sdk-checksum-algorithm"]
    let ours = request.headers.filter { !free.contains($0.name.lowercased()) }.map {
      "\($0.name.lowercased()): \($0.value)"
    }
    let theirs = (answer["headers"]?.members ?? []).filter { !free.contains($0.name) }
      .map { "\($0.name): \($0.value.string ?? "")" }
    #expect(ours.sorted() == theirs.sorted(), "\(given.label)")
  }

  private func expectBody(_ request: PlainRequest, _ answer: JSONValue, _ given: Case) throws {
    var body: [UInt8] = []
    if case .bytes(let bytes) = request.body { body = bytes }
    if let form = answer["form"]?.members {
      let ours = String(decoding: body, as: UTF8.self).split(separator: "&").map {
        PercentEncoding.decode($0.replacing("+", with: " "))
      }
      #expect(ours.sorted() == form.map { "\($0.name)=\($0.value.string ?? "")" }.sorted(), "\(given.label)")
      return
    }
    let theirs = try #require(Base64.decode(answer["body"]?.string ?? ""))
    switch given.service.model.wire {
    case .json,
      .restJSON where !theirs.isEmpty:
      #expect(try JSONReader.parse(body).sorted == JSONReader.parse(theirs).sorted, "\(given.label)")
    case .restXML where theirs.first == UInt8(ascii: "<"):
      #expect(outline(try XMLNode.parse(body)) == outline(try XMLNode.parse(theirs)), "\(given.label)")
    default: #expect(body == theirs, "\(given.label)")
    }
  }

  private func outline(_ node: XMLNode) -> String {
    node.children.isEmpty ? "\(node.name)=\(node.text);" : "\(node.name){\(node.children.map(outline).joined())}"
  }

  @Test func everyResponseIsReadAsBotocoreReadsIt() async throws {
    let all = cases(\.output)
    let answers = try Python.answers(all.map { question("parse", $0, "value", structure: $0.operation.output) })
    for (given, answer) in zip(all, answers) {
      let body = try #require(Base64.decode(answer["body"]?.string ?? ""))
      let headers = (answer["headers"]?.members ?? []).map { NamedValue($0.name, $0.value.string ?? "") }
      let response = HTTPResponse(status: 200, headers: headers, body: .bytes(body))
      let type = TypeModel.structure(given.operation.output)
      let ours = try await ResponseReader(model: given.service.model, operation: given.operation).value(response)
      let wanted = given.value.json(type, given.service.model).sorted
      #expect(cleaned(ours.json(type, given.service.model)).sorted == cleaned(wanted), "\(given.label)")
      #expect(cleaned(answer["parsed"] ?? .null).sorted == cleaned(wanted), "\(given.label): the oracle itself")
    }
  }

  /// Without what is empty: absent and empty look alike in some protocols.
  private func cleaned(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      let kept = members.map { JSONMember($0.name, cleaned($0.value)) }
        .filter { $0.value != .null && $0.value != .object([]) && $0.value != .array([]) }
      return .object(kept)
    case .array(let elements): return .array(elements.map(cleaned))
    default: return value
    }
  }

  /// The models change with botocore; the files say which one they were written from.
  @Test func theGeneratedFilesAreWhatTheGeneratorWrites() throws {
    let root = Python.scripts.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let check = Python.process([root.appendingPathComponent("scripts/generate-aws-clients").path, "--check"])
    check.standardOutput = FileHandle.nullDevice
    try check.run()
    check.waitUntilExit()
    // 2: botocore is of another version than the files.
    #expect(check.terminationStatus == 0 || check.terminationStatus == 2)
  }

  @Test func everyEndpointIsBotocoresOwn() throws {
    let regions = ["us-east-1", "eu-central-1", "us-gov-west-1", "us-gov-east-1", "cn-north-1", "cn-northwest-1"]
    var questions: [JSONValue] = []
    var found: [String] = []
    for service in services {
      for region in regions {
        for (fips, dual) in [(false, false), (false, true), (true, false), (true, true)] {
          // The rules give names for FIPS in China that do not exist.
          if fips, region.hasPrefix("cn-") { continue }
          let table = EndpointTable(usesFIPS: fips, usesDualStack: dual)
          let ours = try table.resolve(
            prefix: service.model.endpointPrefix, serviceID: service.model.serviceID, region: region)
          found.append("\(ours.endpoint) \(ours.signingRegion)")
          questions.append([
            "do": "endpoint", "service": .string(service.name), "region": .string(region), "fips": .bool(fips),
            "dual": .bool(dual),
          ])
        }
      }
    }
    for ((question, answer), ours) in zip(zip(questions, try Python.answers(questions)), found) {
      #expect("\(answer["url"]?.string ?? "") \(answer["region"]?.string ?? "")" == ours, "\(question.compactText)")
    }
    #expect(found.count == 15 * (4 * 4 + 2 * 2))
  }

  @Test func everySignatureIsBotocoresOwn() throws {
    var random = SplitMix(state: 20_260_101)
    let given = (0..<300).map { _ in SignatureCase(&random) }
    let answers = try Python.answers(given.map(\.question))
    for (item, answer) in zip(given, answers) {
      if item.isPresigned {
        let pairs = (answer["pairs"]?.array ?? []).map { "\($0.array?[0].string ?? "")=\($0.array?[1].string ?? "")" }
        let ours = item.presigned.split(separator: "&").map { PercentEncoding.decode($0) }
        #expect(ours.sorted() == pairs.sorted(), "\(item)")
      } else {
        #expect(item.authorization == answer["authorization"]?.string, "\(item)")
      }
    }
  }
}

/// One random request to sign.
private struct SignatureCase {
  let isPresigned: Bool
  private let signer: Signer
  private let request: SignableRequest
  private let body: [UInt8]
  private let time: AWSInstant

  init(_ random: inout SplitMix) {
    func pick<T>(_ choices: [T]) -> T { choices[Int(random.next() % UInt64(choices.count))] }
    isPresigned = random.next() % 3 == 0
    let service = pick(["s3", "ec2", "elasticfilesystem", "sts"])
    let credentials = Credentials(
      accessKeyID: "AKIA\(random.next())", secretAccessKey: "secret/+\(random.next())",
      sessionToken: random.next() % 2 == 0 ? "token+/\(random.next())==" : nil)
    signer = Signer(credentials: credentials, region: pick(["eu-central-1", "us-gov-west-1"]), service: service)
    body = isPresigned ? [] : Array(pick(["", "a=1&b=2", "{\"x\":\"é\"}"]).utf8)
    time = AWSInstant(seconds: Int64(random.next() % 3_000_000_000))
    let path = pick(["/", "/a", "/a/b%20c", "/key%2Bplus/%C3%A9~x", "/a//b", "/x/"])
    let query = pick([
      [], [NamedValue("a", "1")], [NamedValue("b", "x y"), NamedValue("a", "ü&="), NamedValue("A", "")],
    ])
    let headers = pick([
      [], [NamedValue("x-amz-meta-a", "two  spaces ")],
      [NamedValue("X-Amz-Target", "A.B"), NamedValue("if-none-match", "*")],
    ])
    request = SignableRequest(
      method: pick(["GET", "PUT", "POST"]), host: pick(["host.example.com", "127.0.0.1:5000"]), path: path,
      query: query, headers: headers,
      // For S3 a presigned body is not signed; for the others it is empty.
      payloadHash: isPresigned && service == "s3" ? AWSSigning.unsignedPayload : SHA256.digest(body).hex)
  }

  var authorization: String? { signer.headers(for: request, at: time).last?.value }

  var presigned: String { signer.presignedQuery(for: request, at: time, expiresInSeconds: 900) }

  var question: JSONValue {
    let query = request.query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
    let url = "http://\(request.host)\(request.path)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    var members = [
      JSONMember("do", isPresigned ? "presign" : "sign"), JSONMember("time", .integer(time.seconds)),
      JSONMember("key", .string(signer.credentials.accessKeyID)),
      JSONMember("secret", .string(signer.credentials.secretAccessKey)),
      JSONMember("region", .string(signer.region)), JSONMember("service", .string(signer.service)),
      JSONMember("method", .string(request.method)), JSONMember("url", .string(url)), JSONMember("expires", 900),
      JSONMember("body", .string(Base64.encode(body))),
      JSONMember("headers", .object(request.headers.map { JSONMember($0.name, .string($0.value)) })),
    ]
    if let token = signer.credentials.sessionToken { members.append(JSONMember("token", .string(token))) }
    return .object(members)
  }
}
