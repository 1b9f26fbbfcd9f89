internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import Compression
internal import Digests
internal import HostFacts

/// How one kind of file is taken, as a plan's item says.
struct ArtifactRequest {
  /// Ledger id.
  var entry: String
  /// Parser's name; `none` only copies.
  var parser: String
  /// Bytes of one file.
  var limit: Int
  /// The last bytes matter, as in logs.
  var isTail: Bool
  /// Metadata and fingerprint only.
  var isSecret: Bool
  /// Kept as an exhibit.
  var isCopied: Bool
}

/// Reads single files that a plan names: copies them as exhibits, has them parsed, completes and emits the records.
final class ArtifactReader {
  private let source: LiveHostSource
  private let options: CollectionOptions
  private let run: CollectionRun
  private let completion: RecordCompletion
  private let services: ArtifactServices
  private let now: Timestamp
  private let utcOffsetSeconds: Int
  /// Bytes of one file are read once, even if several items name it.
  private var seen: Set<String> = []
  private var copied: [HostString: String] = [:]

  init(
    source: LiveHostSource, options: CollectionOptions, run: CollectionRun, completion: RecordCompletion, key: [UInt8],
    utcOffsetSeconds: Int
  ) {
    self.source = source
    self.options = options
    self.run = run
    self.completion = completion
    self.now = Timestamp(nanoseconds: nt_clock(0))
    self.utcOffsetSeconds = utcOffsetSeconds
    self.services = ArtifactServices(
      sha256: { SHA256.digest($0).bytes }, fingerprint: { HMACSHA256.authenticate($0, key: key).hex },
      zstd: { try? ZstdFrame.decompress($0, limit: $1) })
  }

  /// Takes one file.
  ///
  /// - Returns: Records and exhibits obtained; `nil` if it was taken before for the same parser.
  /// - Throws: `SourceError` when it cannot be read; `BudgetExceeded`.
  func take(_ path: HostString, _ request: ArtifactRequest, account: HostString?) throws -> Int? {
    try run.breathe()
    guard seen.insert("\(request.parser) \(path.text)").inserted else { return nil }
    let status = try source.status(path, followLinks: false)
    if status.kind == .link { emitLink(path, request) }
    guard let input = try read(path, request, status: status, account: account) else { return 0 }
    guard let parser = ArtifactParsers.named(request.parser) else { return input.exhibit == nil ? 0 : 1 }
    let output = parser.parse(input)
    for fact in output.facts { run.emit(completion.complete(fact)) }
    if !output.notes.isEmpty {
      let note = output.notes[0]
      // A line that says nothing to the parser stands in the exhibit; a record file that gave nothing was not understood.
      run.note(
        request.entry, output.facts.isEmpty && Self.recordFiles.contains(parser.name) ? .partial : .obtained, count: 0,
        tried: [path],
        why: HostString(
          escaped: "\(path.text): \(note.message)\(output.notes.count > 1 ? " and \(output.notes.count - 1) more" : "")"
        ).text)
    }
    if input.isTruncated, !input.isTail {
      run.note(
        request.entry, .partial, count: 0, tried: [path],
        why: "only the first \(input.bytes.count) bytes of \(path.text)")
    }
    return output.facts.count + (input.exhibit == nil ? 0 : 1)
  }

  /// Parsers of binary records, where a fault hides what follows.
  private static let recordFiles: Set<String> = ["journal", "utmp", "lastlog", "pacct", "dpkg-status", "apk-installed"]

  /// Reads a file for parsing, and keeps it as an exhibit where the request asks for that.
  ///
  /// - Returns: `nil` for what is no regular file.
  func read(_ path: HostString, _ request: ArtifactRequest, status: FileRecord, account: HostString?) throws
    -> ArtifactInput?
  {
    let target = status.kind == .link ? try source.status(path, followLinks: true) : status
    guard target.kind == .file else { return nil }
    let file = try source.open(path)
    defer { closeDescriptor(file) }
    let start = request.isTail ? max(0, target.size - Int64(request.limit)) : 0
    let read = try Self.readPart(file, path, from: start, limit: request.limit)
    try run.spend(readBytes: Int64(read.bytes.count))
    var input = ArtifactInput(path: path, bytes: read.bytes, now: now)
    var metadata = target
    metadata.path = path
    input.file = metadata
    input.isTruncated = read.isTruncated
    input.isTail = start > 0
    input.offset = start
    input.account = account
    input.utcOffsetSeconds = utcOffsetSeconds
    input.services = services
    if request.isCopied, !request.isSecret || options.includeSecrets {
      input.exhibit = keep(input, request, start: start)
    }
    return input
  }

  private func keep(_ input: ArtifactInput, _ request: ArtifactRequest, start: Int64) -> String {
    if let digest = copied[input.path] { return digest }
    var bytes = input.bytes
    var masked: [(offset: Int64, length: Int64)] = []
    if !options.includeSecrets, Self.isMasked(input.path, request) {
      let result = SecretMask.mask(bytes)
      bytes = result.bytes
      masked = result.ranges.map { (Int64($0.lowerBound), Int64($0.count)) }
    }
    let cut =
      start > 0
      ? "the first \(start) bytes were left out" : input.isTruncated ? "only the first \(bytes.count) bytes" : nil
    let digest = run.preserve(
      source: input.path, method: "read", bytes: bytes, entries: [request.entry], status: input.file, truncated: cut,
      masked: masked)
    copied[input.path] = digest
    return digest
  }

  /// Histories and user data hold secrets by accident; their exhibits are masked.
  private static func isMasked(_ path: HostString, _ request: ArtifactRequest) -> Bool {
    request.parser == "shell-history" || request.parser == "environment" || path.contains("user-data")
      || path.contains("/cloud/instance")
  }

  /// A history or log that is a link says where to.
  private func emitLink(_ path: HostString, _ request: ArtifactRequest) {
    guard request.entry <= "C072", let target = try? source.link(path) else { return }
    var record = LogFileRecord(path: path, kind: request.parser)
    record.linkTarget = target
    run.emit(.logFile(record))
  }

  private static func readPart(
    _ file: Int32, _ path: HostString, from start: Int64, limit: Int
  ) throws(SourceError) -> SourceBytes {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let count = nt_pread(file, &chunk, min(chunk.count, limit - bytes.count), start + Int64(bytes.count))
      if count < 0 {
        guard bytes.isEmpty else { return SourceBytes(bytes: bytes, isTruncated: true) }
        throw LiveHostSource.error(Int32(count), "cannot read", path)
      }
      if count == 0 { return SourceBytes(bytes: bytes) }
      bytes += chunk[..<count]
    }
    return SourceBytes(bytes: bytes, isTruncated: nt_pread(file, &chunk, 1, start + Int64(bytes.count)) > 0)
  }
}
