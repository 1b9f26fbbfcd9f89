import JSONText
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    "{\"a\":[1,-2,3.5,true,false,null,\"x\\n\\u00e9\\ud83d\\ude00\"]}", "0", "-0", "[]", "{}", "18446744073709551615",
    "1e3",
  ])
  func goodTextIsReadAndWrittenAgain(text: String) throws {
    let value = try JSONReader.parse(text)
    #expect(try JSONReader.parse(value.compactBytes) == value)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "+1", "\"\u{1}\"", "\"\\ud800\"", "tru", "[1] 2", "{\"a\":1,\"a\":2}",
    "nan", "1e999",
    "\"\\x41\"", "'a'", "{a:1}",
  ])
  func badTextIsRefused(text: String) {
    #expect(throws: JSONError.self) { try JSONReader.parse(text) }
  }

  @Test func depthAndLengthAreBounded() {
    let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    #expect(throws: JSONError.self) { try JSONReader.parse(deep) }
    #expect(throws: JSONError.self) { try JSONReader.parse("[1,2,3]", limits: JSONLimits(length: 3)) }
  }

  @Test func invalidUTF8InAStringIsRefused() {
    #expect(throws: JSONError.self) { try JSONReader.parse([0x22, 0xff, 0x22]) }
  }
}
