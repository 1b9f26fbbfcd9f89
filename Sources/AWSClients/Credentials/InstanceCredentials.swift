internal import AWSSigning

/// Credentials of the instance's role from its metadata service, version 2 only: version 1 can be reached through any
/// proxy that the instance runs.
struct InstanceCredentials: Sendable {
  private let endpoint: Endpoint
  private let session: AWSSession

  /// - Returns: `nil` if AWS_EC2_METADATA_DISABLED says so, or the address given is none.
  init?(_ environment: AWSEnvironment, session: AWSSession) {
    guard !environment.isTrue("AWS_EC2_METADATA_DISABLED") else { return nil }
    let isIPv6 = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]?.lowercased() == "ipv6"
    let usual = isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    guard let endpoint = Endpoint(url: environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? usual) else { return nil }
    self.endpoint = endpoint
    self.session = session
  }

  func fetch() async throws -> Credentials {
    let token = try await ask("PUT", "/latest/api/token", NamedValue("X-aws-ec2-metadata-token-ttl-seconds", "300"))
    let header = NamedValue("X-aws-ec2-metadata-token", String(decoding: token, as: UTF8.self))
    let folder = "/latest/meta-data/iam/security-credentials/"
    let names = String(decoding: try await ask("GET", folder, header), as: UTF8.self)
    guard let role = names.split(whereSeparator: \.isNewline).first else {
      throw AWSError(.credentials, "the instance has no role")
    }
    let document = try await ask("GET", folder + PercentEncoding.encode(role), header)
    return try CredentialsDocument.read(document, source: "the instance's role")
  }

  private func ask(_ method: String, _ path: String, _ header: NamedValue) async throws -> [UInt8] {
    let request = HTTPRequest(
      method: method, endpoint: endpoint, path: endpoint.pathPrefix + path, headers: [header], timeoutSeconds: 2)
    return try await LocalRequest(session: session, source: "the instance's role").send(request)
  }
}
