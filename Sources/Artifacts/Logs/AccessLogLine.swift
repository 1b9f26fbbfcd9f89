internal import CaseModel

/// One line of the common or combined log format: `ADDRESS IDENT USER [TIME] "REQUEST" STATUS BYTES ["REFERER" "AGENT"]`. A virtual host in
/// front is passed over.
struct AccessLogLine {
  var address: ArraySlice<UInt8>
  var time: Timestamp?
  var method: ArraySlice<UInt8>
  var target: ArraySlice<UInt8>
  var status: Int
  var length: Int64
  var agent: ArraySlice<UInt8>

  init?(_ line: ArraySlice<UInt8>) {
    guard let open = line.firstIndex(of: UInt8(ascii: "[")),
      let close = line[open...].firstIndex(of: UInt8(ascii: "]")),
      let quote = line[close...].firstIndex(of: UInt8(ascii: "\"")),
      let (request, rest) = Self.quoted(line[quote...])
    else { return nil }
    let words = line[..<open].words(limit: 8)
    // With a virtual host in front there is one word more.
    guard words.count >= 3 else { return nil }
    address = words[words.count - 3]
    time = Self.time(line[(open + 1)..<close])
    let numbers = rest.words(limit: 2)
    guard let status = numbers.first?.decimal, (100...999).contains(status) else { return nil }
    self.status = status
    length = Int64(numbers.dropFirst().first?.decimal ?? 0)
    let parts = request.words(limit: 3)
    method = parts.first ?? []
    target = parts.dropFirst().first ?? []
    agent = Self.agent(rest)
  }

  /// The second quoted text behind the numbers; without a referer there is none.
  private static func agent(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = rest.firstIndex(of: UInt8(ascii: "\"")), let (_, behind) = quoted(rest[first...]),
      let second = behind.firstIndex(of: UInt8(ascii: "\"")), let (agent, _) = quoted(behind[second...])
    else { return [] }
    return agent
  }

  /// The text between quotes; both servers escape quotes inside (`\"` or `\x22`).
  private static func quoted(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    var index = text.startIndex + 1
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\"") { return (text[(text.startIndex + 1)..<index], text[(index + 1)...]) }
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// `31/Jan/2026:09:00:00 +0100`.
  private static func time(_ text: ArraySlice<UInt8>) -> Timestamp? {
    let start = text.startIndex
    guard text.count >= 20, let day = text[start..<(start + 2)].decimal,
      let month = TextTime.month(text[(start + 3)..<(start + 6)]), let year = text[(start + 7)..<(start + 11)].decimal,
      let clock = TextTime.clock(text[(start + 12)..<(start + 20)]),
      let local = Timestamp(
        year: year, month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second)
    else { return nil }
    let zone = TextTime.zone(text[(start + 20)...].trimmed)?.offsetSeconds ?? 0
    return Timestamp(seconds: local.seconds - Int64(zone))
  }
}
