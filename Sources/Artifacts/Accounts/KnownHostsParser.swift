internal import CaseModel
internal import HostFacts

/// known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"): `[@MARKER] HOSTS ALGORITHM BASE64 [COMMENT]`. Where somebody went from here.
public enum KnownHostsParser: ArtifactParser {
  public static let name = "known-hosts"
  public static let about =
    "Hosts whose key was accepted (known_hosts of sshd(8)); names stand in the comment, hashed ones as they are."

  private static let keyLimit = 20_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var kept = 0
    for line in input.lines where kept < keyLimit {
      var text = line.bytes.trimmed
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      var marker = text.prefix(0)
      if first == UInt8(ascii: "@") {
        marker = text.firstWord
        text = text[marker.endIndex...].trimmed
      }
      let hosts = text.firstWord
      guard let key = SSHPublicKey(text[hosts.endIndex...].trimmed) else {
        output.note(offset: input.offset + Int64(line.offset), line: line.number, "line holds no host key")
        continue
      }
      var record = SSHKeyRecord("known_host", input, line: line.number)
      record.algorithm = key.algorithm.hostString
      record.fingerprint = key.fingerprint(input.services)
      record.comment = hosts.prefix(1024).hostString
      record.options = marker.hostString
      kept += 1
      output.add(.sshKey(record))
    }
    return output
  }
}
