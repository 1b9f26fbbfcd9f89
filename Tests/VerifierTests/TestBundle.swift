import Compression
import Digests
import JSONText

@testable import Verifier

/// Writes bundles as docs/formats/bundle.md says, into memory, and remembers the order of its writes.
///
/// It stands for the real writer so that tests can make what that one never would. Lines can be changed before they
/// are chained.
struct TestBundle {
  /// One write: bytes at the end of a file, or a file put there whole.
  enum Write {
    case append(String, [UInt8])
    case rename(String, to: String)
  }

  private(set) var files: [String: [UInt8]] = [:]
  private(set) var writes: [Write] = []
  private(set) var lines = 0
  private(set) var exhibits = 0
  private(set) var records = 0
  private var head = DigestKey(of: [])
  private var archived: Set<DigestKey> = []
  let nonce = "00112233445566778899aabbccddeeff"
  static let host = #"{"hostname":"web-1","machine_id":"m-1","boot_id":"b-1","instance_id":"i-1"}"#

  /// A bundle with its `bundle.json` and three empty files.
  init(entry: String? = nil) {
    let text =
      entry ?? #"{"format":"needletail-bundle","version":1,"case":"C-7","profile":"standard","nonce":"\#(nonce)","#
      + #""created":1764000000000000000,"tool":{"name":"needletail-collector","version":"0.1.0"},"host":\#(Self.host),"#
      + #""clock":{"realtime":1764000000000000000,"boottime":5},"fingerprint_key":"case","secrets_included":false}"#
    put("bundle.json", Array("\(text)\n".utf8))
    head = DigestKey(of: files["bundle.json"] ?? [])
    for name in ["manifest.jsonl", "content.tar.zst", "facts.jsonl.zst", "ledger.jsonl"] { append(name, []) }
  }

  var directory: MemoryDirectory { MemoryDirectory(files: files) }

  mutating func append(_ name: String, _ bytes: [UInt8]) {
    files[name, default: []] += bytes
    writes.append(.append(name, bytes))
  }

  /// Writes a whole file under a partial name, then renames it.
  mutating func put(_ name: String, _ bytes: [UInt8]) {
    append("\(name).partial", bytes)
    files[name] = files.removeValue(forKey: "\(name).partial")
    writes.append(.rename("\(name).partial", to: name))
  }

