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
    try await keep(path: path, digest: digest, key: key)
    return key
  }

  /// The key holds the digest, so what is there already is the same file.
  public func keep(path: String, digest: String, key: String) async throws {
    let place = ObjectPlace(.toolset, key)
    if try await object(place) != nil { return }
    guard let bytes = LocalFile.read(path, limit: 256 << 20), SHA256.digest(bytes).hex == digest else {
      throw CloudError(
        .refused, "a program cannot be read or is not what it was: \(HostString(path).text)",
        next: "put back what has the digest \(digest)")
    }
    let (client, bucket) = try await bucket(place.bucket)
    var input = S3.PutObjectInput(body: .bytes(bytes), bucket: bucket, key: key)
    input.checksumAlgorithm = "SHA256"
    let order = input
    _ = try await fault.named("put a program into \(bucket)") { try await client.putObject(order) }
  }

  public func toolAddress(key: String, validSeconds: Int) async throws -> String {
    let (client, bucket) = try await bucket(.toolset)
    return try await address("sign an address for the collector", client, validSeconds) {
      try await client.presignedGetObject(
        S3.GetObjectInput(bucket: bucket, key: key), expiresInSeconds: validSeconds, endpoint: settings.targetEndpoint)
    }
  }

  public func landingAddress(key: String, validSeconds: Int) async throws -> String {
    let (client, bucket) = try await bucket(.landing)
    var input = S3.PutObjectInput(bucket: bucket, key: key)
    // It can make the object and never overwrite it.
    input.ifNoneMatch = "*"
    let asked = input
    return try await address("sign an address for the bundle", client, validSeconds) {
      try await client.presignedPutObject(asked, expiresInSeconds: validSeconds, endpoint: settings.targetEndpoint)
    }
  }

  /// An address that lives as long as asked. It ends with the credentials that signed it, and those of a role that was assumed from a role
  /// last an hour at most: when they would end too early, new ones are fetched first.
  private func address(
    _ what: String, _ client: S3, _ validSeconds: Int, _ sign: () async throws -> PresignedRequest
  ) async throws -> String {
    try await fault.named(what) {
      let signed = try await sign()
      let session = client.session
      let wanted = session.clock.now().adding(seconds: Double(validSeconds - 30))
      guard signed.expires < wanted else { return signed.url }
      _ = await session.credentials.discard(try await session.credentials.credentials())
      let again = try await sign()
      guard again.expires >= wanted else {
        throw CloudError(
          .credentials,
          "the credentials end before a collection would: addresses of \(validSeconds) s cannot be signed",
          next: "renew the credentials, or give a smaller --wall")
      }
      return again.url
    }
  }

  public func object(_ place: ObjectPlace) async throws -> StoredObject? {
    let (client, bucket) = try await bucket(place.bucket)
    do {
      let head = try await client.headObject(S3.HeadObjectInput(bucket: bucket, key: place.key))
      return StoredObject(key: place.key, size: Int64(head.contentLength ?? 0), version: head.versionId)
    } catch let error as AWSError where error.isNotFound { return nil } catch let error as AWSError {
      throw fault.cloudError(error, "look at an object of \(bucket)")
    }
  }

  public func objects(_ place: ObjectPlace) async throws -> [StoredObject] {
    let (client, bucket) = try await bucket(place.bucket)
    return try await fault.named("list \(bucket)") {
      var found: [StoredObject] = []
      for try await page in client.listObjectsV2Pages(S3.ListObjectsV2Input(bucket: bucket, prefix: place.key)) {
        found += (page.contents ?? []).map { StoredObject(key: $0.key ?? "", size: Int64($0.size ?? 0)) }
      }
      return found.sorted { $0.key < $1.key }
    }
  }

  public func fetch(_ place: ObjectPlace, to path: String) async throws -> FetchedObject {
    let (client, bucket) = try await bucket(place.bucket)
    return try await fault.named("read an object of \(bucket)") {
      let head = try await client.headObject(S3.HeadObjectInput(bucket: bucket, key: place.key))
      let size = Int64(head.contentLength ?? 0)
      let tag = head.eTag ?? ""
      // What an interrupted attempt left is gone on with only under the same tag, which is part of its name.
      let partial = "\(path).\(SHA256.digest(Array(tag.utf8)).hex.prefix(12)).partial"
      let file = try LocalFile(appendingTo: partial, again: settings.again)
      if file.length > size { try file.restart() }
      if file.length < size {
        var input = S3.GetObjectInput(bucket: bucket, key: place.key)
        input.ifMatch = tag.isEmpty ? nil : tag
        if file.length > 0 { input.range = "bytes=\(file.length)-" }
        let answer = try await client.getObject(input)
        for try await piece in (answer.body ?? .empty).pieces { try file.append(piece) }
      }
      guard file.length == size else {
        throw CloudError(.unreachable, "an object of \(bucket) was cut while it was read", isRetryable: true)
      }
      return FetchedObject(digest: try file.finish(as: path), tag: tag)
    }
  }

  public func copy(
    _ source: ObjectPlace, size: Int64, to destination: ObjectPlace, only fetched: FetchedObject?
  ) async throws {
    let (_, from) = try await bucket(source.bucket)
    let (client, to) = try await bucket(destination.bucket)
    let path = S3.copySource(bucket: from, key: source.key)
    do {
      if size > Self.largestCopy {
        // Parts of hundreds of gibibytes are not copied to find out at the end that all of it is there.
        if try await isThere(destination, size, fetched) { return }
        try await copyInParts(client, path, size, to, destination.key, fetched?.tag)
        return
      }
      var input = S3.CopyObjectInput(bucket: to, copySource: path, key: destination.key)
      input.checksumAlgorithm = "SHA256"
      // Written once: what is there already is not written again, and the landing bucket admits nothing else.
      input.ifNoneMatch = "*"
      input.copySourceIfMatch = fetched.flatMap { $0.tag.isEmpty ? nil : $0.tag }
      let made = try await client.copyObject(input).copyObjectResult?.checksumSHA256
      guard let fetched, let made, let digest = S3.digest(checksum: made) else { return }
      guard HexText.encode(digest) == fetched.digest else { throw Self.another(source.key) }
    } catch let error as AWSError {
      if error.isNotFound {
        throw CloudError(.notFound, "an object that is to be copied is not there: \(source.key)")
      }
      guard error.isPreconditionFailed else { throw fault.cloudError(error, "copy an object from \(from) to \(to)") }
      // The copy before this one was made and its answer lost; or the object is not the one that was judged.
      guard try await isThere(destination, size, fetched) else { throw Self.another(source.key) }
    }
  }

  /// The same object is there: of that size and, where the store keeps a digest of the whole, with that digest.
  ///
  /// - Throws: `CloudError` `.conflict` if another object is there.
  private func isThere(_ place: ObjectPlace, _ size: Int64, _ fetched: FetchedObject?) async throws -> Bool {
    let (client, bucket) = try await bucket(place.bucket)
    var input = S3.HeadObjectInput(bucket: bucket, key: place.key)
    input.checksumMode = "ENABLED"
    let order = input
    do {
      let head = try await client.headObject(order)
      guard Int64(head.contentLength ?? 0) == size else { throw Self.another(place.key) }
      // An object of parts has a digest of digests.
      guard let fetched, head.checksumType != "COMPOSITE",
        let digest = head.checksumSHA256.flatMap(S3.digest(checksum:))
      else { return true }
      guard HexText.encode(digest) == fetched.digest else { throw Self.another(place.key) }
      return true
    } catch let error as AWSError where error.isNotFound { return false } catch let error as AWSError {
      throw fault.cloudError(error, "look at an object of \(bucket)")
    }
  }

  private static func another(_ key: String) -> CloudError {
    CloudError(.conflict, "an object changed after it was read and judged, and was not copied: \(key)")
  }

  private func copyInParts(
    _ client: S3, _ source: String, _ size: Int64, _ bucket: String, _ key: String, _ tag: String?
  ) async throws {
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
        input.copySourceIfMatch = tag
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
    return try await fault.named("empty \(bucket)") {
      var count = 0
      do {
        // A page of a listing has as many keys as one call deletes.
        for try await page in client.listObjectsV2Pages(S3.ListObjectsV2Input(bucket: bucket, prefix: place.key)) {
          let keys = (page.contents ?? []).compactMap(\.key)
          guard !keys.isEmpty else { continue }
          let order = S3.Delete(objects: keys.map { S3.ObjectIdentifier(key: $0) }, quiet: true)
          let refused =
            try await client.deleteObjects(S3.DeleteObjectsInput(bucket: bucket, delete: order)).errors ?? []
          if let first = refused.first {
            throw CloudError(
              .refused,
              "\(refused.count) of \(keys.count) objects of \(bucket) could not be deleted: \(first.code ?? "no code")",
              isRetryable: true)
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
}
