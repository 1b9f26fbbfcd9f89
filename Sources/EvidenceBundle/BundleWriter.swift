public import CaseModel
internal import Compression
public import Digests
public import HostFacts
public import JSONText

/// Writes one bundle, append-only, in the form of docs/formats/bundle.md.
///
/// Memory does not grow with what is written, but for one digest a stored segment. Every method may throw `BundleError`; after
/// that the writer is of no more use, and what is on the share is a prefix that verifies.
public final class BundleWriter {
  /// Bytes of a full segment. The format allows 8 MiB; half keeps the collector small.
  public static let segmentSize = 4 << 20
  private static let frameLimit = 61_440
  private static let lineLimit = 65_536

  /// What the bundle says of itself.
  public let header: BundleHeader
  private let storage: any BundleStorage
  private var files: [String: StoredFile] = [:]
  private var compressor: ZstdCompressor

  private var manifestHead: SHA256Digest
  private var manifestLines = 0
  private var exhibits = 0
  private var records = 0

  private var storedSegments: Set<SHA256Digest> = []
  private var pendingMembers: [UInt8] = []
  private var pendingMemberCount = 0
  private var pendingExhibits: [[JSONMember]] = []
  private var pendingFacts: [UInt8] = []
  private var pendingRecords = 0
  private var isFinished = false

  /// Begins a bundle: makes its files and writes `bundle.json`.
  public init(storage: any BundleStorage, header: BundleHeader) throws {
    self.storage = storage
    self.header = header
    self.compressor = try ZstdCompressor(level: 1)
    let bytes = header.json.compactBytes + [10]
    self.manifestHead = SHA256.digest(bytes)
    try writeWhole("bundle.json", bytes)
    for (name, block) in [
      ("manifest.jsonl", 64 << 20), ("content.tar.zst", 64 << 20), ("facts.jsonl.zst", 64 << 20),
      ("ledger.jsonl", 65_536),
    ] {
      try storage.create(name)
      files[name] = StoredFile(blockSize: block)
    }
  }

  /// Bytes written to the share so far.
  public var bytesWritten: Int { files.values.reduce(0) { $0 + $1.length } }

  /// Adds one record.
  public func add(_ fact: HostFact) throws {
    try add(factLine: try fact.encodeLine())
  }

  /// Adds one record that is already encoded, without line feed.
  public func add(factLine line: [UInt8]) throws {
    if !pendingFacts.isEmpty, pendingFacts.count + line.count + 1 > Self.frameLimit { try flushFacts() }
    pendingFacts += line
    pendingFacts.append(10)
    pendingRecords += 1
    records += 1
  }

  /// Keeps bytes as an exhibit.
  ///
  /// - Returns: The exhibit's digest.
  @discardableResult
  public func add(exhibit bytes: [UInt8], _ metadata: ExhibitMetadata) throws -> SHA256Digest {
    var exhibit = ExhibitInProgress()
    try append(bytes, to: &exhibit)
    return try finish(exhibit, metadata)
  }

