internal import AWSClients
internal import AWSCloud
internal import AWSTransport
internal import CaseModel
internal import Digests
internal import Glibc
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Stores
internal import Workflow

/// What commands work with: the store of cases, the way to AWS, and the drivers of cases.
struct ResponseDesk {
  let options: ResponseOptions
  let folder: StateFolder
  let store: any JournalStore
  let transport: HTTPTransport

  /// Opens the desk, works, and closes it.
  static func with<Result>(_ options: ResponseOptions, _ work: (ResponseDesk) async throws -> Result) async throws
    -> Result
  {
    let folder = try StateFolder(options.state)
    let store: any JournalStore
    do { store = try SQLiteStore(path: folder.journal) } catch let error as JournalStoreError {
      throw Failure(error.message, hint: error.hint.isEmpty ? nil : error.hint)
    }
    let transport = HTTPTransport()
    do {
      let result = try await work(ResponseDesk(options: options, folder: folder, store: store, transport: transport))
      await transport.shutdown()
      return result
    } catch {
      await transport.shutdown()
      throw Self.failure(error)
    }
  }

  /// Errors of rooms below as what a command says.
  private static func failure(_ error: any Error) -> any Error {
    switch error {
    case let error as CloudError: Failure(error.message, hint: error.next.isEmpty ? nil : error.next)
    case let error as AWSError:
      Failure(
        error.description, hint: error.kind == .credentials ? "configure AWS credentials, or give --profile" : nil)
    case let error as JournalStoreError: Failure(error.message, hint: error.hint.isEmpty ? nil : error.hint)
    case let error as StepFailure: Failure(error.message.text, hint: error.next.text.isEmpty ? nil : error.next.text)
    case let error as WorkflowFault: Failure(error.message)
    default: error
    }
  }

  /// The cloud, for a case that was opened with a plan: its names and accounts count, whatever is said now.
  ///
  /// - Throws: `Failure` if the credentials belong to another forensics account than the case's.
  func cloud(_ plan: ResponsePlan) async throws -> AWSResponseCloud {
    let cloud = try self.cloud(
      plan.caseID, prefix: plan.prefix, externalID: plan.externalID, region: plan.home.region.text)
    let home = try await cloud.home
    guard home.account == plan.home.account else {
      throw Failure(
        "the case \(plan.caseID) belongs to forensics account \(plan.home.account), and these credentials to \(home.account)",
        hint: "give the profile that opened it with --profile")
    }
    return cloud
  }

  /// The cloud, for a case.
  func cloud(_ caseID: CaseID, prefix: String, externalID: String?, region: String?) throws -> AWSResponseCloud {
    let variables = ProgramPlaces.environment
    let environment = AWSEnvironment(
      variables: variables, homeDirectory: variables["HOME"],
      readFile: { path in
        access(path, F_OK) == 0 ? try ProgramPlaces.read(path, limit: 1 << 20) : nil
      }, listDirectory: { Self.names($0) })
    let session = try AWSSession(
      environment: environment, profile: options.profile, region: region, transport: transport)
    var settings = AWSResponseCloud.Settings(caseID: caseID)
    settings.prefix = prefix
    settings.externalID = externalID
    settings.sourceIdentity = options.sourceIdentity
    if let text = variables["NEEDLETAIL_TARGET_ENDPOINT_S3"], !text.isEmpty {
      guard let endpoint = Endpoint(url: text) else {
        throw Failure("NEEDLETAIL_TARGET_ENDPOINT_S3 is no http address: \(HostString(text).text)")
      }
      settings.targetEndpoint = endpoint
    }
    return AWSResponseCloud(session: session, settings: settings)
  }

  /// A driver of a case, with all that its steps need.
  func driver(
    _ plan: ResponsePlan, cloud: any ResponseCloud, openedBy: String, observer: @escaping WorkflowDriver.Observer
  )
    throws -> WorkflowDriver
  {
    let caseID = plan.caseID
    let collector = try SiblingProgram("needletail-collector").path
    let digest = SHA256.digest(try ProgramPlaces.read(collector, limit: 256 << 20)).hex
    let means = ResponseMeans(
      cloud: cloud, files: CaseFiles(folder: try folder.folder(of: caseID), caseID: caseID),
      tool: ResponseMeans.ToolFile(path: collector, digest: digest), prefix: plan.prefix)
    let template = String(
      decoding: try ProgramPlaces.read(ProgramPlaces.projectFile("infrastructure/response.yaml")), as: UTF8.self)
    return WorkflowDriver(
      caseID: caseID, catalogue: ResponseCatalogue.kinds(means, template: template, openedBy: openedBy), store: store,
      holder: Self.holder, options: DriverOptions(leaseSeconds: Self.leaseSeconds), observer: observer)
  }

  /// A driver that was killed holds its case for so long.
  private static let leaseSeconds: Int64 = 20

  /// Does what needs the case's lease. A process that was killed cannot give it up: its end is waited for, once.
  static func waitingForLease<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    let clock = SystemClock()
    let limit = Timestamp(seconds: clock.now().seconds + leaseSeconds + 5)
    var isTold = false
    while true {
      do { return try await body() } catch let error as JournalStoreError where error.code == .leaseHeld {
        guard clock.now() < limit else { throw error }
        if !isTold { Terminal.err("waiting for another process to leave the case, at most \(leaseSeconds) s\n") }
        isTold = true
        try await clock.idle(until: Timestamp(nanoseconds: clock.now().nanoseconds + 1_000_000_000))
      }
    }
  }

  /// A case that is there.
  func record(_ name: String) async throws -> CaseRecord {
    guard let caseID = CaseID(name) else { throw Failure("not a case id: \(HostString(name).text)", code: .usage) }
    guard let record = try await store.record(of: caseID) else {
      throw Failure("there is no case \(caseID) in \(HostString(folder.path).text)", hint: "needletail cases")
    }
    return record
  }

  /// What a case's journal comes to.
  func machine(_ caseID: CaseID) async throws -> WorkflowMachine {
    try WorkflowMachine(replaying: try await store.entries(of: caseID, from: 0))
  }

  /// The plan that a case was opened with.
  static func plan(_ record: CaseRecord) throws -> ResponsePlan {
    do { return try JSONRecordDecoder.decode(ResponsePlan.self, from: record.targets) } catch {
      throw Failure(
        "the plan of case \(record.id) cannot be read: \(error)",
        hint: "use the version of needletail that opened the case")
    }
  }

  /// Who works here: the login name, as an identity that trails accept.
  static var who: String? {
    let variables = ProgramPlaces.environment
    let name = variables["SUDO_USER"] ?? variables["USER"] ?? variables["LOGNAME"] ?? "responder"
    let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "+=,.@_-".contains($0)) }
    return plain.utf8.count >= 2 ? plain : nil
  }

  /// Names one driver: process and a random part.
  private static var holder: String {
    "\(who ?? "responder") process \(getpid()) \(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
  }

  private static func names(_ path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream), names.count < 4096 {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
}
