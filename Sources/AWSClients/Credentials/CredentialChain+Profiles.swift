internal import AWSSigning
internal import JSONText

extension CredentialChain {
  /// Longest chain of `source_profile`.
  private static let maxDepth = 8

  func profile(_ name: String, seen: [String]) throws -> Source {
    guard let settings = config.profiles[name] else { throw AWSError(.credentials, "no such profile: \(name)") }
    guard !seen.contains(name), seen.count < Self.maxDepth else {
      throw AWSError(.credentials, "source_profile goes round: \((seen + [name]).joined(separator: ", "))")
    }
    if let role = settings["role_arn"] { return try roleProfile(name, role, settings, seen: seen + [name]) }
    if settings["sso_session"] != nil || settings["sso_start_url"] != nil { return try ssoProfile(name, settings) }
    if let found = try keys(name, settings) { return found }
    if let line = settings["credential_process"] { return try process(name, line) }
    throw AWSError(.credentials, "profile \(name) holds no credentials")
  }

  private func keys(_ name: String, _ settings: [String: String]) throws -> Source? {
    let key = settings["aws_access_key_id"]
    let secret = settings["aws_secret_access_key"]
    guard key != nil || secret != nil else { return nil }
    guard let key, let secret else {
      throw AWSError(.credentials, "profile \(name) holds only one of the two halves of a key")
    }
    let credentials = Credentials(
      accessKeyID: key, secretAccessKey: secret, sessionToken: settings["aws_session_token"])
    return Source(provider: StaticCredentials(credentials), origin: "profile \(name)")
  }

  private func roleProfile(
    _ name: String, _ role: String, _ settings: [String: String], seen: [String]
  ) throws -> Source {
    if settings["mfa_serial"] != nil {
      throw AWSError(
        .credentials,
        "profile \(name) wants a code of a device (mfa_serial), which nobody can type during a response: "
          + "get a session first and hand it over in the environment, or use a profile with SSO")
    }
    let sessionName = settings["role_session_name"] ?? environment["AWS_ROLE_SESSION_NAME"] ?? "needletail"
    if let file = settings["web_identity_token_file"] { return webIdentity(role: role, name: sessionName, file: file) }
    let base = try roleSource(name, settings, seen: seen)
    let assumed = AssumedRole(
      roleARN: role, sessionName: sessionName, externalID: settings["external_id"],
      durationSeconds: settings["duration_seconds"].flatMap { Int($0) })
    let through = session.acting(with: base.provider, actor: base.origin)
    return Source(provider: CachedCredentials.role(assumed, through: through), origin: "\(role) (profile \(name))")
  }

  private func roleSource(_ name: String, _ settings: [String: String], seen: [String]) throws -> Source {
    if let source = settings["source_profile"] {
      // A profile may name itself when it also holds the keys that assume the role.
      if source == name, let found = try keys(name, settings) { return found }
      return try profile(source, seen: seen)
    }
    switch settings["credential_source"] {
    case "Environment":
      guard let key = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
        throw AWSError(.credentials, "profile \(name) takes its keys from the environment, which has none")
      }
      let token = environment["AWS_SESSION_TOKEN"]
      let credentials = Credentials(accessKeyID: key, secretAccessKey: secret, sessionToken: token)
      return Source(provider: StaticCredentials(credentials), origin: "the environment")
    case "Ec2InstanceMetadata":
      if let found = instance() { return found }
      throw AWSError(.credentials, "profile \(name) takes the instance's role, and AWS_EC2_METADATA_DISABLED is set")
    case "EcsContainer":
      if let found = try container() { return found }
      throw AWSError(.credentials, "profile \(name) takes the container's credentials, and there are none")
    default:
      throw AWSError(.credentials, "profile \(name) has a role and neither source_profile nor credential_source")
    }
  }

  private func ssoProfile(_ name: String, _ settings: [String: String]) throws -> Source {
    var merged = settings
    if let sessionName = settings["sso_session"] {
      guard let session = config.ssoSessions[sessionName] else {
        throw AWSError(.credentials, "profile \(name) names an sso-session that is not there: \(sessionName)")
      }
      merged.merge(session) { $1 }
    }
    guard let url = merged["sso_start_url"], let region = merged["sso_region"], let account = merged["sso_account_id"],
      let role = merged["sso_role_name"]
    else {
      throw AWSError(
        .credentials, "profile \(name) lacks sso_start_url, sso_region, sso_account_id or sso_role_name")
    }
    let sso = SSOCredentials(
      profile: name, startURL: url, account: account, role: role, environment: environment,
      session: session.inRegion(region))
    return Source(provider: cached(sso.fetch), origin: "\(role) in \(account) (profile \(name))")
  }

  private func process(_ name: String, _ line: String) throws -> Source {
    guard let run = environment.runProcess else {
      throw AWSError(
        .credentials,
        "profile \(name) gets its credentials from a program (credential_process), which is not started: "
          + "it may be any program. Hand its credentials over in the environment")
    }
    let fetch: @Sendable () async throws -> Credentials = {
      try CredentialsDocument.read(
        try await run(line), source: "credential_process of profile \(name)", secret: "SecretAccessKey",
        token: "SessionToken")
    }
    return Source(provider: cached(fetch), origin: "credential_process (profile \(name))")
  }
}
