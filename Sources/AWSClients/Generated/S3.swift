// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

public import AWSSigning

/// The operations of Amazon Simple Storage Service that Needletail calls.
public struct S3: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls PutObject.
  public func putObject(_ input: PutObjectInput) async throws -> PutObjectOutput {
    return try await session.call(S3.model, "PutObject", input)
  }
  /// Calls GetObject.
  public func getObject(_ input: GetObjectInput) async throws -> GetObjectOutput {
    return try await session.call(S3.model, "GetObject", input)
  }
  /// Calls HeadObject.
  public func headObject(_ input: HeadObjectInput) async throws -> HeadObjectOutput {
    return try await session.call(S3.model, "HeadObject", input)
  }
  /// Calls ListObjectsV2.
  public func listObjectsV2(_ input: ListObjectsV2Input) async throws -> ListObjectsV2Output {
    return try await session.call(S3.model, "ListObjectsV2", input)
  }
  /// Calls ListObjectVersions.
  public func listObjectVersions(_ input: ListObjectVersionsInput) async throws -> ListObjectVersionsOutput {
    return try await session.call(S3.model, "ListObjectVersions", input)
  }
  /// Calls CopyObject.
  public func copyObject(_ input: CopyObjectInput) async throws -> CopyObjectOutput {
    return try await session.call(S3.model, "CopyObject", input)
  }
  /// Calls DeleteObject.
  public func deleteObject(_ input: DeleteObjectInput) async throws -> DeleteObjectOutput {
    return try await session.call(S3.model, "DeleteObject", input)
  }
  /// Calls DeleteObjects.
  public func deleteObjects(_ input: DeleteObjectsInput) async throws -> DeleteObjectsOutput {
    return try await session.call(S3.model, "DeleteObjects", input)
  }
  /// Calls CreateMultipartUpload.
  public func createMultipartUpload(_ input: CreateMultipartUploadInput) async throws -> CreateMultipartUploadOutput {
    return try await session.call(S3.model, "CreateMultipartUpload", input)
  }
  /// Calls UploadPart.
  public func uploadPart(_ input: UploadPartInput) async throws -> UploadPartOutput {
    return try await session.call(S3.model, "UploadPart", input)
  }
  /// Calls UploadPartCopy.
  public func uploadPartCopy(_ input: UploadPartCopyInput) async throws -> UploadPartCopyOutput {
    return try await session.call(S3.model, "UploadPartCopy", input)
  }
  /// Calls CompleteMultipartUpload.
  public func completeMultipartUpload(_ input: CompleteMultipartUploadInput) async throws -> CompleteMultipartUploadOutput {
    return try await session.call(S3.model, "CompleteMultipartUpload", input)
  }
  /// Calls AbortMultipartUpload.
  public func abortMultipartUpload(_ input: AbortMultipartUploadInput) async throws -> AbortMultipartUploadOutput {
    return try await session.call(S3.model, "AbortMultipartUpload", input)
  }
  /// Calls ListMultipartUploads.
  public func listMultipartUploads(_ input: ListMultipartUploadsInput) async throws -> ListMultipartUploadsOutput {
    return try await session.call(S3.model, "ListMultipartUploads", input)
  }
  /// Calls HeadBucket.
  public func headBucket(_ input: HeadBucketInput) async throws -> HeadBucketOutput {
    return try await session.call(S3.model, "HeadBucket", input)
  }
  /// Calls ListBuckets.
  public func listBuckets(_ input: ListBucketsInput = .init()) async throws -> ListBucketsOutput {
    return try await session.call(S3.model, "ListBuckets", input)
  }
  /// Calls GetBucketVersioning.
  public func getBucketVersioning(_ input: GetBucketVersioningInput) async throws -> GetBucketVersioningOutput {
    return try await session.call(S3.model, "GetBucketVersioning", input)
  }
  /// Calls GetObjectLockConfiguration.
  public func getObjectLockConfiguration(_ input: GetObjectLockConfigurationInput) async throws -> GetObjectLockConfigurationOutput {
    return try await session.call(S3.model, "GetObjectLockConfiguration", input)
  }
  /// Calls PutObjectRetention.
  public func putObjectRetention(_ input: PutObjectRetentionInput) async throws -> PutObjectRetentionOutput {
    return try await session.call(S3.model, "PutObjectRetention", input)
  }
  /// Calls DeleteBucket.
  public func deleteBucket(_ input: DeleteBucketInput) async throws {
    let _: AWSNothing = try await session.call(S3.model, "DeleteBucket", input)
  }
}

extension S3 {
  /// Every page of ListObjectsV2.
  public func listObjectsV2Pages(_ input: ListObjectsV2Input = .init()) -> AWSPages<ListObjectsV2Input, ListObjectsV2Output> {
    AWSPages(input, { try await listObjectsV2($0) }) { input, output in
      input.continuationToken = output.nextContinuationToken
      return output.isTruncated == true ? [output.nextContinuationToken] : []
    }
  }
  /// Every page of ListObjectVersions.
  public func listObjectVersionsPages(_ input: ListObjectVersionsInput = .init()) -> AWSPages<ListObjectVersionsInput, ListObjectVersionsOutput> {
    AWSPages(input, { try await listObjectVersions($0) }) { input, output in
      input.keyMarker = output.nextKeyMarker; input.versionIdMarker = output.nextVersionIdMarker
      return output.isTruncated == true ? [output.nextKeyMarker, output.nextVersionIdMarker] : []
    }
  }
  /// Every page of ListMultipartUploads.
  public func listMultipartUploadsPages(_ input: ListMultipartUploadsInput = .init()) -> AWSPages<ListMultipartUploadsInput, ListMultipartUploadsOutput> {
    AWSPages(input, { try await listMultipartUploads($0) }) { input, output in
      input.keyMarker = output.nextKeyMarker; input.uploadIdMarker = output.nextUploadIdMarker
      return output.isTruncated == true ? [output.nextKeyMarker, output.nextUploadIdMarker] : []
    }
  }
  /// Every page of ListBuckets.
  public func listBucketsPages(_ input: ListBucketsInput = .init()) -> AWSPages<ListBucketsInput, ListBucketsOutput> {
    AWSPages(input, { try await listBuckets($0) }) { input, output in
      input.continuationToken = output.continuationToken
      return [output.continuationToken]
    }
  }
  /// Asks HeadBucket once: is the state BucketExists reached?
  public func bucketExists(_ input: HeadBucketInput) async throws -> WaiterState<HeadBucketOutput> {
    try await AWSWaiter(S3.model, "BucketExists", "success status - 200|success status - 301|success status - 403|retry status - 404", every: 5, atMost: 20).check { try await headBucket(input) }
  }
  /// Asks HeadBucket every 5 s, at most 20 times, for BucketExists.
  public func waitUntilBucketExists(_ input: HeadBucketInput) async throws -> HeadBucketOutput? {
    try await AWSWaiter(S3.model, "BucketExists", "success status - 200|success status - 301|success status - 403|retry status - 404", every: 5, atMost: 20).wait(session) { try await headBucket(input) }
  }
  /// Asks HeadBucket once: is the state BucketNotExists reached?
  public func bucketNotExists(_ input: HeadBucketInput) async throws -> WaiterState<HeadBucketOutput> {
    try await AWSWaiter(S3.model, "BucketNotExists", "success status - 404", every: 5, atMost: 20).check { try await headBucket(input) }
  }
  /// Asks HeadBucket every 5 s, at most 20 times, for BucketNotExists.
  public func waitUntilBucketNotExists(_ input: HeadBucketInput) async throws -> HeadBucketOutput? {
    try await AWSWaiter(S3.model, "BucketNotExists", "success status - 404", every: 5, atMost: 20).wait(session) { try await headBucket(input) }
  }
  /// Asks HeadObject once: is the state ObjectExists reached?
  public func objectExists(_ input: HeadObjectInput) async throws -> WaiterState<HeadObjectOutput> {
    try await AWSWaiter(S3.model, "ObjectExists", "success status - 200|retry status - 404", every: 5, atMost: 20).check { try await headObject(input) }
  }
  /// Asks HeadObject every 5 s, at most 20 times, for ObjectExists.
  public func waitUntilObjectExists(_ input: HeadObjectInput) async throws -> HeadObjectOutput? {
    try await AWSWaiter(S3.model, "ObjectExists", "success status - 200|retry status - 404", every: 5, atMost: 20).wait(session) { try await headObject(input) }
  }
  /// Asks HeadObject once: is the state ObjectNotExists reached?
  public func objectNotExists(_ input: HeadObjectInput) async throws -> WaiterState<HeadObjectOutput> {
    try await AWSWaiter(S3.model, "ObjectNotExists", "success status - 404", every: 5, atMost: 20).check { try await headObject(input) }
  }
  /// Asks HeadObject every 5 s, at most 20 times, for ObjectNotExists.
  public func waitUntilObjectNotExists(_ input: HeadObjectInput) async throws -> HeadObjectOutput? {
    try await AWSWaiter(S3.model, "ObjectNotExists", "success status - 404", every: 5, atMost: 20).wait(session) { try await headObject(input) }
  }
}

