internal import AWSSigning

/// Finds what to sign with, in the order of AWS's own tools: the environment's keys, a web identity, a profile, the
/// container's credentials, the instance's.
///
/// With a profile asked for by name only that profile counts. Nothing is fetched before the first call.
struct CredentialChain {
  let environment: AWSEnvironment
  let config: SharedConfig
  /// For calls to STS and SSO; its own credentials are not used.
  let session: AWSSession

  /// Credentials and, for messages, where they come from.
  struct Source {
    var provider: any CredentialsProvider
    var origin: String
  }

  /// - Throws: `AWSError` `.credentials` that names what was looked for and why it does not do.
  func source(profile asked: String?) throws -> Source {
    if let asked { return try profile(asked, seen: []) }
    if let found = try environmentKeys() { return found }
    if let named = environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] {
      return try profile(named, seen: [])
    }
    if let found = webIdentity() { return found }
    if let settings = config.profiles["default"], Self.hasCredentials(settings) {
      return try profile("default", seen: [])
    }
    if let found = try container() { return found }
    if let found = instance() { return found }
    throw AWSError(
      .credentials,
      "no credentials: none in the environment, no profile, no container, and the instance's are switched off")
  }

  private func environmentKeys() throws -> Source? {
    let key = environment["AWS_ACCESS_KEY_ID"]
    let secret = environment["AWS_SECRET_ACCESS_KEY"]
    guard key != nil || secret != nil else { return nil }
    guard let key, let secret else {
      throw AWSError(.credentials, "only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set")
    }
    let credentials = Credentials(
      accessKeyID: key, secretAccessKey: secret, sessionToken: environment["AWS_SESSION_TOKEN"])
    return Source(provider: StaticCredentials(credentials), origin: "the environment")
  }

  private func webIdentity() -> Source? {
    guard let file = environment["AWS_WEB_IDENTITY_TOKEN_FILE"], let role = environment["AWS_ROLE_ARN"] else {
      return nil
    }
    let name = environment["AWS_ROLE_SESSION_NAME"] ?? "needletail"
    return webIdentity(role: role, name: name, file: file)
  }

  func webIdentity(role: String, name: String, file: String) -> Source {
    let environment = self.environment
    let provider = CachedCredentials.webIdentity(roleARN: role, sessionName: name, through: session) {
      guard let token = try environment.text(file) else { throw AWSError(.credentials, "no token file \(file)") }
      return token.trimmed
    }
    return Source(provider: provider, origin: "the web identity in \(file)")
  }

  func container() throws -> Source? {
    guard let provider = try ContainerCredentials(environment, session: session) else { return nil }
    return Source(provider: cached(provider.fetch), origin: "the container's credentials")
  }

  func instance() -> Source? {
    guard let provider = InstanceCredentials(environment, session: session) else { return nil }
    return Source(provider: cached(provider.fetch), origin: "the instance's role")
  }

  func cached(_ fetch: @escaping @Sendable () async throws -> Credentials) -> CachedCredentials {
    CachedCredentials(clock: session.clock, fetch: fetch)
  }

  private static func hasCredentials(_ settings: [String: String]) -> Bool {
    ["aws_access_key_id", "role_arn", "sso_session", "sso_start_url", "credential_process"].contains {
      settings[$0] != nil
    }
  }
}
