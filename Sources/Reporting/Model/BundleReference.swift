/// Where the evidence lies and how far it was checked. Plain values: the report repeats what the verifier said, it judges nothing.
public struct BundleReference: Sendable, Hashable {
  /// How the seal stands.
  public enum Standing: String, Sendable, CaseIterable {
    /// Nobody compared anything yet.
    case unchecked
    /// The bundle agrees with itself; there was no seal from outside to compare with.
    case consistent
    /// It agrees with a seal that travelled another way than the share.
    case verified
    /// The collection was cut short: what is there agrees with itself, and there is no seal.
    case prefix
    /// The check failed.
    case failed
  }
  /// Directory or object key of the bundle.
  public var path: String
  /// SHA-256 of the stored bytes of `seal.json`, 64 hex digits; `nil` if there is none.
  public var seal: String?
  /// How the seal stands.
  public var standing: Standing
  /// What was compared with what, one sentence of the verifier.
  public var statement: String

  /// A bundle.
  public init(path: String, seal: String?, standing: Standing, statement: String) {
    self.path = path
    self.seal = seal
    self.standing = standing
    self.statement = statement
  }
}
