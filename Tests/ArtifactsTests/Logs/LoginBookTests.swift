import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct LoginBookTests {
  private let parser = UtmpParser.self

  @Test func recordsGiveUserAddressAndTime() throws {
    let sample = try #require(try Samples.sample("utmp"))
    let output = parser.parse(Fixtures.input(sample.path, sample.bytes))
    #expect(output.logins.map(\.kind) == ["boot", "user"])
    #expect(output.logins[1].address == "203.0.113.9" && output.logins[1].book == "wtmp")
    #expect(output.logins[1].time == Timestamp(seconds: 1_763_000_100, nanoseconds: 250_000_000))
    #expect(output.logFile?.entries == 2 && output.logFile?.zeroedRecords == 0)
    #expect(output.logFile?.gaps.isEmpty == true && output.notes.isEmpty)
  }

  @Test func aWipedRecordIsCountedAndPlaced() {
    let good = RecordWriter.utmp(type: 7, user: "a", seconds: 1_763_000_000)
    let output = parser.parse(Fixtures.input("/var/log/wtmp", good + [UInt8](repeating: 0, count: 384) + good))
    #expect(output.logFile?.zeroedRecords == 1)
    #expect(output.logFile?.gaps.map(\.kind) == ["zeros"] && output.logFile?.gaps.first?.offset == 384)
    #expect(output.logins.map(\.isZeroed) == [false, true, false])
  }

  @Test func aStepBackInTimeIsAGap() {
    let early = RecordWriter.utmp(type: 7, user: "a", seconds: 1_763_000_000)
    let late = RecordWriter.utmp(type: 7, user: "a", seconds: 1_763_009_000)
    #expect(parser.parse(Fixtures.input("/var/log/wtmp", early + late)).logFile?.gaps.isEmpty == true)
    #expect(parser.parse(Fixtures.input("/var/log/wtmp", late + early)).logFile?.gaps.map(\.kind) == ["order"])
  }

  @Test func bytesThatAreNoRecordAreNoted() {
    let good = RecordWriter.utmp(type: 7, user: "a", seconds: 1)
    #expect(parser.parse(Fixtures.input("/var/log/btmp", good + [1, 2, 3])).notes.count == 1)
    let odd = RecordWriter.utmp(type: 77, user: "a", seconds: 1)
    let output = parser.parse(Fixtures.input("/var/log/btmp.1", odd + good))
    #expect(output.logins.count == 1 && output.notes.count == 1 && output.logins[0].book == "btmp")
  }

  @Test func aTailStartsAtAWholeRecord() {
    var input = Fixtures.input(
      "/var/log/wtmp", [UInt8](repeating: 9, count: 84) + RecordWriter.utmp(type: 7, user: "b", seconds: 5))
    input.isTail = true
    input.offset = 300
    let output = parser.parse(input)
    #expect(output.logins.map(\.user.text) == ["b"] && output.logins.first?.offset == 384)
  }

  @Test func ipv6AddressesAreWrittenTheShortWay() {
    let record = RecordWriter.utmp(
      type: 7, user: "a", seconds: 1, address: [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(parser.parse(Fixtures.input("/var/log/wtmp", record)).logins.first?.address == "2001:db8::1")
  }

  @Test func lastlogListsWhoLoggedInByNumber() throws {
    let sample = try #require(try Samples.sample("lastlog"))
    let output = LastlogParser.parse(Fixtures.input(sample.path, sample.bytes))
    #expect(output.logins.map(\.user.text) == ["uid:1"] && output.logins.first?.host.text == "198.51.100.1")
    #expect(output.notes.isEmpty)
  }

  @Test func aLastlogRecordWithoutItsTimeIsNoted() throws {
    var bytes = try #require(try Samples.sample("lastlog")).bytes
    for index in 292..<296 { bytes[index] = 0 }
    #expect(LastlogParser.parse(Fixtures.input("/var/log/lastlog", bytes)).notes.count == 1)
  }
}