  /// Adds a piece of an exhibit that arrives in pieces.
  public func append(_ bytes: [UInt8], to exhibit: inout ExhibitInProgress) throws {
    exhibit.whole.update(bytes)
    exhibit.size += Int64(bytes.count)
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(Self.segmentSize - exhibit.buffer.count)
      exhibit.buffer += part
      rest = rest.dropFirst(part.count)
      if exhibit.buffer.count == Self.segmentSize { try storeSegment(of: &exhibit) }
    }
  }

  /// Ends an exhibit that arrived in pieces.
  ///
  /// - Returns: Its digest.
  @discardableResult
  public func finish(_ exhibit: consuming ExhibitInProgress, _ metadata: ExhibitMetadata) throws -> SHA256Digest {
    if !exhibit.buffer.isEmpty { try storeSegment(of: &exhibit) }
    let digest = exhibit.whole.finish()
    pendingExhibits.append(
      metadata.members(size: exhibit.size, digest: digest.hex, segments: exhibit.segments.map(\.hex)))
    exhibits += 1
    if pendingMemberCount == 0 { try writePendingExhibits() }
    return digest
  }

  /// Adds a row of the completeness ledger. Rows are written once each, when they are final.
  public func add(_ row: LedgerRow) throws {
    var row = row
    var line = try JSONRecordEncoder.encode(row)
    while line.count > Self.lineLimit, !row.tried.isEmpty {
      row.tried = Array(row.tried.prefix(row.tried.count / 2))
      line = try JSONRecordEncoder.encode(row)
    }
    try append(line + [10], to: "ledger.jsonl")
  }

  /// Writes out everything that is waiting.
  public func flush() throws {
    try flushMembers()
    try writePendingExhibits()
    try flushFacts()
  }

  /// Seals what is there: the volatile set.
  ///
  /// - Returns: The digest of `seal-volatile.json`.
  @discardableResult
  public func sealVolatile(at time: Timestamp) throws -> SHA256Digest {
    try flush()
    let bytes = sealJSON(scope: "volatile", at: time).compactBytes + [10]
    try writeWhole("seal-volatile.json", bytes)
    return SHA256.digest(bytes)
  }

  /// Ends the bundle: receipt, end of the archive, seal.
  ///
  /// - Returns: **The seal**.
  public func finish(receipt: JSONValue, at time: Timestamp) throws -> SHA256Digest {
    guard !isFinished else { throw BundleError(.finished, "the bundle is already sealed") }
    isFinished = true
    try flush()
    try writeFrame([UInt8](repeating: 0, count: 1024), members: 0)
    try writeWhole("receipt.json", receipt.compactBytes + [10])
    for name in files.keys.sorted() { try storage.synchronise(name) }
    let bytes = sealJSON(scope: "final", at: time).compactBytes + [10]
    let seal = SHA256.digest(bytes)
    try storage.create("seal.json.partial")
    try storage.append(bytes, to: "seal.json.partial")
    try storage.synchronise("seal.json.partial")
    try storage.create("seal.sha256")
    try storage.append(Array("\(seal.hex)  seal.json\n".utf8), to: "seal.sha256")
    try storage.rename("seal.json.partial", to: "seal.json")
    return seal
  }

  // MARK: - Content

  private func storeSegment(of exhibit: inout ExhibitInProgress) throws {
    let digest = SHA256.digest(exhibit.buffer)
    exhibit.segments.append(digest)
    defer { exhibit.buffer.removeAll(keepingCapacity: exhibit.buffer.count == Self.segmentSize) }
    guard storedSegments.insert(digest).inserted else { return }
    let size = TarMember.storedSize(of: exhibit.buffer.count)
    let isLarge = size > Self.frameLimit
    if !isLarge, pendingMembers.count + size > Self.frameLimit { try flushMembers() }
    var member = isLarge ? [] : pendingMembers
    if !isLarge { pendingMembers = [] }
    member.reserveCapacity(member.count + size)
    member += TarMember.header(name: digest.hex, size: exhibit.buffer.count)
    member += exhibit.buffer
    member += repeatElement(0, count: size - TarMember.headerSize - exhibit.buffer.count)
    if isLarge {
      try writeFrame(member, members: 1)
    } else {
      pendingMembers = member
      pendingMemberCount += 1
    }
  }

  private func flushMembers() throws {
    guard pendingMemberCount > 0 else { return }
    let members = pendingMembers
    let count = pendingMemberCount
    pendingMembers.removeAll(keepingCapacity: true)
    pendingMemberCount = 0
    try writeFrame(members, members: count)
    try writePendingExhibits()
  }

  private func writeFrame(_ plain: [UInt8], members: Int) throws {
    let stored = try compressor.compress(plain)
    let offset = files["content.tar.zst"]!.length
    try append(stored, to: "content.tar.zst")
    try writeManifest(
      "frame",
      [
        JSONMember("offset", .integer(Int64(offset))), JSONMember("length", .integer(Int64(stored.count))),
        JSONMember("sha256", .string(SHA256.digest(stored).hex)), JSONMember("plain", .integer(Int64(plain.count))),
        JSONMember("members", .integer(Int64(members))),
      ])
  }

  private func writePendingExhibits() throws {
    let waiting = pendingExhibits
    pendingExhibits.removeAll(keepingCapacity: true)
    for members in waiting { try writeManifest("exhibit", members) }
  }

  private func flushFacts() throws {
    guard !pendingFacts.isEmpty else { return }
    let stored = try compressor.compress(pendingFacts)
    let offset = files["facts.jsonl.zst"]!.length
    try append(stored, to: "facts.jsonl.zst")
    try writeManifest(
      "facts",
      [
        JSONMember("offset", .integer(Int64(offset))), JSONMember("length", .integer(Int64(stored.count))),
        JSONMember("sha256", .string(SHA256.digest(stored).hex)),
        JSONMember("plain", .integer(Int64(pendingFacts.count))),
        JSONMember("plain_sha256", .string(SHA256.digest(pendingFacts).hex)),
        JSONMember("records", .integer(Int64(pendingRecords))),
      ])
    pendingFacts.removeAll(keepingCapacity: true)
    pendingRecords = 0
  }

  // MARK: - Manifest and seals

  private func writeManifest(_ kind: String, _ members: [JSONMember]) throws {
    func line(_ members: [JSONMember]) -> [UInt8] {
      JSONValue.object(
        [
          JSONMember("n", .integer(Int64(manifestLines))), JSONMember("prev", .string(manifestHead.hex)),
          JSONMember("kind", .string(kind)),
        ] + members
      ).compactBytes
    }
    var bytes = line(members)
    if bytes.count > Self.lineLimit {
      // Metadata that a hostile file made long (attributes, masks) gives way; what the format needs stays.
      bytes = line(members.filter { !["stat", "masked", "gaps"].contains($0.name) })
    }
    guard bytes.count <= Self.lineLimit else {
      throw BundleError(.tooLarge, "an exhibit has too many segments for the manifest")
    }
    try append(bytes + [10], to: "manifest.jsonl")
    manifestHead = SHA256.digest(bytes)
    manifestLines += 1
  }

  private func sealJSON(scope: String, at time: Timestamp) -> JSONValue {
    let listed = files.sorted { $0.key < $1.key }.map { name, file -> JSONValue in
      [
        "name": .string(name), "length": .integer(Int64(file.length)), "sha256": .string(file.digest.hex),
        "block_size": .integer(Int64(file.blockSize)), "blocks": .array(file.blockDigests.map { .string($0.hex) }),
      ]
    }
    var members: [JSONMember] = [
      JSONMember("format", "needletail-seal"), JSONMember("version", 1), JSONMember("scope", .string(scope)),
      JSONMember("case", .string(header.caseID.text)), JSONMember("nonce", .string(header.nonce)),
      JSONMember("sealed", .integer(time.nanoseconds)), JSONMember("host", header.sealHostJSON),
    ]
    if let invocation = header.invocation {
      members.append(
        JSONMember(
          "invocation",
          [
            "instance_id": .string(invocation.instanceID), "command_id": .string(invocation.commandID),
          ]))
    }
    members += [
      JSONMember("manifest", ["lines": .integer(Int64(manifestLines)), "head": .string(manifestHead.hex)]),
      JSONMember("exhibits", .integer(Int64(exhibits))), JSONMember("records", .integer(Int64(records))),
      JSONMember("files", .array(listed)),
    ]
    return .object(members)
  }

  private func append(_ bytes: [UInt8], to name: String) throws {
    try storage.append(bytes, to: name)
    files[name]!.append(bytes)
  }

  private func writeWhole(_ name: String, _ bytes: [UInt8]) throws {
    var file = StoredFile(blockSize: 65_536)
    file.append(bytes)
    try storage.create("\(name).partial")
    try storage.append(bytes, to: "\(name).partial")
    try storage.synchronise("\(name).partial")
    try storage.rename("\(name).partial", to: name)
    files[name] = file
  }
}

/// An exhibit whose bytes are still arriving.
public struct ExhibitInProgress {
  var whole = SHA256()
  var size: Int64 = 0
  var buffer: [UInt8] = []
  var segments: [SHA256Digest] = []

  /// Nothing has arrived.
  public init() {}
}
