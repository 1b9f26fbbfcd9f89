public import CaseModel

/// One value that somebody says is a sign of an intrusion.
public struct Indicator: Sendable, Hashable {
  /// What the value is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case sha256, sha1, md5
    /// An IPv4 or IPv6 address, or a range in CIDR form.
    case address
    case domain, url
    /// The last part of a path.
    case fileName = "file_name"
    /// A whole path.
    case filePath = "file_path"
    /// Login name.
    case account
    /// Name of a process.
    case process
    /// `SHA256:` and base64, as ssh-keygen prints it.
    case sshKey = "ssh_key"

    /// What the facts of a bundle can be compared with. They hold SHA-256 only, of digests.
    public var isSearchable: Bool { self != .sha1 && self != .md5 }
  }
  /// What the value is.
  public var kind: Kind
  /// In the form in which it is compared: digests and domains in lower case.
  public var value: String
  /// What the list says about it; may be empty.
  public var note: HostString
  /// Where it stands in the list, such as `line 7` or `objects[3]`.
  public var position: String

  /// An indicator.
  public init(_ kind: Kind, _ value: String, note: HostString = "", position: String = "") {
    self.kind = kind
    self.value = value
    self.note = note
    self.position = position
  }
}
