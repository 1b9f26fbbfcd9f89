import AWSClients
import AWSSigning
import AWSTransport
import Foundation
import HostKit
import JSONText

/// A test cloud of lab/cloud, ended and removed when the closure that got it is through.
final class LabCloud: Sendable {
  /// Its folder: `cloud.json`, `suspects/`, `calls.jsonl`.
  let folder: String
  /// What `cloud.json` says.
  let facts: JSONValue
  /// For calls of the test itself.
  let transport: HTTPTransport

  private static let tool = Repository.path("lab/cloud/cloud")

  /// Brings a cloud up for as long as `body` runs.
  static func with<Result: Sendable>(_ seed: String, _ body: (LabCloud) async throws -> Result) async throws -> Result {
    let folder = NSTemporaryDirectory() + "needletail-cloud-\(UUID().uuidString.prefix(8))"
    do {
      try await Run.apart([tool, "up", seed, "--dir", folder], limit: 300).expecting(0)
      let facts = try JSONReader.parse(Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/cloud.json"))))
      let result = try await HTTPTransport.with { transport in
        try await body(LabCloud(folder: folder, facts: facts, transport: transport))
      }
      _ = try? await Run.apart([tool, "down", folder])
      return result
    } catch {
      _ = try? await Run.apart([tool, "down", folder])
      throw error
    }
  }

  private init(folder: String, facts: JSONValue, transport: HTTPTransport) {
    self.folder = folder
    self.facts = facts
    self.transport = transport
  }

  // MARK: what is in it

  /// The region of everything.
  var region: String { facts["region"]?.string ?? "" }
  private var endpoint: String { facts["endpoint"]?.string ?? "" }

  /// Account and instance id of an instance by its name in the seed.
  func instance(_ name: String) throws -> (account: String, id: String) {
    guard let one = facts["instances"]?[name], let account = one["account"]?.string, let id = one["id"]?.string else {
      throw LabError(message: "the seed has no instance \(name)")
    }
    return (account, id)
  }

  /// `ACCOUNT/REGION/INSTANCE`.
  func target(_ name: String) throws -> String {
    let one = try instance(name)
    return "\(one.account)/\(region)/\(one.id)"
  }

  /// A line of a targets file.
  func line(_ names: String...) throws -> String {
    let all = try names.map { try instance($0) }
    return "\(all[0].account)=\(all.map(\.id).joined(separator: ","))"
  }

  /// A session as the operator of an account.
  func session(_ account: JSONValue) throws -> AWSSession {
    guard let key = account["key"]?.string, let secret = account["secret"]?.string,
      let endpoint = Endpoint(url: endpoint)
    else { throw LabError(message: "cloud.json lacks keys") }
    return AWSSession(
      region: region, credentials: StaticCredentials(Credentials(accessKeyID: key, secretAccessKey: secret)),
      transport: transport, endpoints: EndpointTable(override: endpoint))
  }

  /// A session as the operator of an account, by its name.
  func session(named name: String) throws -> AWSSession {
    guard let account = facts["accounts"]?.array?.first(where: { $0["name"]?.string == name }) else {
      throw LabError(message: "the seed has no account \(name)")
    }
    return try session(account)
  }

  // MARK: the lab's own controls

  /// Asks one of the lab's controls, below `/lab/`.
  @discardableResult func control(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue
  {
    try JSONReader.parse(
      try await answer(method, path, body), limits: JSONLimits(length: 256 << 20, depth: 64))
  }

  private func answer(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> [UInt8] {
    guard let endpoint = Endpoint(url: endpoint) else { throw LabError(message: "cloud.json lacks its endpoint") }
    let parts = path.split(separator: "?", maxSplits: 1)
    let request = HTTPRequest(
      method: method, endpoint: endpoint, path: "/lab/\(parts[0])", query: parts.count > 1 ? String(parts[1]) : "",
      headers: [NamedValue("content-type", "application/json")], body: body.map { .bytes($0.compactBytes) } ?? .empty)
    let response = try await transport.send(request)
    let bytes = try await response.body.collect(limit: 256 << 20)
    guard response.status == 200 else {
      throw LabError(message: "\(method) /lab/\(path): \(String(decoding: bytes, as: UTF8.self))")
    }
    return bytes
  }

  /// Everything in every account and region, without what AWS keeps by itself.
  func inventory() async throws -> Set<String> {
    // An object of many thousand members, which our own reader refuses on purpose.
    let answer = try JSONSerialization.jsonObject(with: Data(try await answer("GET", "inventory"))) as? [String: Any]
    guard let items = answer?["items"] as? [String: Any], !items.isEmpty else {
      throw LabError(message: "the inventory is empty")
    }
    return Set(items.keys)
  }

  // MARK: installation

  /// Installs home and member stacks, as docs/install-aws.md says.
  func install() async throws {
    let accounts = facts["accounts"]?.array ?? []
    guard let home = accounts.first(where: { $0["name"]?.string == "home" }) else { throw LabError(message: "no home") }
    let members = accounts.filter { $0["name"]?.string != "home" }
    let who = try await STS(session(home)).getCallerIdentity().arn ?? ""
    let outputs = try await deploy(
      "needletail-home", "infrastructure/home-min.yaml",
      ["ResponderPrincipals": who, "MemberAccounts": members.compactMap { $0["id"]?.string }.joined(separator: ",")],
      as: home)
    for member in members {
      _ = try await deploy(
        "needletail-member", "infrastructure/member-min.yaml",
        ["HomeAccountId": home["id"]?.string ?? "", "HomeKeyArns": outputs["KeyArn"] ?? ""], as: member)
    }
  }

  private func deploy(
    _ name: String, _ template: String, _ parameters: [String: String], as account: JSONValue
  ) async throws -> [String: String] {
    let client = CloudFormation(try session(account))
    var input = CloudFormation.CreateStackInput()
    input.stackName = name
    input.templateBody = try String(contentsOfFile: Repository.path(template), encoding: .utf8)
    input.capabilities = ["CAPABILITY_NAMED_IAM"]
    input.parameters = parameters.map { CloudFormation.Parameter(parameterKey: $0.key, parameterValue: $0.value) }
    _ = try await client.createStack(input)
    for _ in 0..<600 {
      let stack = try await client.describeStacks(CloudFormation.DescribeStacksInput(stackName: name)).stacks?.first
      if stack?.stackStatus == "CREATE_COMPLETE" {
        return Dictionary((stack?.outputs ?? []).map { ($0.outputKey ?? "", $0.outputValue ?? "") }) { first, _ in first
        }
      }
      guard stack?.stackStatus == "CREATE_IN_PROGRESS" else {
        throw LabError(message: "\(name): \(stack?.stackStatus ?? "gone") \(stack?.stackStatusReason ?? "")")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw LabError(message: "\(name) is not made in a minute")
  }

  // MARK: the program

  /// Runs `needletail-cloud` as the operator of the home account, its cases kept in this cloud's folder.
  func needletail(_ words: [String], limit: Double = 900) async throws -> Run {
    try await Run.apart(command(words), limit: limit)
  }

  /// The words that run it.
  func command(program: String = "needletail-cloud", _ words: [String]) -> [String] {
    let variables = [
      "AWS_ENDPOINT_URL=\(endpoint)", "AWS_ACCESS_KEY_ID=\(facts["access_key"]?.string ?? "")",
      "AWS_SECRET_ACCESS_KEY=\(facts["secret_key"]?.string ?? "")", "AWS_REGION=\(region)",
      "AWS_EC2_METADATA_DISABLED=true",
      "NEEDLETAIL_TARGET_ENDPOINT_S3=\(facts["target_endpoint"]?.string ?? "")", "NEEDLETAIL_STATE=\(folder)/state",
      "AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
    ]
    return ["env"] + variables + [Repository.program(program)] + words
  }

  /// Runs a program on a suspect that has booted, as its root.
  func onSuspect(_ name: String, _ words: [String], limit: Double = 60) async throws -> Run {
    let host = "\(folder)/suspects/\(try instance(name).id)"
    return try await Run.apart([Repository.path("lab/hosts/host"), "run", host, "--"] + words, limit: limit)
  }
}

/// What went wrong in the test's own work.
struct LabError: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}
