// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of AWS Key Management Service that Needletail calls.
public struct KMS: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls DescribeKey.
  public func describeKey(_ input: DescribeKeyInput) async throws -> DescribeKeyOutput {
    return try await session.call(KMS.model, "DescribeKey", input)
  }
}

extension KMS {
  public struct DescribeKeyInput: AWSShape {
    public var keyId: String?
    public var grantTokens: [String]?
    public init() {}
    public init(keyId: String? = nil, grantTokens: [String]? = nil) {
      self.keyId = keyId; self.grantTokens = grantTokens
    }
    public mutating func visit(_ c: MemberCoder) { c(&keyId); c(&grantTokens) }
    public static var shape: StructureModel { KMS.model["DescribeKeyInput"] }
  }
  public struct DescribeKeyOutput: AWSShape {
    public var keyMetadata: KeyMetadata?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&keyMetadata) }
    public static var shape: StructureModel { KMS.model["DescribeKeyOutput"] }
  }
  public struct KeyMetadata: AWSShape {
    public var awsAccountId: String?
    public var keyId: String?
    public var arn: String?
    public var creationDate: AWSInstant?
    public var enabled: Bool?
    public var description: String?
    public var keyUsage: String?
    public var keyState: String?
    public var deletionDate: AWSInstant?
    public var validTo: AWSInstant?
    public var origin: String?
    public var customKeyStoreId: String?
    public var cloudHsmClusterId: String?
    public var expirationModel: String?
    public var keyManager: String?
    public var customerMasterKeySpec: String?
    public var keySpec: String?
    public var encryptionAlgorithms: [String]?
    public var signingAlgorithms: [String]?
    public var keyAgreementAlgorithms: [String]?
    public var multiRegion: Bool?
    public var multiRegionConfiguration: MultiRegionConfiguration?
    public var pendingDeletionWindowInDays: Int?
    public var macAlgorithms: [String]?
    public var xksKeyConfiguration: XksKeyConfigurationType?
    public var currentKeyMaterialId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&awsAccountId); c(&keyId); c(&arn); c(&creationDate); c(&enabled); c(&description); c(&keyUsage); c(&keyState); c(&deletionDate); c(&validTo); c(&origin); c(&customKeyStoreId); c(&cloudHsmClusterId); c(&expirationModel); c(&keyManager); c(&customerMasterKeySpec); c(&keySpec); c(&encryptionAlgorithms); c(&signingAlgorithms); c(&keyAgreementAlgorithms); c(&multiRegion); c(&multiRegionConfiguration); c(&pendingDeletionWindowInDays); c(&macAlgorithms); c(&xksKeyConfiguration); c(&currentKeyMaterialId) }
    public static var shape: StructureModel { KMS.model["KeyMetadata"] }
  }
  public struct MultiRegionConfiguration: AWSShape {
    public var multiRegionKeyType: String?
    public var primaryKey: MultiRegionKey?
    public var replicaKeys: [MultiRegionKey]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&multiRegionKeyType); c(&primaryKey); c(&replicaKeys) }
    public static var shape: StructureModel { KMS.model["MultiRegionConfiguration"] }
  }
  public struct MultiRegionKey: AWSShape {
    public var arn: String?
    public var region: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&arn); c(&region) }
    public static var shape: StructureModel { KMS.model["MultiRegionKey"] }
  }
  public struct XksKeyConfigurationType: AWSShape {
    public var id: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&id) }
    public static var shape: StructureModel { KMS.model["XksKeyConfigurationType"] }
  }
}

extension KMS {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [DescribeKeyInput.self, DescribeKeyOutput.self, KeyMetadata.self, MultiRegionConfiguration.self, MultiRegionKey.self, XksKeyConfigurationType.self]
  static let table = #"""
    $id=KMS|protocol=json|version=2014-11-01|prefix=kms|signing=kms|target=TrentService|json=1.1
    !DescribeKey POST / DescribeKeyInput DescribeKeyOutput
    DescribeKeyInput KeyId:s:r GrantTokens:[;s
    DescribeKeyOutput KeyMetadata:@KeyMetadata
    KeyMetadata AWSAccountId:s KeyId:s Arn:s CreationDate:t Enabled:b Description:s KeyUsage:s KeyState:s DeletionDate:t ValidTo:t Origin:s CustomKeyStoreId:s CloudHsmClusterId:s ExpirationModel:s KeyManager:s CustomerMasterKeySpec:s KeySpec:s EncryptionAlgorithms:[;s SigningAlgorithms:[;s KeyAgreementAlgorithms:[;s MultiRegion:b MultiRegionConfiguration:@MultiRegionConfiguration PendingDeletionWindowInDays:i MacAlgorithms:[;s XksKeyConfiguration:@XksKeyConfigurationType CurrentKeyMaterialId:s
    MultiRegionConfiguration MultiRegionKeyType:s PrimaryKey:@MultiRegionKey ReplicaKeys:[;@MultiRegionKey
    MultiRegionKey Arn:s Region:s
    XksKeyConfigurationType Id:s
    """#
}
