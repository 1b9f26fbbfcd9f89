// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of AWS Security Token Service that Needletail calls.
public struct STS: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls AssumeRole.
  public func assumeRole(_ input: AssumeRoleInput) async throws -> AssumeRoleOutput {
    return try await session.call(STS.model, "AssumeRole", input)
  }
  /// Calls GetCallerIdentity.
  public func getCallerIdentity(_ input: GetCallerIdentityInput = .init()) async throws -> GetCallerIdentityOutput {
    return try await session.call(STS.model, "GetCallerIdentity", input)
  }
  /// Calls AssumeRoleWithWebIdentity.
  public func assumeRoleWithWebIdentity(_ input: AssumeRoleWithWebIdentityInput) async throws -> AssumeRoleWithWebIdentityOutput {
    return try await session.call(STS.model, "AssumeRoleWithWebIdentity", input)
  }
}

extension STS {
  public struct AssumeRoleInput: AWSShape {
    public var roleArn: String?
    public var roleSessionName: String?
    public var policyArns: [PolicyDescriptorType]?
    public var policy: String?
    public var durationSeconds: Int?
    public var tags: [Tag]?
    public var transitiveTagKeys: [String]?
    public var externalId: String?
    public var serialNumber: String?
    public var tokenCode: String?
    public var sourceIdentity: String?
    public var providedContexts: [ProvidedContext]?
    public init() {}
    public init(roleArn: String? = nil, roleSessionName: String? = nil, policyArns: [PolicyDescriptorType]? = nil, policy: String? = nil, durationSeconds: Int? = nil, tags: [Tag]? = nil, transitiveTagKeys: [String]? = nil, externalId: String? = nil, serialNumber: String? = nil, tokenCode: String? = nil, sourceIdentity: String? = nil, providedContexts: [ProvidedContext]? = nil) {
      self.roleArn = roleArn; self.roleSessionName = roleSessionName; self.policyArns = policyArns; self.policy = policy; self.durationSeconds = durationSeconds; self.tags = tags; self.transitiveTagKeys = transitiveTagKeys; self.externalId = externalId; self.serialNumber = serialNumber; self.tokenCode = tokenCode; self.sourceIdentity = sourceIdentity; self.providedContexts = providedContexts
    }
    public mutating func visit(_ c: MemberCoder) { c(&roleArn); c(&roleSessionName); c(&policyArns); c(&policy); c(&durationSeconds); c(&tags); c(&transitiveTagKeys); c(&externalId); c(&serialNumber); c(&tokenCode); c(&sourceIdentity); c(&providedContexts) }
    public static var shape: StructureModel { STS.model["AssumeRoleInput"] }
  }
  public struct AssumeRoleOutput: AWSShape {
    public var credentials: Credentials?
    public var assumedRoleUser: AssumedRoleUser?
    public var packedPolicySize: Int?
    public var sourceIdentity: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&credentials); c(&assumedRoleUser); c(&packedPolicySize); c(&sourceIdentity) }
    public static var shape: StructureModel { STS.model["AssumeRoleOutput"] }
  }
  public struct AssumeRoleWithWebIdentityInput: AWSShape, CustomReflectable {
    public var roleArn: String?
    public var roleSessionName: String?
    public var webIdentityToken: String?
    public var providerId: String?
    public var policyArns: [PolicyDescriptorType]?
    public var policy: String?
    public var durationSeconds: Int?
    public init() {}
    public init(roleArn: String? = nil, roleSessionName: String? = nil, webIdentityToken: String? = nil, providerId: String? = nil, policyArns: [PolicyDescriptorType]? = nil, policy: String? = nil, durationSeconds: Int? = nil) {
      self.roleArn = roleArn; self.roleSessionName = roleSessionName; self.webIdentityToken = webIdentityToken; self.providerId = providerId; self.policyArns = policyArns; self.policy = policy; self.durationSeconds = durationSeconds
    }
    public mutating func visit(_ c: MemberCoder) { c(&roleArn); c(&roleSessionName); c(&webIdentityToken); c(&providerId); c(&policyArns); c(&policy); c(&durationSeconds) }
    public static var shape: StructureModel { STS.model["AssumeRoleWithWebIdentityInput"] }
    public var customMirror: Mirror { mirror(hiding: ["WebIdentityToken"]) }
  }
  public struct AssumeRoleWithWebIdentityOutput: AWSShape {
    public var credentials: Credentials?
    public var subjectFromWebIdentityToken: String?
    public var assumedRoleUser: AssumedRoleUser?
    public var packedPolicySize: Int?
    public var provider: String?
    public var audience: String?
    public var sourceIdentity: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&credentials); c(&subjectFromWebIdentityToken); c(&assumedRoleUser); c(&packedPolicySize); c(&provider); c(&audience); c(&sourceIdentity) }
    public static var shape: StructureModel { STS.model["AssumeRoleWithWebIdentityOutput"] }
  }
  public struct AssumedRoleUser: AWSShape {
    public var assumedRoleId: String?
    public var arn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&assumedRoleId); c(&arn) }
    public static var shape: StructureModel { STS.model["AssumedRoleUser"] }
  }
  public struct Credentials: AWSShape, CustomReflectable {
    public var accessKeyId: String?
    public var secretAccessKey: String?
    public var sessionToken: String?
    public var expiration: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&accessKeyId); c(&secretAccessKey); c(&sessionToken); c(&expiration) }
    public static var shape: StructureModel { STS.model["Credentials"] }
    public var customMirror: Mirror { mirror(hiding: ["SecretAccessKey"]) }
  }
  public struct GetCallerIdentityInput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { STS.model["GetCallerIdentityInput"] }
  }
  public struct GetCallerIdentityOutput: AWSShape {
    public var userId: String?
    public var account: String?
    public var arn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&userId); c(&account); c(&arn) }
    public static var shape: StructureModel { STS.model["GetCallerIdentityOutput"] }
  }
  public struct PolicyDescriptorType: AWSShape {
    public var arn: String?
    public init() {}
    public init(arn: String? = nil) {
      self.arn = arn
    }
    public mutating func visit(_ c: MemberCoder) { c(&arn) }
    public static var shape: StructureModel { STS.model["PolicyDescriptorType"] }
  }
  public struct ProvidedContext: AWSShape {
    public var providerArn: String?
    public var contextAssertion: String?
    public init() {}
    public init(providerArn: String? = nil, contextAssertion: String? = nil) {
      self.providerArn = providerArn; self.contextAssertion = contextAssertion
    }
    public mutating func visit(_ c: MemberCoder) { c(&providerArn); c(&contextAssertion) }
    public static var shape: StructureModel { STS.model["ProvidedContext"] }
  }
  public struct Tag: AWSShape {
    public var key: String?
    public var value: String?
    public init() {}
    public init(key: String? = nil, value: String? = nil) {
      self.key = key; self.value = value
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&value) }
    public static var shape: StructureModel { STS.model["Tag"] }
  }
}

