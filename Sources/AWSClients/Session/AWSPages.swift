/// All pages of a listing, asked for one after the other as they are read.
public struct AWSPages<Input: Sendable, Output: Sendable>: AsyncSequence, Sendable {
  /// One page.
  public typealias Element = Output

  private let input: Input
  private let call: @Sendable (Input) async throws -> Output
  private let advance: @Sendable (inout Input, Output) -> [String?]

  /// - Parameters:
  ///   - input: Of the first call.
  ///   - call: One page.
  ///   - advance: Moves the tokens of an answer into the next input and gives them; none means the end.
  init(
    _ input: Input, _ call: @escaping @Sendable (Input) async throws -> Output,
    advance: @escaping @Sendable (inout Input, Output) -> [String?]
  ) {
    self.input = input
    self.call = call
    self.advance = advance
  }

  /// Begins with the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(pages: self, input: input) }

  /// One pass over the pages.
  public struct Iterator: AsyncIteratorProtocol {
    private let pages: AWSPages
    private var input: Input?
    private var last: [String?] = []

    fileprivate init(pages: AWSPages, input: Input) {
      self.pages = pages
      self.input = input
    }

    /// - Throws: What the call throws; `AWSError` `.badResponse` if a service gives the same token twice.
    public mutating func next() async throws -> Output? {
      guard var input else { return nil }
      let output = try await pages.call(input)
      let tokens = pages.advance(&input, output)
      if tokens.allSatisfy({ $0 == nil || $0 == "" }) {
        self.input = nil
      } else {
        guard tokens != last else { throw AWSError(.badResponse, "the service gave the same page token twice") }
        last = tokens
        self.input = input
      }
      return output
    }
  }
}
