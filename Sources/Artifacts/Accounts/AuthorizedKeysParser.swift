internal import CaseModel
internal import HostFacts

/// authorized_keys (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"): `[OPTIONS] ALGORITHM BASE64 [COMMENT]`.
public enum AuthorizedKeysParser: ArtifactParser {
  public static let name = "authorized-keys"
  public static let about =
    "Keys that may log in (authorized_keys of sshd(8)): fingerprint, comment, options and forced command of each line."

  private static let keyLimit = 20_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var kept = 0
    for line in input.lines where kept < keyLimit {
      let text = line.bytes.trimmed
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      if let record = key(text, line: line.number, input) {
        kept += 1
        output.add(.sshKey(record))
        if record.fingerprint.isEmpty {
          output.note(offset: input.offset + Int64(line.offset), line: line.number, "key that sshd cannot read")
        }
      } else {
        output.note(offset: input.offset + Int64(line.offset), line: line.number, "line holds no key that sshd reads")
      }
    }
    return output
  }

  private static func key(_ text: ArraySlice<UInt8>, line: Int, _ input: ArtifactInput) -> SSHKeyRecord? {
    var options = text.prefix(0)
    var rest = text
    if !SSHPublicKey.isAlgorithm(text.firstWord) {
      options = optionsPrefix(text)
      rest = text[options.endIndex...].trimmed
    }
    guard SSHPublicKey.isAlgorithm(rest.firstWord) else { return nil }
    var record = SSHKeyRecord("authorized", input, line: line)
    if let key = SSHPublicKey(rest) {
      record.algorithm = key.algorithm.hostString
      record.fingerprint = key.fingerprint(input.services)
      record.comment = key.comment.prefix(1024).hostString
    } else {
      // sshd passes over a damaged key, but somebody put the line there: it is kept, without a fingerprint.
      record.algorithm = rest.firstWord.hostString
      record.comment = rest.dropFirst(rest.firstWord.count).trimmed.suffix(1024).hostString
    }
    record.options = SecretMask.mask(options.prefix(8192).hostString)
    record.forcedCommand = forcedCommand(options).map { SecretMask.mask(HostString(bytes: $0.prefix(4096))) }
    return record
  }

  /// Options reach to the first blank outside quotes; `\"` inside quotes is a quote.
  private static func optionsPrefix(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var isQuoted = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "\\"), index + 1 < text.endIndex, text[index + 1] == UInt8(ascii: "\"") {
        index += 1
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte.isBlank, !isQuoted {
        return text[text.startIndex..<index]
      }
      index += 1
    }
    return text
  }

  /// The content of `command="…"`, quotes resolved. The name counts in any case and only where an option begins.
  private static func forcedCommand(_ options: ArraySlice<UInt8>) -> [UInt8]? {
    let lower = options.lowercased
    var from = lower.startIndex
    while let hit = lower.find("command=\"", from: from) {
      from = hit + 9
      guard hit == 0 || lower[hit - 1] == UInt8(ascii: ",") else { continue }
      var result: [UInt8] = []
      var index = options.startIndex + from
      while index < options.endIndex, options[index] != UInt8(ascii: "\"") {
        if options[index] == UInt8(ascii: "\\"), index + 1 < options.endIndex,
          options[index + 1] == UInt8(ascii: "\"")
        {
          index += 1
        }
        result.append(options[index])
        index += 1
      }
      return result
    }
    return nil
  }
}
