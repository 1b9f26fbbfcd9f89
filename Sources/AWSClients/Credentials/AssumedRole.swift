internal import AWSSigning

/// A role and how it is assumed.
public struct AssumedRole: Sendable, Hashable {
  /// `arn:aws:iam::111122223333:role/name`.
  public var roleARN: String
  /// Stands in CloudTrail; 2 to 64 of `A-Z a-z 0-9 + = , . @ _ -`.
  public var sessionName: String
  /// What the role's owner wants to hear.
  public var externalID: String?
  /// Stays with the session through further roles, and stands in CloudTrail.
  public var sourceIdentity: String?
  /// Session tags.
  public var tags: [String: String]
  /// Narrows the session: a policy document in JSON.
  public var policy: String?
  /// 900 to 43,200; at most 3,600 when one role assumes another.
  public var durationSeconds: Int?

  /// - Parameters:
  ///   - tags: Session tags.
  ///   - policy: Narrows the session.
  ///   - durationSeconds: 900 to 43,200.
  public init(
    roleARN: String, sessionName: String, externalID: String? = nil, sourceIdentity: String? = nil,
    tags: [String: String] = [:], policy: String? = nil, durationSeconds: Int? = nil
  ) {
    self.roleARN = roleARN
    self.sessionName = sessionName
    self.externalID = externalID
    self.sourceIdentity = sourceIdentity
    self.tags = tags
    self.policy = policy
    self.durationSeconds = durationSeconds
  }
}

extension CachedCredentials {
  /// Credentials of a role, from STS in the session's region, renewed before they end.
  public static func role(_ role: AssumedRole, through session: AWSSession) -> CachedCredentials {
    CachedCredentials(clock: session.clock) {
      var input = STS.AssumeRoleInput(roleArn: role.roleARN, roleSessionName: role.sessionName)
      input.externalId = role.externalID
      input.sourceIdentity = role.sourceIdentity
      input.policy = role.policy
      input.durationSeconds = role.durationSeconds
      if !role.tags.isEmpty {
        input.tags = role.tags.keys.sorted().map { STS.Tag(key: $0, value: role.tags[$0]) }
      }
      let output = try await STS(session).assumeRole(input)
      return try output.credentials.signing(accountOf: output.assumedRoleUser?.arn)
    }
  }

  /// Credentials for a token of an identity provider, which `token` reads anew each time.
  static func webIdentity(
    roleARN: String, sessionName: String, through session: AWSSession, token: @escaping @Sendable () throws -> String
  ) -> CachedCredentials {
    CachedCredentials(clock: session.clock) {
      let input = STS.AssumeRoleWithWebIdentityInput(
        roleArn: roleARN, roleSessionName: sessionName, webIdentityToken: try token())
      let output = try await STS(session).assumeRoleWithWebIdentity(input)
      return try output.credentials.signing(accountOf: output.assumedRoleUser?.arn)
    }
  }
}

extension STS.Credentials? {
  fileprivate func signing(accountOf arn: String?) throws -> Credentials {
    guard let self, let key = self.accessKeyId, let secret = self.secretAccessKey else {
      throw AWSError(.badResponse, "the answer to assuming a role holds no credentials")
    }
    let parts = (arn ?? "").split(separator: ":", omittingEmptySubsequences: false)
    return Credentials(
      accessKeyID: key, secretAccessKey: secret, sessionToken: self.sessionToken, expiration: self.expiration,
      accountID: parts.count > 4 ? String(parts[4]) : nil)
  }
}
