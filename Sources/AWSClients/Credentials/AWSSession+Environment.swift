internal import AWSSigning

extension AWSSession {
  /// A session from the environment and the shared files, as AWS's own tools would make it.
  ///
  /// - Parameters:
  ///   - profile: If given, only this profile counts for credentials.
  ///   - region: If not given: AWS_REGION, AWS_DEFAULT_REGION, the profile's.
  /// - Throws: `AWSError` `.credentials` or `.badInput` that says what is missing. Nothing is fetched yet.
  public init(
    environment: AWSEnvironment, profile: String? = nil, region: String? = nil, transport: any Transport,
    clock: any AWSClock = SystemAWSClock(), retry: RetryPolicy = RetryPolicy()
  ) throws {
    let config = try SharedConfig(environment)
    let name = profile ?? environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] ?? "default"
    let settings = config.profiles[name] ?? [:]
    let found = region ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? settings["region"]
    guard let found else {
      throw AWSError(.badInput, "no region: give one, or set AWS_REGION, or region in profile \(name)")
    }
    self.init(
      region: found, credentials: NoCredentials(), transport: transport, clock: clock, retry: retry,
      endpoints: try EndpointTable(environment, profile: settings, services: config.services))
    let chain = CredentialChain(environment: environment, config: config, session: self)
    let source = try chain.source(profile: profile)
    credentials = source.provider
    actor = source.origin
  }
}

/// For calls that are not signed.
struct NoCredentials: CredentialsProvider {
  func credentials() async throws -> Credentials { throw AWSError(.credentials, "there are no credentials") }
}

extension EndpointTable {
  /// The environment's variables over the profile's settings.
  init(_ environment: AWSEnvironment, profile: [String: String], services: [String: [String: String]]) throws {
    func isOn(_ variable: String, _ setting: String) -> Bool {
      (environment[variable] ?? profile[setting])?.lowercased() == "true"
    }
    func endpoint(_ text: String, _ place: String) throws -> Endpoint {
      guard let endpoint = Endpoint(url: text) else {
        throw AWSError(.badInput, "\(place) is no http address: \(text)")
      }
      return endpoint
    }
    self.init(
      usesFIPS: isOn("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
      usesDualStack: isOn("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"))
    usesPathStyle = profile["s3.addressing_style"] == "path"
    guard !isOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") else { return }
    if let text = profile["endpoint_url"] { override = try endpoint(text, "endpoint_url") }
    for (key, text) in profile["services"].flatMap({ services[$0] }) ?? [:] where key.hasSuffix(".endpoint_url") {
      overrides[Self.key(String(key.dropLast(13)))] = try endpoint(text, key)
    }
    if let text = environment["AWS_ENDPOINT_URL"] {
      override = try endpoint(text, "AWS_ENDPOINT_URL")
      // A variable for all is nearer than a file's setting for one.
      overrides = [:]
    }
    for (name, text) in environment.variables where name.hasPrefix("AWS_ENDPOINT_URL_") && !text.isEmpty {
      overrides[String(name.dropFirst(17))] = try endpoint(text, name)
    }
  }
}