extension S3 {
  public struct AbortMultipartUploadInput: AWSShape {
    public var bucket: String?
    public var key: String?
    public var uploadId: String?
    public var expectedBucketOwner: String?
    public var ifMatchInitiatedTime: AWSInstant?
    public init() {}
    public init(bucket: String? = nil, key: String? = nil, uploadId: String? = nil, expectedBucketOwner: String? = nil, ifMatchInitiatedTime: AWSInstant? = nil) {
      self.bucket = bucket; self.key = key; self.uploadId = uploadId; self.expectedBucketOwner = expectedBucketOwner; self.ifMatchInitiatedTime = ifMatchInitiatedTime
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&key); c(&uploadId); c(&expectedBucketOwner); c(&ifMatchInitiatedTime) }
    public static var shape: StructureModel { S3.model["AbortMultipartUploadInput"] }
  }
  public struct AbortMultipartUploadOutput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { S3.model["AbortMultipartUploadOutput"] }
  }
  public struct Bucket: AWSShape {
    public var name: String?
    public var creationDate: AWSInstant?
    public var bucketRegion: String?
    public var bucketArn: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&name); c(&creationDate); c(&bucketRegion); c(&bucketArn) }
    public static var shape: StructureModel { S3.model["Bucket"] }
  }
  public struct CommonPrefix: AWSShape {
    public var prefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&prefix) }
    public static var shape: StructureModel { S3.model["CommonPrefix"] }
  }
  public struct CompleteMultipartUploadInput: AWSShape {
    public var bucket: String?
    public var key: String?
    public var multipartUpload: CompletedMultipartUpload?
    public var uploadId: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var checksumType: String?
    public var mpuObjectSize: Int?
    public var expectedBucketOwner: String?
    public var ifMatch: String?
    public var ifNoneMatch: String?
    public init() {}
    public init(bucket: String? = nil, key: String? = nil, multipartUpload: CompletedMultipartUpload? = nil, uploadId: String? = nil, checksumCRC32: String? = nil, checksumCRC32C: String? = nil, checksumCRC64NVME: String? = nil, checksumSHA256: String? = nil, checksumType: String? = nil, mpuObjectSize: Int? = nil, expectedBucketOwner: String? = nil, ifMatch: String? = nil, ifNoneMatch: String? = nil) {
      self.bucket = bucket; self.key = key; self.multipartUpload = multipartUpload; self.uploadId = uploadId; self.checksumCRC32 = checksumCRC32; self.checksumCRC32C = checksumCRC32C; self.checksumCRC64NVME = checksumCRC64NVME; self.checksumSHA256 = checksumSHA256; self.checksumType = checksumType; self.mpuObjectSize = mpuObjectSize; self.expectedBucketOwner = expectedBucketOwner; self.ifMatch = ifMatch; self.ifNoneMatch = ifNoneMatch
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&key); c(&multipartUpload); c(&uploadId); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&checksumType); c(&mpuObjectSize); c(&expectedBucketOwner); c(&ifMatch); c(&ifNoneMatch) }
    public static var shape: StructureModel { S3.model["CompleteMultipartUploadInput"] }
  }
  public struct CompleteMultipartUploadOutput: AWSShape, CustomReflectable {
    public var location: String?
    public var bucket: String?
    public var key: String?
    public var expiration: String?
    public var eTag: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var checksumType: String?
    public var serverSideEncryption: String?
    public var versionId: String?
    public var ssekmsKeyId: String?
    public var bucketKeyEnabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&location); c(&bucket); c(&key); c(&expiration); c(&eTag); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&checksumType); c(&serverSideEncryption); c(&versionId); c(&ssekmsKeyId); c(&bucketKeyEnabled) }
    public static var shape: StructureModel { S3.model["CompleteMultipartUploadOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId"]) }
  }
  public struct CompletedMultipartUpload: AWSShape {
    public var parts: [CompletedPart]?
    public init() {}
    public init(parts: [CompletedPart]? = nil) {
      self.parts = parts
    }
    public mutating func visit(_ c: MemberCoder) { c(&parts) }
    public static var shape: StructureModel { S3.model["CompletedMultipartUpload"] }
  }
  public struct CompletedPart: AWSShape {
    public var eTag: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var partNumber: Int?
    public init() {}
    public init(eTag: String? = nil, checksumCRC32: String? = nil, checksumCRC32C: String? = nil, checksumCRC64NVME: String? = nil, checksumSHA256: String? = nil, partNumber: Int? = nil) {
      self.eTag = eTag; self.checksumCRC32 = checksumCRC32; self.checksumCRC32C = checksumCRC32C; self.checksumCRC64NVME = checksumCRC64NVME; self.checksumSHA256 = checksumSHA256; self.partNumber = partNumber
    }
    public mutating func visit(_ c: MemberCoder) { c(&eTag); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&partNumber) }
    public static var shape: StructureModel { S3.model["CompletedPart"] }
  }
  public struct CopyObjectInput: AWSShape, CustomReflectable {
    public var acl: String?
    public var bucket: String?
    public var cacheControl: String?
    public var checksumAlgorithm: String?
    public var contentDisposition: String?
    public var contentEncoding: String?
    public var contentLanguage: String?
    public var contentType: String?
    public var copySource: String?
    public var copySourceIfMatch: String?
    public var copySourceIfModifiedSince: AWSInstant?
    public var copySourceIfNoneMatch: String?
    public var copySourceIfUnmodifiedSince: AWSInstant?
    public var expires: AWSInstant?
    public var ifMatch: String?
    public var ifNoneMatch: String?
    public var key: String?
    public var metadata: [String: String]?
    public var metadataDirective: String?
    public var taggingDirective: String?
    public var serverSideEncryption: String?
    public var storageClass: String?
    public var ssekmsKeyId: String?
    public var ssekmsEncryptionContext: String?
    public var bucketKeyEnabled: Bool?
    public var tagging: String?
    public var objectLockMode: String?
    public var objectLockRetainUntilDate: AWSInstant?
    public var objectLockLegalHoldStatus: String?
    public var expectedBucketOwner: String?
    public var expectedSourceBucketOwner: String?
    public init() {}
    public init(acl: String? = nil, bucket: String? = nil, cacheControl: String? = nil, checksumAlgorithm: String? = nil, contentDisposition: String? = nil, contentEncoding: String? = nil, contentLanguage: String? = nil, contentType: String? = nil, copySource: String? = nil, copySourceIfMatch: String? = nil, copySourceIfModifiedSince: AWSInstant? = nil, copySourceIfNoneMatch: String? = nil, copySourceIfUnmodifiedSince: AWSInstant? = nil, expires: AWSInstant? = nil, ifMatch: String? = nil, ifNoneMatch: String? = nil, key: String? = nil, metadata: [String: String]? = nil, metadataDirective: String? = nil, taggingDirective: String? = nil, serverSideEncryption: String? = nil, storageClass: String? = nil, ssekmsKeyId: String? = nil, ssekmsEncryptionContext: String? = nil, bucketKeyEnabled: Bool? = nil, tagging: String? = nil, objectLockMode: String? = nil, objectLockRetainUntilDate: AWSInstant? = nil, objectLockLegalHoldStatus: String? = nil, expectedBucketOwner: String? = nil, expectedSourceBucketOwner: String? = nil) {
      self.acl = acl; self.bucket = bucket; self.cacheControl = cacheControl; self.checksumAlgorithm = checksumAlgorithm; self.contentDisposition = contentDisposition; self.contentEncoding = contentEncoding; self.contentLanguage = contentLanguage; self.contentType = contentType; self.copySource = copySource; self.copySourceIfMatch = copySourceIfMatch; self.copySourceIfModifiedSince = copySourceIfModifiedSince; self.copySourceIfNoneMatch = copySourceIfNoneMatch; self.copySourceIfUnmodifiedSince = copySourceIfUnmodifiedSince; self.expires = expires; self.ifMatch = ifMatch; self.ifNoneMatch = ifNoneMatch; self.key = key; self.metadata = metadata; self.metadataDirective = metadataDirective; self.taggingDirective = taggingDirective; self.serverSideEncryption = serverSideEncryption; self.storageClass = storageClass; self.ssekmsKeyId = ssekmsKeyId; self.ssekmsEncryptionContext = ssekmsEncryptionContext; self.bucketKeyEnabled = bucketKeyEnabled; self.tagging = tagging; self.objectLockMode = objectLockMode; self.objectLockRetainUntilDate = objectLockRetainUntilDate; self.objectLockLegalHoldStatus = objectLockLegalHoldStatus; self.expectedBucketOwner = expectedBucketOwner; self.expectedSourceBucketOwner = expectedSourceBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&acl); c(&bucket); c(&cacheControl); c(&checksumAlgorithm); c(&contentDisposition); c(&contentEncoding); c(&contentLanguage); c(&contentType); c(&copySource); c(&copySourceIfMatch); c(&copySourceIfModifiedSince); c(&copySourceIfNoneMatch); c(&copySourceIfUnmodifiedSince); c(&expires); c(&ifMatch); c(&ifNoneMatch); c(&key); c(&metadata); c(&metadataDirective); c(&taggingDirective); c(&serverSideEncryption); c(&storageClass); c(&ssekmsKeyId); c(&ssekmsEncryptionContext); c(&bucketKeyEnabled); c(&tagging); c(&objectLockMode); c(&objectLockRetainUntilDate); c(&objectLockLegalHoldStatus); c(&expectedBucketOwner); c(&expectedSourceBucketOwner) }
    public static var shape: StructureModel { S3.model["CopyObjectInput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId", "SSEKMSEncryptionContext"]) }
  }
  public struct CopyObjectOutput: AWSShape, CustomReflectable {
    public var copyObjectResult: CopyObjectResult?
    public var expiration: String?
    public var copySourceVersionId: String?
    public var versionId: String?
    public var serverSideEncryption: String?
    public var ssekmsKeyId: String?
    public var ssekmsEncryptionContext: String?
    public var bucketKeyEnabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&copyObjectResult); c(&expiration); c(&copySourceVersionId); c(&versionId); c(&serverSideEncryption); c(&ssekmsKeyId); c(&ssekmsEncryptionContext); c(&bucketKeyEnabled) }
    public static var shape: StructureModel { S3.model["CopyObjectOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId", "SSEKMSEncryptionContext"]) }
  }
  public struct CopyObjectResult: AWSShape {
    public var eTag: String?
    public var lastModified: AWSInstant?
    public var checksumType: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&eTag); c(&lastModified); c(&checksumType); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256) }
    public static var shape: StructureModel { S3.model["CopyObjectResult"] }
  }
  public struct CopyPartResult: AWSShape {
    public var eTag: String?
    public var lastModified: AWSInstant?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&eTag); c(&lastModified); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256) }
    public static var shape: StructureModel { S3.model["CopyPartResult"] }
  }
  public struct CreateMultipartUploadInput: AWSShape, CustomReflectable {
    public var acl: String?
    public var bucket: String?
    public var cacheControl: String?
    public var contentDisposition: String?
    public var contentEncoding: String?
    public var contentLanguage: String?
    public var contentType: String?
    public var expires: AWSInstant?
    public var key: String?
    public var metadata: [String: String]?
    public var serverSideEncryption: String?
    public var storageClass: String?
    public var ssekmsKeyId: String?
    public var ssekmsEncryptionContext: String?
    public var bucketKeyEnabled: Bool?
    public var tagging: String?
    public var objectLockMode: String?
    public var objectLockRetainUntilDate: AWSInstant?
    public var objectLockLegalHoldStatus: String?
    public var expectedBucketOwner: String?
    public var checksumAlgorithm: String?
    public var checksumType: String?
    public init() {}
    public init(acl: String? = nil, bucket: String? = nil, cacheControl: String? = nil, contentDisposition: String? = nil, contentEncoding: String? = nil, contentLanguage: String? = nil, contentType: String? = nil, expires: AWSInstant? = nil, key: String? = nil, metadata: [String: String]? = nil, serverSideEncryption: String? = nil, storageClass: String? = nil, ssekmsKeyId: String? = nil, ssekmsEncryptionContext: String? = nil, bucketKeyEnabled: Bool? = nil, tagging: String? = nil, objectLockMode: String? = nil, objectLockRetainUntilDate: AWSInstant? = nil, objectLockLegalHoldStatus: String? = nil, expectedBucketOwner: String? = nil, checksumAlgorithm: String? = nil, checksumType: String? = nil) {
      self.acl = acl; self.bucket = bucket; self.cacheControl = cacheControl; self.contentDisposition = contentDisposition; self.contentEncoding = contentEncoding; self.contentLanguage = contentLanguage; self.contentType = contentType; self.expires = expires; self.key = key; self.metadata = metadata; self.serverSideEncryption = serverSideEncryption; self.storageClass = storageClass; self.ssekmsKeyId = ssekmsKeyId; self.ssekmsEncryptionContext = ssekmsEncryptionContext; self.bucketKeyEnabled = bucketKeyEnabled; self.tagging = tagging; self.objectLockMode = objectLockMode; self.objectLockRetainUntilDate = objectLockRetainUntilDate; self.objectLockLegalHoldStatus = objectLockLegalHoldStatus; self.expectedBucketOwner = expectedBucketOwner; self.checksumAlgorithm = checksumAlgorithm; self.checksumType = checksumType
    }
    public mutating func visit(_ c: MemberCoder) { c(&acl); c(&bucket); c(&cacheControl); c(&contentDisposition); c(&contentEncoding); c(&contentLanguage); c(&contentType); c(&expires); c(&key); c(&metadata); c(&serverSideEncryption); c(&storageClass); c(&ssekmsKeyId); c(&ssekmsEncryptionContext); c(&bucketKeyEnabled); c(&tagging); c(&objectLockMode); c(&objectLockRetainUntilDate); c(&objectLockLegalHoldStatus); c(&expectedBucketOwner); c(&checksumAlgorithm); c(&checksumType) }
    public static var shape: StructureModel { S3.model["CreateMultipartUploadInput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId", "SSEKMSEncryptionContext"]) }
  }
  public struct CreateMultipartUploadOutput: AWSShape, CustomReflectable {
    public var abortDate: AWSInstant?
    public var abortRuleId: String?
    public var bucket: String?
    public var key: String?
    public var uploadId: String?
    public var serverSideEncryption: String?
    public var ssekmsKeyId: String?
    public var ssekmsEncryptionContext: String?
    public var bucketKeyEnabled: Bool?
    public var checksumAlgorithm: String?
    public var checksumType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&abortDate); c(&abortRuleId); c(&bucket); c(&key); c(&uploadId); c(&serverSideEncryption); c(&ssekmsKeyId); c(&ssekmsEncryptionContext); c(&bucketKeyEnabled); c(&checksumAlgorithm); c(&checksumType) }
    public static var shape: StructureModel { S3.model["CreateMultipartUploadOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId", "SSEKMSEncryptionContext"]) }
  }
  public struct DefaultRetention: AWSShape {
    public var mode: String?
    public var days: Int?
    public var years: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&mode); c(&days); c(&years) }
    public static var shape: StructureModel { S3.model["DefaultRetention"] }
  }
  public struct Delete: AWSShape {
    public var objects: [ObjectIdentifier]?
    public var quiet: Bool?
    public init() {}
    public init(objects: [ObjectIdentifier]? = nil, quiet: Bool? = nil) {
      self.objects = objects; self.quiet = quiet
    }
    public mutating func visit(_ c: MemberCoder) { c(&objects); c(&quiet) }
    public static var shape: StructureModel { S3.model["Delete"] }
  }
  public struct DeleteBucketInput: AWSShape {
    public var bucket: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["DeleteBucketInput"] }
  }
  public struct DeleteMarkerEntry: AWSShape {
    public var owner: Owner?
    public var key: String?
    public var versionId: String?
    public var isLatest: Bool?
    public var lastModified: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&owner); c(&key); c(&versionId); c(&isLatest); c(&lastModified) }
    public static var shape: StructureModel { S3.model["DeleteMarkerEntry"] }
  }
  public struct DeleteObjectInput: AWSShape {
    public var bucket: String?
    public var key: String?
    public var mfa: String?
    public var versionId: String?
    public var bypassGovernanceRetention: Bool?
    public var expectedBucketOwner: String?
    public var ifMatch: String?
    public var ifMatchLastModifiedTime: AWSInstant?
    public var ifMatchSize: Int?
    public init() {}
    public init(bucket: String? = nil, key: String? = nil, mfa: String? = nil, versionId: String? = nil, bypassGovernanceRetention: Bool? = nil, expectedBucketOwner: String? = nil, ifMatch: String? = nil, ifMatchLastModifiedTime: AWSInstant? = nil, ifMatchSize: Int? = nil) {
      self.bucket = bucket; self.key = key; self.mfa = mfa; self.versionId = versionId; self.bypassGovernanceRetention = bypassGovernanceRetention; self.expectedBucketOwner = expectedBucketOwner; self.ifMatch = ifMatch; self.ifMatchLastModifiedTime = ifMatchLastModifiedTime; self.ifMatchSize = ifMatchSize
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&key); c(&mfa); c(&versionId); c(&bypassGovernanceRetention); c(&expectedBucketOwner); c(&ifMatch); c(&ifMatchLastModifiedTime); c(&ifMatchSize) }
    public static var shape: StructureModel { S3.model["DeleteObjectInput"] }
  }
  public struct DeleteObjectOutput: AWSShape {
    public var deleteMarker: Bool?
    public var versionId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&deleteMarker); c(&versionId) }
    public static var shape: StructureModel { S3.model["DeleteObjectOutput"] }
  }
  public struct DeleteObjectsInput: AWSShape {
    public var bucket: String?
    public var delete: Delete?
    public var mfa: String?
    public var bypassGovernanceRetention: Bool?
    public var expectedBucketOwner: String?
    public var checksumAlgorithm: String?
    public init() {}
    public init(bucket: String? = nil, delete: Delete? = nil, mfa: String? = nil, bypassGovernanceRetention: Bool? = nil, expectedBucketOwner: String? = nil, checksumAlgorithm: String? = nil) {
      self.bucket = bucket; self.delete = delete; self.mfa = mfa; self.bypassGovernanceRetention = bypassGovernanceRetention; self.expectedBucketOwner = expectedBucketOwner; self.checksumAlgorithm = checksumAlgorithm
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&delete); c(&mfa); c(&bypassGovernanceRetention); c(&expectedBucketOwner); c(&checksumAlgorithm) }
    public static var shape: StructureModel { S3.model["DeleteObjectsInput"] }
  }
  public struct DeleteObjectsOutput: AWSShape {
    public var deleted: [DeletedObject]?
    public var errors: [ErrorEntry]?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&deleted); c(&errors) }
    public static var shape: StructureModel { S3.model["DeleteObjectsOutput"] }
  }
  public struct DeletedObject: AWSShape {
    public var key: String?
    public var versionId: String?
    public var deleteMarker: Bool?
    public var deleteMarkerVersionId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&versionId); c(&deleteMarker); c(&deleteMarkerVersionId) }
    public static var shape: StructureModel { S3.model["DeletedObject"] }
  }
  public struct ErrorEntry: AWSShape {
    public var key: String?
    public var versionId: String?
    public var code: String?
    public var message: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&versionId); c(&code); c(&message) }
    public static var shape: StructureModel { S3.model["ErrorEntry"] }
  }
  public struct GetBucketVersioningInput: AWSShape {
    public var bucket: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["GetBucketVersioningInput"] }
  }
  public struct GetBucketVersioningOutput: AWSShape {
    public var status: String?
    public var mfaDelete: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&status); c(&mfaDelete) }
    public static var shape: StructureModel { S3.model["GetBucketVersioningOutput"] }
  }
  public struct GetObjectInput: AWSShape {
    public var bucket: String?
    public var ifMatch: String?
    public var ifModifiedSince: AWSInstant?
    public var ifNoneMatch: String?
    public var ifUnmodifiedSince: AWSInstant?
    public var key: String?
    public var range: String?
    public var responseCacheControl: String?
    public var responseContentDisposition: String?
    public var responseContentEncoding: String?
    public var responseContentLanguage: String?
    public var responseContentType: String?
    public var responseExpires: AWSInstant?
    public var versionId: String?
    public var partNumber: Int?
    public var expectedBucketOwner: String?
    public var checksumMode: String?
    public init() {}
    public init(bucket: String? = nil, ifMatch: String? = nil, ifModifiedSince: AWSInstant? = nil, ifNoneMatch: String? = nil, ifUnmodifiedSince: AWSInstant? = nil, key: String? = nil, range: String? = nil, responseCacheControl: String? = nil, responseContentDisposition: String? = nil, responseContentEncoding: String? = nil, responseContentLanguage: String? = nil, responseContentType: String? = nil, responseExpires: AWSInstant? = nil, versionId: String? = nil, partNumber: Int? = nil, expectedBucketOwner: String? = nil, checksumMode: String? = nil) {
      self.bucket = bucket; self.ifMatch = ifMatch; self.ifModifiedSince = ifModifiedSince; self.ifNoneMatch = ifNoneMatch; self.ifUnmodifiedSince = ifUnmodifiedSince; self.key = key; self.range = range; self.responseCacheControl = responseCacheControl; self.responseContentDisposition = responseContentDisposition; self.responseContentEncoding = responseContentEncoding; self.responseContentLanguage = responseContentLanguage; self.responseContentType = responseContentType; self.responseExpires = responseExpires; self.versionId = versionId; self.partNumber = partNumber; self.expectedBucketOwner = expectedBucketOwner; self.checksumMode = checksumMode
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&ifMatch); c(&ifModifiedSince); c(&ifNoneMatch); c(&ifUnmodifiedSince); c(&key); c(&range); c(&responseCacheControl); c(&responseContentDisposition); c(&responseContentEncoding); c(&responseContentLanguage); c(&responseContentType); c(&responseExpires); c(&versionId); c(&partNumber); c(&expectedBucketOwner); c(&checksumMode) }
    public static var shape: StructureModel { S3.model["GetObjectInput"] }
  }
  public struct GetObjectLockConfigurationInput: AWSShape {
    public var bucket: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["GetObjectLockConfigurationInput"] }
  }
  public struct GetObjectLockConfigurationOutput: AWSShape {
    public var objectLockConfiguration: ObjectLockConfiguration?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&objectLockConfiguration) }
    public static var shape: StructureModel { S3.model["GetObjectLockConfigurationOutput"] }
  }
  public struct GetObjectOutput: AWSShape, CustomReflectable {
    public var body: HTTPBody?
    public var deleteMarker: Bool?
    public var acceptRanges: String?
    public var expiration: String?
    public var restore: String?
    public var lastModified: AWSInstant?
    public var contentLength: Int?
    public var eTag: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var checksumType: String?
    public var missingMeta: Int?
    public var versionId: String?
    public var cacheControl: String?
    public var contentDisposition: String?
    public var contentEncoding: String?
    public var contentLanguage: String?
    public var contentRange: String?
    public var contentType: String?
    public var expires: AWSInstant?
    public var serverSideEncryption: String?
    public var metadata: [String: String]?
    public var ssekmsKeyId: String?
    public var bucketKeyEnabled: Bool?
    public var storageClass: String?
    public var replicationStatus: String?
    public var partsCount: Int?
    public var tagCount: Int?
    public var objectLockMode: String?
    public var objectLockRetainUntilDate: AWSInstant?
    public var objectLockLegalHoldStatus: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&body); c(&deleteMarker); c(&acceptRanges); c(&expiration); c(&restore); c(&lastModified); c(&contentLength); c(&eTag); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&checksumType); c(&missingMeta); c(&versionId); c(&cacheControl); c(&contentDisposition); c(&contentEncoding); c(&contentLanguage); c(&contentRange); c(&contentType); c(&expires); c(&serverSideEncryption); c(&metadata); c(&ssekmsKeyId); c(&bucketKeyEnabled); c(&storageClass); c(&replicationStatus); c(&partsCount); c(&tagCount); c(&objectLockMode); c(&objectLockRetainUntilDate); c(&objectLockLegalHoldStatus) }
    public static var shape: StructureModel { S3.model["GetObjectOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId"]) }
  }
  public struct HeadBucketInput: AWSShape {
    public var bucket: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["HeadBucketInput"] }
  }
  public struct HeadBucketOutput: AWSShape {
    public var bucketArn: String?
    public var bucketLocationType: String?
    public var bucketLocationName: String?
    public var bucketRegion: String?
    public var accessPointAlias: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&bucketArn); c(&bucketLocationType); c(&bucketLocationName); c(&bucketRegion); c(&accessPointAlias) }
    public static var shape: StructureModel { S3.model["HeadBucketOutput"] }
  }
  public struct HeadObjectInput: AWSShape {
    public var bucket: String?
    public var ifMatch: String?
    public var ifModifiedSince: AWSInstant?
    public var ifNoneMatch: String?
    public var ifUnmodifiedSince: AWSInstant?
    public var key: String?
    public var range: String?
    public var responseCacheControl: String?
    public var responseContentDisposition: String?
    public var responseContentEncoding: String?
    public var responseContentLanguage: String?
    public var responseContentType: String?
    public var responseExpires: AWSInstant?
    public var versionId: String?
    public var partNumber: Int?
    public var expectedBucketOwner: String?
    public var checksumMode: String?
    public init() {}
    public init(bucket: String? = nil, ifMatch: String? = nil, ifModifiedSince: AWSInstant? = nil, ifNoneMatch: String? = nil, ifUnmodifiedSince: AWSInstant? = nil, key: String? = nil, range: String? = nil, responseCacheControl: String? = nil, responseContentDisposition: String? = nil, responseContentEncoding: String? = nil, responseContentLanguage: String? = nil, responseContentType: String? = nil, responseExpires: AWSInstant? = nil, versionId: String? = nil, partNumber: Int? = nil, expectedBucketOwner: String? = nil, checksumMode: String? = nil) {
      self.bucket = bucket; self.ifMatch = ifMatch; self.ifModifiedSince = ifModifiedSince; self.ifNoneMatch = ifNoneMatch; self.ifUnmodifiedSince = ifUnmodifiedSince; self.key = key; self.range = range; self.responseCacheControl = responseCacheControl; self.responseContentDisposition = responseContentDisposition; self.responseContentEncoding = responseContentEncoding; self.responseContentLanguage = responseContentLanguage; self.responseContentType = responseContentType; self.responseExpires = responseExpires; self.versionId = versionId; self.partNumber = partNumber; self.expectedBucketOwner = expectedBucketOwner; self.checksumMode = checksumMode
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&ifMatch); c(&ifModifiedSince); c(&ifNoneMatch); c(&ifUnmodifiedSince); c(&key); c(&range); c(&responseCacheControl); c(&responseContentDisposition); c(&responseContentEncoding); c(&responseContentLanguage); c(&responseContentType); c(&responseExpires); c(&versionId); c(&partNumber); c(&expectedBucketOwner); c(&checksumMode) }
    public static var shape: StructureModel { S3.model["HeadObjectInput"] }
  }
  public struct HeadObjectOutput: AWSShape, CustomReflectable {
    public var deleteMarker: Bool?
    public var acceptRanges: String?
    public var expiration: String?
    public var restore: String?
    public var archiveStatus: String?
    public var lastModified: AWSInstant?
    public var contentLength: Int?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var checksumType: String?
    public var eTag: String?
    public var missingMeta: Int?
    public var versionId: String?
    public var cacheControl: String?
    public var contentDisposition: String?
    public var contentEncoding: String?
    public var contentLanguage: String?
    public var contentType: String?
    public var contentRange: String?
    public var expires: AWSInstant?
    public var serverSideEncryption: String?
    public var metadata: [String: String]?
    public var ssekmsKeyId: String?
    public var bucketKeyEnabled: Bool?
    public var storageClass: String?
    public var replicationStatus: String?
    public var partsCount: Int?
    public var tagCount: Int?
    public var objectLockMode: String?
    public var objectLockRetainUntilDate: AWSInstant?
    public var objectLockLegalHoldStatus: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&deleteMarker); c(&acceptRanges); c(&expiration); c(&restore); c(&archiveStatus); c(&lastModified); c(&contentLength); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&checksumType); c(&eTag); c(&missingMeta); c(&versionId); c(&cacheControl); c(&contentDisposition); c(&contentEncoding); c(&contentLanguage); c(&contentType); c(&contentRange); c(&expires); c(&serverSideEncryption); c(&metadata); c(&ssekmsKeyId); c(&bucketKeyEnabled); c(&storageClass); c(&replicationStatus); c(&partsCount); c(&tagCount); c(&objectLockMode); c(&objectLockRetainUntilDate); c(&objectLockLegalHoldStatus) }
    public static var shape: StructureModel { S3.model["HeadObjectOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId"]) }
  }
  public struct Initiator: AWSShape {
    public var id: String?
    public var displayName: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&id); c(&displayName) }
    public static var shape: StructureModel { S3.model["Initiator"] }
  }
  public struct ListBucketsInput: AWSShape {
    public var maxBuckets: Int?
    public var continuationToken: String?
    public var prefix: String?
    public var bucketRegion: String?
    public init() {}
    public init(maxBuckets: Int? = nil, continuationToken: String? = nil, prefix: String? = nil, bucketRegion: String? = nil) {
      self.maxBuckets = maxBuckets; self.continuationToken = continuationToken; self.prefix = prefix; self.bucketRegion = bucketRegion
    }
    public mutating func visit(_ c: MemberCoder) { c(&maxBuckets); c(&continuationToken); c(&prefix); c(&bucketRegion) }
    public static var shape: StructureModel { S3.model["ListBucketsInput"] }
  }
  public struct ListBucketsOutput: AWSShape {
    public var buckets: [Bucket]?
    public var owner: Owner?
    public var continuationToken: String?
    public var prefix: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&buckets); c(&owner); c(&continuationToken); c(&prefix) }
    public static var shape: StructureModel { S3.model["ListBucketsOutput"] }
  }
  public struct ListMultipartUploadsInput: AWSShape {
    public var bucket: String?
    public var delimiter: String?
    public var encodingType: String?
    public var keyMarker: String?
    public var maxUploads: Int?
    public var prefix: String?
    public var uploadIdMarker: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, delimiter: String? = nil, encodingType: String? = nil, keyMarker: String? = nil, maxUploads: Int? = nil, prefix: String? = nil, uploadIdMarker: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.delimiter = delimiter; self.encodingType = encodingType; self.keyMarker = keyMarker; self.maxUploads = maxUploads; self.prefix = prefix; self.uploadIdMarker = uploadIdMarker; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&delimiter); c(&encodingType); c(&keyMarker); c(&maxUploads); c(&prefix); c(&uploadIdMarker); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["ListMultipartUploadsInput"] }
  }
  public struct ListMultipartUploadsOutput: AWSShape {
    public var bucket: String?
    public var keyMarker: String?
    public var uploadIdMarker: String?
    public var nextKeyMarker: String?
    public var prefix: String?
    public var delimiter: String?
    public var nextUploadIdMarker: String?
    public var maxUploads: Int?
    public var isTruncated: Bool?
    public var uploads: [MultipartUpload]?
    public var commonPrefixes: [CommonPrefix]?
    public var encodingType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&keyMarker); c(&uploadIdMarker); c(&nextKeyMarker); c(&prefix); c(&delimiter); c(&nextUploadIdMarker); c(&maxUploads); c(&isTruncated); c(&uploads); c(&commonPrefixes); c(&encodingType) }
    public static var shape: StructureModel { S3.model["ListMultipartUploadsOutput"] }
  }
  public struct ListObjectVersionsInput: AWSShape {
    public var bucket: String?
    public var delimiter: String?
    public var encodingType: String?
    public var keyMarker: String?
    public var maxKeys: Int?
    public var prefix: String?
    public var versionIdMarker: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, delimiter: String? = nil, encodingType: String? = nil, keyMarker: String? = nil, maxKeys: Int? = nil, prefix: String? = nil, versionIdMarker: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.delimiter = delimiter; self.encodingType = encodingType; self.keyMarker = keyMarker; self.maxKeys = maxKeys; self.prefix = prefix; self.versionIdMarker = versionIdMarker; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&delimiter); c(&encodingType); c(&keyMarker); c(&maxKeys); c(&prefix); c(&versionIdMarker); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["ListObjectVersionsInput"] }
  }
  public struct ListObjectVersionsOutput: AWSShape {
    public var isTruncated: Bool?
    public var keyMarker: String?
    public var versionIdMarker: String?
    public var nextKeyMarker: String?
    public var nextVersionIdMarker: String?
    public var versions: [ObjectVersion]?
    public var deleteMarkers: [DeleteMarkerEntry]?
    public var name: String?
    public var prefix: String?
    public var delimiter: String?
    public var maxKeys: Int?
    public var commonPrefixes: [CommonPrefix]?
    public var encodingType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&isTruncated); c(&keyMarker); c(&versionIdMarker); c(&nextKeyMarker); c(&nextVersionIdMarker); c(&versions); c(&deleteMarkers); c(&name); c(&prefix); c(&delimiter); c(&maxKeys); c(&commonPrefixes); c(&encodingType) }
    public static var shape: StructureModel { S3.model["ListObjectVersionsOutput"] }
  }
  public struct ListObjectsV2Input: AWSShape {
    public var bucket: String?
    public var delimiter: String?
    public var encodingType: String?
    public var maxKeys: Int?
    public var prefix: String?
    public var continuationToken: String?
    public var fetchOwner: Bool?
    public var startAfter: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, delimiter: String? = nil, encodingType: String? = nil, maxKeys: Int? = nil, prefix: String? = nil, continuationToken: String? = nil, fetchOwner: Bool? = nil, startAfter: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.delimiter = delimiter; self.encodingType = encodingType; self.maxKeys = maxKeys; self.prefix = prefix; self.continuationToken = continuationToken; self.fetchOwner = fetchOwner; self.startAfter = startAfter; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&delimiter); c(&encodingType); c(&maxKeys); c(&prefix); c(&continuationToken); c(&fetchOwner); c(&startAfter); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["ListObjectsV2Input"] }
  }
  public struct ListObjectsV2Output: AWSShape {
    public var isTruncated: Bool?
    public var contents: [Object]?
    public var name: String?
    public var prefix: String?
    public var delimiter: String?
    public var maxKeys: Int?
    public var commonPrefixes: [CommonPrefix]?
    public var encodingType: String?
    public var keyCount: Int?
    public var continuationToken: String?
    public var nextContinuationToken: String?
    public var startAfter: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&isTruncated); c(&contents); c(&name); c(&prefix); c(&delimiter); c(&maxKeys); c(&commonPrefixes); c(&encodingType); c(&keyCount); c(&continuationToken); c(&nextContinuationToken); c(&startAfter) }
    public static var shape: StructureModel { S3.model["ListObjectsV2Output"] }
  }
  public struct MultipartUpload: AWSShape {
    public var uploadId: String?
    public var key: String?
    public var initiated: AWSInstant?
    public var storageClass: String?
    public var owner: Owner?
    public var initiator: Initiator?
    public var checksumAlgorithm: String?
    public var checksumType: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&uploadId); c(&key); c(&initiated); c(&storageClass); c(&owner); c(&initiator); c(&checksumAlgorithm); c(&checksumType) }
    public static var shape: StructureModel { S3.model["MultipartUpload"] }
  }
  public struct Object: AWSShape {
    public var key: String?
    public var lastModified: AWSInstant?
    public var eTag: String?
    public var checksumAlgorithm: [String]?
    public var checksumType: String?
    public var size: Int?
    public var storageClass: String?
    public var owner: Owner?
    public var restoreStatus: RestoreStatus?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&lastModified); c(&eTag); c(&checksumAlgorithm); c(&checksumType); c(&size); c(&storageClass); c(&owner); c(&restoreStatus) }
    public static var shape: StructureModel { S3.model["Object"] }
  }
  public struct ObjectIdentifier: AWSShape {
    public var key: String?
    public var versionId: String?
    public var eTag: String?
    public var lastModifiedTime: AWSInstant?
    public var size: Int?
    public init() {}
    public init(key: String? = nil, versionId: String? = nil, eTag: String? = nil, lastModifiedTime: AWSInstant? = nil, size: Int? = nil) {
      self.key = key; self.versionId = versionId; self.eTag = eTag; self.lastModifiedTime = lastModifiedTime; self.size = size
    }
    public mutating func visit(_ c: MemberCoder) { c(&key); c(&versionId); c(&eTag); c(&lastModifiedTime); c(&size) }
    public static var shape: StructureModel { S3.model["ObjectIdentifier"] }
  }
  public struct ObjectLockConfiguration: AWSShape {
    public var objectLockEnabled: String?
    public var rule: ObjectLockRule?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&objectLockEnabled); c(&rule) }
    public static var shape: StructureModel { S3.model["ObjectLockConfiguration"] }
  }
  public struct ObjectLockRetention: AWSShape {
    public var mode: String?
    public var retainUntilDate: AWSInstant?
    public init() {}
    public init(mode: String? = nil, retainUntilDate: AWSInstant? = nil) {
      self.mode = mode; self.retainUntilDate = retainUntilDate
    }
    public mutating func visit(_ c: MemberCoder) { c(&mode); c(&retainUntilDate) }
    public static var shape: StructureModel { S3.model["ObjectLockRetention"] }
  }
  public struct ObjectLockRule: AWSShape {
    public var defaultRetention: DefaultRetention?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&defaultRetention) }
    public static var shape: StructureModel { S3.model["ObjectLockRule"] }
  }
  public struct ObjectVersion: AWSShape {
    public var eTag: String?
    public var checksumAlgorithm: [String]?
    public var checksumType: String?
    public var size: Int?
    public var storageClass: String?
    public var key: String?
    public var versionId: String?
    public var isLatest: Bool?
    public var lastModified: AWSInstant?
    public var owner: Owner?
    public var restoreStatus: RestoreStatus?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&eTag); c(&checksumAlgorithm); c(&checksumType); c(&size); c(&storageClass); c(&key); c(&versionId); c(&isLatest); c(&lastModified); c(&owner); c(&restoreStatus) }
    public static var shape: StructureModel { S3.model["ObjectVersion"] }
  }
  public struct Owner: AWSShape {
    public var displayName: String?
    public var id: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&displayName); c(&id) }
    public static var shape: StructureModel { S3.model["Owner"] }
  }
  public struct PutObjectInput: AWSShape, CustomReflectable {
    public var acl: String?
    public var body: HTTPBody?
    public var bucket: String?
    public var cacheControl: String?
    public var contentDisposition: String?
    public var contentEncoding: String?
    public var contentLanguage: String?
    public var contentLength: Int?
    public var contentMD5: String?
    public var contentType: String?
    public var checksumAlgorithm: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var expires: AWSInstant?
    public var ifMatch: String?
    public var ifNoneMatch: String?
    public var key: String?
    public var writeOffsetBytes: Int?
    public var metadata: [String: String]?
    public var serverSideEncryption: String?
    public var storageClass: String?
    public var ssekmsKeyId: String?
    public var ssekmsEncryptionContext: String?
    public var bucketKeyEnabled: Bool?
    public var tagging: String?
    public var objectLockMode: String?
    public var objectLockRetainUntilDate: AWSInstant?
    public var objectLockLegalHoldStatus: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(acl: String? = nil, body: HTTPBody? = nil, bucket: String? = nil, cacheControl: String? = nil, contentDisposition: String? = nil, contentEncoding: String? = nil, contentLanguage: String? = nil, contentLength: Int? = nil, contentMD5: String? = nil, contentType: String? = nil, checksumAlgorithm: String? = nil, checksumCRC32: String? = nil, checksumCRC32C: String? = nil, checksumCRC64NVME: String? = nil, checksumSHA256: String? = nil, expires: AWSInstant? = nil, ifMatch: String? = nil, ifNoneMatch: String? = nil, key: String? = nil, writeOffsetBytes: Int? = nil, metadata: [String: String]? = nil, serverSideEncryption: String? = nil, storageClass: String? = nil, ssekmsKeyId: String? = nil, ssekmsEncryptionContext: String? = nil, bucketKeyEnabled: Bool? = nil, tagging: String? = nil, objectLockMode: String? = nil, objectLockRetainUntilDate: AWSInstant? = nil, objectLockLegalHoldStatus: String? = nil, expectedBucketOwner: String? = nil) {
      self.acl = acl; self.body = body; self.bucket = bucket; self.cacheControl = cacheControl; self.contentDisposition = contentDisposition; self.contentEncoding = contentEncoding; self.contentLanguage = contentLanguage; self.contentLength = contentLength; self.contentMD5 = contentMD5; self.contentType = contentType; self.checksumAlgorithm = checksumAlgorithm; self.checksumCRC32 = checksumCRC32; self.checksumCRC32C = checksumCRC32C; self.checksumCRC64NVME = checksumCRC64NVME; self.checksumSHA256 = checksumSHA256; self.expires = expires; self.ifMatch = ifMatch; self.ifNoneMatch = ifNoneMatch; self.key = key; self.writeOffsetBytes = writeOffsetBytes; self.metadata = metadata; self.serverSideEncryption = serverSideEncryption; self.storageClass = storageClass; self.ssekmsKeyId = ssekmsKeyId; self.ssekmsEncryptionContext = ssekmsEncryptionContext; self.bucketKeyEnabled = bucketKeyEnabled; self.tagging = tagging; self.objectLockMode = objectLockMode; self.objectLockRetainUntilDate = objectLockRetainUntilDate; self.objectLockLegalHoldStatus = objectLockLegalHoldStatus; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&acl); c(&body); c(&bucket); c(&cacheControl); c(&contentDisposition); c(&contentEncoding); c(&contentLanguage); c(&contentLength); c(&contentMD5); c(&contentType); c(&checksumAlgorithm); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&expires); c(&ifMatch); c(&ifNoneMatch); c(&key); c(&writeOffsetBytes); c(&metadata); c(&serverSideEncryption); c(&storageClass); c(&ssekmsKeyId); c(&ssekmsEncryptionContext); c(&bucketKeyEnabled); c(&tagging); c(&objectLockMode); c(&objectLockRetainUntilDate); c(&objectLockLegalHoldStatus); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["PutObjectInput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId", "SSEKMSEncryptionContext"]) }
  }
  public struct PutObjectOutput: AWSShape, CustomReflectable {
    public var expiration: String?
    public var eTag: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var checksumType: String?
    public var serverSideEncryption: String?
    public var versionId: String?
    public var ssekmsKeyId: String?
    public var ssekmsEncryptionContext: String?
    public var bucketKeyEnabled: Bool?
    public var size: Int?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&expiration); c(&eTag); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&checksumType); c(&serverSideEncryption); c(&versionId); c(&ssekmsKeyId); c(&ssekmsEncryptionContext); c(&bucketKeyEnabled); c(&size) }
    public static var shape: StructureModel { S3.model["PutObjectOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId", "SSEKMSEncryptionContext"]) }
  }
  public struct PutObjectRetentionInput: AWSShape {
    public var bucket: String?
    public var key: String?
    public var retention: ObjectLockRetention?
    public var versionId: String?
    public var bypassGovernanceRetention: Bool?
    public var contentMD5: String?
    public var checksumAlgorithm: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, key: String? = nil, retention: ObjectLockRetention? = nil, versionId: String? = nil, bypassGovernanceRetention: Bool? = nil, contentMD5: String? = nil, checksumAlgorithm: String? = nil, expectedBucketOwner: String? = nil) {
      self.bucket = bucket; self.key = key; self.retention = retention; self.versionId = versionId; self.bypassGovernanceRetention = bypassGovernanceRetention; self.contentMD5 = contentMD5; self.checksumAlgorithm = checksumAlgorithm; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&key); c(&retention); c(&versionId); c(&bypassGovernanceRetention); c(&contentMD5); c(&checksumAlgorithm); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["PutObjectRetentionInput"] }
  }
  public struct PutObjectRetentionOutput: AWSShape {
    public init() {}
    public mutating func visit(_ c: MemberCoder) {  }
    public static var shape: StructureModel { S3.model["PutObjectRetentionOutput"] }
  }
  public struct RestoreStatus: AWSShape {
    public var isRestoreInProgress: Bool?
    public var restoreExpiryDate: AWSInstant?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&isRestoreInProgress); c(&restoreExpiryDate) }
    public static var shape: StructureModel { S3.model["RestoreStatus"] }
  }
  public struct UploadPartCopyInput: AWSShape {
    public var bucket: String?
    public var copySource: String?
    public var copySourceIfMatch: String?
    public var copySourceIfModifiedSince: AWSInstant?
    public var copySourceIfNoneMatch: String?
    public var copySourceIfUnmodifiedSince: AWSInstant?
    public var copySourceRange: String?
    public var key: String?
    public var partNumber: Int?
    public var uploadId: String?
    public var expectedBucketOwner: String?
    public var expectedSourceBucketOwner: String?
    public init() {}
    public init(bucket: String? = nil, copySource: String? = nil, copySourceIfMatch: String? = nil, copySourceIfModifiedSince: AWSInstant? = nil, copySourceIfNoneMatch: String? = nil, copySourceIfUnmodifiedSince: AWSInstant? = nil, copySourceRange: String? = nil, key: String? = nil, partNumber: Int? = nil, uploadId: String? = nil, expectedBucketOwner: String? = nil, expectedSourceBucketOwner: String? = nil) {
      self.bucket = bucket; self.copySource = copySource; self.copySourceIfMatch = copySourceIfMatch; self.copySourceIfModifiedSince = copySourceIfModifiedSince; self.copySourceIfNoneMatch = copySourceIfNoneMatch; self.copySourceIfUnmodifiedSince = copySourceIfUnmodifiedSince; self.copySourceRange = copySourceRange; self.key = key; self.partNumber = partNumber; self.uploadId = uploadId; self.expectedBucketOwner = expectedBucketOwner; self.expectedSourceBucketOwner = expectedSourceBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&bucket); c(&copySource); c(&copySourceIfMatch); c(&copySourceIfModifiedSince); c(&copySourceIfNoneMatch); c(&copySourceIfUnmodifiedSince); c(&copySourceRange); c(&key); c(&partNumber); c(&uploadId); c(&expectedBucketOwner); c(&expectedSourceBucketOwner) }
    public static var shape: StructureModel { S3.model["UploadPartCopyInput"] }
  }
  public struct UploadPartCopyOutput: AWSShape, CustomReflectable {
    public var copySourceVersionId: String?
    public var copyPartResult: CopyPartResult?
    public var serverSideEncryption: String?
    public var ssekmsKeyId: String?
    public var bucketKeyEnabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&copySourceVersionId); c(&copyPartResult); c(&serverSideEncryption); c(&ssekmsKeyId); c(&bucketKeyEnabled) }
    public static var shape: StructureModel { S3.model["UploadPartCopyOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId"]) }
  }
  public struct UploadPartInput: AWSShape {
    public var body: HTTPBody?
    public var bucket: String?
    public var contentLength: Int?
    public var contentMD5: String?
    public var checksumAlgorithm: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var key: String?
    public var partNumber: Int?
    public var uploadId: String?
    public var expectedBucketOwner: String?
    public init() {}
    public init(body: HTTPBody? = nil, bucket: String? = nil, contentLength: Int? = nil, contentMD5: String? = nil, checksumAlgorithm: String? = nil, checksumCRC32: String? = nil, checksumCRC32C: String? = nil, checksumCRC64NVME: String? = nil, checksumSHA256: String? = nil, key: String? = nil, partNumber: Int? = nil, uploadId: String? = nil, expectedBucketOwner: String? = nil) {
      self.body = body; self.bucket = bucket; self.contentLength = contentLength; self.contentMD5 = contentMD5; self.checksumAlgorithm = checksumAlgorithm; self.checksumCRC32 = checksumCRC32; self.checksumCRC32C = checksumCRC32C; self.checksumCRC64NVME = checksumCRC64NVME; self.checksumSHA256 = checksumSHA256; self.key = key; self.partNumber = partNumber; self.uploadId = uploadId; self.expectedBucketOwner = expectedBucketOwner
    }
    public mutating func visit(_ c: MemberCoder) { c(&body); c(&bucket); c(&contentLength); c(&contentMD5); c(&checksumAlgorithm); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&key); c(&partNumber); c(&uploadId); c(&expectedBucketOwner) }
    public static var shape: StructureModel { S3.model["UploadPartInput"] }
  }
  public struct UploadPartOutput: AWSShape, CustomReflectable {
    public var serverSideEncryption: String?
    public var eTag: String?
    public var checksumCRC32: String?
    public var checksumCRC32C: String?
    public var checksumCRC64NVME: String?
    public var checksumSHA256: String?
    public var ssekmsKeyId: String?
    public var bucketKeyEnabled: Bool?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&serverSideEncryption); c(&eTag); c(&checksumCRC32); c(&checksumCRC32C); c(&checksumCRC64NVME); c(&checksumSHA256); c(&ssekmsKeyId); c(&bucketKeyEnabled) }
    public static var shape: StructureModel { S3.model["UploadPartOutput"] }
    public var customMirror: Mirror { mirror(hiding: ["SSEKMSKeyId"]) }
  }
}

