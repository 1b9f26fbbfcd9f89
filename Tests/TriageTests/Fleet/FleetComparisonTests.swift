import CaseModel
import HostFacts
import Testing

@testable import Triage

@Suite struct FleetSightingTests {
  private func fleet(_ count: Int, _ change: (inout FleetSketch, Int) -> Void = { _, _ in }) -> [FleetSketch] {
    (0..<count).map { index in
      var sketch = FleetSketch("web-\(index)")
      change(&sketch, index)
      return sketch
    }
  }

  @Test func anImplantOnAClearHostIsFoundThroughTheFlaggedOne() throws {
    var sketches = fleet(6)
    sketches[0].facts += FleetSketch.implanted()
    // The same bytes lie on another host where no heuristic asks about them.
    sketches[3].facts.append(
      .file(HostSketch.file("/usr/local/bin/helper", mode: 0o755) { $0.sha256 = FleetSketch.implant }))
    let profiles = sketches.map(\.judged)
    #expect(profiles.map(\.verdict) == [.escalate, .clear, .clear, .clear, .clear, .clear])
    let result = FleetComparison(profiles).result()
    let sighting = try #require(result.sightings.first { $0.indicator.kind == .digest })
    #expect(sighting.origin.host.name == "web-0")
    #expect(sighting.others.map(\.host.name) == ["web-3"])
    #expect(sighting.others.first?.evidence.source == "/usr/local/bin/helper")
    #expect(sighting.severity >= .high)
    #expect(sighting.title.contains("web-3 (judged clear)"))
    #expect(sighting.fact.contains("/usr/local/bin/helper on web-3"))
    #expect(sighting.inference.contains("look at that host again"))
    #expect(result.rows.map(\.host.name).prefix(2) == ["web-0", "web-3"])
    #expect(result.rows.map(\.sightingsHere).prefix(3) == [0, 1, 0])
    #expect(result.rows.first?.sightingsFrom == result.sightings.count)
  }

  @Test func anOrdinaryFleetGivesNoSightingsAndNoOddities() {
    let result = FleetComparison(fleet(8).map(\.judged)).result()
    #expect(result.sightings == [])
    #expect(result.oddities == [])
    #expect(result.rows.allSatisfy { $0.verdict == .clear && $0.siblingCount == 8 })
  }

  @Test func hostsThatShareNothingButPackagesAreNotLinked() {
    var sketches = fleet(5)
    sketches[0].facts += FleetSketch.implanted()
    let result = FleetComparison(sketches.map(\.judged)).result()
    #expect(result.sightings == [])
  }

  @Test func whatAPackageOwnsIsNoSighting() {
    var sketches = fleet(4) { sketch, _ in
      sketch.facts.append(
        .process(FleetSketch.process(901, "/usr/bin/nc", digest: String(repeating: "c", count: 64), package: "nc")))
    }
    let profiles =
      [sketches.removeFirst().profile(.escalate, FleetSketch.finding(pid: 901))] + sketches.map { $0.profile() }
    let result = FleetComparison(profiles).result()
    #expect(result.sightings == [])
    #expect(result.common.contains { $0.why == "a package owns it unchanged" })
  }

  @Test func whatMostClearSiblingsHaveIsSetAsideAndSaidSo() throws {
    let key = HostFact.sshKey(FleetSketch.key("SHA256:house"))
    let sketches = fleet(6) { sketch, index in if index < 4 { sketch.facts.append(key) } }
    let finding = FleetSketch.finding(
      "account.root-key", .medium, pid: nil, Evidence(source: "x", text: "SHA256:house"))
    let profiles = [sketches[0].profile(.watch, finding)] + sketches.dropFirst().map { $0.profile() }
    let result = FleetComparison(profiles).result()
    #expect(result.sightings == [])
    #expect(try #require(result.common.first).why.hasPrefix("3 of 5 clear siblings have it too"))
  }

