import CaseModel
import HostFacts
import JSONText
import Testing

@Suite struct HostFactRoundTripTests {
  @Test func aProcessComesBackAsItWasWritten() throws {
    var process = ProcessRecord(pid: 42)
    process.comm = HostString(bytes: [0x6b, 0xff, 0x0a])
    process.arguments = ["/bin/sh", "-c", "echo \"x\""]
    process.namespaces = ["net": 4_026_531_840]
    process.startedAt = Timestamp(seconds: 1_700_000_000)
    process.environment = [.init(name: "A", value: nil), .init(name: "PATH", value: "/bin")]
    let line = try HostFact.process(process).encodeLine()
    guard case .process(let back)? = try HostFact.decode(line) else {
      Issue.record("not a process")
      return
    }
    #expect(back.comm.bytes == [0x6b, 0xff, 0x0a])
    #expect(back.comm.text == "k\\xff\\x0a")
    #expect(back.arguments == process.arguments)
    #expect(back.namespaces == process.namespaces)
    #expect(back.startedAt == process.startedAt)
    #expect(back.environment == process.environment)
    #expect(back.executable == nil)
  }

  @Test func anUnknownTypeIsPassedOver() throws {
    #expect(try HostFact.decode(Array("{\"type\":\"from-the-future\"}".utf8)) == nil)
  }

  @Test func aRecordWithoutARequiredMemberIsNamed() throws {
    #expect(throws: JSONError.self) { try HostFact.decode(Array("{\"type\":\"process\"}".utf8)) }
  }
}
