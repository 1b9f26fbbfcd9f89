internal import CaseModel

/// A targets file: which instances of which accounts are suspected.
///
/// A line is `ACCOUNT[/REGION]=ITEM,ITEM,…`. An item is an instance id, `tag:KEY=PATTERN` or `asg:NAME`. Blank lines, `#` comments, CRLF, spaces,
/// duplicates and several lines of one account are fine; a bad item is told with its line and keeps nothing else from being read.
public struct TargetsFile: Sendable {
  /// What is asked for, in the file's order, each once.
  public private(set) var requests: [TargetRequest] = []
  /// What could not be read.
  public private(set) var problems: [TargetProblem] = []

  /// Most bytes that are read.
  public static let limit = 4 << 20

  /// Reads a whole file; never throws, because one bad line must not lose the others.
  ///
  /// - Parameter bytes: UTF-8, with or without a byte order mark.
  public init(_ bytes: [UInt8]) {
    guard bytes.count <= Self.limit else {
      problems = [TargetProblem(line: 1, message: "the file has more than \(Self.limit >> 20) MiB; split it")]
      return
    }
    var seen: Set<String> = []
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let lines = text.split(omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }
    // CR LF is one end of line: an empty piece between the two is not a line.
    var number = 0
    var position = text.startIndex
    for line in lines {
      let isPair =
        line.isEmpty && position > text.startIndex && position < text.endIndex
        && text[position - 1] == 13 && text[position] == 10
      if !isPair { number += 1 }
      read(line, number: number, &seen)
      position = line.endIndex + 1
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, number: Int, _ seen: inout Set<String>) {
    let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self).trimmed
    guard !text.isEmpty else { return }
    guard let equals = text.firstIndex(of: "=") else {
      return complain(number, "no \"=\" after the account in: \(text)")
    }
    let place = text[..<equals].trimmed.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = place.first, place.count <= 2, let account = AccountID(first.trimmed) else {
      return complain(number, "an account has twelve digits, not: \(text[..<equals].trimmed)")
    }
    var region: RegionName?
    if place.count == 2 {
      region = RegionName(place[1].trimmed)
      guard region != nil else { return complain(number, "not the name of a region: \(place[1].trimmed)") }
    }
    let items = text[text.index(after: equals)...].split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    if items.isEmpty { complain(number, "no instance after the account \(account)") }
    for item in items {
      guard let selector = Self.selector(item) else {
        complain(number, "neither an instance id (i-…), tag:KEY=PATTERN nor asg:NAME: \(item)")
        continue
      }
      guard seen.insert("\(account)/\(region?.text ?? "")=\(selector.text)").inserted else { continue }
      requests.append(TargetRequest(account: account, region: region, selector: selector, line: number))
    }
  }

  /// One item; `nil` if it is none.
  static func selector(_ item: String) -> TargetSelector? {
    if let id = InstanceID(item) { return .instance(id) }
    if item.hasPrefix("asg:") {
      let name = String(item.dropFirst(4)).trimmed
      return (1...255).contains(name.utf8.count) ? .scalingGroup(name) : nil
    }
    guard item.hasPrefix("tag:"), let equals = item.firstIndex(of: "=") else { return nil }
    let key = String(item[item.index(item.startIndex, offsetBy: 4)..<equals]).trimmed
    let pattern = String(item[item.index(after: equals)...]).trimmed
    guard (1...128).contains(key.utf8.count), (1...256).contains(pattern.utf8.count) else { return nil }
    return .tag(key: key, pattern: pattern)
  }

  private mutating func complain(_ line: Int, _ message: String) {
    guard problems.count < 1000 else { return }
    problems.append(TargetProblem(line: line, message: message))
  }
}

extension StringProtocol {
  /// Without spaces and tabs at either end.
  var trimmed: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view = view.dropFirst() }
    while let last = view.last, last.isWhitespace { view = view.dropLast() }
    return String(view)
  }
}
