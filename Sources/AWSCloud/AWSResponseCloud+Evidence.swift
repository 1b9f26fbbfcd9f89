internal import AWSClients
internal import AWSSigning
internal import CaseModel
internal import Digests
internal import Glibc
public import IncidentResponse

extension AWSResponseCloud {
  /// Above this a copy is made in parts.
  private static let largestCopy: Int64 = 5 << 30
  private static let copyPart = 512 << 20

  public func keepTool(path: String, digest: String) async throws -> String {
    let key = "tools/\(digest)/needletail-collector"
    let place = ObjectPlace(.toolset, key)
    if try await object(place) != nil { return key }
    guard let bytes = LocalFile.read(path, limit: 256 << 20), SHA256.digest(bytes).hex == digest else {
      throw CloudError(.refused, "the collector cannot be read or is not what it was: \(path)", next: "build it again")
    }
    let (client, bucket) = try await bucket(place.bucket)
    var input = S3.PutObjectInput(body: .bytes(bytes), bucket: bucket, key: key)
    input.checksumAlgorithm = "SHA256"
    _ = try await Fault.named("put the collector into \(bucket)") { try await client.putObject(input) }
    return key
  }

  public func toolAddress(key: String, validSeconds: Int) async throws -> String {
    let (client, bucket) = try await bucket(.toolset)
    return try await Fault.named("sign an address for the collector") {
      try await client.presignedGetObject(
        S3.GetObjectInput(bucket: bucket, key: key), expiresInSeconds: validSeconds, endpoint: settings.targetEndpoint
      ).url
    }
  }

  public func landingAddress(key: String, validSeconds: Int) async throws -> String {
    let (client, bucket) = try await bucket(.landing)
    var input = S3.PutObjectInput(bucket: bucket, key: key)
    // It can make the object and never overwrite it.
    input.ifNoneMatch = "*"
    let asked = input
    return try await Fault.named("sign an address for the bundle") {
      try await client.presignedPutObject(asked, expiresInSeconds: validSeconds, endpoint: settings.targetEndpoint).url
    }
  }

  public func object(_ place: ObjectPlace) async throws -> StoredObject? {
    let (client, bucket) = try await bucket(place.bucket)
    do {
      let head = try await client.headObject(S3.HeadObjectInput(bucket: bucket, key: place.key))
      return StoredObject(key: place.key, size: Int64(head.contentLength ?? 0), version: head.versionId)
    } catch let error as AWSError where error.isNotFound { return nil } catch let error as AWSError {
      throw Fault.cloudError(error, "look at an object of \(bucket)")
    }
  }

  public func objects(_ place: ObjectPlace) async throws -> [StoredObject] {
    let (client, bucket) = try await bucket(place.bucket)
    return try await Fault.named("list \(bucket)") {
      var found: [StoredObject] = []
      for try await page in client.listObjectsV2Pages(S3.ListObjectsV2Input(bucket: bucket, prefix: place.key)) {
        found += (page.contents ?? []).map { StoredObject(key: $0.key ?? "", size: Int64($0.size ?? 0)) }
      }
      return found.sorted { $0.key < $1.key }
    }
  }

  public func fetch(_ place: ObjectPlace, to path: String) async throws -> FetchedObject {
    let (client, bucket) = try await bucket(place.bucket)
    return try await Fault.named("read an object of \(bucket)") {
      // A local file that is shorter than the object is the beginning of an earlier attempt: its bytes are hashed and the rest is asked for.
      let file = try LocalFile(appendingTo: path)
      var input = S3.GetObjectInput(bucket: bucket, key: place.key)
      var size: Int64?
      if file.length > 0 {
        let head = try await client.headObject(S3.HeadObjectInput(bucket: bucket, key: place.key))
        size = Int64(head.contentLength ?? 0)
        if file.length > size ?? 0 { try file.restart() }
        input.versionId = head.versionId
        if file.length > 0 { input.range = "bytes=\(file.length)-" }
      }
      if size == nil || file.length < size ?? 0 {
        let answer = try await client.getObject(input)
        if size == nil { size = answer.contentLength.map { Int64($0) } }
        for try await piece in (answer.body ?? .empty).pieces { try file.append(piece) }
      }
      guard file.length == size ?? file.length else {
        throw CloudError(.unreachable, "an object of \(bucket) was cut while it was read", isRetryable: true)
      }
      return FetchedObject(digest: try file.finish(), size: file.length)
    }
  }

