public import CaseModel

/// A file as its package describes it.
public struct PackagedFile: Sendable, Hashable {
  /// How the digest was made.
  public enum Algorithm: String, Sendable, Hashable { case md5, sha1, sha256, sha384, sha512 }

  /// Owning package, by name.
  public var package: HostString
  /// Absolute path.
  public var path: HostString
  /// Digest of the content; empty for directories, links, and where the package keeps none.
  public var digest: [UInt8]
  /// How the digest was made.
  public var algorithm: Algorithm
  /// The package marks it as a configuration file: a change is usual.
  public var isConfiguration: Bool
  /// Type and permission bits, where the package keeps them.
  public var mode: Int?

  /// A packaged file.
  public init(
    package: HostString, path: HostString, digest: [UInt8] = [], algorithm: Algorithm = .md5,
    isConfiguration: Bool = false, mode: Int? = nil
  ) {
    self.package = package
    self.path = path
    self.digest = digest
    self.algorithm = algorithm
    self.isConfiguration = isConfiguration
    self.mode = mode
  }

  /// A path of a package, which may lack the slash in front; `nil` if it is empty or longer than a path can be.
  static func absolute(_ path: ArraySlice<UInt8>) -> HostString? {
    guard !path.isEmpty, path.count <= 4096 else { return nil }
    return path.first == UInt8(ascii: "/") ? path.hostString : HostString(bytes: [UInt8(ascii: "/")] + path)
  }
}
