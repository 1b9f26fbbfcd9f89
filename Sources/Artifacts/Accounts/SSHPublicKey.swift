internal import CaseModel
internal import HostFacts

/// `ALGORITHM BASE64 COMMENT`, the public key of a line (sshd(8), RFC 4253 section 6.6).
struct SSHPublicKey {
  var algorithm: ArraySlice<UInt8>
  var blob: [UInt8]
  var comment: ArraySlice<UInt8>

  /// - Returns: `nil` if the text is no such key: unknown algorithm, no base64, or a blob that names another algorithm.
  init?(_ text: ArraySlice<UInt8>) {
    algorithm = text.firstWord
    guard Self.isAlgorithm(algorithm) else { return nil }
    let rest = text[algorithm.endIndex...]
    let encoded = rest.firstWord
    guard encoded.count <= 32_768, let decoded = Base64.decode(encoded) else { return nil }
    let fields = ByteFields(decoded, isBigEndian: true)
    guard let length = fields.int32(0), let inner = fields.slice(4, length), inner.elementsEqual(algorithm) else {
      return nil
    }
    blob = decoded
    comment = rest[encoded.endIndex...].trimmed
  }

  /// `SHA256:` and the unpadded base64 of the blob's digest; empty without the service.
  func fingerprint(_ services: ArtifactServices) -> String {
    let digest = services.sha256(blob)
    return digest.isEmpty ? "" : "SHA256:" + Base64.encodeUnpadded(digest)
  }

  static func isAlgorithm(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count <= 64 else { return false }
    return word.hasPrefix("ssh-") || word.hasPrefix("ecdsa-sha2-") || word.hasPrefix("sk-ssh-")
      || word.hasPrefix("sk-ecdsa-") || word.hasPrefix("rsa-sha2-")
  }
}

extension SSHKeyRecord {
  /// A record with what is known of the file.
  init(_ role: String, _ input: ArtifactInput, line: Int) {
    self.init(role: role, account: input.account ?? "", path: input.path)
    self.line = line
    modifiedAt = input.file?.modified
    changedAt = input.file?.changed
    exhibit = input.exhibit
  }
}
