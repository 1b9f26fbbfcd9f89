internal import CaseModel
internal import HostFacts
internal import JSONText
internal import Triage

extension FuzzTargets {
  /// Lists of indicators that somebody sends, and facts of hosts that are compared.
  static let indicatorTargets: [FuzzTarget] = [
    FuzzTarget("indicator-list", seeds: { lists.map { Array($0.utf8) } }, run: readList),
    FuzzTarget(
      "fleet-facts",
      seeds: { [Array(SeedTexts.facts.joined(separator: "\n").utf8)] + SeedTexts.facts.map { Array($0.utf8) } },
      run: compareFacts),
  ]

  private static let lists = [
    "type,value,note\nsha256,\(String(repeating: "ab", count: 32)),x\nip,203.0.113.7\ncidr,198.51.100.0/24\n"
      + "domain,evil[.]example\nurl,hxxp://evil.example/a?b=c\nfile,\"a,\"\"b\"\npath,/tmp/x\nuser,toor\nprocess,x\n",
    "{\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"pattern_type\":\"stix\",\"pattern\":"
      + "\"[file:hashes.'SHA-256' = 'ab' OR ipv6-addr:value IN ('::1', '2001:db8::1')] OR [url:value = 'http://a.b/c']\"}]}",
    "{\"response\":[{\"Event\":{\"Attribute\":[{\"type\":\"domain|ip\",\"value\":\"a.b|203.0.113.9\",\"to_ids\":\"1\"}],"
      + "\"Object\":[{\"Attribute\":[{\"type\":\"filename|sha256\",\"value\":\"x|ab\"}]}]}}]}",
  ]

  private static func readList(_ bytes: [UInt8]) {
    let list = IndicatorList.read(bytes)
    precondition(list.faults.count <= IndicatorList.faultLimit, "faults are bounded")
    precondition(list.faults.count <= list.faultCount, "and all are counted")
    for indicator in list.indicators where indicator.kind == .sha256 {
      precondition(indicator.value.utf8.count == 64, "a digest has its length")
    }
    var sweep = Sweep(list)
    for line in SeedTexts.facts { if let fact = try? HostFact.decode(Array(line.utf8)) { sweep.observe(fact) } }
    precondition(sweep.result.hits.count <= sweep.result.hitCount, "hits are counted")
  }

  private static func compareFacts(_ bytes: [UInt8]) {
    var observer = FleetObserver(FleetHost(id: "a", image: "i"))
    var sweep = Sweep(IndicatorList.read(Array(lists[0].utf8)))
    var judge = Judge()
    for line in bytes.split(separator: 10) {
      guard let fact = try? HostFact.decode(Array(line)) else { continue }
      observer.observe(fact)
      sweep.observe(fact)
      judge.observe(fact)
    }
    let profile = observer.profile(judge.conclude(provisional: true))
    precondition(
      profile.entries.allSatisfy { $0.indicator.value.text.utf8.count <= FleetObserver.valueLimit },
      "values are bounded")
    var comparison = FleetComparison()
    for name in ["a", "b", "c"] {
      var copy = profile
      copy.host.id = name
      if name != "a" { copy.verdict = .clear }
      comparison.add(copy)
    }
    precondition(comparison.result().rows.count == 3, "one row a host")
  }
}
