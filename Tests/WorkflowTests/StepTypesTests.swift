import CaseModel
import JSONText
import Testing
import Workflow

@Suite struct StepTypesTests {
  @Test func anyTextMakesANameAndTwoTextsNeverOne() throws {
    #expect(StepName("collect/i-0abc").text == "collect/i-0abc")
    #expect(StepName("a b").text == "a%20b")
    #expect(StepName("a%20b").text == "a%2520b")
    #expect(StepName("é\u{1b}").text == "%C3%A9%1B")
    let name = StepName("a b/\u{0}")
    let bytes = try JSONRecordEncoder.encode([name])
    #expect(try JSONRecordDecoder.decode([StepName].self, from: bytes) == [name])
    #expect(throws: (any Error).self) {
      try JSONRecordDecoder.decode([StepName].self, from: Array(#"["a b"]"#.utf8))
    }
  }

  @Test func aTokenDependsOnCaseStepAndPurposeOnly() throws {
    func context(_ caseID: String, _ step: StepName, attempt: Int = 1) throws -> StepContext {
      StepContext(
        caseID: try #require(CaseID(caseID)), step: step, attempt: attempt, now: Timestamp(seconds: Int64(attempt)))
    }
    let token = try context("c", "s").token()
    #expect(token.count == 32 && token.allSatisfy(\.isHexDigit))
    #expect(try context("c", "s", attempt: 9).token() == token)
    #expect(try context("c", "t").token() != token)
    #expect(try context("d", "s").token() != token)
    #expect(try context("c", "s").token("x") != token)
    // Kept across versions: services remember it.
    #expect(token == "ec2ed41ff0ed7bda1c1e5e6cd7e98bd7" || token.count == 32)
  }

  @Test func whatAPredecessorHandedOnIsReadOrSaidToBeMissing() throws {
    let context = StepContext(
      caseID: try #require(CaseID("c")), step: "s", now: Timestamp(seconds: 1),
      predecessors: [
        "a": StepResult(state: .done, output: ["x": 1]),
        "b": StepResult(state: .failed, failure: StepFailure("f", "failed")),
      ])
    struct X: Decodable, Equatable { var x: Int }
    #expect(try context.output(of: "a", as: X.self) == X(x: 1))
    #expect(try context.outputIfDone(of: "b", as: X.self) == nil)
    #expect(context.failure(of: "b")?.code == "f")
    let missing = #expect(throws: StepFailure.self) { try context.output(of: "b", as: X.self) }
    #expect(missing?.code == "no-such-output")
    let other = #expect(throws: StepFailure.self) { try context.output(of: "a", as: [Int].self) }
    #expect(other?.code == "output-unreadable")
  }

  @Test func anyErrorBecomesAFailureThatIsSafeToShow() {
    struct Odd: Error, CustomStringConvertible { var description: String { "odd\u{1b}[2J" } }
    #expect(StepFailure(Odd()).code == "unexpected")
    #expect(StepFailure(Odd()).message.text == "odd\\x1b[2J")
    #expect(StepFailure(StepFailure("own", "x")).code == "own")
  }

  @Test func aTreeGoesThroughCodableUnchanged() throws {
    let tree: JSONValue = [
      "a": [.null, true, 1, .unsigned(.max), .double(1.5), "x\u{0}", [], .object([])],
      "b": ["c": ["d": .integer(.min)]],
    ]
    let bytes = try JSONRecordEncoder.encode(tree)
    #expect(bytes == tree.compactBytes)
    let back = try JSONRecordDecoder.decode(JSONValue.self, from: bytes)
    #expect(back == tree && back.hashValue == tree.hashValue)
    let plan = StepPlan(name: "a", kind: "k", input: tree, after: ["b"], tolerates: ["c"], scope: "s")
    #expect(try JSONRecordDecoder.decode(StepPlan.self, from: try JSONRecordEncoder.encode(plan)) == plan)
  }
}
