/// Which names mean that what they are set to is a secret.
enum SecretNames {
  /// How a value under a name is treated.
  enum Meaning {
    /// Always a secret.
    case secret
    /// The rest of the line or quoted text is one (HTTP headers with several words).
    case header
    /// A secret if it looks like key material.
    case keyMaterial
  }

  /// - Parameter name: Without leading dashes and quotes, lower case.
  static func meaning(of name: ArraySlice<UInt8>) -> Meaning? {
    guard (3...64).contains(name.count), !namesAFile(name) else { return nil }
    if headers.contains(where: name.equals) { return .header }
    if whole.contains(where: name.equals) || endings.contains(where: name.hasSuffix) { return .secret }
    if parts.contains(where: { name.contains($0) }) { return .secret }
    return name.hasSuffix("key") || name.contains("_key") || name.contains("cred") ? .keyMaterial : nil
  }

  private static func namesAFile(_ name: ArraySlice<UInt8>) -> Bool { notSecret.contains(where: name.hasSuffix) }

  private static let headers = ["authorization", "proxy-authorization", "cookie", "set-cookie"]
  private static let whole = ["pass", "pwd", "pgpass", "secret", "sig", "passin", "passout", "sshpass", "bearer"]
  private static let endings = ["_pwd", "-pwd", "_pass", "-pass", ".pass", "_psk", "dbpass"]
  private static let parts = [
    "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key", "access_key", "access-key",
    "accesskey", "private_key", "private-key", "privatekey", "signature", "client_secret", "pgpassword", "mysql_pwd",
    "rediscli_auth", "encryption_key", "account_key", "accountkey", "sharedaccesskey",
  ]
  private static let notSecret = [
    "file", "_path", "-path", "_id", "-id", "keyid", "key_name", "-name", "_url", "_uri", "_endpoint", "_type", "_ttl",
    "_hash_type", "authentication", "_dir", "-stdin", "-prompt", "_length", "_expires", "_arn", "tokenizer", "tokens",
  ]
}
