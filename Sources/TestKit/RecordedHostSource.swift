public import CaseModel
public import HostFacts
public import LiveCollection

/// A host from memory: files, links and the kernel's answers as a test states them. What was not stated is absent, and a
/// question that was not recorded is unsupported, as on a kernel that cannot answer it.
public final class RecordedHostSource: HostSource {
  /// Content by absolute path. Directories are those that paths lead through.
  public var files: [HostString: [UInt8]]
  /// Targets by path.
  public var links: [HostString: HostString] = [:]
  /// Errors by path, which win over content.
  public var faults: [HostString: SourceError] = [:]
  /// Answers by question, the first first; the last one is given again and again.
  public var answers: [KernelQuery: [Result<[[UInt8]], SourceError>]] = [:]
  /// Called before each read; a test changes the host with it.
  public var beforeRead: (HostString) -> Void = { _ in }
  /// What was read and asked, in order.
  public private(set) var reads: [HostString] = []
  /// Questions, in order.
  public private(set) var questions: [KernelQuery] = []

  /// - Parameter files: Text by path.
  public init(_ files: [HostString: String] = [:]) {
    self.files = files.mapValues { Array($0.utf8) }
  }

  /// Records one answer to a question.
  public func answer(_ query: KernelQuery, _ messages: [[UInt8]]) {
    answers[query, default: []].append(.success(messages))
  }

  /// Records a refusal.
  public func refuse(_ query: KernelQuery, _ error: SourceError) { answers[query, default: []].append(.failure(error)) }

  public func read(_ path: HostString, limit: Int) throws(SourceError) -> SourceBytes {
    reads.append(path)
    beforeRead(path)
    if let fault = faults[path] { throw fault }
    guard let bytes = files[path] else { throw absent(path) }
    return SourceBytes(bytes: Array(bytes.prefix(limit)), isTruncated: bytes.count > limit)
  }

  public func list(_ path: HostString, limit: Int) throws(SourceError) -> [DirectoryEntry] {
    if let fault = faults[path] { throw fault }
    let prefix = path.text.hasSuffix("/") ? path.text : path.text + "/"
    var kinds: [String: FileRecord.Kind] = [:]
    for (other, kind) in files.keys.map({ ($0, FileRecord.Kind.file) }) + links.keys.map({ ($0, .link) })
    where other.text.hasPrefix(prefix) {
      let parts = other.text.dropFirst(prefix.count).split(separator: "/", maxSplits: 1)
      guard let name = parts.first else { continue }
      kinds[String(name)] = parts.count > 1 ? .directory : kinds[String(name)] ?? kind
    }
    guard !kinds.isEmpty else { throw absent(path) }
    return kinds.sorted { $0.key < $1.key }.prefix(limit).map {
      DirectoryEntry(name: HostString(escaped: $0.key), kind: $0.value, inode: 1)
    }
  }

  public func link(_ path: HostString) throws(SourceError) -> HostString {
    if let fault = faults[path] { throw fault }
    guard let target = links[path] else { throw absent(path) }
    return target
  }

  public func status(_ path: HostString, followLinks: Bool) throws(SourceError) -> FileRecord {
    if let fault = faults[path] { throw fault }
    if let bytes = files[path] {
      var record = FileRecord(path: path, kind: .file)
      record.size = Int64(bytes.count)
      return record
    }
    if let target = links[path] {
      if followLinks { return try status(target, followLinks: true) }
      var record = FileRecord(path: path, kind: .link)
      record.linkTarget = target
      return record
    }
    _ = try list(path, limit: 1)
    return FileRecord(path: path, kind: .directory)
  }

  public func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]] {
    questions.append(query)
    guard let recorded = answers[query], let first = recorded.first else {
      throw SourceError(.unsupported, "not recorded")
    }
    if recorded.count > 1 { answers[query] = Array(recorded.dropFirst()) }
    return try first.get()
  }

  private func absent(_ path: HostString) -> SourceError {
    SourceError(.absent, errno: 2, "\(path.text): no such file")
  }
}
