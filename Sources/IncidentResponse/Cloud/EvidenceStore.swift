public import CaseModel

/// Buckets of the forensics account (toolset, landing, vault) and of cases.
public protocol EvidenceStore: Sendable {
  /// Puts a tool under its digest, unless it is there.
  ///
  /// - Returns: Its key.
  func keepTool(path: String, digest: String) async throws -> String

  /// Puts a file of the responder into the toolset bucket under a key that holds its digest, unless it is there.
  ///
  /// - Throws: `CloudError` `.refused` if the file cannot be read or has another digest by now.
  func keep(path: String, digest: String, key: String) async throws

  /// An address that reads one tool for a while.
  func toolAddress(key: String, validSeconds: Int) async throws -> String

  /// An address that writes one object of the landing bucket, once, for a while.
  func landingAddress(key: String, validSeconds: Int) async throws -> String

  /// An object's size and version; `nil` if there is none.
  func object(_ place: ObjectPlace) async throws -> StoredObject?

  /// All objects whose keys begin so, in order of their keys.
  func objects(_ place: ObjectPlace) async throws -> [StoredObject]

  /// Copies an object's bytes into a file of this machine. An interrupted copy goes on where it was only if the object is the same.
  ///
  /// - Returns: SHA-256 of what was read, and what names exactly these bytes to the store.
  func fetch(_ place: ObjectPlace, to path: String) async throws -> FetchedObject

  /// A server-side copy. Written once: what is there already is left alone if it is the same, and never overwritten.
  ///
  /// - Parameters:
  ///   - size: Of the object, in bytes, as it was listed or fetched.
  ///   - fetched: The copy is made only of the very bytes that were fetched (and judged); `nil` copies what is there.
  /// - Throws: `CloudError` `.conflict` if the object is another one by now, the copy has another digest, or another object is there.
  func copy(_ source: ObjectPlace, size: Int64, to destination: ObjectPlace, only fetched: FetchedObject?) async throws

  /// Deletes every object whose key begins so; only buckets without versions are emptied.
  ///
  /// - Returns: How many were deleted.
  func empty(_ place: ObjectPlace) async throws -> Int
}

/// A bucket and a key (or the beginning of keys).
public struct ObjectPlace: Sendable, Hashable, Codable {
  /// Which bucket.
  public var bucket: Bucket
  /// The key.
  public var key: String

  /// The buckets that a response knows.
  public enum Bucket: Sendable, Hashable, Codable {
    case toolset
    case landing
    case vault
    /// Of a case in a member account; emptied and removed with the case.
    case hop(name: String, account: AccountID, region: RegionName)
  }

  /// A place.
  public init(_ bucket: Bucket, _ key: String) {
    self.bucket = bucket
    self.key = key
  }
}

/// An object whose bytes were read.
public struct FetchedObject: Sendable, Hashable, Codable {
  /// SHA-256 of its bytes, in hex.
  public var digest: String
  /// What the store calls these bytes (an entity tag).
  public var tag: String

  /// An object.
  public init(digest: String, tag: String) {
    self.digest = digest
    self.tag = tag
  }
}

/// An object as a bucket lists it.
public struct StoredObject: Sendable, Hashable, Codable {
  /// Its key.
  public var key: String
  /// Bytes.
  public var size: Int64
  /// Its version, where the bucket keeps versions.
  public var version: String?

  /// An object.
  public init(key: String, size: Int64, version: String? = nil) {
    self.key = key
    self.size = size
    self.version = version
  }
}
