public import Workflow

/// How a test gets at a kind of store.
public struct StoreMaker: Sendable {
  /// An empty store.
  public var make: @Sendable () async throws -> any JournalStore
  /// Another handle on the same data, as another process would have it.
  public var again: @Sendable (any JournalStore) async throws -> any JournalStore
  /// Whether it holds more than one case.
  public var holdsManyCases: Bool

  /// A maker.
  public init(
    holdsManyCases: Bool = true, make: @escaping @Sendable () async throws -> any JournalStore,
    again: @escaping @Sendable (any JournalStore) async throws -> any JournalStore
  ) {
    self.holdsManyCases = holdsManyCases
    self.make = make
    self.again = again
  }
}

/// One claim that every `JournalStore` has to meet. Use: `@Test(arguments: StoreContract.all)`.
public struct StoreContract: Sendable, CustomStringConvertible {
  /// The claim.
  public let claim: String
  private let body: @Sendable (StoreMaker) async throws -> Void

  init(_ claim: String, _ body: @escaping @Sendable (StoreMaker) async throws -> Void) {
    self.claim = claim
    self.body = body
  }

  /// - Throws: `TrialError` that says what was expected and found.
  public func check(_ maker: StoreMaker) async throws {
    do { try await body(maker) } catch { throw TrialError("\(claim): \(error)") }
  }

  /// For the test's name.
  public var description: String { claim }

  /// Every claim.
  public static let all = cases + leases + journals + requests
}
