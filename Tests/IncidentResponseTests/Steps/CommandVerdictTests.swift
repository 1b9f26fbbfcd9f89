import CaseModel
import Testing
import Workflow

@testable import IncidentResponse

/// What becomes of a command, as sentences: what happened, what is safe, and a next command that exists.
@Suite struct CommandVerdictTests {
  static let caseID = CaseID("Friday.7")!
  static let target = ModelCase.suspects[0].target
  static let nonce = String(repeating: "0a", count: 16)

  static func answer(_ state: CommandState, lane: CommandOrder.Document = .direct) throws -> CollectorAnswer {
    try CommandVerdict(target: target, lane: lane).answer(state, nonce: nonce, caseID: caseID)
  }

  private func failure(_ state: CommandState, lane: CommandOrder.Document = .direct) throws -> StepFailure {
    try #require(throws: StepFailure.self) { try Self.answer(state, lane: lane) }
  }

  private static let good = CollectorAnswerTests.output()

  @Test(arguments: [
    CommandState(phase: .succeeded, exitCode: 0), CommandState(phase: .failed, exitCode: 3),
    CommandState(phase: .failed, exitCode: 130), CommandState(phase: .timedOut), CommandState(phase: .cancelled),
  ])
  func aGoodAnswerCountsWhateverTheServiceCallsIt(state: CommandState) throws {
    var state = state
    state.output = Self.good
    #expect(try Self.answer(state).verdict == "watch")
  }

  /// Every outcome that this page covers, with its code.
  private static let outcomes: [(state: CommandState, lane: CommandOrder.Document, code: String)] =
    [
      (CommandState(phase: .undelivered, detail: "Undeliverable"), .direct, "undelivered"),
      (CommandState(phase: .timedOut), .direct, "timed-out"), (CommandState(phase: .cancelled), .direct, "cancelled"),
      (CommandState(phase: .running), .direct, "unexpected"),
      (CommandState(phase: .failed, exitCode: 126), .direct, "exec-refused"),
      (CommandState(phase: .failed, exitCode: 127), .collect, "exec-refused"),
      (CommandState(phase: .failed, exitCode: 137), .direct, "collector-killed"),
      (CommandState(phase: .failed, exitCode: 1, complaint: "No space left on device"), .direct, "script-failed"),
      (CommandState(phase: .failed, exitCode: 1), .direct, "no-answer"),
      (CommandState(phase: .succeeded, exitCode: 0, output: "hello\n"), .collect, "no-answer"),
      (
        CommandState(phase: .succeeded, exitCode: 0, output: String(repeating: "x", count: 24_000)), .direct,
        "output-cut"
      ),
      (
        CommandState(phase: .failed, exitCode: 3, output: String(repeating: "x", count: 24_000)), .direct, "output-cut"
      ),
    ]
    + CollectorAnswer.scriptCodes.sorted().flatMap { code in
      [CommandOrder.Document.direct, .collect].map { lane in
        (
          CommandState(
            phase: .failed, exitCode: 1, output: "{\"error\":{\"code\":\"\(code)\",\"message\":\"because\"}}\n"), lane,
          code
        )
      }
    }

  @Test func everyOutcomeNamesWhatHappenedWhatIsSafeAndACommandThatExists() throws {
    let commands = ["resume", "respond", "status"]
    for outcome in Self.outcomes {
      let failure = try failure(outcome.state, lane: outcome.lane)
      #expect(failure.code == outcome.code, "\(failure)")
      #expect(failure.message.text.contains(Self.target.description) && !failure.safe.text.isEmpty)
      let next = failure.next.text
      let command = try #require(
        next.components(after: "needletail ").first, "\(outcome.code) ends in no command: \(next)")
      #expect(commands.contains(command), "\(outcome.code): \(next)")
      #expect(!next.contains("CASE"), "\(next)")
      if command != "respond" { #expect(next.contains(" Friday.7"), "\(next)") }
      if command == "resume" { #expect(next.contains("needletail resume Friday.7 --retry-failed"), "\(next)") }
      if next.contains("needletail respond") {
        #expect(next.contains("--target 111122223333/eu-central-1=i-0000000a --lane "), "\(next)")
      }
    }
  }

  @Test func theLaneThatDoesNotNeedWhatIsMissingIsOffered() throws {
    func next(_ code: String, _ lane: CommandOrder.Document) throws -> String {
      try failure(
        CommandState(phase: .failed, exitCode: 1, output: "{\"error\":{\"code\":\"\(code)\",\"message\":\"m\"}}"),
        lane: lane
      ).next.text
    }
    #expect(try next("fetch-failed", .direct).contains("--lane share"))
    #expect(try next("no-fetcher", .direct).contains("--lane share"))
    for code in ["no-nfs", "mount-refused", "no-private-namespace"] {
      #expect(try next(code, .collect).contains("--lane direct"))
    }
  }

  @Test func whatAHostSaysIsShownEscapedAndCut() throws {
    let evil = "\u{1b}[2J\u{202e}" + String(repeating: "z", count: 5_000)
    let failures = [
      try failure(CommandState(phase: .failed, exitCode: 1, complaint: evil)),
      try failure(CommandState(phase: .undelivered, detail: evil)),
    ]
    for failure in failures {
      #expect(!failure.message.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e })
      #expect(failure.message.text.utf8.count < 700, "\(failure.message.text.utf8.count)")
    }
  }

  @Test func aForeignAnswerIsNotTriedAgainByItself() throws {
    let foreign = CommandState(
      phase: .succeeded, exitCode: 0, output: CollectorAnswerTests.output(nonce: String(repeating: "0b", count: 16)))
    #expect(try failure(foreign).code == "foreign-answer" && !failure(foreign).isRetryable)
    #expect(try failure(CommandState(phase: .timedOut)).isRetryable)
  }
}

extension String {
  /// The words after each occurrence of a mark.
  fileprivate func components(after mark: String) -> [String] {
    ranges(of: mark).map { range in String(self[range.upperBound...].prefix { !$0.isWhitespace && $0 != "," }) }
  }
}
