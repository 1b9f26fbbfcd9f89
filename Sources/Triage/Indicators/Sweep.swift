internal import CaseModel
public import HostFacts

/// Compares the facts of one host, in passing, with a list of indicators. Time per fact does not grow with the list, and what is
/// kept is bounded.
public struct Sweep: Sendable {
  /// Hits that are kept.
  public static let hitLimit = 2_000
  /// Hits of one indicator that are kept.
  public static let hitLimitPerIndicator = 20

  /// What was found so far.
  public private(set) var result = SweepResult()
  let index: IndicatorIndex
  private var countByIndicator: [Int: Int] = [:]
  private var seen: Set<String> = []

  /// A sweep that has seen nothing.
  public init(_ list: IndicatorList) {
    index = IndicatorIndex(list)
    result.searchable = list.indicators.count { $0.kind.isSearchable }
    result.unsearchable = list.indicators.count - result.searchable
  }

  /// Takes one fact.
  public mutating func observe(_ fact: HostFact) {
    result.records += 1
    compare(fact)
  }

  /// Counts a record that could not be read.
  public mutating func skipRecord() { result.skippedRecords += 1 }

  /// Keeps a hit, each indicator once a place.
  mutating func hit(_ number: Int?, _ matched: String, _ evidence: Evidence, _ time: Timestamp?) {
    guard let number else { return }
    result.hitCount += 1
    let count = countByIndicator[number, default: 0]
    countByIndicator[number] = count + 1
    guard count < Self.hitLimitPerIndicator, result.hits.count < Self.hitLimit,
      seen.insert("\(number) \(matched) \(evidence.source.text)").inserted
    else { return }
    var short = evidence
    short.text = HostString(escaped: TextScan.clipped(evidence.text.text, 400))
    result.hits.append(
      SweepHit(indicator: index.indicators[number], matched: matched, evidence: short, time: time))
  }

  mutating func digest(_ value: String?, _ matched: String, _ evidence: Evidence, _ time: Timestamp?) {
    guard let value else { return }
    var evidence = evidence
    evidence.exhibit = value
    hit(index.find(.sha256, value), matched, evidence, time)
  }

  mutating func address(_ text: String, _ matched: String, _ evidence: Evidence, _ time: Timestamp?) {
    guard index.has(.address), let address = NumericAddress(text) else { return }
    hit(index.find(address), matched, evidence, time)
  }

  mutating func account(_ name: HostString?, _ matched: String, _ evidence: Evidence, _ time: Timestamp?) {
    guard let name, !name.isEmpty else { return }
    hit(index.find(.account, name.text), matched, evidence, time)
  }

  mutating func path(_ path: HostString?, _ matched: String, _ evidence: Evidence, _ time: Timestamp?) {
    guard let path, !path.isEmpty, index.asksForPaths else { return }
    hit(index.find(.filePath, path.text), matched, evidence, time)
    hit(index.find(.fileName, path.lastComponent), matched, evidence, time)
  }

  /// Addresses, host names, URLs and paths that stand in a text.
  mutating func names(in text: HostString?, _ matched: String, _ evidence: Evidence, _ time: Timestamp?) {
    guard let text, !text.isEmpty, index.asksForNames else { return }
    if index.has(.address) {
      for address in NetworkNames.addresses(in: text.text) { hit(index.find(address), matched, evidence, time) }
    }
    for word in Self.webWords(in: text.text) {
      if index.has(.domain) || index.has(.url), let key = WebKey(word) {
        hit(index.find(domain: key.host), matched, evidence, time)
        hit(url(key), matched, evidence, time)
      }
      if word.utf8.first == UInt8(ascii: "/") { path(HostString(escaped: word), matched, evidence, time) }
    }
  }

  /// The whole URL, or without its query.
  private func url(_ key: WebKey) -> Int? {
    guard index.has(.url) else { return nil }
    if let found = index.find(.url, key.text) { return found }
    guard let query = key.text.utf8.firstIndex(where: { "?#".utf8.contains($0) }) else { return nil }
    return index.find(.url, WebKey(key.text[..<query])?.text ?? "")
  }

  /// Words between blanks, quotes and shell punctuation; at most 256.
  private static func webWords(in text: String) -> [String] {
    text.utf8.prefix(NetworkNames.textLimit).split(maxSplits: 256) { byte in
      byte <= 0x20 || "'\"`<>|;(){},=".utf8.contains(byte)
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}