extension S3 {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [AbortMultipartUploadInput.self, AbortMultipartUploadOutput.self, Bucket.self, CommonPrefix.self, CompleteMultipartUploadInput.self, CompleteMultipartUploadOutput.self, CompletedMultipartUpload.self, CompletedPart.self, CopyObjectInput.self, CopyObjectOutput.self, CopyObjectResult.self, CopyPartResult.self, CreateMultipartUploadInput.self, CreateMultipartUploadOutput.self, DefaultRetention.self, Delete.self, DeleteBucketInput.self, DeleteMarkerEntry.self, DeleteObjectInput.self, DeleteObjectOutput.self, DeleteObjectsInput.self, DeleteObjectsOutput.self, DeletedObject.self, ErrorEntry.self, GetBucketVersioningInput.self, GetBucketVersioningOutput.self, GetObjectInput.self, GetObjectLockConfigurationInput.self, GetObjectLockConfigurationOutput.self, GetObjectOutput.self, HeadBucketInput.self, HeadBucketOutput.self, HeadObjectInput.self, HeadObjectOutput.self, Initiator.self, ListBucketsInput.self, ListBucketsOutput.self, ListMultipartUploadsInput.self, ListMultipartUploadsOutput.self, ListObjectVersionsInput.self, ListObjectVersionsOutput.self, ListObjectsV2Input.self, ListObjectsV2Output.self, MultipartUpload.self, Object.self, ObjectIdentifier.self, ObjectLockConfiguration.self, ObjectLockRetention.self, ObjectLockRule.self, ObjectVersion.self, Owner.self, PutObjectInput.self, PutObjectOutput.self, PutObjectRetentionInput.self, PutObjectRetentionOutput.self, RestoreStatus.self, UploadPartCopyInput.self, UploadPartCopyOutput.self, UploadPartInput.self, UploadPartOutput.self]
  static let table = #"""
    $id=S3|protocol=rest-xml|version=2006-03-01|prefix=s3|signing=s3
    !PutObject PUT /{Bucket}/{Key+} PutObjectInput PutObjectOutput
    !GetObject GET /{Bucket}/{Key+} GetObjectInput GetObjectOutput
    !HeadObject HEAD /{Bucket}/{Key+} HeadObjectInput HeadObjectOutput
    !ListObjectsV2 GET /{Bucket}?list-type=2 ListObjectsV2Input ListObjectsV2Output
    !ListObjectVersions GET /{Bucket}?versions ListObjectVersionsInput ListObjectVersionsOutput
    !CopyObject PUT /{Bucket}/{Key+} CopyObjectInput CopyObjectOutput
    !DeleteObject DELETE /{Bucket}/{Key+} DeleteObjectInput DeleteObjectOutput
    !DeleteObjects POST /{Bucket}?delete DeleteObjectsInput DeleteObjectsOutput checksum
    !CreateMultipartUpload POST /{Bucket}/{Key+}?uploads CreateMultipartUploadInput CreateMultipartUploadOutput once
    !UploadPart PUT /{Bucket}/{Key+} UploadPartInput UploadPartOutput
    !UploadPartCopy PUT /{Bucket}/{Key+} UploadPartCopyInput UploadPartCopyOutput
    !CompleteMultipartUpload POST /{Bucket}/{Key+} CompleteMultipartUploadInput CompleteMultipartUploadOutput
    !AbortMultipartUpload DELETE /{Bucket}/{Key+} AbortMultipartUploadInput AbortMultipartUploadOutput
    !ListMultipartUploads GET /{Bucket}?uploads ListMultipartUploadsInput ListMultipartUploadsOutput
    !HeadBucket HEAD /{Bucket} HeadBucketInput HeadBucketOutput
    !ListBuckets GET / ListBucketsInput ListBucketsOutput
    !GetBucketVersioning GET /{Bucket}?versioning GetBucketVersioningInput GetBucketVersioningOutput
    !GetObjectLockConfiguration GET /{Bucket}?object-lock GetObjectLockConfigurationInput GetObjectLockConfigurationOutput
    !PutObjectRetention PUT /{Bucket}/{Key+}?retention PutObjectRetentionInput PutObjectRetentionOutput checksum
    !DeleteBucket DELETE /{Bucket} DeleteBucketInput -
    AbortMultipartUploadInput Bucket:s:l=u:r Key:s:l=u:r UploadId:s:n=uploadId:l=q:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h IfMatchInitiatedTime:tr:n=x-amz-if-match-initiated-time:l=h
    AbortMultipartUploadOutput
    Bucket Name:s CreationDate:t BucketRegion:s BucketArn:s
    CommonPrefix Prefix:s
    CompleteMultipartUploadInput Bucket:s:l=u:r Key:s:l=u:r MultipartUpload:@CompletedMultipartUpload:n=CompleteMultipartUpload:p UploadId:s:n=uploadId:l=q:r ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h ChecksumType:s:n=x-amz-checksum-type:l=h MpuObjectSize:i:n=x-amz-mp-object-size:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h IfMatch:s:n=If-Match:l=h IfNoneMatch:s:n=If-None-Match:l=h
    CompleteMultipartUploadOutput Location:s Bucket:s Key:s Expiration:s:n=x-amz-expiration:l=h ETag:s ChecksumCRC32:s ChecksumCRC32C:s ChecksumCRC64NVME:s ChecksumSHA256:s ChecksumType:s ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h VersionId:s:n=x-amz-version-id:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h
    CompletedMultipartUpload Parts:[*;@CompletedPart:n=Part
    CompletedPart ETag:s ChecksumCRC32:s ChecksumCRC32C:s ChecksumCRC64NVME:s ChecksumSHA256:s PartNumber:i
    CopyObjectInput ACL:s:n=x-amz-acl:l=h Bucket:s:l=u:r CacheControl:s:n=Cache-Control:l=h ChecksumAlgorithm:s:n=x-amz-checksum-algorithm:l=h ContentDisposition:s:n=Content-Disposition:l=h ContentEncoding:s:n=Content-Encoding:l=h ContentLanguage:s:n=Content-Language:l=h ContentType:s:n=Content-Type:l=h CopySource:s:n=x-amz-copy-source:l=h:r CopySourceIfMatch:s:n=x-amz-copy-source-if-match:l=h CopySourceIfModifiedSince:t:n=x-amz-copy-source-if-modified-since:l=h CopySourceIfNoneMatch:s:n=x-amz-copy-source-if-none-match:l=h CopySourceIfUnmodifiedSince:t:n=x-amz-copy-source-if-unmodified-since:l=h Expires:t:l=h IfMatch:s:n=If-Match:l=h IfNoneMatch:s:n=If-None-Match:l=h Key:s:l=u:r Metadata:{;;s:n=x-amz-meta-:l=H MetadataDirective:s:n=x-amz-metadata-directive:l=h TaggingDirective:s:n=x-amz-tagging-directive:l=h ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h StorageClass:s:n=x-amz-storage-class:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h SSEKMSEncryptionContext:s:n=x-amz-server-side-encryption-context:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h Tagging:s:n=x-amz-tagging:l=h ObjectLockMode:s:n=x-amz-object-lock-mode:l=h ObjectLockRetainUntilDate:ti:n=x-amz-object-lock-retain-until-date:l=h ObjectLockLegalHoldStatus:s:n=x-amz-object-lock-legal-hold:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h ExpectedSourceBucketOwner:s:n=x-amz-source-expected-bucket-owner:l=h
    CopyObjectOutput CopyObjectResult:@CopyObjectResult:p Expiration:s:n=x-amz-expiration:l=h CopySourceVersionId:s:n=x-amz-copy-source-version-id:l=h VersionId:s:n=x-amz-version-id:l=h ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h SSEKMSEncryptionContext:s:n=x-amz-server-side-encryption-context:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h
    CopyObjectResult ETag:s LastModified:t ChecksumType:s ChecksumCRC32:s ChecksumCRC32C:s ChecksumCRC64NVME:s ChecksumSHA256:s
    CopyPartResult ETag:s LastModified:t ChecksumCRC32:s ChecksumCRC32C:s ChecksumCRC64NVME:s ChecksumSHA256:s
    CreateMultipartUploadInput ACL:s:n=x-amz-acl:l=h Bucket:s:l=u:r CacheControl:s:n=Cache-Control:l=h ContentDisposition:s:n=Content-Disposition:l=h ContentEncoding:s:n=Content-Encoding:l=h ContentLanguage:s:n=Content-Language:l=h ContentType:s:n=Content-Type:l=h Expires:t:l=h Key:s:l=u:r Metadata:{;;s:n=x-amz-meta-:l=H ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h StorageClass:s:n=x-amz-storage-class:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h SSEKMSEncryptionContext:s:n=x-amz-server-side-encryption-context:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h Tagging:s:n=x-amz-tagging:l=h ObjectLockMode:s:n=x-amz-object-lock-mode:l=h ObjectLockRetainUntilDate:ti:n=x-amz-object-lock-retain-until-date:l=h ObjectLockLegalHoldStatus:s:n=x-amz-object-lock-legal-hold:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h ChecksumAlgorithm:s:n=x-amz-checksum-algorithm:l=h ChecksumType:s:n=x-amz-checksum-type:l=h
    CreateMultipartUploadOutput AbortDate:t:n=x-amz-abort-date:l=h AbortRuleId:s:n=x-amz-abort-rule-id:l=h Bucket:s Key:s UploadId:s ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h SSEKMSEncryptionContext:s:n=x-amz-server-side-encryption-context:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h ChecksumAlgorithm:s:n=x-amz-checksum-algorithm:l=h ChecksumType:s:n=x-amz-checksum-type:l=h
    DefaultRetention Mode:s Days:i Years:i
    Delete Objects:[*;@ObjectIdentifier:n=Object:r Quiet:b
    DeleteBucketInput Bucket:s:l=u:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    DeleteMarkerEntry Owner:@Owner Key:s VersionId:s IsLatest:b LastModified:t
    DeleteObjectInput Bucket:s:l=u:r Key:s:l=u:r MFA:s:n=x-amz-mfa:l=h VersionId:s:n=versionId:l=q BypassGovernanceRetention:b:n=x-amz-bypass-governance-retention:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h IfMatch:s:n=If-Match:l=h IfMatchLastModifiedTime:tr:n=x-amz-if-match-last-modified-time:l=h IfMatchSize:i:n=x-amz-if-match-size:l=h
    DeleteObjectOutput DeleteMarker:b:n=x-amz-delete-marker:l=h VersionId:s:n=x-amz-version-id:l=h
    DeleteObjectsInput Bucket:s:l=u:r Delete:@Delete:p:r MFA:s:n=x-amz-mfa:l=h BypassGovernanceRetention:b:n=x-amz-bypass-governance-retention:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h ChecksumAlgorithm:s:n=x-amz-sdk-checksum-algorithm:l=h
    DeleteObjectsOutput Deleted:[*;@DeletedObject Errors:[*;@ErrorEntry:n=Error
    DeletedObject Key:s VersionId:s DeleteMarker:b DeleteMarkerVersionId:s
    ErrorEntry Key:s VersionId:s Code:s Message:s
    GetBucketVersioningInput Bucket:s:l=u:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    GetBucketVersioningOutput Status:s MFADelete:s:n=MfaDelete
    GetObjectInput Bucket:s:l=u:r IfMatch:s:n=If-Match:l=h IfModifiedSince:t:n=If-Modified-Since:l=h IfNoneMatch:s:n=If-None-Match:l=h IfUnmodifiedSince:t:n=If-Unmodified-Since:l=h Key:s:l=u:r Range:s:l=h ResponseCacheControl:s:n=response-cache-control:l=q ResponseContentDisposition:s:n=response-content-disposition:l=q ResponseContentEncoding:s:n=response-content-encoding:l=q ResponseContentLanguage:s:n=response-content-language:l=q ResponseContentType:s:n=response-content-type:l=q ResponseExpires:tr:n=response-expires:l=q VersionId:s:n=versionId:l=q PartNumber:i:n=partNumber:l=q ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h ChecksumMode:s:n=x-amz-checksum-mode:l=h
    GetObjectLockConfigurationInput Bucket:s:l=u:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    GetObjectLockConfigurationOutput ObjectLockConfiguration:@ObjectLockConfiguration:p
    GetObjectOutput Body:B:p DeleteMarker:b:n=x-amz-delete-marker:l=h AcceptRanges:s:n=accept-ranges:l=h Expiration:s:n=x-amz-expiration:l=h Restore:s:n=x-amz-restore:l=h LastModified:t:n=Last-Modified:l=h ContentLength:i:n=Content-Length:l=h ETag:s:l=h ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h ChecksumType:s:n=x-amz-checksum-type:l=h MissingMeta:i:n=x-amz-missing-meta:l=h VersionId:s:n=x-amz-version-id:l=h CacheControl:s:n=Cache-Control:l=h ContentDisposition:s:n=Content-Disposition:l=h ContentEncoding:s:n=Content-Encoding:l=h ContentLanguage:s:n=Content-Language:l=h ContentRange:s:n=Content-Range:l=h ContentType:s:n=Content-Type:l=h Expires:t:l=h ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h Metadata:{;;s:n=x-amz-meta-:l=H SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h StorageClass:s:n=x-amz-storage-class:l=h ReplicationStatus:s:n=x-amz-replication-status:l=h PartsCount:i:n=x-amz-mp-parts-count:l=h TagCount:i:n=x-amz-tagging-count:l=h ObjectLockMode:s:n=x-amz-object-lock-mode:l=h ObjectLockRetainUntilDate:ti:n=x-amz-object-lock-retain-until-date:l=h ObjectLockLegalHoldStatus:s:n=x-amz-object-lock-legal-hold:l=h
    HeadBucketInput Bucket:s:l=u:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    HeadBucketOutput BucketArn:s:n=x-amz-bucket-arn:l=h BucketLocationType:s:n=x-amz-bucket-location-type:l=h BucketLocationName:s:n=x-amz-bucket-location-name:l=h BucketRegion:s:n=x-amz-bucket-region:l=h AccessPointAlias:b:n=x-amz-access-point-alias:l=h
    HeadObjectInput Bucket:s:l=u:r IfMatch:s:n=If-Match:l=h IfModifiedSince:t:n=If-Modified-Since:l=h IfNoneMatch:s:n=If-None-Match:l=h IfUnmodifiedSince:t:n=If-Unmodified-Since:l=h Key:s:l=u:r Range:s:l=h ResponseCacheControl:s:n=response-cache-control:l=q ResponseContentDisposition:s:n=response-content-disposition:l=q ResponseContentEncoding:s:n=response-content-encoding:l=q ResponseContentLanguage:s:n=response-content-language:l=q ResponseContentType:s:n=response-content-type:l=q ResponseExpires:tr:n=response-expires:l=q VersionId:s:n=versionId:l=q PartNumber:i:n=partNumber:l=q ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h ChecksumMode:s:n=x-amz-checksum-mode:l=h
    HeadObjectOutput DeleteMarker:b:n=x-amz-delete-marker:l=h AcceptRanges:s:n=accept-ranges:l=h Expiration:s:n=x-amz-expiration:l=h Restore:s:n=x-amz-restore:l=h ArchiveStatus:s:n=x-amz-archive-status:l=h LastModified:t:n=Last-Modified:l=h ContentLength:i:n=Content-Length:l=h ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h ChecksumType:s:n=x-amz-checksum-type:l=h ETag:s:l=h MissingMeta:i:n=x-amz-missing-meta:l=h VersionId:s:n=x-amz-version-id:l=h CacheControl:s:n=Cache-Control:l=h ContentDisposition:s:n=Content-Disposition:l=h ContentEncoding:s:n=Content-Encoding:l=h ContentLanguage:s:n=Content-Language:l=h ContentType:s:n=Content-Type:l=h ContentRange:s:n=Content-Range:l=h Expires:t:l=h ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h Metadata:{;;s:n=x-amz-meta-:l=H SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h StorageClass:s:n=x-amz-storage-class:l=h ReplicationStatus:s:n=x-amz-replication-status:l=h PartsCount:i:n=x-amz-mp-parts-count:l=h TagCount:i:n=x-amz-tagging-count:l=h ObjectLockMode:s:n=x-amz-object-lock-mode:l=h ObjectLockRetainUntilDate:ti:n=x-amz-object-lock-retain-until-date:l=h ObjectLockLegalHoldStatus:s:n=x-amz-object-lock-legal-hold:l=h
    Initiator ID:s DisplayName:s
    ListBucketsInput MaxBuckets:i:n=max-buckets:l=q ContinuationToken:s:n=continuation-token:l=q Prefix:s:n=prefix:l=q BucketRegion:s:n=bucket-region:l=q
    ListBucketsOutput Buckets:[Bucket;@Bucket Owner:@Owner ContinuationToken:s Prefix:s
    ListMultipartUploadsInput Bucket:s:l=u:r Delimiter:s:n=delimiter:l=q EncodingType:s:n=encoding-type:l=q KeyMarker:s:n=key-marker:l=q MaxUploads:i:n=max-uploads:l=q Prefix:s:n=prefix:l=q UploadIdMarker:s:n=upload-id-marker:l=q ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    ListMultipartUploadsOutput Bucket:s KeyMarker:s UploadIdMarker:s NextKeyMarker:s Prefix:s Delimiter:s NextUploadIdMarker:s MaxUploads:i IsTruncated:b Uploads:[*;@MultipartUpload:n=Upload CommonPrefixes:[*;@CommonPrefix EncodingType:s
    ListObjectVersionsInput Bucket:s:l=u:r Delimiter:s:n=delimiter:l=q EncodingType:s:n=encoding-type:l=q KeyMarker:s:n=key-marker:l=q MaxKeys:i:n=max-keys:l=q Prefix:s:n=prefix:l=q VersionIdMarker:s:n=version-id-marker:l=q ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    ListObjectVersionsOutput IsTruncated:b KeyMarker:s VersionIdMarker:s NextKeyMarker:s NextVersionIdMarker:s Versions:[*;@ObjectVersion:n=Version DeleteMarkers:[*;@DeleteMarkerEntry:n=DeleteMarker Name:s Prefix:s Delimiter:s MaxKeys:i CommonPrefixes:[*;@CommonPrefix EncodingType:s
    ListObjectsV2Input Bucket:s:l=u:r Delimiter:s:n=delimiter:l=q EncodingType:s:n=encoding-type:l=q MaxKeys:i:n=max-keys:l=q Prefix:s:n=prefix:l=q ContinuationToken:s:n=continuation-token:l=q FetchOwner:b:n=fetch-owner:l=q StartAfter:s:n=start-after:l=q ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    ListObjectsV2Output IsTruncated:b Contents:[*;@Object Name:s Prefix:s Delimiter:s MaxKeys:i CommonPrefixes:[*;@CommonPrefix EncodingType:s KeyCount:i ContinuationToken:s NextContinuationToken:s StartAfter:s
    MultipartUpload UploadId:s Key:s Initiated:t StorageClass:s Owner:@Owner Initiator:@Initiator ChecksumAlgorithm:s ChecksumType:s
    Object Key:s LastModified:t ETag:s ChecksumAlgorithm:[*;s ChecksumType:s Size:i StorageClass:s Owner:@Owner RestoreStatus:@RestoreStatus
    ObjectIdentifier Key:s:r VersionId:s ETag:s LastModifiedTime:tr Size:i
    ObjectLockConfiguration ObjectLockEnabled:s Rule:@ObjectLockRule
    ObjectLockRetention Mode:s RetainUntilDate:ti
    ObjectLockRule DefaultRetention:@DefaultRetention
    ObjectVersion ETag:s ChecksumAlgorithm:[*;s ChecksumType:s Size:i StorageClass:s Key:s VersionId:s IsLatest:b LastModified:t Owner:@Owner RestoreStatus:@RestoreStatus
    Owner DisplayName:s ID:s
    PutObjectInput ACL:s:n=x-amz-acl:l=h Body:B:p Bucket:s:l=u:r CacheControl:s:n=Cache-Control:l=h ContentDisposition:s:n=Content-Disposition:l=h ContentEncoding:s:n=Content-Encoding:l=h ContentLanguage:s:n=Content-Language:l=h ContentLength:i:n=Content-Length:l=h ContentMD5:s:n=Content-MD5:l=h ContentType:s:n=Content-Type:l=h ChecksumAlgorithm:s:n=x-amz-sdk-checksum-algorithm:l=h ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h Expires:t:l=h IfMatch:s:n=If-Match:l=h IfNoneMatch:s:n=If-None-Match:l=h Key:s:l=u:r WriteOffsetBytes:i:n=x-amz-write-offset-bytes:l=h Metadata:{;;s:n=x-amz-meta-:l=H ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h StorageClass:s:n=x-amz-storage-class:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h SSEKMSEncryptionContext:s:n=x-amz-server-side-encryption-context:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h Tagging:s:n=x-amz-tagging:l=h ObjectLockMode:s:n=x-amz-object-lock-mode:l=h ObjectLockRetainUntilDate:ti:n=x-amz-object-lock-retain-until-date:l=h ObjectLockLegalHoldStatus:s:n=x-amz-object-lock-legal-hold:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    PutObjectOutput Expiration:s:n=x-amz-expiration:l=h ETag:s:l=h ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h ChecksumType:s:n=x-amz-checksum-type:l=h ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h VersionId:s:n=x-amz-version-id:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h SSEKMSEncryptionContext:s:n=x-amz-server-side-encryption-context:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h Size:i:n=x-amz-object-size:l=h
    PutObjectRetentionInput Bucket:s:l=u:r Key:s:l=u:r Retention:@ObjectLockRetention:p VersionId:s:n=versionId:l=q BypassGovernanceRetention:b:n=x-amz-bypass-governance-retention:l=h ContentMD5:s:n=Content-MD5:l=h ChecksumAlgorithm:s:n=x-amz-sdk-checksum-algorithm:l=h ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    PutObjectRetentionOutput
    RestoreStatus IsRestoreInProgress:b RestoreExpiryDate:t
    UploadPartCopyInput Bucket:s:l=u:r CopySource:s:n=x-amz-copy-source:l=h:r CopySourceIfMatch:s:n=x-amz-copy-source-if-match:l=h CopySourceIfModifiedSince:t:n=x-amz-copy-source-if-modified-since:l=h CopySourceIfNoneMatch:s:n=x-amz-copy-source-if-none-match:l=h CopySourceIfUnmodifiedSince:t:n=x-amz-copy-source-if-unmodified-since:l=h CopySourceRange:s:n=x-amz-copy-source-range:l=h Key:s:l=u:r PartNumber:i:n=partNumber:l=q:r UploadId:s:n=uploadId:l=q:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h ExpectedSourceBucketOwner:s:n=x-amz-source-expected-bucket-owner:l=h
    UploadPartCopyOutput CopySourceVersionId:s:n=x-amz-copy-source-version-id:l=h CopyPartResult:@CopyPartResult:p ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h
    UploadPartInput Body:B:p Bucket:s:l=u:r ContentLength:i:n=Content-Length:l=h ContentMD5:s:n=Content-MD5:l=h ChecksumAlgorithm:s:n=x-amz-sdk-checksum-algorithm:l=h ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h Key:s:l=u:r PartNumber:i:n=partNumber:l=q:r UploadId:s:n=uploadId:l=q:r ExpectedBucketOwner:s:n=x-amz-expected-bucket-owner:l=h
    UploadPartOutput ServerSideEncryption:s:n=x-amz-server-side-encryption:l=h ETag:s:l=h ChecksumCRC32:s:n=x-amz-checksum-crc32:l=h ChecksumCRC32C:s:n=x-amz-checksum-crc32c:l=h ChecksumCRC64NVME:s:n=x-amz-checksum-crc64nvme:l=h ChecksumSHA256:s:n=x-amz-checksum-sha256:l=h SSEKMSKeyId:s:n=x-amz-server-side-encryption-aws-kms-key-id:l=h BucketKeyEnabled:b:n=x-amz-server-side-encryption-bucket-key-enabled:l=h
    """#
}