  /// Adds a manifest line; `body` is the object without `n` and `prev`, and without its braces.
  mutating func line(_ body: String, n: Int? = nil) {
    let text = Array(#"{"n":\#(n ?? lines),"prev":"\#(head.hex)",\#(body)}"#.utf8)
    head = DigestKey(of: text)
    append("manifest.jsonl", text + [10])
    lines += 1
  }

  /// Adds a frame with segments. `plain` may be replaced by something broken.
  mutating func frame(_ segments: [[UInt8]], plain broken: [UInt8]? = nil, members: Int? = nil) {
    let plain = broken ?? segments.flatMap(Self.tarMember)
    let stored = Self.compressed(plain)
    let offset = files["content.tar.zst"]?.count ?? 0
    append("content.tar.zst", stored)
    archived.formUnion(segments.map { DigestKey(of: $0) })
    line(
      #""kind":"frame","offset":\#(offset),"length":\#(stored.count),"sha256":"\#(DigestKey(of: stored).hex)","#
        + #""plain":\#(plain.count),"members":\#(members ?? segments.count)"#)
  }

  mutating func exhibit(
    _ source: String, _ segments: [[UInt8]], size: Int? = nil, sha256: String? = nil, entries: String = #"["C001"]"#,
    more: String = ""
  ) {
    let whole = segments.flatMap { $0 }
    let names = segments.map { "\"\(DigestKey(of: $0).hex)\"" }.joined(separator: ",")
    line(
      #""kind":"exhibit","source":"\#(source)","method":"read","started":1,"ended":2,"entries":\#(entries),"#
        + #""size":\#(size ?? whole.count),"sha256":"\#(sha256 ?? DigestKey(of: whole).hex)","segments":[\#(names)]\#(more)"#
    )
    exhibits += 1
  }

  /// Adds a facts frame.
  mutating func facts(_ rows: [String], count: Int? = nil) {
    let plain = Array(rows.map { "\($0)\n" }.joined().utf8)
    let stored = Self.compressed(plain)
    let offset = files["facts.jsonl.zst"]?.count ?? 0
    append("facts.jsonl.zst", stored)
    line(
      #""kind":"facts","offset":\#(offset),"length":\#(stored.count),"sha256":"\#(DigestKey(of: stored).hex)","#
        + #""plain":\#(plain.count),"plain_sha256":"\#(DigestKey(of: plain).hex)","records":\#(count ?? rows.count)"#)
    records += count ?? rows.count
  }

  mutating func ledgerRow(_ id: String, _ status: String = "obtained") {
    append(
      "ledger.jsonl",
      Array(
        #"{"id":"\#(id)","name":"n","status":"\#(status)","why":"","tried":[],"count":0,"required":true}"#.utf8) + [10])
  }

  /// The end of the archive, the ledger, the receipt and both parts of the seal.
  mutating func seal(rows: [String] = BundleFormat.coverageIDs, end: Bool = true, edit: (String) -> String = { $0 }) {
    if end { frame([], plain: [UInt8](repeating: 0, count: 1_024)) }
    for row in rows { ledgerRow(row) }
    put("receipt.json", Array("{\n  \"written\": 0\n}\n".utf8))
    let seal = Array("\(edit(statement("final")))\n".utf8)
    append("seal.sha256", Array("\(DigestKey(of: seal).hex)  seal.json\n".utf8))
    put("seal.json", seal)
  }

  mutating func sealVolatile(edit: (String) -> String = { $0 }) {
    put("seal-volatile.json", Array("\(edit(statement("volatile")))\n".utf8))
  }

  private func statement(_ scope: String) -> String {
    let rows = files.keys.filter { !$0.hasPrefix("seal") || $0 == "seal-volatile.json" }.sorted().map { name in
      let bytes = files[name] ?? []
      let size = Int(BundleFormat.blockSize(of: name))
      let blocks = stride(from: 0, to: bytes.count, by: size).map { start in
        "\"\(DigestKey(of: bytes[start..<min(start + size, bytes.count)]).hex)\""
      }
      return #"{"name":"\#(name)","length":\#(bytes.count),"sha256":"\#(DigestKey(of: bytes).hex)","#
        + #""block_size":\#(size),"blocks":[\#(blocks.joined(separator: ","))]}"#
    }
    return #"{"format":"needletail-seal","version":1,"scope":"\#(scope)","case":"C-7","nonce":"\#(nonce)","sealed":9,"#
      + #""host":{"machine_id":"m-1","boot_id":"b-1","instance_id":"i-1"},"invocation":{"command_id":"c"},"#
      + #""manifest":{"lines":\#(lines),"head":"\#(head.hex)"},"exhibits":\#(exhibits),"records":\#(records),"#
      + #""files":[\#(rows.joined(separator: ","))]}"#
  }

  static func compressed(_ plain: [UInt8]) -> [UInt8] { (try? ZstdFrame.compress(plain)) ?? [] }

  /// A segment as a tar member, written after the POSIX page and not after the verifier.
  static func tarMember(_ bytes: [UInt8]) -> [UInt8] {
    func octal(_ number: Int, _ digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    func field(_ text: String, _ length: Int) -> [UInt8] {
      Array(text.utf8) + [UInt8](repeating: 0, count: length - text.utf8.count)
    }
    let front =
      field(DigestKey(of: bytes).hex, 100) + field("0000400", 8) + field("0000000", 8) + field("0000000", 8)
      + field(octal(bytes.count, 11), 12) + field("00000000000", 12)
    let back =
      field("0", 1) + field("", 100) + field("ustar", 6) + field("00", 2) + field("", 64) + field("0000000", 8)
      + field("0000000", 8) + field("", 167)
    let sum = (front + back).reduce(8 * 32) { $0 + Int($1) }
    let padding = [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    return front + field(octal(sum, 6), 7) + [32] + back + bytes + padding
  }
}

/// Small numbers from a seed (SplitMix64), so that a run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

extension TestBundle {
  /// Shared small segments, an exhibit of three segments, one of two big ones, empty and repeated ones, facts; 40 KB
  /// or so.
  static func complete(
    seed: UInt64 = 1, sealed: Bool = true, volatile: Bool = true, rows: [String] = BundleFormat.coverageIDs
  )
    -> TestBundle
  {
    var random = SeededGenerator(state: seed)
    var bundle = TestBundle()
    let small = (0..<4).map { _ in random.bytes(Int.random(in: 1...900, using: &random)) }
    let big = [random.bytes(9_000), random.bytes(7_001)]
    bundle.frame(small)
    bundle.exhibit("/etc/passwd", [small[0]])
    bundle.exhibit("/etc/empty", [])
    bundle.facts([#"{"type":"process","pid":1}"#, #"{"type":"process","pid":2}"#])
    if volatile { bundle.sealVolatile() }
    bundle.exhibit(#"/tmp/\\x1b[31m"#, [small[1], small[2], small[3]], more: #","stat":{"mode":33188},"gaps":[[0,1]]"#)
    bundle.exhibit("/copy/of/passwd", [small[0]])
    bundle.frame([big[0]])
    bundle.frame([big[1]])
    bundle.exhibit("/var/log/syslog", big, entries: #"["C052"]"#, more: #","masked":[[3,4]],"truncated":"limit""#)
    bundle.facts([#"{"type":"socket","local":"0.0.0.0:22"}"#])
    if sealed { bundle.seal(rows: rows) }
    return bundle
  }
}
