internal import CaseModel
internal import HostFacts
internal import LiveCollection

extension FuzzTargets {
  /// What the kernel and its text files answer, each family with a host that answers everything with the input.
  static let hostTargets: [FuzzTarget] = [
    FuzzTarget("mountinfo", seeds: { SeedTexts.kernel.map { Array($0.utf8) } }) { _ = MountInfo.parse($0) },
    FuzzTarget("process-text", seeds: { SeedTexts.kernel.map { Array($0.utf8) } }, run: readProcess),
    FuzzTarget("families", seeds: familySeeds, run: collectFamily),
    FuzzTarget("metadata-answer", seeds: { [Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: x\r\n\r\nok".utf8)] })
    { bytes in
      guard let answer = try? HTTPAnswer(bytes) else { return }
      precondition(answer.body.count <= bytes.count, "a body is a part of what came")
      _ = HTTPAnswer.isWhole(bytes)
    },
  ]

  private static func readProcess(_ bytes: [UInt8]) {
    var record = ProcessRecord(pid: 1)
    _ = ProcessText.stat(bytes, into: &record, bootTime: Timestamp(nanoseconds: .max - 5))
    ProcessText.status(bytes, into: &record)
    ProcessText.maps(bytes, executable: "/usr/bin/x", into: &record)
    _ = ProcessText.strings(bytes, limit: 8)
    _ = ProcessText.pairs(bytes)
    _ = ProcessText.contents(bytes)
    _ = try? HostFact.process(record).encodeLine()
  }

  private static func collectFamily(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let host = EchoingHost(Array(bytes.dropFirst()))
    let namespaces = [NetworkNamespace(inode: 9, pid: 7)]
    let boot = Timestamp(nanoseconds: .max - 9)
    let families: [any CollectionFamily] = [
      SocketFamily(namespaces: namespaces, holders: [:]), NetworkStateFamily(namespaces: namespaces), ModuleFamily(),
      BPFFamily(holders: [:], bootedAt: boot), KernelStateFamily(bootedAt: boot),
      HostFamily(clocks: HostClocks(now: boot, boottime: .min, monotonic: 0), architecture: "x86_64"),
    ]
    try? families[Int(first) % families.count].collect(from: host, into: EncodingSink())
  }

  private static func familySeeds() -> [[UInt8]] {
    let texts = SeedTexts.kernel.map { Array($0.utf8) } + SeedTexts.messages
    return (0..<6).flatMap { family in texts.map { [UInt8(family)] + $0 } }
  }
}

/// A host whose every file and answer is the input. Directories end after two levels, so that a walk does.
private final class EchoingHost: HostSource {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(_ path: HostString, limit: Int) throws(SourceError) -> SourceBytes {
    SourceBytes(bytes: Array(bytes.prefix(limit)), isTruncated: bytes.count > limit)
  }

  func list(_ path: HostString, limit: Int) throws(SourceError) -> [DirectoryEntry] {
    let isShallow = path.text.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 4
    return bytes.split(separator: 10).prefix(4).map {
      DirectoryEntry(name: HostString(bytes: $0.prefix(32)), kind: isShallow ? .directory : .file, inode: 1)
    }
  }

  func link(_ path: HostString) throws(SourceError) -> HostString {
    path.hasSuffix("/ns/net") ? "net:[9]" : HostString(bytes: bytes.prefix(64))
  }

  func status(_ path: HostString, followLinks: Bool) throws(SourceError) -> FileRecord {
    FileRecord(path: path, kind: .file)
  }

  /// The input as messages with a length in front, or as one.
  func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]] {
    guard bytes.first == 0xfe else { return [bytes] }
    var messages: [[UInt8]] = []
    var rest = bytes.dropFirst()
    while let length = rest.popFirst(), messages.count < 16 {
      messages.append(Array(rest.prefix(Int(length) * 4)))
      rest = rest.dropFirst(Int(length) * 4)
    }
    return messages
  }
}

/// Encodes what it gets, as the bundle's writer would.
private final class EncodingSink: CollectionSink {
  func emit(_ fact: HostFact) { _ = try? fact.encodeLine() }

  @discardableResult
  func preserve(source: HostString, method: String, bytes: [UInt8], entries: [String], status: FileRecord?) -> String {
    ""
  }

  func note(_ entry: String, _ status: CoverageStatus, count: Int, tried: [HostString], why: String) {}

  func breathe() throws {}
}
