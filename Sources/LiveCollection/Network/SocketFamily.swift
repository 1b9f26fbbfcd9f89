/// Sockets of every network namespace, by sock_diag and by `/proc/PID/net`, joined to the processes that hold them
/// (C011–C016).
///
/// The kernel answers the two views from different code, so a rootkit that filters one of them shows as a socket that only
/// the other lists. Such a socket is reported once three readings agree on it, because sockets come and go.
public struct SocketFamily: CollectionFamily {
  public let entries = ["C011", "C012", "C013", "C014", "C015", "C016"]
  private let namespaces: [NetworkNamespace]
  private let holders: [UInt64: [Int]]

  /// - Parameters:
  ///   - namespaces: One process of each network namespace, the host's own first.
  ///   - holders: Process ids by socket inode, from the descriptors of every process.
  public init(namespaces: [NetworkNamespace], holders: [UInt64: [Int]]) {
    self.namespaces = namespaces
    self.holders = holders
  }

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      var run = SocketRun(book, holders: holders)
      defer { run.sumUp() }
      for namespace in namespaces { try run.collect(namespace) }
    }
  }
}