  public func copy(_ source: ObjectPlace, size: Int64, to destination: ObjectPlace) async throws {
    let (_, from) = try await bucket(source.bucket)
    let (client, to) = try await bucket(destination.bucket)
    let path = "\(from)/\(Self.escaped(source.key))"
    try await Fault.named("copy an object from \(from) to \(to)") {
      if size > Self.largestCopy {
        if try await object(destination)?.size == size { return }
        try await copyInParts(client, path, size, to, destination.key)
      } else {
        var input = S3.CopyObjectInput(bucket: to, copySource: path, key: destination.key)
        input.checksumAlgorithm = "SHA256"
        // Written once: what is there already is not written again, and the landing bucket admits nothing else.
        input.ifNoneMatch = "*"
        do { _ = try await client.copyObject(input) } catch let error as AWSError
          where error.code == "PreconditionFailed" || error.status == 412
        {
          // It is there: made by the call before this one, or by somebody else.
          guard try await object(destination)?.size == size else { throw error }
        }
      }
    }
  }

  private func copyInParts(_ client: S3, _ source: String, _ size: Int64, _ bucket: String, _ key: String) async throws
  {
    let upload = try await client.createMultipartUpload(
      S3.CreateMultipartUploadInput(bucket: bucket, key: key, checksumAlgorithm: "SHA256"))
    guard let id = upload.uploadId else {
      throw CloudError(.unreachable, "the answer to beginning an upload has no id")
    }
    do {
      var parts: [S3.CompletedPart] = []
      for (index, start) in stride(from: Int64(0), to: size, by: Self.copyPart).enumerated() {
        var input = S3.UploadPartCopyInput(
          bucket: bucket, copySource: source, key: key, partNumber: index + 1, uploadId: id)
        input.copySourceRange = "bytes=\(start)-\(min(start + Int64(Self.copyPart), size) - 1)"
        let result = try await client.uploadPartCopy(input).copyPartResult
        var part = S3.CompletedPart(eTag: result?.eTag, partNumber: index + 1)
        part.checksumSHA256 = result?.checksumSHA256
        parts.append(part)
      }
      _ = try await client.completeMultipartUpload(
        S3.CompleteMultipartUploadInput(
          bucket: bucket, key: key, multipartUpload: S3.CompletedMultipartUpload(parts: parts), uploadId: id,
          ifNoneMatch: "*"))
    } catch {
      _ = try? await client.abortMultipartUpload(S3.AbortMultipartUploadInput(bucket: bucket, key: key, uploadId: id))
      throw error
    }
  }

  public func empty(_ place: ObjectPlace) async throws -> Int {
    let (client, bucket) = try await bucket(place.bucket)
    return try await Fault.named("empty \(bucket)") {
      var count = 0
      do {
        for try await page in client.listObjectsV2Pages(S3.ListObjectsV2Input(bucket: bucket, prefix: place.key)) {
          // A page has at most a thousand keys, and a call deletes as many.
          let keys = (page.contents ?? []).compactMap(\.key)
          guard !keys.isEmpty else { continue }
          let answer = try await client.deleteObjects(
            S3.DeleteObjectsInput(
              bucket: bucket, delete: S3.Delete(objects: keys.map { S3.ObjectIdentifier(key: $0) }, quiet: true)))
          if let failed = answer.errors?.first {
            throw CloudError(
              failed.code == "AccessDenied" ? .denied : .refused,
              "cannot delete an object of \(bucket): \(failed.code ?? "") \(failed.message ?? "")", isRetryable: true)
          }
          count += keys.count
        }
      } catch let error as AWSError where error.code == "NoSuchBucket" { return count }
      return count
    }
  }

  /// The client that may use a bucket, and the bucket's name. Everything at home and on the way home is done by the responder role.
  private func bucket(_ bucket: ObjectPlace.Bucket) async throws -> (S3, String) {
    let home = try await self.home
    switch bucket {
    case .toolset: return (S3(try await atHome()), home.toolsetBucket)
    case .landing: return (S3(try await atHome()), home.landingBucket)
    case .vault: return (S3(try await atHome()), home.vaultBucket)
    case .hop(let name, _, let region): return (S3(try await atHome().inRegion(region.text)), name)
    }
  }

  /// A key as the header `x-amz-copy-source` wants it.
  private static func escaped(_ key: String) -> String {
    String(
      decoding: key.utf8.flatMap { byte -> [UInt8] in
        let isPlain =
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || [0x2D, 0x2E, 0x2F, 0x5F, 0x7E].contains(byte)
        return isPlain
          ? [byte]
          : Array(
            "%\(String(byte, radix: 16, uppercase: true).count == 1 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
              .utf8)
      }, as: UTF8.self)
  }
}
