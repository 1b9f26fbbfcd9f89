import AWSSigning
import Testing

@Suite struct AWSInstantTests {
  @Test(arguments: [
    ("2015-08-30T12:36:00Z", 1_440_938_160, 0), ("20150830T123600Z", 1_440_938_160, 0),
    ("2015-08-30T14:36:00.25+02:00", 1_440_938_160, 250_000_000), ("Sun, 30 Aug 2015 12:36:00 GMT", 1_440_938_160, 0),
    ("1440938160", 1_440_938_160, 0), ("1969-12-31T23:59:59Z", -1, 0),
    ("2000-02-29T00:00:00.123456789Z", 951_782_400, 123_456_789),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0), ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
  ])
  func everyFormThatAWSWritesIsRead(_ text: String, _ seconds: Int64, _ nanoseconds: Int32) {
    #expect(AWSInstant(text: text) == AWSInstant(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "Z", "2015-08-30", "2015-13-01T00:00:00Z", "2015-08-30T25:00:00Z", "2015-08-30T12:36:00+",
    "2015-08-30T12:36:00.Z",
    "2015-08-30T12:36:00Zx", "Sun, 30 Xyz 2015 12:36:00 GMT", "nan", "inf", "1e400",
    "2015-08-30T12:36:00Z2015-08-30T12:36:00Z2015-08-30T12:36:00Z2015-08-30T12",
  ])
  func whatIsNoTimeIsRefused(_ text: String) {
    #expect(AWSInstant(text: text) == nil)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    var seconds: Int64 = -3_000_000_000
    while seconds < 10_000_000_000 {
      let instant = AWSInstant(seconds: seconds)
      #expect(AWSInstant(text: instant.iso8601) == instant)
      #expect(AWSInstant(text: instant.basic) == instant)
      #expect(AWSInstant(text: instant.httpDate) == instant)
      seconds += 86_399 * 3
    }
  }

  @Test func noPrefixOfATimeIsTrouble() {
    for text in ["2015-08-30T14:36:00.25+02:00", "Sun, 30 Aug 2015 12:36:00 GMT"] {
      for count in 0..<text.count { _ = AWSInstant(text: String(text.prefix(count))) }
    }
  }

  @Test func theFormsAreAWSsOwn() {
    let instant = AWSInstant(seconds: 1_440_938_160, nanoseconds: 5_000_000)
    #expect(instant.iso8601 == "2015-08-30T12:36:00.005Z")
    #expect(instant.basic == "20150830T123600Z")
    #expect(instant.day == "20150830")
    #expect(instant.httpDate == "Sun, 30 Aug 2015 12:36:00 GMT")
    #expect(instant.adding(seconds: -0.005) == AWSInstant(seconds: 1_440_938_160))
  }
}

@Suite struct PercentEncodingTests {
  @Test func onlyTheUnreservedStay() {
    #expect(PercentEncoding.encode("aZ09-._~") == "aZ09-._~")
    #expect(PercentEncoding.encode(" /+*%é") == "%20%2F%2B%2A%25%C3%A9")
    #expect(PercentEncoding.encode("a/b c", keepsSlash: true) == "a/b%20c")
  }

  @Test func decodingUndoesIt() {
    let text = "ä/%25 +\u{0}x"
    #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    #expect(PercentEncoding.decode("100%") == "100%")
    #expect(PercentEncoding.decode("%g1%4") == "%g1%4")
  }
}
