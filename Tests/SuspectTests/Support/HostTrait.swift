import HostKit
import Testing

/// Boots a host before a suite and ends it after, however the suite ends.
struct HostTrait: SuiteTrait, TestScoping {
  @TaskLocal static var current: TestHost?
  let variant: String

  func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void)
    async throws
  {
    guard Needs.testHosts else { return try await function() }
    try await TestHost.with(variant) { host in try await Self.$current.withValue(host) { try await function() } }
  }
}

extension Trait where Self == HostTrait {
  /// A host of that variant for the suite: `HostTrait.current`.
  static func host(_ variant: String) -> Self { HostTrait(variant: variant) }
}
