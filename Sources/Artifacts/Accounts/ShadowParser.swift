public import CaseModel
internal import HostFacts

/// One line of shadow(5), without the hash.
public struct ShadowEntry: Sendable, Hashable {
  /// Login name.
  public var name: HostString
  /// What the second field says.
  public var password: PasswordField
  /// Last change in days since the epoch; `nil` if the field is empty.
  public var changedDay: Int?
  /// Line number from 1.
  public var line: Int
}

/// shadow(5). Hashes never leave it.
public enum ShadowParser: ArtifactParser {
  public static let name = "shadow"
  public static let about =
    "Password states of shadow(5), one property an account: state, scheme, day of the last change, and an HMAC of the hash."

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    for entry in entries(input, into: &output) {
      var value = "state=\(entry.password.state.rawValue)"
      if let scheme = entry.password.scheme { value += " scheme=\(scheme)" }
      if let day = entry.changedDay { value += " changed-day=\(day)" }
      if let fingerprint = entry.password.fingerprint { value += " fingerprint=\(fingerprint)" }
      output.add(
        .property(PropertyRecord(group: "shadow", name: entry.name, value: HostString(value), source: input.path)))
    }
    return output
  }

  /// The entries, in order. Lines of another form are noted.
  public static func entries(_ input: ArtifactInput, into output: inout ArtifactOutput) -> [ShadowEntry] {
    var result: [ShadowEntry] = []
    for line in input.lines.prefix(PasswdParser.lineLimit)
    where !line.bytes.isEmpty && line.bytes.first != UInt8(ascii: "#") {
      let fields = line.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count == 9, !fields[0].isEmpty else {
        output.note(offset: input.offset + Int64(line.offset), line: line.number, "line is not of shadow's form")
        continue
      }
      result.append(
        ShadowEntry(
          name: fields[0].hostString, password: PasswordField(fields[1], services: input.services),
          changedDay: fields[2].decimal, line: line.number))
    }
    return result
  }
}
