import CaseModel
import Testing

@testable import Triage

@Suite struct IndicatorListTests {
  private let digest = String(repeating: "Ab", count: 32)

  private func read(_ text: String) -> IndicatorList { IndicatorList.read(Array(text.utf8)) }

  @Test func linesOfEveryTypeAreRead() {
    let list = read(
      """
      type,value,note
      # a comment
      sha256,\(digest),"a ""bad"" one, indeed"\r
      ip, 203.0.113.7
      cidr,198.51.100.0/24
      domain,*.Evil.Example.
      url,hxxp://evil[.]example/A.sh

      filename,kworkerd
      path,/tmp/.x/run
      user,toor
      process,xmrig
      ssh-key,SHA256:abc
      hash,d41d8cd98f00b204e9800998ecf8427e
      """)
    #expect(list.format == .csv)
    #expect(list.faults == [])
    #expect(
      list.indicators.map { "\($0.kind.rawValue) \($0.value)" } == [
        "sha256 \(digest.lowercased())", "address 203.0.113.7", "address 198.51.100.0/24", "domain evil.example",
        "url evil.example/A.sh", "file_name kworkerd", "file_path /tmp/.x/run", "account toor", "process xmrig",
        "ssh_key SHA256:abc", "md5 d41d8cd98f00b204e9800998ecf8427e",
      ])
    #expect(list.indicators.first?.note == "a \"bad\" one, indeed")
    #expect(list.indicators.first?.position == "line 3")
  }

  @Test(arguments: [
    ("sha256,abc", "not 64 hex digits"), ("ip,300.1.1.1", "not an address"), ("ip,127.0.0.1", "every host has this"),
    ("cidr,0.0.0.0/0", "the range is too wide"), ("domain,evil", "not a host name"), ("colour,red", "not a type"),
    ("only", "a line is type,value"), ("ip,", "the value is empty"), ("ip,\"1.2.3.4", "a quote is not closed"),
    ("hash,12", "not a digest"), ("file,a/b", "neither a file name nor"), ("ssh-key,md5:xx", "not a fingerprint"),
    ("url,evil", "not a URL"),
  ])
  func aBadLineIsNamedAndTheOthersStay(line: String, message: String) {
    let list = read("ip,203.0.113.1\n\(line)\nip,203.0.113.2\n")
    #expect(list.faults.map(\.position) == ["line 2"])
    #expect(list.faults.first?.message.hasPrefix(message) == true)
    #expect(list.indicators.map(\.value) == ["203.0.113.1", "203.0.113.2"])
  }

  @Test func bytesThatAreNoTextSpoilTheirLineOnly() {
    let list = IndicatorList.read(
      Array("ip,203.0.113.1\n".utf8) + [0xff, 0x2c, 0xfe, 10] + Array("ip,203.0.113.2".utf8))
    #expect(list.faults.map(\.message) == ["not UTF-8"])
    #expect(list.indicators.count == 2)
  }

  @Test func aValueTwiceIsOneIndicator() {
    let list = read("ip,203.0.113.1\nip,::ffff:203.0.113.1\nip,203.0.113.1/32\n")
    #expect(list.indicators.count == 1)
    #expect(list.faults == [])
  }

  @Test func faultsAreBoundedAndCounted() {
    let list = read(String(repeating: "x\n", count: 5_000))
    #expect(list.faultCount == 5_000)
    #expect(list.faults.count == IndicatorList.faultLimit)
  }

  @Test func stixPatternsOfTheSimpleKindAreRead() {
    let patterns = [
      "[file:hashes.'SHA-256' = '\(digest)']", "[ipv4-addr:value = '203.0.113.7' OR ipv4-addr:value='203.0.113.8']",
      "[domain-name:value = 'evil.example'] OR [url:value = 'http://evil.example/x']",
      "[file:name IN ('a.sh', 'it\\\\'s')]", "[user-account:account_login = 'toor']", "[process:name = 'xmrig']",
      "[ipv6-addr:value = '2001:DB8:0:0:0:0:0:1']",
    ]
    let list = read(stix(patterns))
    #expect(list.format == .stix)
    #expect(list.faults == [])
    #expect(
      list.indicators.map(\.value) == [
        digest.lowercased(), "203.0.113.7", "203.0.113.8", "evil.example", "evil.example/x", "a.sh", "it's", "toor",
        "xmrig", "2001:db8::1",
      ])
    #expect(list.indicators[1].position == "objects[1]")
    #expect(list.indicators[1].note == "n1")
  }

  @Test(arguments: [
    "[file:name = 'a' AND file:size = 3]", "[file:name LIKE 'a%']", "[file:name = 'a'] FOLLOWEDBY [file:name = 'b']",
    "[file:name = 'a'", "file:name = 'a'", "[file:name = 'a]", "[]", "", "[file:size = '3']", "[file:name != 'a']",
    "[NOT file:name = 'a']", "[file:name IN ('a' 'b')]", "[[file:name = 'a']]",
  ])
  func aPatternThatNeedsMoreIsRefusedByItsPosition(pattern: String) {
    let list = read(stix([pattern, "[process:name = 'good']"]))
    #expect(list.faults.map(\.position) == ["objects[0]"], "\(list.faults)")
    #expect(list.indicators.map(\.value) == ["good"])
  }

  private func stix(_ patterns: [String]) -> String {
    let objects = patterns.enumerated().map { index, pattern in
      let escaped = pattern.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
      return
        "{\"type\":\"indicator\",\"id\":\"indicator--\(index)\",\"name\":\"n\(index)\",\"pattern_type\":\"stix\",\"pattern\":\"\(escaped)\"}"
    }
    return "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[\(objects.joined(separator: ","))]}"
  }

  @Test func whatIsRevokedOrNoIndicatorIsLeftOutAndCounted() {
    let list = read(
      "{\"type\":\"bundle\",\"objects\":[{\"type\":\"malware\"},{\"type\":\"indicator\",\"revoked\":true,\"pattern\":\"[process:name = 'x']\"},{\"type\":\"indicator\",\"pattern_type\":\"yara\",\"pattern\":\"rule x {}\"},7]}"
    )
    #expect(list.indicators == [])
    #expect(list.ignoredCount == 3)
    #expect(list.faults.map(\.message) == ["a pattern in yara cannot be searched here"])
  }

  @Test func mispEventsAreReadWithTheirObjects() {
    let list = read(
      """
      {"response":[{"Event":{"Attribute":[
        {"type":"ip-dst","value":"203.0.113.7","to_ids":true,"comment":"c2"},
        {"type":"ip-dst","value":"203.0.113.9","to_ids":false},
        {"type":"ip-dst|port","value":"203.0.113.8|443"},
        {"type":"comment","value":"x"},{"type":"sha256","value":"zz"},{"value":"x"}],
       "Object":[{"Attribute":[{"type":"filename|sha256","value":"x.sh|\(digest)","to_ids":"1"},
        {"type":"domain|ip","value":"evil.example|203.0.113.10"}]}]}}]}
      """)
    #expect(list.format == .misp)
    #expect(
      list.indicators.map(\.value) == [
        "203.0.113.7", "203.0.113.8", digest.lowercased(), "evil.example", "203.0.113.10",
      ])
    #expect(list.indicators.map(\.position)[2] == "[0].Event.Object[0].Attribute[0]")
    #expect(list.faults.map(\.position) == ["[0].Event.Attribute[4]", "[0].Event.Attribute[5]"])
    #expect(list.ignoredCount == 2)
    #expect(
      read("{\"Event\":{\"Attribute\":[{\"type\":\"md5\",\"value\":\"\(String(repeating: "a", count: 32))\"}]}}")
        .indicators.count == 1)
  }

  @Test(arguments: ["{", "[1,2", "{\"a\":1}", "[]", "{\"type\":\"bundle\"}", "", "\u{feff}", "\n\n#x\n"])
  func whatIsNoListGivesNoIndicators(text: String) {
    #expect(read(text).indicators == [])
  }

  @Test func jsonThatIsCutSaysWhere() {
    #expect(read("{\"type\":\"bundle\",\"objects\":[").faults.first?.position == "byte 28")
  }

  /// Whatever the bytes are, reading ends, and what comes out has the form in which it is compared.
  @Test func changedListsNeverBreakTheReader() {
    let seeds = [
      "type,value\nsha256,\(digest),x\nip,1.2.3.4/9\n",
      stix(["[file:name IN ('a', 'b') OR url:value = 'http://a.b/c']"]),
      "{\"Event\":{\"Attribute\":[{\"type\":\"domain|ip\",\"value\":\"a.b|1.2.3.4\"}]}}",
    ].map { Array($0.utf8) }
    var random = SplitMix(seed: 7)
    for round in 0..<3_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int(random.next() % 6) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      let list = IndicatorList.read(bytes)
      _ = Sweep(list)
      for indicator in list.indicators where indicator.kind == .sha256 { #expect(indicator.value.utf8.count == 64) }
    }
  }
}

