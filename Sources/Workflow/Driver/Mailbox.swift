/// Where those who work put what came of it, for one who waits.
actor Mailbox<Item: Sendable> {
  private var items: [Item] = []
  private var waiter: CheckedContinuation<Void, Never>?

  func put(_ item: Item) {
    items.append(item)
    waiter?.resume()
    waiter = nil
  }

  /// Everything that is there, at least one. Does not end on cancellation: those who work always answer.
  func take() async -> [Item] {
    if items.isEmpty { await withCheckedContinuation { waiter = $0 } }
    defer { items = [] }
    return items
  }
}
