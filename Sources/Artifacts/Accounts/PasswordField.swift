public import HostFacts

/// What the password field of passwd(5) or shadow(5) says, without the hash.
public struct PasswordField: Sendable, Hashable {
  /// State; a hash behind `!` is locked.
  public var state: AccountRecord.PasswordState
  /// Scheme of a hash (crypt(5)), such as `yescrypt`, also of a locked one.
  public var scheme: String?
  /// HMAC of the hash under the case key; `nil` without a hash or without the service.
  public var fingerprint: String?

  /// - Parameter field: The field as it stands in the file.
  public init(_ field: some Collection<UInt8>, services: ArtifactServices) {
    let text = Array(field)[...]
    let hash = text.drop { $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "*") }
    scheme = Self.scheme(of: hash)
    if text.isEmpty {
      state = .empty
    } else if hash.count < text.count || scheme == nil {
      state = text.elementsEqual("x".utf8) ? .unknown : .locked
    } else {
      state = .hash
    }
    if scheme != nil {
      let digest = services.fingerprint(Array(hash))
      fingerprint = digest.isEmpty ? nil : digest
    }
  }

  private static func scheme(of hash: ArraySlice<UInt8>) -> String? {
    if let found = schemes.first(where: { hash.hasPrefix($0.0) }) { return found.1 }
    if hash.first == UInt8(ascii: "$") { return "other" }
    let isCrypt = hash.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
    if hash.count == 13, isCrypt { return "des" }
    return hash.count == 20 && hash.first == UInt8(ascii: "_") ? "bsdi" : nil
  }

  private static let schemes = [
    ("$1$", "md5"), ("$2", "bcrypt"), ("$3$", "nt"), ("$5$", "sha256"), ("$6$", "sha512"), ("$7$", "scrypt"),
    ("$y$", "yescrypt"), ("$gy$", "gost-yescrypt"), ("$sha1$", "sha1"), ("$md5", "sunmd5"),
  ]
}
