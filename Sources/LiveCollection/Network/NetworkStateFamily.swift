/// Neighbours, routes, links, addresses, packet filters, tracked connections, traffic control, tunnels and counters of
/// every network namespace (C017–C025).
public struct NetworkStateFamily: CollectionFamily {
  public let entries = (17...25).map { "C0\($0)" }
  private let namespaces: [NetworkNamespace]

  /// - Parameter namespaces: One process of each network namespace, the host's own first.
  public init(namespaces: [NetworkNamespace]) { self.namespaces = namespaces }

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      let run = NetworkStateRun(book)
      for (index, namespace) in namespaces.enumerated() {
        try run.collect(namespace)
        if index == 0 { run.collectOwn() }
      }
    }
  }
}
