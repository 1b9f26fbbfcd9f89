internal import AWSCloud
public import ArgumentParser
internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Reporting
internal import Stores
internal import Workflow

/// From a targets file to verdicts and verified evidence.
struct RespondCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "respond", abstract: "From a targets file to verdicts and verified evidence.",
    discussion: """
      FILE has a line an account: ACCOUNT[/REGION]=ITEM,ITEM,… where an item is an instance id, tag:KEY=PATTERN or asg:NAME; # begins a comment.
      The plan is shown first; nothing is changed before it is confirmed (--yes for automation; --plan stops there).
      """)

  @Argument(help: "The targets file.") var file: String?
  @Option(help: "A target as ACCOUNT[/REGION]=ITEM; may be given several times.") var target: [String] = []
  @Option(name: .customLong("case"), help: "Name of the case.") var caseName: String?
  @Option(help: "direct, auto (direct, then share) or share.") var lane = LaneChoice.auto
  @Option(help: "Regions to look in for targets without one, separated by commas; the home region if not given.")
  var regions: String?
  @Option(help: "Seconds that the collector may take on a suspect.") var wall = 120
  @Option(help: "A folder with tools.json and static programs of your own, run in the share lane.") var tools: String?
  @Flag(help: "Show the plan and stop.") var plan = false
  @Flag(help: "Do not ask.") var yes = false
  @Flag(help: "Exit with 10 for watch and 11 for escalate.") var exitVerdict = false
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      let requests = try self.requests()
      guard Self.walls.contains(wall) else {
        throw Failure(
          "--wall takes \(Self.walls.lowerBound) to \(Self.walls.upperBound) seconds, and was given \(wall)",
          code: .usage)
      }
      let caseID = try self.caseID()
      let ownTools = try self.ownTools()
      return try await ResponseDesk.with(options) { desk in
        if try await desk.store.record(of: caseID) != nil {
          throw Failure(
            "there is a case \(caseID) already", hint: "needletail resume \(caseID), or another name with --case")
        }
        // Until the case is open there is nothing to resume.
        let open = try desk.cloud(
          caseID, prefix: options.prefix, externalID: options.externalID, region: options.region)
        let cloud = open.advising("give the same command again")
        let home = try await cloud.home
        let plan = try await ResponsePlanner(cloud: cloud).plan(
          ResponsePlanner.Wish(
            caseID: caseID, requests: requests.requests, problems: requests.problems, regions: try places(home),
            lane: lane,
            wallSeconds: wall, secret: Self.secret(), prefix: options.prefix, externalID: options.externalID,
            openedAt: SystemClock().now(), ownTools: ownTools))
        let shown = PlanText(plan: plan, prices: Self.prices())
        if self.plan {
          Terminal.out(options.json ? shown.json.prettyText + "\n" : shown.text)
          return plan.problems.isEmpty ? .done : .incomplete
        }
        Terminal.err(shown.text + "\n")
        guard !plan.direct.isEmpty || !plan.share.isEmpty else {
          throw Failure("no suspect can be collected live; the plan says why, and what would help")
        }
        guard try confirmed() else { throw Failure("not confirmed; nothing was changed", code: .interrupted) }
        return try await Self.respond(plan, desk, open, isQuiet: false, exitVerdict: exitVerdict)
      }
    }
  }

  /// Seconds of a collection. The share lane takes four times as many, and its command lives a few hours at most.
  private static let walls = 10...2_400

  /// Opens the case and carries it out.
  static func respond(
    _ plan: ResponsePlan, _ desk: ResponseDesk, _ cloud: any ResponseCloud, isQuiet: Bool, exitVerdict: Bool
  ) async throws -> CaseModel.ExitCode {
    let clock = SystemClock()
    let who = ResponseDesk.who ?? "responder"
    // Known to be possible before anything is written down.
    let steps = try ResponseGraph(plan).steps()
    try await desk.store.open(
      CaseRecord(
        id: plan.caseID, title: HostString("\(plan.suspects.count) suspects"), opened: clock.now(),
        openedBy: HostString(who),
        targets: try JSONReader.parse(JSONRecordEncoder.encode(plan), limits: JSONLimits(length: 64 << 20, depth: 64))))
    let progress = ProgressText(started: clock.now(), isQuiet: isQuiet)
    let driver = try desk.driver(plan, cloud: cloud, openedBy: who) { progress.observe($0) }
    try await driver.plan(steps)
    return try await CaseRun(desk: desk, caseID: plan.caseID).carryOut(driver, exitVerdict: exitVerdict)
  }

  private func requests() throws -> TargetsFile {
    guard file != nil || !target.isEmpty else {
      throw Failure(
        "no target is named", hint: "needletail respond targetinstances.txt, or --target ACCOUNT=INSTANCE", code: .usage
      )
    }
    var bytes: [UInt8] = []
    if let file { bytes = try ProgramPlaces.read(file, limit: TargetsFile.limit + 1) }
    // Targets of the command line read like further lines of the file.
    for item in target { bytes += [10] + Array(item.utf8) }
    let read = TargetsFile(bytes)
    guard !read.requests.isEmpty else {
      let first = read.problems.first.map { "line \($0.line): \($0.message.text)" } ?? "it is empty"
      throw Failure("the targets name no instance: \(first)", hint: "ACCOUNT=INSTANCE,INSTANCE a line", code: .usage)
    }
    return read
  }

  private func ownTools() throws -> OwnToolset? {
    guard let tools else { return nil }
    guard lane != .direct else {
      throw Failure(
        "own programs run in the share lane only", hint: "leave out --tools, or --lane direct", code: .usage)
    }
    do { return try ToolsFolder(path: tools).read() } catch {
      throw Failure(error.message, hint: error.hint.isEmpty ? nil : error.hint, code: .usage)
    }
  }

  private func places(_ home: HomeFacts) throws -> [RegionName] {
    guard let regions else { return [home.region] }
    return try regions.split(separator: ",").map { text in
      guard let region = RegionName(text) else {
        throw Failure("not the name of a region: \(HostString(String(text)).text)", code: .usage)
      }
      return region
    }
  }

  private func caseID() throws -> CaseID {
    let stamp = SystemClock().now().description.filter { $0 != "-" && $0 != ":" && $0 != "Z" }
    let name = caseName ?? "case-\(stamp)"
    guard let caseID = CaseID(name) else {
      throw Failure(
        "not a case id (1 to 64 letters, digits, dots, dashes, underscores): \(HostString(name).text)", code: .usage)
    }
    return caseID
  }

  /// The prices that lie beside the templates, if there are any.
  private static func prices() -> PriceTable? {
    guard let path = try? ProgramPlaces.projectFile("infrastructure/prices.json"),
      let bytes = try? ProgramPlaces.read(path, limit: 1 << 20)
    else { return nil }
    return PriceTable(bytes)
  }

  private func confirmed() throws -> Bool {
    if yes { return true }
    guard Terminal.isInteractive else {
      throw Failure(
        "nobody is there to confirm the plan", hint: "--yes confirms it, --plan only shows it", code: .usage)
    }
    Terminal.err("Carry this out? [y/N] ")
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }

  /// 256 bits of the system's randomness.
  private static func secret() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}

extension LaneChoice: ExpressibleByArgument {}
