internal import JSONText

/// One row of `ledger.jsonl`.
struct LedgerLine {
  let id: String
  let status: LedgerStatus

  init(_ row: Members) throws(MemberError) {
    try row.requireIntegers()
    id = try row.escapedText("id")
    _ = try row.string("name")
    guard let status = LedgerStatus(rawValue: try row.string("status")) else {
      throw MemberError(message: "`status` is none of the six")
    }
    self.status = status
    _ = try (row.string("why"), row.count("count"), row.truth("required"))
    guard try row.strings("tried").allSatisfy(EscapedText.isWellFormed) else {
      throw MemberError(message: "`tried` holds text that is not in the escaped form")
    }
    guard !Self.isUnknownCoverage(id) else { throw MemberError(message: "`id` is outside C001…C124") }
  }

  /// `C` and three digits that are none of the 124.
  private static func isUnknownCoverage(_ id: String) -> Bool {
    let bytes = Array(id.utf8)
    guard bytes.count == 4, bytes[0] == UInt8(ascii: "C"), let number = Int(id.dropFirst()) else { return false }
    return !(1...124).contains(number)
  }
}