  @Test func whatFewClearSiblingsHaveIsASighting() {
    let key = HostFact.sshKey(FleetSketch.key("SHA256:evil"))
    let sketches = fleet(6) { sketch, index in if index < 3 { sketch.facts.append(key) } }
    let finding = FleetSketch.finding(
      "account.root-key", .medium, pid: nil, Evidence(source: "x", text: "SHA256:evil"))
    let profiles = [sketches[0].profile(.watch, finding)] + sketches.dropFirst().map { $0.profile() }
    let result = FleetComparison(profiles).result()
    #expect(result.sightings.map(\.indicator) == [FleetIndicator(.key, "SHA256:evil")])
    #expect(result.sightings.first?.others.count == 2)
  }

  @Test func aClearHostsOwnThingsAreNotSearched() {
    let key = HostFact.sshKey(FleetSketch.key("SHA256:x"))
    let profiles = fleet(3) { sketch, index in if index < 2 { sketch.facts.append(key) } }.map { $0.profile() }
    #expect(FleetComparison(profiles).result().sightings == [])
  }

  @Test func aPrivateAddressMeansNothingInAnotherAccount() {
    var sketches = fleet(3)
    for index in 0..<3 {
      sketches[index].facts.append(.socket(FleetSketch.connection(to: "10.9.9.9", pid: 4242)))
    }
    sketches[2].host.account = "2"
    let finding = FleetSketch.finding(pid: 4242)
    let result = FleetComparison(
      [sketches[0].profile(.escalate, finding), sketches[1].profile(), sketches[2].profile()]
    ).result()
    #expect(result.sightings.map { $0.others.map(\.host.name) } == [["web-1"]])
    #expect(result.sightings.first?.severity == .medium)
  }

  @Test func aPublicAddressIsComparedEverywhere() {
    var sketches = fleet(2)
    for index in 0..<2 {
      sketches[index].facts.append(.socket(FleetSketch.connection(to: FleetSketch.attacker, pid: 4242)))
    }
    sketches[1].host.account = "2"
    let result = FleetComparison(
      [sketches[0].profile(.escalate, FleetSketch.finding(pid: 4242)), sketches[1].profile()]
    ).result()
    #expect(result.sightings.map(\.indicator.value) == ["203.0.113.77"])
  }

  @Test func theEarliestHostIsNamedByItsOwnClock() {
    var sketches = fleet(3)
    for (index, days) in [1.0, 9.0, 4.0].enumerated() {
      sketches[index].facts.append(
        .process(
          FleetSketch.process(4242, "/tmp/x", digest: FleetSketch.implant) { $0.startedAt = HostSketch.ago(days: days) }
        ))
    }
    let finding = FleetSketch.finding(pid: 4242)
    let profiles = sketches.map { $0.profile(.escalate, finding) }
    let sighting = FleetComparison(profiles).result().sightings.first
    #expect(sighting?.origin.host.name == "web-1")
    #expect(sighting?.earliest?.host.name == "web-1")
    #expect(sighting?.others.map(\.host.name) == ["web-0", "web-2"])
  }

  @Test func aHostAddedAgainReplacesItself() {
    var sketches = fleet(2)
    sketches[0].facts += FleetSketch.implanted()
    sketches[1].facts += FleetSketch.implanted()
    var comparison = FleetComparison()
    comparison.add(sketches[0].profile(.escalate, FleetSketch.finding(pid: 4242)))
    comparison.add(sketches[1].profile())
    #expect(!comparison.result().sightings.isEmpty)
    comparison.add(FleetSketch("web-1").profile())
    #expect(comparison.result().sightings == [])
    #expect(comparison.result().rows.count == 2)
  }

  @Test func wellKnownNamesAndPortsAreNoSightings() {
    let sketches = fleet(3)
    let finding = FleetSketch.finding(
      "account.x", .high, pid: nil, Evidence(source: "/etc/passwd:1001", text: "ec2-user"))
    let result = FleetComparison(
      [sketches[0].profile(.escalate, finding), sketches[1].profile(), sketches[2].profile()]
    ).result()
    #expect(result.sightings == [])
  }
}

