internal import AWSSigning
internal import JSONText

/// Credentials of a role through IAM Identity Center, with the token that `aws sso login` left behind.
///
/// The cache's file names are digests of the start URL or the session's name; instead of computing them, all files are
/// looked at and the one for this start URL that ends last is taken. Tokens are not renewed here: that is the login's.
struct SSOCredentials: Sendable {
  let profile: String
  let startURL: String
  let account: String
  let role: String
  let environment: AWSEnvironment
  let session: AWSSession

  func fetch() async throws -> Credentials {
    let input = SSO.GetRoleCredentialsInput(roleName: role, accountId: account, accessToken: try token())
    do {
      let output = try await SSO(session).getRoleCredentials(input)
      guard let found = output.roleCredentials, let key = found.accessKeyId, let secret = found.secretAccessKey else {
        throw AWSError(.credentials, "the answer of SSO holds no credentials")
      }
      let end = found.expiration.flatMap { AWSInstant(epoch: Double($0) / 1_000) }
      return Credentials(
        accessKeyID: key, secretAccessKey: secret, sessionToken: found.sessionToken, expiration: end,
        accountID: account)
    } catch let error as AWSError where error.status == 401 {
      throw loginNeeded("is not accepted any more")
    }
  }

  private func token() throws -> String {
    let folder = environment.expanded("~/.aws/sso/cache")
    var best: (token: String, end: AWSInstant)?
    for name in environment.listDirectory(folder).sorted() where name.hasSuffix(".json") {
      guard let bytes = try environment.readFile("\(folder)/\(name)"),
        let tree = try? JSONReader.parse(bytes, limits: JSONLimits(length: 1 << 16, depth: 8)),
        tree["startUrl"]?.string == startURL, let token = tree["accessToken"]?.string,
        let end = tree["expiresAt"]?.string.flatMap({ AWSInstant(text: $0.replacing("UTC", with: "Z")) })
      else { continue }
      if best.map({ end > $0.end }) ?? true { best = (token, end) }
    }
    guard let best else { throw loginNeeded("is not there") }
    guard best.end > session.clock.now() else { throw loginNeeded("ended at \(best.end)") }
    return best.token
  }

  private func loginNeeded(_ what: String) -> AWSError {
    AWSError(.credentials, "the SSO token of profile \(profile) \(what): run `aws sso login --profile \(profile)`")
  }
}
