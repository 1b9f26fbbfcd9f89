public import AWSSigning

/// Gives what requests are signed with; asked before every attempt.
public protocol CredentialsProvider: Sendable {
  /// - Throws: `AWSError` `.credentials` with what was tried, or the error of the service that was asked.
  func credentials() async throws -> Credentials
  /// The service refused these as ended.
  ///
  /// - Returns: Whether asking again may give others.
  func discard(_ credentials: Credentials) async -> Bool
}

extension CredentialsProvider {
  /// Nothing can be renewed.
  public func discard(_ credentials: Credentials) async -> Bool { false }
}

/// Always the same credentials.
public struct StaticCredentials: CredentialsProvider {
  private let value: Credentials

  /// Always these.
  public init(_ credentials: Credentials) { value = credentials }

  /// The ones given at first.
  public func credentials() async throws -> Credentials { value }
}

/// Keeps credentials until shortly before they end, and fetches new ones once for all who wait.
public actor CachedCredentials: CredentialsProvider {
  private let clock: any AWSClock
  private let fetch: @Sendable () async throws -> Credentials
  private var held: Credentials?
  private var fetching: Task<Credentials, any Error>?

  /// Fetched anew when less than this is left; if that fails, the old ones are used to their end.
  private static let advisorySeconds = 300.0
  /// With less than this left the old ones are not used any more.
  private static let mandatorySeconds = 30.0

  /// - Parameter fetch: Gets credentials from where they come from.
  public init(clock: any AWSClock, fetch: @escaping @Sendable () async throws -> Credentials) {
    self.clock = clock
    self.fetch = fetch
  }

  /// Held ones, or new ones.
  public func credentials() async throws -> Credentials {
    let left = secondsLeft(held)
    if let held, left > Self.advisorySeconds { return held }
    do {
      return try await fetched()
    } catch {
      if let held, left > Self.mandatorySeconds { return held }
      throw error
    }
  }

  /// Forgets them, unless others took their place already.
  public func discard(_ credentials: Credentials) async -> Bool {
    if held == credentials { held = nil }
    return true
  }

  private func secondsLeft(_ credentials: Credentials?) -> Double {
    guard let credentials else { return -Double.infinity }
    return credentials.expiration.map { $0.epoch - clock.now().epoch } ?? .infinity
  }

  private func fetched() async throws -> Credentials {
    if let fetching { return try await fetching.value }
    // A task of its own: one caller who is cancelled does not fail the others.
    let fetch = self.fetch
    let task = Task { try await fetch() }
    fetching = task
    defer { fetching = nil }
    let fresh = try await task.value
    held = fresh
    return fresh
  }
}
