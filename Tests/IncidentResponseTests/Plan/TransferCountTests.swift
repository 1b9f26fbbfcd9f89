import CaseModel
import Testing

@testable import IncidentResponse

/// What the transfer service admits in one account.
@Suite struct TransferCountTests {
  @Test func aHundredTasksAreOneATargetAndOneANetwork() {
    var count = TransferCount()
    let admitted = (0..<200).filter { number in
      count.admit(
        ModelCase.suspect(
          "111122223333", "i-" + String(0x1000_0000 + number, radix: 16), vpc: "vpc-\(number % 4)", zone: 1)
      ) == nil
    }
    #expect(admitted.count == TransferCount.limit - 4)
  }

  @Test func whoIsNotAdmittedIsToldWhy() {
    var count = TransferCount()
    for _ in 0..<99 { #expect(count.admit(ModelCase.suspects[0]) == nil) }
    let note = count.admit(ModelCase.suspects[0])
    #expect(note?.weight == .hindersShare)
    #expect(note?.found.text.contains("100 tasks") == true)
  }
}
