/// What a request is signed with. Printing it shows no secret.
public struct Credentials: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
  /// The public half: it stands in every request.
  public var accessKeyID: String
  /// The secret half: it never leaves the process.
  public var secretAccessKey: String
  /// Goes with temporary credentials; a secret too.
  public var sessionToken: String?
  /// When they end; `nil` for keys that do not end by themselves.
  public var expiration: AWSInstant?
  /// The account that they belong to, if the giver said so.
  public var accountID: String?

  /// - Parameters:
  ///   - expiration: When they end, if they do.
  ///   - accountID: Twelve digits, if known.
  public init(
    accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: AWSInstant? = nil,
    accountID: String? = nil
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.expiration = expiration
    self.accountID = accountID
  }

  public var description: String { "credentials \(accessKeyID)" }
  public var debugDescription: String { description }
}

extension Credentials: CustomReflectable {
  /// Only the key id: `dump` and string interpolation of an enclosing value show no secret either.
  public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
