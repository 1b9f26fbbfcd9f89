import CaseModel
import Testing

@Suite struct HostStringTests {
  @Test(arguments: [
    [], Array("plain".utf8), [0x5c], [0x1b, 0x5b, 0x33, 0x31, 0x6d], [0xff, 0xfe, 0x41],
    Array("ü\u{202e}x\u{200b}".utf8),
    Array(0...255) as [UInt8], [0xf0, 0x9f, 0x92], Array("\\x41".utf8),
  ])
  func escapedTextGivesBackItsBytes(bytes: [UInt8]) {
    #expect(HostString(bytes: bytes).bytes == bytes)
  }

  @Test func nothingThatMovesACursorOrReordersTextSurvives() {
    let text = HostString("a\u{1b}[2J\u{202e}\u{9b}\n").text
    #expect(
      text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) && $0.value != 0x202e })
    #expect(text == "a\\x1b[2J\\xe2\\x80\\xae\\xc2\\x9b\\x0a")
  }

  @Test func aForgedEscapedTextIsEscapedAgain() {
    #expect(HostString(escaped: "a\u{1b}b").text == "a\\x1bb")
    #expect(HostString(escaped: "a\\x1bb").text == "a\\x1bb")
  }

  @Test func partsOfPaths() {
    #expect(HostString("/usr/bin/x").lastComponent == "x")
    #expect(HostString("/usr/bin/x").parent == "/usr/bin")
    #expect(HostString("/x").parent == "/")
    #expect(HostString("abc").contains("bc") && !HostString("abc").contains("cb"))
    #expect(HostString("abc").hasSuffix("bc") && !HostString("c").hasSuffix("bc"))
  }

  @Test func timesOfTheCalendar() {
    #expect(Timestamp(seconds: 0).description == "1970-01-01T00:00:00Z")
    #expect(
      Timestamp(year: 2024, month: 2, day: 29, hour: 23, minute: 59, second: 58)?.description == "2024-02-29T23:59:58Z")
    #expect(Timestamp(seconds: -1).description == "1969-12-31T23:59:59Z")
    #expect(Timestamp(seconds: .min).seconds == -9_223_372_037)
    #expect(Timestamp(year: 2024, month: 13, day: 1, hour: 0, minute: 0, second: 0) == nil)
  }
}