extension STS {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [AssumeRoleInput.self, AssumeRoleOutput.self, AssumeRoleWithWebIdentityInput.self, AssumeRoleWithWebIdentityOutput.self, AssumedRoleUser.self, Credentials.self, GetCallerIdentityInput.self, GetCallerIdentityOutput.self, PolicyDescriptorType.self, ProvidedContext.self, Tag.self]
  static let table = #"""
    $id=STS|protocol=query|version=2011-06-15|prefix=sts|signing=sts
    !AssumeRole POST / AssumeRoleInput AssumeRoleOutput wrap=AssumeRoleResult
    !GetCallerIdentity POST / GetCallerIdentityInput GetCallerIdentityOutput wrap=GetCallerIdentityResult
    !AssumeRoleWithWebIdentity POST / AssumeRoleWithWebIdentityInput AssumeRoleWithWebIdentityOutput unsigned wrap=AssumeRoleWithWebIdentityResult
    AssumeRoleInput RoleArn:s:r RoleSessionName:s:r PolicyArns:[;@PolicyDescriptorType Policy:s DurationSeconds:i Tags:[;@Tag TransitiveTagKeys:[;s ExternalId:s SerialNumber:s TokenCode:s SourceIdentity:s ProvidedContexts:[;@ProvidedContext
    AssumeRoleOutput Credentials:@Credentials AssumedRoleUser:@AssumedRoleUser PackedPolicySize:i SourceIdentity:s
    AssumeRoleWithWebIdentityInput RoleArn:s:r RoleSessionName:s:r WebIdentityToken:s:r ProviderId:s PolicyArns:[;@PolicyDescriptorType Policy:s DurationSeconds:i
    AssumeRoleWithWebIdentityOutput Credentials:@Credentials SubjectFromWebIdentityToken:s AssumedRoleUser:@AssumedRoleUser PackedPolicySize:i Provider:s Audience:s SourceIdentity:s
    AssumedRoleUser AssumedRoleId:s Arn:s
    Credentials AccessKeyId:s SecretAccessKey:s SessionToken:s Expiration:t
    GetCallerIdentityInput
    GetCallerIdentityOutput UserId:s Account:s Arn:s
    PolicyDescriptorType arn:s
    ProvidedContext ProviderArn:s ContextAssertion:s
    Tag Key:s:r Value:s:r
    """#
}
