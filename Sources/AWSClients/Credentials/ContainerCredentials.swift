internal import AWSSigning

/// Credentials from the agent of ECS, EKS or Greengrass beside the container.
struct ContainerCredentials: Sendable {
  private let endpoint: Endpoint
  private let path: String
  private let query: String
  private let environment: AWSEnvironment
  private let session: AWSSession

  /// - Returns: `nil` if the environment names none.
  /// - Throws: `AWSError` `.credentials` if the address could be somebody else's: a token must not go there in clear.
  init?(_ environment: AWSEnvironment, session: AWSSession) throws {
    self.environment = environment
    self.session = session
    let text: String
    if let relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
      text = "http://169.254.170.2\(relative)"
    } else if let full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
      text = full
    } else {
      return nil
    }
    let parts = text.split(separator: "?", maxSplits: 1)
    guard let whole = Endpoint(url: String(parts[0])), text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw AWSError(.credentials, "the container's credentials have no usable address")
    }
    guard whole.scheme == "https" || Self.isLocal(whole.host) else {
      throw AWSError(.credentials, "the container's credentials are at \(whole.host), which is neither local nor https")
    }
    endpoint = Endpoint(scheme: whole.scheme, host: whole.host, port: whole.port)
    path = whole.pathPrefix.isEmpty ? "/" : whole.pathPrefix
    query = parts.count > 1 ? String(parts[1]) : ""
  }

  private static func isLocal(_ host: String) -> Bool {
    let octets = host.split(separator: ".").compactMap { UInt8($0) }
    if octets.count == 4, host.split(separator: ".").count == 4 {
      return octets[0] == 127 || octets == [169, 254, 170, 2] || octets == [169, 254, 170, 23]
    }
    return ["localhost", "[::1]", "[fd00:ec2::23]"].contains(host)
  }

  func fetch() async throws -> Credentials {
    var headers = [NamedValue("Accept", "application/json")]
    if let token = try token() { headers.append(NamedValue("Authorization", token)) }
    let request = HTTPRequest(
      method: "GET", endpoint: endpoint, path: path, query: query, headers: headers, timeoutSeconds: 5)
    let answer = try await LocalRequest(session: session, source: "the container's credentials").send(request)
    return try CredentialsDocument.read(answer, source: "the container's credentials")
  }

  private func token() throws -> String? {
    var token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
    if let file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
      guard let text = try environment.text(file) else { throw AWSError(.credentials, "no token file \(file)") }
      token = text.trimmed
    }
    guard token?.utf8.allSatisfy({ $0 > 31 && $0 < 127 }) ?? true else {
      throw AWSError(.credentials, "the container's token has a line break")
    }
    return token
  }
}
