// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of AWS Identity and Access Management that Needletail calls.
public struct IAM: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls GetInstanceProfile.
  public func getInstanceProfile(_ input: GetInstanceProfileInput) async throws -> GetInstanceProfileOutput {
    return try await session.call(IAM.model, "GetInstanceProfile", input)
  }
  /// Calls ListAttachedRolePolicies.
  public func listAttachedRolePolicies(_ input: ListAttachedRolePoliciesInput) async throws -> ListAttachedRolePoliciesOutput {
    return try await session.call(IAM.model, "ListAttachedRolePolicies", input)
  }
  /// Calls GetRole.
  public func getRole(_ input: GetRoleInput) async throws -> GetRoleOutput {
    return try await session.call(IAM.model, "GetRole", input)
  }
  /// Calls ListRoles.
  public func listRoles(_ input: ListRolesInput = .init()) async throws -> ListRolesOutput {
    return try await session.call(IAM.model, "ListRoles", input)
  }
}

extension IAM {
  /// Every page of ListAttachedRolePolicies.
  public func listAttachedRolePoliciesPages(_ input: ListAttachedRolePoliciesInput = .init()) -> AWSPages<ListAttachedRolePoliciesInput, ListAttachedRolePoliciesOutput> {
    AWSPages(input, { try await listAttachedRolePolicies($0) }) { input, output in
      input.marker = output.marker
      return output.isTruncated == true ? [output.marker] : []
    }
  }
  /// Every page of ListRoles.
  public func listRolesPages(_ input: ListRolesInput = .init()) -> AWSPages<ListRolesInput, ListRolesOutput> {
    AWSPages(input, { try await listRoles($0) }) { input, output in
      input.marker = output.marker
      return output.isTruncated == true ? [output.marker] : []
    }
  }
  /// Asks GetInstanceProfile once: is the state InstanceProfileExists reached?
  public func instanceProfileExists(_ input: GetInstanceProfileInput) async throws -> WaiterState<GetInstanceProfileOutput> {
    try await AWSWaiter(IAM.model, "InstanceProfileExists", "success status - 200|retry status - 404", every: 1, atMost: 40).check { try await getInstanceProfile(input) }
  }
  /// Asks GetInstanceProfile every 1 s, at most 40 times, for InstanceProfileExists.
  public func waitUntilInstanceProfileExists(_ input: GetInstanceProfileInput) async throws -> GetInstanceProfileOutput? {
    try await AWSWaiter(IAM.model, "InstanceProfileExists", "success status - 200|retry status - 404", every: 1, atMost: 40).wait(session) { try await getInstanceProfile(input) }
  }
  /// Asks GetRole once: is the state RoleExists reached?
  public func roleExists(_ input: GetRoleInput) async throws -> WaiterState<GetRoleOutput> {
    try await AWSWaiter(IAM.model, "RoleExists", "success status - 200|retry error - NoSuchEntity", every: 1, atMost: 20).check { try await getRole(input) }
  }
  /// Asks GetRole every 1 s, at most 20 times, for RoleExists.
  public func waitUntilRoleExists(_ input: GetRoleInput) async throws -> GetRoleOutput? {
    try await AWSWaiter(IAM.model, "RoleExists", "success status - 200|retry error - NoSuchEntity", every: 1, atMost: 20).wait(session) { try await getRole(input) }
  }
}

