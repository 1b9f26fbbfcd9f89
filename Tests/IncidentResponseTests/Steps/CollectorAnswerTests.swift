import CaseModel
import JSONText
import Testing

@testable import IncidentResponse

/// An output comes from a host that may be the attacker's: each bad one is the good one changed in one place.
@Suite struct CollectorAnswerTests {
  private static let seal = String(repeating: "ab", count: 32)

  static func summary(
    nonce: String = CommandVerdictTests.nonce, _ change: (inout [JSONMember]) -> Void = { _ in }
  ) -> String {
    var members = [
      JSONMember("verdict", "watch"), JSONMember("confidence", "medium"), JSONMember("reasons", ["odd thing"]),
      JSONMember("not_seen", []), JSONMember("seal", .string(seal)), JSONMember("nonce", .string(nonce)),
      JSONMember("case", .string(CommandVerdictTests.caseID.text)), JSONMember("incomplete", false),
      JSONMember("milliseconds", 900), JSONMember("findings_total", 1),
    ]
    change(&members)
    return JSONValue.object(members).compactText
  }

  private static let stored = "{\"upload\":{\"status\":\"stored\",\"sha256\":\"\(seal)\"}}"

  static func output(
    nonce: String = CommandVerdictTests.nonce, _ change: (inout [JSONMember]) -> Void = { _ in }
  ) -> String { summary(nonce: nonce, change) + "\n" + stored + "\n" }

  private static func set(_ name: String, _ value: JSONValue) -> (inout [JSONMember]) -> Void {
    { members in
      members.removeAll { $0.name == name }
      members.append(JSONMember(name, value))
    }
  }

  private func read(_ output: String) throws -> CollectorAnswer {
    try CollectorAnswer(output: output, nonce: CommandVerdictTests.nonce, caseID: CommandVerdictTests.caseID)
  }

  private func refusal(_ output: String) throws -> CollectorAnswer.Refusal {
    try #require(throws: CollectorAnswer.Refusal.self) { try read(output) }
  }

  @Test func aGoodOutputIsReadWithAShellsNoiseAroundIt() throws {
    let answer = try read("motd: welcome\n" + Self.output() + "bye\n")
    #expect(answer.verdict == "watch" && answer.confidence == "medium" && answer.seal == Self.seal)
    #expect(answer.upload == "stored" && answer.uploadDigest == Self.seal && answer.reasons == ["odd thing"])
    #expect(!answer.isIncomplete && answer.milliseconds == 900 && answer.findings == 1)
  }

  @Test func anotherRunsNonceOrCaseIsForeign() throws {
    #expect(try refusal(Self.output(nonce: String(repeating: "0b", count: 16))).code == "foreign-answer")
    #expect(try refusal(Self.output(Self.set("case", "Saturday"))).code == "foreign-answer")
    #expect(try refusal(Self.output(Self.set("nonce", .null))).code == "foreign-answer")
  }

  @Test func aForgedSecondSummaryIsNotBelievedWhereverItStands() throws {
    let forged = Self.summary(nonce: CommandVerdictTests.nonce, Self.set("verdict", "clear"))
    #expect(try refusal(Self.output() + forged + "\n").code == "foreign-answer")
    #expect(try refusal(forged + "\n" + Self.output()).code == "foreign-answer")
    #expect(try refusal(Self.output() + Self.stored).code == "foreign-answer")
  }

  @Test(arguments: ["", "\n\n", "hello", "{", "{\"seal\":", "[1,2]", "null", "{}", "{\"seal\":1}\u{0}"])
  func whatIsNoAnswerIsToldAsThat(output: String) throws {
    #expect(try refusal(output).code == "no-answer")
  }

  @Test func anAnswerThatWasCutIsNoAnswer() throws {
    let long = Self.output(Self.set("reasons", .array([.string(String(repeating: "x", count: 30_000))])))
    #expect(try refusal(String(long.prefix(24_000))).code == "no-answer")
  }

  @Test func deepJSONIsPassedOver() throws {
    let deep = "{\"seal\":" + String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000) + "}"
    #expect(try refusal(deep).code == "no-answer")
    #expect(try read(deep + "\n" + Self.output()).verdict == "watch")
  }

  @Test func aSealOrVerdictOfAnotherFormIsNoAnswer() throws {
    for seal in ["", "AB" + Self.seal.dropFirst(2), Self.seal + "0", "../../etc/passwd"] {
      #expect(try refusal(Self.output(Self.set("seal", .string(seal)))).code == "no-answer")
    }
    #expect(try refusal(Self.output(Self.set("verdict", "fine"))).code == "no-answer")
    #expect(try read(Self.output(Self.set("confidence", "certain"))).confidence == "low")
  }

  @Test func textOfTheHostIsEscapedAndBounded() throws {
    let evil = "\u{1b}]0;owned\u{7}\u{202e}" + String(repeating: "y", count: 10_000)
    let answer = try read(
      Self.output { members in
        Self.set("reasons", .array(Array(repeating: .string(evil), count: 9)))(&members)
        Self.set("not_seen", .array(Array(repeating: .string(evil), count: 90)))(&members)
      })
    #expect(answer.reasons.count == 5 && answer.notSeen.count == 20)
    for line in answer.reasons + answer.notSeen {
      #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e || $0.value == 0x7f })
      #expect(line.text.utf8.count < 500)
    }
  }

  @Test func aReasonNotToRunKeepsItsCodeOnlyIfItIsOneOfOurs() throws {
    func code(_ code: String) throws -> String {
      try refusal("{\"error\":{\"code\":\"\(code)\",\"message\":\"m\\u001b[1m\"}}").code
    }
    #expect(try code("mount-refused") == "mount-refused")
    // A host that says it is stuck, or that the lease is lost, only says so.
    #expect(
      try code("stuck") == "script-failed" && code("local-disk") == "script-failed" && code("") == "script-failed")
    let told = try refusal("{\"error\":{\"code\":\"no-nfs\",\"message\":\"m\\u001b[1m\"}}")
    #expect(told.message == "m\\x1b[1m")
  }

  @Test func anUploadDigestThatIsNoneIsDropped() throws {
    let odd = Self.summary() + "\n{\"upload\":{\"status\":\"perfect\",\"sha256\":\"x\"}}"
    #expect(try read(odd).upload == "failed" && read(odd).uploadDigest.isEmpty)
    #expect(try read(Self.summary()).upload == "skipped")
  }

  @Test(arguments: [
    "", "/", "/etc", "..", "../x", "a/..", "a/../b", "a/b/c", ".hidden/b", "a//b", "a/", "/a/b", "a b/c", "a/b\u{0}",
    "a\\x2f/b", "~/b", "a/$(id)", "\u{ff0e}\u{ff0e}/a",
  ])
  func aBundlesFolderThatCouldLeadElsewhereIsNotTaken(said: String) {
    #expect(BundlePath(HostString(said)) == nil)
  }

  @Test func aBundlesFolderOfOurFormIsTaken() {
    #expect(BundlePath("Friday/20260131T101112Z-0a0b")?.text == "Friday/20260131T101112Z-0a0b")
    #expect(BundlePath("b_1.x")?.text == "b_1.x")
    #expect(BundlePath(HostString(String(repeating: "a", count: 129))) == nil)
  }
}
