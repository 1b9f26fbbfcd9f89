import AWSClients
import AWSCloud
import CaseModel
import Digests
import Foundation
import HostKit
import IncidentResponse
import JSONText
import Stores
import Workflow

/// One case over many stand-ins, in this process and with all parts of the program: planner, graph, driver, SQLite, clients, HTTP.
struct ScaleCase {
  let cloud: LabCloud
  let caseID: CaseID
  let lane: LaneChoice
  let consumption = Consumption()

  /// What came of it.
  struct Result: Sendable {
    /// Targets of the plan.
    var targets = 0
    /// Steps that have verified evidence.
    var verified: [StepName] = []
    /// What failed, or was stuck.
    var failures: [String] = []
    /// What the tear-down's own proof found of ours.
    var residue: [String] = []
    /// Verdicts by target and lane: what must not depend on the weather.
    var verdicts: [StepName: String] = [:]
    /// Calls in all, and the highest resident size in bytes.
    var calls = 0
    var memory: Int64 = 0
  }

  /// From a targets file to the end of the release.
  func carryOut(_ instances: [String]) async throws -> Result {
    let aws = try responseCloud()
    let home = try await aws.home
    let requests = TargetsFile(Array(try file(instances).utf8))
    let plan = try await ResponsePlanner(cloud: aws).plan(
      ResponsePlanner.Wish(
        caseID: caseID, requests: requests.requests, problems: requests.problems, regions: [home.region], lane: lane,
        wallSeconds: 120, secret: String(repeating: "5e", count: 32), openedAt: SystemClock().now()))
    let store = try SQLiteStore(path: "\(try folder())/cases.sqlite")
    try await store.open(
      CaseRecord(
        id: caseID, title: "scale", opened: SystemClock().now(), openedBy: "test",
        targets: try JSONReader.parse(JSONRecordEncoder.encode(plan), limits: JSONLimits(length: 64 << 20, depth: 64))))
    print(consumption.summary("\(caseID): planned", targets: instances.count))
    var result = try await respond(plan, try driver(aws, store))
    print(consumption.summary("\(caseID): responded", targets: instances.count))
    try await release(plan, try driver(aws, store), aws, &result)
    print(consumption.summary("\(caseID): released", targets: instances.count))
    result.calls = consumption.total
    result.memory = consumption.memoryPeak
    return result
  }

  private func respond(_ plan: ResponsePlan, _ driver: WorkflowDriver) async throws -> Result {
    try await driver.plan(try ResponseGraph(plan).steps())
    var result = Result()
    result.targets = plan.suspects.count
    result.failures = plan.problems.map(\.message.text) + plan.unreached.map { "\($0)" }
    let end = try await driver.run()
    if end != .finished(.finished) { result.failures.append("ended with \(end)") }
    for standing in await driver.standings {
      if let failure = standing.failure { result.failures.append("\(standing.plan.name): \(failure.message.text)") }
      guard [DirectVerify.kind, ShareVerify.kind].contains(standing.plan.kind), let output = standing.output else {
        continue
      }
      result.verified.append(standing.plan.name)
      result.verdicts[standing.plan.name] = output["verdict"]?["verdict"]?.string ?? ""
    }
    return result
  }

  private func release(_ plan: ResponsePlan, _ driver: WorkflowDriver, _ aws: AWSResponseCloud, _ result: inout Result)
    async throws
  {
    try await driver.unwind(.release)
    let end = try await driver.run()
    if end != .finished(.released) { result.failures.append("the release ended with \(end)") }
    for standing in await driver.standings where standing.state == .stuck {
      result.failures.append("\(standing.plan.name): \(standing.failure?.message.text ?? "")")
    }
    let proof = try await ResidueCheck(cloud: aws, plan: plan).compare(await driver.standings)
    result.residue = proof.places.flatMap { $0.residue.map { "\($0)" } } + proof.unproven
  }

  // MARK: what it works with

  private func responseCloud() throws -> AWSResponseCloud {
    var session = try cloud.session(named: "home")
    let consumption = consumption
    session.observer = { consumption.count($0) }
    var settings = AWSResponseCloud.Settings(caseID: caseID)
    settings.targetEndpoint = Endpoint(url: cloud.facts["target_endpoint"]?.string ?? "")
    return AWSResponseCloud(session: session, settings: settings)
  }

  /// A driver as another process would make it: the release of a case is another command than its response.
  private func driver(_ aws: AWSResponseCloud, _ store: SQLiteStore) throws -> WorkflowDriver {
    let folder = try folder()
    let tool = "\(folder)/collector"
    let program = Array("a stand-in runs nothing\n".utf8)
    try Data(program).write(to: URL(fileURLWithPath: tool))
    let means = ResponseMeans(
      cloud: aws, files: CaseFiles(folder: folder),
      tool: ResponseMeans.ToolFile(path: tool, digest: SHA256.digest(program).hex), prefix: "needletail")
    let template = try String(contentsOfFile: Repository.path("infrastructure/response.yaml"), encoding: .utf8)
    return WorkflowDriver(
      caseID: caseID, catalogue: ResponseCatalogue.kinds(means, template: template, openedBy: "test"), store: store,
      holder: "scale-\(UUID().uuidString)")
  }

  private func folder() throws -> String {
    let folder = "\(cloud.folder)/state-\(caseID)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private func file(_ instances: [String]) throws -> String {
    try instances.map { try cloud.line($0) }.joined(separator: "\n")
  }
}