extension IAM {
  public struct AttachedPermissionsBoundary: AWSShape {
    public var permissionsBoundaryType: String?
    public var permissionsBoundaryArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&permissionsBoundaryType); c(&permissionsBoundaryArn) }
    public static var shape: StructureModel { IAM.model["AttachedPermissionsBoundary"] }
  }
  public struct AttachedPolicy: AWSShape {
    public var policyName: String?
    public var policyArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&policyName); c(&policyArn) }
    public static var shape: StructureModel { IAM.model["AttachedPolicy"] }
  }
  public struct GetInstanceProfileInput: AWSShape {
    public var instanceProfileName: String?
    public init() {}
    public init(instanceProfileName: String? = nil) {
      self.instanceProfileName = instanceProfileName
    }
    public mutating func visit(_ c: MemberCoder) { c(&instanceProfileName) }
    public static var shape: StructureModel { IAM.model["GetInstanceProfileInput"] }
  }
  public struct GetInstanceProfileOutput: AWSShape {
    public var instanceProfile: InstanceProfile?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&instanceProfile) }
    public static var shape: StructureModel { IAM.model["GetInstanceProfileOutput"] }
  }
  public struct GetRoleInput: AWSShape {
    public var roleName: String?
    public init() {}
    public init(roleName: String? = nil) {
      self.roleName = roleName
    }
    public mutating func visit(_ c: MemberCoder) { c(&roleName) }
    public static var shape: StructureModel { IAM.model["GetRoleInput"] }
  }
  public struct GetRoleOutput: AWSShape {
    public var role: Role?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&role) }
    public static var shape: StructureModel { IAM.model["GetRoleOutput"] }
  }
  public struct InstanceProfile: AWSShape {
    public var path: String?
    public var instanceProfileName: String?
    public var instanceProfileId: String?
    public var arn: String?
    public var createDate: AWSInstant?
    public var roles: [Role]?
    public var tags: [Tag]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&path); c(&instanceProfileName); c(&instanceProfileId); c(&arn); c(&createDate); c(&roles); c(&tags) }
    public static var shape: StructureModel { IAM.model["InstanceProfile"] }
  }
  public struct ListAttachedRolePoliciesInput: AWSShape {
    public var roleName: String?
    public var pathPrefix: String?
    public var marker: String?
    public var maxItems: Int?
    public init() {}
    public init(roleName: String? = nil, pathPrefix: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
      self.roleName = roleName; self.pathPrefix = pathPrefix; self.marker = marker; self.maxItems = maxItems
    }
    public mutating func visit(_ c: MemberCoder) { c(&roleName); c(&pathPrefix); c(&marker); c(&maxItems) }
    public static var shape: StructureModel { IAM.model["ListAttachedRolePoliciesInput"] }
  }
  public struct ListAttachedRolePoliciesOutput: AWSShape {
    public var attachedPolicies: [AttachedPolicy]?
    public var isTruncated: Bool?
    public var marker: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&attachedPolicies); c(&isTruncated); c(&marker) }
    public static var shape: StructureModel { IAM.model["ListAttachedRolePoliciesOutput"] }
  }
  public struct ListRolesInput: AWSShape {
    public var pathPrefix: String?
    public var marker: String?
    public var maxItems: Int?
    public init() {}
    public init(pathPrefix: String? = nil, marker: String? = nil, maxItems: Int? = nil) {
      self.pathPrefix = pathPrefix; self.marker = marker; self.maxItems = maxItems
    }
    public mutating func visit(_ c: MemberCoder) { c(&pathPrefix); c(&marker); c(&maxItems) }
    public static var shape: StructureModel { IAM.model["ListRolesInput"] }
  }
  public struct ListRolesOutput: AWSShape {
    public var roles: [Role]?
    public var isTruncated: Bool?
    public var marker: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&roles); c(&isTruncated); c(&marker) }
    public static var shape: StructureModel { IAM.model["ListRolesOutput"] }
  }
  public struct Role: AWSShape {
    public var path: String?
    public var roleName: String?
    public var roleId: String?
    public var arn: String?
    public var createDate: AWSInstant?
    public var assumeRolePolicyDocument: String?
    public var description: String?
    public var maxSessionDuration: Int?
    public var permissionsBoundary: AttachedPermissionsBoundary?
    public var tags: [Tag]?
    public var roleLastUsed: RoleLastUsed?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&path); c(&roleName); c(&roleId); c(&arn); c(&createDate); c(&assumeRolePolicyDocument); c(&description); c(&maxSessionDuration); c(&permissionsBoundary); c(&tags); c(&roleLastUsed) }
    public static var shape: StructureModel { IAM.model["Role"] }
  }
  public struct RoleLastUsed: AWSShape {
    public var lastUsedDate: AWSInstant?
    public var region: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&lastUsedDate); c(&region) }
    public static var shape: StructureModel { IAM.model["RoleLastUsed"] }
  }
  public struct Tag: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { IAM.model["Tag"] }
  }
}

extension IAM {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [AttachedPermissionsBoundary.self, AttachedPolicy.self, GetInstanceProfileInput.self, GetInstanceProfileOutput.self, GetRoleInput.self, GetRoleOutput.self, InstanceProfile.self, ListAttachedRolePoliciesInput.self, ListAttachedRolePoliciesOutput.self, ListRolesInput.self, ListRolesOutput.self, Role.self, RoleLastUsed.self, Tag.self]
  static let table = #"""
    $id=IAM|protocol=query|version=2010-05-08|prefix=iam|signing=iam
    !GetInstanceProfile POST / GetInstanceProfileInput GetInstanceProfileOutput wrap=GetInstanceProfileResult
    !ListAttachedRolePolicies POST / ListAttachedRolePoliciesInput ListAttachedRolePoliciesOutput wrap=ListAttachedRolePoliciesResult
    !GetRole POST / GetRoleInput GetRoleOutput wrap=GetRoleResult
    !ListRoles POST / ListRolesInput ListRolesOutput wrap=ListRolesResult
    AttachedPermissionsBoundary PermissionsBoundaryType:s PermissionsBoundaryArn:s
    AttachedPolicy PolicyName:s PolicyArn:s
    GetInstanceProfileInput InstanceProfileName:s:r
    GetInstanceProfileOutput InstanceProfile:@InstanceProfile
    GetRoleInput RoleName:s:r
    GetRoleOutput Role:@Role
    InstanceProfile Path:s InstanceProfileName:s InstanceProfileId:s Arn:s CreateDate:t Roles:[;@Role Tags:[;@Tag
    ListAttachedRolePoliciesInput RoleName:s:r PathPrefix:s Marker:s MaxItems:i
    ListAttachedRolePoliciesOutput AttachedPolicies:[;@AttachedPolicy IsTruncated:b Marker:s
    ListRolesInput PathPrefix:s Marker:s MaxItems:i
    ListRolesOutput Roles:[;@Role IsTruncated:b Marker:s
    Role Path:s RoleName:s RoleId:s Arn:s CreateDate:t AssumeRolePolicyDocument:s Description:s MaxSessionDuration:i PermissionsBoundary:@AttachedPermissionsBoundary Tags:[;@Tag RoleLastUsed:@RoleLastUsed
    RoleLastUsed LastUsedDate:t Region:s
    Tag Key:s Value:s
    """#
}
