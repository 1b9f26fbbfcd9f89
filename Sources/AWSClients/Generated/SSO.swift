// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

/// The operations of AWS Single Sign-On that Needletail calls.
public struct SSO: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls GetRoleCredentials.
  public func getRoleCredentials(_ input: GetRoleCredentialsInput) async throws -> GetRoleCredentialsOutput {
    return try await session.call(SSO.model, "GetRoleCredentials", input)
  }
}

extension SSO {
  public struct GetRoleCredentialsInput: AWSShape, CustomReflectable {
    public var roleName: String?
    public var accountId: String?
    public var accessToken: String?
    public init() {}
    public init(roleName: String? = nil, accountId: String? = nil, accessToken: String? = nil) {
      self.roleName = roleName; self.accountId = accountId; self.accessToken = accessToken
    }
    public mutating func visit(_ c: MemberCoder) { c(&roleName); c(&accountId); c(&accessToken) }
    public static var shape: StructureModel { SSO.model["GetRoleCredentialsInput"] }
    public var customMirror: Mirror { mirror(hiding: ["accessToken"]) }
  }
  public struct GetRoleCredentialsOutput: AWSShape {
    public var roleCredentials: RoleCredentials?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&roleCredentials) }
    public static var shape: StructureModel { SSO.model["GetRoleCredentialsOutput"] }
  }
  public struct RoleCredentials: AWSShape, CustomReflectable {
    public var accessKeyId: String?
    public var secretAccessKey: String?
    public var sessionToken: String?
    public var expiration: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&accessKeyId); c(&secretAccessKey); c(&sessionToken); c(&expiration) }
    public static var shape: StructureModel { SSO.model["RoleCredentials"] }
    public var customMirror: Mirror { mirror(hiding: ["secretAccessKey", "sessionToken"]) }
  }
}

extension SSO {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [GetRoleCredentialsInput.self, GetRoleCredentialsOutput.self, RoleCredentials.self]
  static let table = #"""
    $id=SSO|protocol=rest-json|version=2019-06-10|prefix=portal.sso|signing=awsssoportal|json=1.1
    !GetRoleCredentials GET /federation/credentials GetRoleCredentialsInput GetRoleCredentialsOutput unsigned
    GetRoleCredentialsInput roleName:s:n=role_name:l=q:r accountId:s:n=account_id:l=q:r accessToken:s:n=x-amz-sso_bearer_token:l=h:r
    GetRoleCredentialsOutput roleCredentials:@RoleCredentials
    RoleCredentials accessKeyId:s secretAccessKey:s sessionToken:s expiration:i
    """#
}
