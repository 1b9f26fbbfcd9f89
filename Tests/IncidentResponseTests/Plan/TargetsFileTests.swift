import CaseModel
import Testing

@testable import IncidentResponse

/// Mistake 10 of the design that this one replaces: one odd line lost the whole upload.
@Suite struct TargetsFileTests {
  private func file(_ text: String) -> TargetsFile { TargetsFile(Array(text.utf8)) }

  @Test func mistake10ABlankLineCommentCRLFDuplicateOrSecondEqualsLosesNothing() {
    let text =
      "\u{FEFF}# suspects of Friday\r\n\r\n111122223333=i-0123456789abcdef0, i-0123456789abcdef1 # web\r\n"
      + "  444455556666 = i-1234abcd\r\n111122223333=i-0123456789abcdef0\r\n111122223333=tag:Name=web*\n"
      + "111122223333/eu-west-1=asg:api-prod\n111122223333=i-0123456789abcdef2=x,i-0123456789abcdef3\n"
    let file = file(text)
    #expect(
      file.requests.map(\.selector.text) == [
        "i-0123456789abcdef0", "i-0123456789abcdef1", "i-1234abcd", "tag:Name=web*", "asg:api-prod",
        "i-0123456789abcdef3",
      ])
    #expect(file.requests.map(\.line) == [3, 3, 4, 6, 7, 8])
    #expect(file.requests[4].region?.text == "eu-west-1")
    #expect(file.problems.map(\.line) == [8])
    #expect(file.problems[0].message.text.contains("i-0123456789abcdef2=x"))
  }

  @Test(arguments: [
    ("12345=i-1234abcd", "twelve digits"), ("111122223333", "no \"=\""), ("111122223333=", "no instance"),
    ("111122223333=web-1", "neither"), ("111122223333=i-12345", "neither"), ("111122223333/EU=i-1234abcd", "region"),
    ("111122223333=tag:=x", "neither"), ("111122223333=i-1234ABCD", "neither"),
  ])
  func aBadLineIsToldWithItsNumberAndTheNextOneIsRead(line: String, told: String) {
    let file = file("#\n\(line)\n444455556666=i-1234abcd")
    #expect(file.problems.count == 1 && file.problems[0].line == 2)
    #expect(file.problems.first?.message.text.contains(told) == true, "\(file.problems)")
    #expect(file.requests.map(\.account.text) == ["444455556666"] && file.requests[0].line == 3)
  }

  @Test func bytesThatAreNoTextAreToldEscaped() {
    let file = TargetsFile(Array("111122223333=i-1234abcd\n".utf8) + [0xff, 0x1b, 0x5b, 0x32, 0x4a, 10])
    #expect(file.requests.count == 1 && file.problems.map(\.line) == [2])
    #expect(file.problems[0].message.text.utf8.allSatisfy { $0 != 0x1b })
  }

  @Test func anEmptyAndAnEndlessFileAreNoCrash() {
    #expect(file("").requests.isEmpty && file("").problems.isEmpty)
    #expect(TargetsFile([UInt8](repeating: 0x2C, count: TargetsFile.limit + 1)).problems.count == 1)
    #expect(file(String(repeating: "x\n", count: 5000)).problems.count == 1000)
  }
}