/// A small generator whose seed replays a test (Steele, Lea, Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

@Suite struct NumericAddressTests {
  @Test(arguments: [
    ("1.2.3.4", "1.2.3.4"), ("::ffff:1.2.3.4", "1.2.3.4"), ("::1", "::1"), ("2001:DB8::1", "2001:db8::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("[fe80::1%eth0]", "fe80::1"), ("::", "::"), ("1::", "1::"),
    ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ("64:ff9b::1.2.3.4", "64:ff9b::102:304"),
  ])
  func addressesAreReadAndWritten(text: String, normal: String) {
    #expect(NumericAddress(text)?.text == normal)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.256", "1.2.3.4.5", "a.b.c.d", "1:2:3", ":::", "1::2::3", "12345::", "09:00:00", "1.2.3.-4",
    "aa:bb:cc:dd:ee:ff", "::1.2.3", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
  ])
  func othersAreNot(text: String) {
    #expect(NumericAddress(text) == nil)
  }

  @Test func prefixesKeepTheFirstBits() {
    #expect(NumericAddress("203.0.113.77")?.prefix(24).text == "203.0.113.0")
    #expect(NumericAddress("203.0.113.77")?.prefix(0).text == "0.0.0.0")
    #expect(NumericAddress("2001:db8:1:2:3::9")?.prefix(40).text == "2001:db8::")
    #expect(NumericAddress("2001:db8::ffff:9")?.prefix(112).text == "2001:db8::ffff:0")
  }
}
