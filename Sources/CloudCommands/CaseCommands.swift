internal import ArgumentParser
internal import CaseModel
internal import IncidentResponse
internal import JSONText
internal import ProgramKit
internal import Reporting
internal import Workflow

/// Lists the cases.
struct CasesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cases", abstract: "List the cases of this machine.")

  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      try await ResponseDesk.with(options) { desk in
        let records = try await desk.store.cases()
        if options.json {
          let rows = records.map { record -> JSONValue in
            [
              "case": .string(record.id.text), "opened": .string(record.opened.description),
              "opened_by": .string(record.openedBy.text),
              "state": .string(record.state.rawValue), "title": .string(record.title.text),
            ]
          }
          Terminal.out((["cases": .array(rows)] as JSONValue).prettyText + "\n")
        } else if records.isEmpty {
          Terminal.err("no cases in \(HostString(desk.folder.path).text)\n")
        } else {
          for record in records {
            Terminal.out(
              "\(record.opened)  \(record.state.rawValue.padded(24)) \(record.id)  \(record.title.text), \(record.openedBy.text)\n"
            )
          }
        }
        return .done
      }
    }
  }
}

/// Shows how a case stands.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How a case stands: every target and what waits for what.")

  @Argument(help: "The case.") var name: String
  @Flag(help: "Show again whenever something changes, until nothing more can be done.") var follow = false
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      try await ResponseDesk.with(options) { desk in
        let record = try await desk.record(name)
        var shown = -1
        while true {
          let machine = try await desk.machine(record.id)
          if machine.entryCount != shown {
            shown = machine.entryCount
            let text = StatusText(record: try await desk.record(name), machine: machine)
            Terminal.out(options.json ? text.json.prettyText + "\n" : text.text)
          }
          let state = try await desk.record(name).state
          guard follow, state == .open || state == .unwinding else { return .done }
          try await SystemClock().idle(until: Timestamp(nanoseconds: SystemClock().now().nanoseconds + 2_000_000_000))
        }
      }
    }
  }
}

/// Goes on with a case.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a case after an interruption, or try what failed once more.")

  @Argument(help: "The case.") var name: String
  @Flag(help: "Try what failed once more.") var retryFailed = false
  @Flag(help: "Exit with 10 for watch and 11 for escalate.") var exitVerdict = false
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      try await ResponseDesk.with(options) { desk in
        let record = try await desk.record(name)
        let plan = try ResponseDesk.plan(record)
        if let request = record.request {
          throw Failure(
            "somebody asked to \(request.rawValue) the case \(record.id), and nobody has done it yet",
            hint: "needletail \(request == .retry ? "status" : request.rawValue) \(record.id)")
        }
        let progress = ProgressText(started: SystemClock().now(), isQuiet: false)
        let driver = try desk.driver(plan, cloud: try await desk.cloud(plan), openedBy: record.openedBy.text) {
          progress.observe($0)
        }
        // A run that died between opening the case and planning it is planned now; planning again changes nothing.
        let steps = try ResponseGraph(plan).steps()
        let isUnwinding = try await desk.machine(record.id).unwinding != nil
        try await ResponseDesk.waitingForLease { try await driver.plan(isUnwinding ? [] : steps) }
        if retryFailed {
          let failed = try await desk.machine(record.id).standings.filter { $0.state == .failed }
          if failed.isEmpty { Terminal.err("nothing has failed\n") } else { try await driver.retry() }
        }
        return try await CaseRun(desk: desk, caseID: record.id).carryOut(driver, exitVerdict: exitVerdict)
      }
    }
  }
}

/// Stops a case and takes back what it made.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Stop a case and take back what it made.",
    discussion:
      "Verified evidence stays in the vault. Collections that are only on a share keep a case from being cancelled without --discard-unverified."
  )

  @Argument(help: "The case.") var name: String
  @Flag(help: "Cancel although evidence on a share is not in the vault: it will be gone.") var discardUnverified = false
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      try await ResponseDesk.with(options) {
        try await TearDown(desk: $0, name: name, reason: .cancel, discardsUnverified: discardUnverified).run()
      }
    }
  }
}

/// Takes back what a case made, and proves it.
struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Take back everything that a case made, and prove it by a full inventory.",
    discussion:
      "Verified evidence stays in the vault. Evidence that was not verified keeps a case from being released without --discard-unverified."
  )

  @Argument(help: "The case.") var name: String
  @Flag(help: "Release although evidence on a share is not in the vault: it will be gone.") var discardUnverified =
    false
  @OptionGroup var options: ResponseOptions

  func run() async {
    await carryOut(asJSON: options.json) {
      try await ResponseDesk.with(options) { desk in
        try await TearDown(desk: desk, name: name, reason: .release, discardsUnverified: discardUnverified).run()
      }
    }
  }
}

/// Makes the report of a case again. `needletail report` hands over to it when its argument is a case.
struct CaseReportCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case html, json, text }

  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the report of a case again.")

  @Argument(help: "The case.") var name: String
  @Option(help: "html, json or text.") var format = Format.text
  @Option(name: .shortAndLong, help: "A file to write; stdout without it.") var output: String?
  @OptionGroup var options: ResponseOptions

  func run() async {
    let wanted = options.json ? Format.json : format
    await carryOut(asJSON: wanted == .json) {
      try await ResponseDesk.with(options) { desk in
        let record = try await desk.record(name)
        let written = try await CaseRun(desk: desk, caseID: record.id).report()
        let text =
          switch wanted {
          case .html: CaseHTMLReport(written.report).text
          case .json: CaseJSONReport(written.report).value.prettyText + "\n"
          case .text: CaseTextReport(written.report, width: Terminal.width).text
          }
        if let output { try OutputFile.write(Array(text.utf8), to: output) } else { Terminal.out(text) }
        if wanted == .text { Terminal.err("\nreport for reading and printing: \(HostString(written.page).text)\n") }
        return .done
      }
    }
  }
}

extension String {
  /// Filled with spaces on the right.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
