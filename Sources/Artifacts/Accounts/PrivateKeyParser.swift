internal import CaseModel
internal import HostFacts

/// Private keys: PEM (RFC 7468, RFC 1421 headers), OpenSSH's own form (`PROTOCOL.key`) and PuTTY's. Only kind, whether it is encrypted, and
/// an HMAC leave it.
public enum PrivateKeyParser: ArtifactParser {
  public static let name = "private-key"
  public static let about =
    "Private keys by metadata: algorithm, whether a passphrase protects it, and an HMAC of the content; never the key."

  private static let keyLimit = 256

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    let bytes = input.bytes[...]
    if bytes.hasPrefix("PuTTY-User-Key-File-") {
      output.add(.sshKey(putty(input)))
      return output
    }
    var from = 0
    var kept = 0
    while kept < keyLimit, let begin = bytes.find("-----BEGIN ", from: from) {
      from = begin + 11
      guard let dashes = bytes[from..<min(from + 48, bytes.count)].find("-----") else { continue }
      let label = bytes[from..<dashes]
      guard label.hasSuffix("PRIVATE KEY") else { continue }
      let bodyStart = dashes + 5
      let end = bytes.find("-----END ", from: bodyStart)
      if end == nil { output.note(offset: input.offset + Int64(begin), "private key without an end line") }
      let line = bytes[..<begin].reduce(1) { $1 == 10 ? $0 + 1 : $0 }
      output.add(.sshKey(key(label, body: bytes[bodyStart..<(end ?? bytes.count)], line: line, input)))
      kept += 1
      from = end ?? bytes.count
    }
    return output
  }

  private static func key(
    _ label: ArraySlice<UInt8>, body: ArraySlice<UInt8>, line: Int, _ input: ArtifactInput
  ) -> SSHKeyRecord {
    var record = SSHKeyRecord("private", input, line: line)
    let encoded = body.split(separator: 10).map(\.trimmed).filter { !$0.contains(UInt8(ascii: ":")) }.joined()
    let content = Base64.decode(Array(encoded)) ?? Array(encoded)
    record.fingerprint = input.services.fingerprint(content)
    var isEncrypted = label.hasPrefix("ENCRYPTED") || body.contains("4,ENCRYPTED")
    record.algorithm = algorithm(of: label)
    if label.hasPrefix("OPENSSH"), let inner = openSSH(content) {
      isEncrypted = inner.isEncrypted
      record.algorithm = inner.algorithm
    }
    record.options = isEncrypted ? "encrypted" : "unencrypted"
    return record
  }

  private static func algorithm(of label: ArraySlice<UInt8>) -> HostString {
    let first = label.firstWord
    return first.equals("PRIVATE") || first.equals("ENCRYPTED") ? "pkcs8" : first.lowercased.hostString
  }

  /// `openssh-key-v1\0`, then strings: cipher, key derivation, its options; a count; the first public key.
  private static func openSSH(_ content: [UInt8]) -> (isEncrypted: Bool, algorithm: HostString)? {
    let magic = Array("openssh-key-v1\0".utf8)
    guard content.starts(with: magic) else { return nil }
    let fields = ByteFields(content, isBigEndian: true)
    var position = magic.count
    func string() -> ArraySlice<UInt8>? {
      guard let length = fields.int32(position), let text = fields.slice(position + 4, length) else { return nil }
      position += 4 + length
      return text
    }
    guard let cipher = string(), string() != nil, string() != nil else { return nil }
    position += 4
    guard let publicKey = string(), let length = fields.int32(publicKey.startIndex),
      let algorithm = fields.slice(publicKey.startIndex + 4, length), algorithm.count <= 64
    else { return nil }
    return (!cipher.equals("none"), algorithm.hostString)
  }

  private static func putty(_ input: ArtifactInput) -> SSHKeyRecord {
    var record = SSHKeyRecord("private", input, line: 1)
    let lines = input.bytes.split(separator: 10, maxSplits: 8).map(\.trimmed)
    record.algorithm = lines.first?.after(": ")?.firstWord.prefix(64).hostString ?? ""
    let cipher = lines.compactMap { $0.dropping(prefix: "Encryption: ") }.first
    record.options = cipher?.equals("none") == true ? "unencrypted" : "encrypted"
    record.fingerprint = input.services.fingerprint(input.bytes)
    return record
  }
}
