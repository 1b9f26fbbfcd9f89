internal import CaseModel
internal import HostFacts

/// What the families of the kernel and the network share: one tally for each entry, and reading a file into one of them.
final class CoverageBook {
  let source: any HostSource
  let sink: any CollectionSink
  private var tallies: [String: CoverageTally]

  init(_ entries: [String], source: any HostSource, sink: any CollectionSink) {
    self.source = source
    self.sink = sink
    tallies = Dictionary(entries.map { ($0, CoverageTally($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Changes the tally of an entry.
  func update(_ entry: String, _ change: (inout CoverageTally) -> Void) {
    var tally = tallies[entry] ?? CoverageTally(entry)
    change(&tally)
    tallies[entry] = tally
  }

  /// Reads a file for an entry. A fault is tallied; `nil` says that there was one.
  ///
  /// - Parameters:
  ///   - keeps: Whether the bytes become an exhibit.
  ///   - count: What it adds to the entry's count.
  func read(_ path: HostString, _ entry: String, limit: Int = 1 << 20, keeps: Bool = true, count: Int = 1)
    -> SourceBytes?
  {
    do throws(SourceError) {
      let content = try source.read(path, limit: limit)
      if keeps { preserve(path, content.bytes, entry) }
      update(entry) {
        $0.obtained(path, count: count)
        if content.isTruncated { $0.shortfall("\(path.text): cut after \(limit) bytes") }
      }
      return content
    } catch {
      update(entry) { $0.fault(error, on: path) }
      return nil
    }
  }

  /// Names in a directory; a fault is tallied and gives none.
  func list(_ path: HostString, _ entry: String, limit: Int = 10_000) -> [DirectoryEntry] {
    do throws(SourceError) {
      let names = try source.list(path, limit: limit)
      update(entry) { $0.obtained(path) }
      return names
    } catch {
      update(entry) { $0.fault(error, on: path) }
      return []
    }
  }

  /// Keeps an exhibit.
  func preserve(_ object: HostString, method: String = "read", _ bytes: [UInt8], _ entry: String) {
    sink.preserve(source: object, method: method, bytes: bytes, entries: [entry], status: nil)
  }

  /// Emits a property.
  func property(_ group: String, _ name: HostString, _ value: HostString, from source: HostString) {
    sink.emit(.property(PropertyRecord(group: group, name: name, value: value, source: source)))
  }

  /// Reads a small file and emits what it says as a property; a missing one is tallied.
  @discardableResult
  func property(_ group: String, _ name: HostString, at path: HostString, _ entry: String) -> [UInt8]? {
    guard let content = read(path, entry, limit: 64 << 10, keeps: false) else { return nil }
    let value = KernelText.trimmed(content.bytes)
    property(group, name, HostString(bytes: value), from: path)
    return value
  }

  /// Whether a namespace still is where its process is. The process may have ended and its id may be another's by now; then
  /// the answers would stand under the wrong namespace.
  func reaches(_ namespace: NetworkNamespace) -> Bool {
    let target = try? source.link(HostString("/proc/\(namespace.pid)/ns/net"))
    if target?.text == "net:[\(namespace.inode)]" { return true }
    for entry in tallies.keys {
      update(entry) { $0.shortfall("network namespace \(namespace.inode): process \(namespace.pid) is gone") }
    }
    return false
  }

  /// Runs a collection and then tells the ledger how each entry fared; also when a budget ends it, which every entry says.
  func record(_ collection: () throws -> Void) throws {
    defer { for entry in tallies.keys.sorted() { tallies[entry]?.note(into: sink) } }
    do {
      try collection()
    } catch {
      let reason = (error as? BudgetExceeded).map { "the budget ended it: \($0.budget)" } ?? "ended early"
      for entry in tallies.keys { update(entry) { $0.shortfall(reason) } }
      throw error
    }
  }
}

extension HostString {
  /// A path with one more component.
  func appending(_ name: HostString) -> HostString {
    HostString(escaped: text.hasSuffix("/") ? text + name.text : "\(text)/\(name.text)")
  }
}