@Suite struct OddOneOutTests {
  private func siblings(_ count: Int, odd: Int, _ facts: HostFact..., image: String? = "ami-1") -> [FleetProfile] {
    (0..<count).map { index in
      var sketch = FleetSketch("web-\(index)", image: image, .sshKey(FleetSketch.key("SHA256:house")))
      if index < odd { sketch.facts += facts }
      return sketch.profile()
    }
  }

  @Test func theKeyThatOnlyOneSiblingHasIsNamed() throws {
    let result = FleetComparison(siblings(5, odd: 1, .sshKey(FleetSketch.key("SHA256:odd")))).result()
    let oddity = try #require(result.oddities.first)
    #expect(result.oddities.count == 1)
    #expect(oddity.indicator == FleetIndicator(.key, "SHA256:odd"))
    #expect(oddity.title == "only web-0 of 5 siblings has this ssh key: SHA256:odd")
    #expect(oddity.siblings == "image ami-1")
    #expect(oddity.severity == .medium)
    #expect(result.rows.first { $0.host.name == "web-0" }?.oddities == 1)
  }

  @Test func whatTwoOfFiveHaveIsNotOdd() {
    #expect(FleetComparison(siblings(5, odd: 2, .sshKey(FleetSketch.key("SHA256:x")))).result().oddities == [])
  }

  @Test func whatTwoOfTwentyHaveIsOdd() {
    let result = FleetComparison(siblings(20, odd: 2, .sshKey(FleetSketch.key("SHA256:x")))).result()
    #expect(result.oddities.map(\.holders) == [2, 2])
    #expect(result.oddities.first?.title == "web-0 is one of 2 of 20 siblings with this ssh key: SHA256:x")
  }

  @Test func twoHostsAreNoSiblingsAndThatIsSaid() {
    let result = FleetComparison(siblings(2, odd: 1, .sshKey(FleetSketch.key("SHA256:x")))).result()
    #expect(result.oddities == [])
    #expect(result.notes.contains { $0.hasPrefix("2 of 2 hosts have fewer than 3 siblings") })
  }

  @Test func hostsOfNoImageAreNotCompared() {
    let result = FleetComparison(siblings(5, odd: 1, .sshKey(FleetSketch.key("SHA256:x")), image: nil)).result()
    #expect(result.oddities == [])
  }

  @Test func aGroupSaysMoreThanAnImage() {
    let profiles = (0..<8).map { index in
      // Two groups from one image, each with its own program.
      let group = index < 4 ? "web" : "db"
      return FleetSketch(
        "h\(index)", group: group,
        .process(FleetSketch.process(9, "/opt/app", digest: String(repeating: index < 4 ? "3" : "4", count: 64)))
      ).profile()
    }
    let result = FleetComparison(profiles).result()
    #expect(result.oddities == [])
    #expect(result.rows.allSatisfy { $0.siblingCount == 4 })
  }

  @Test func aSiblingThatGaveNoRecordsOfAKindDoesNotMakeOthersOdd() {
    // Two answered in the direct lane and gave no keys at all.
    let key = HostFact.sshKey(FleetSketch.key("SHA256:x"))
    let profiles = (0..<4).map { index in
      var sketch = FleetSketch("h\(index)")
      if index < 1 { sketch.facts.append(key) }
      return sketch.profile()
    }
    // Only the first has any key record: nothing is known of the others.
    #expect(FleetComparison(profiles).result().oddities == [])
    let known = profiles.map { profile in
      var copy = profile
      copy.sources = FleetProfile.Source.allCases
      return copy
    }
    #expect(FleetComparison(known).result().oddities.count == 1)
  }

  @Test func gravestDifferencesStandFirstAndEachHostHasItsShare() {
    var profiles = siblings(6, odd: 0)
    var crowded = FleetSketch("web-0", .sshKey(FleetSketch.key("SHA256:house")))
    for index in 0..<40 {
      crowded.facts.append(.socket(FleetSketch.listener(9_000 + index)))
    }
    crowded.facts.append(.account(HostSketch.account("toor", 0)))
    profiles[0] = crowded.profile()
    let result = FleetComparison(profiles).result()
    #expect(result.oddities.first?.indicator.value == "toor (uid 0)")
    #expect(result.oddities.count == FleetComparison.oddityLimitPerHost)
    #expect(result.odditiesOmitted == 41 - FleetComparison.oddityLimitPerHost)
    #expect(result.rows.first { $0.host.name == "web-0" }?.oddities == 41)
  }

  @Test func packagesOfOneHostAreOneLine() {
    let packages = ["nmap", "hydra"].map {
      HostFact.package(PackageRecord(manager: "rpm", name: HostString($0), version: "1"))
    }
    var sketch = FleetSketch("odd", .sshKey(FleetSketch.key("SHA256:house")))
    sketch.facts += packages
    let result = FleetComparison([sketch.profile()] + siblings(4, odd: 0)).result()
    #expect(result.oddities.map(\.title) == ["only odd of 5 siblings has these packages: rpm hydra, rpm nmap"])
    #expect(result.oddities.first?.severity == .info)
  }
}

@Suite struct FleetScaleTests {
  @Test func aThousandSiblingsStoreWhatTheyShareOnce() {
    var comparison = FleetComparison()
    for index in 0..<1_000 {
      var sketch = FleetSketch("web-\(index)")
      for extra in 0..<100 {
        sketch.facts.append(
          .process(FleetSketch.process(2_000 + extra, HostString("/opt/app/\(extra)"), digest: digest(extra))))
      }
      if index % 250 == 7 { sketch.facts += FleetSketch.implanted() }
      comparison.add(
        index % 250 == 7 ? sketch.profile(.escalate, FleetSketch.finding(pid: 4242)) : sketch.profile())
    }
    #expect(comparison.store.pooled < 1_000)
    #expect(MemoryLayout<FleetStore.Entry>.stride <= 40)
    let result = comparison.result()
    #expect(result.rows.count == 1_000)
    #expect(Set(result.sightings.map(\.indicator.kind)) == [.address, .digest])
    #expect(result.sightings.allSatisfy { $0.others.count == 3 })
  }

  @Test func aHostileHostCostsNoMoreThanItsCeilings() {
    var sketch = FleetSketch("hostile")
    for index in 0..<3_000 {
      sketch.facts.append(.process(FleetSketch.process(index + 5_000, "/x", digest: digest(index))))
      sketch.facts.append(
        .socket(FleetSketch.connection(to: "100.\(index >> 8).\(index & 255).1", from: index + 33_000, pid: index)))
      sketch.facts.append(.sshKey(FleetSketch.key("SHA256:\(index)")))
      sketch.facts.append(.module(ModuleRecord(name: HostString("m\(index)"))))
      sketch.facts.append(.account(HostSketch.account(HostString("u\(index)"), index + 2_000)))
      sketch.facts.append(
        .persistence(HostSketch.entry(.cron, "/etc/cron.d/x", line: index, command: HostString("c\(index)"))))
    }
    let profile = sketch.profile()
    #expect(profile.entries.count <= FleetObserver.entryLimit * 2 * FleetIndicator.Kind.allCases.count)
    #expect(
      Set(profile.omissions.map(\.kind)).isSuperset(of: [.digest, .address, .key, .module, .account, .persistence]))
    let result = FleetComparison([profile, FleetSketch("b").profile()]).result()
    #expect(result.notes.contains { $0.hasPrefix("hostile: ") && $0.hasSuffix("were not compared") })
  }

  private func digest(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 64 - digits.utf8.count) + digits
  }
}
