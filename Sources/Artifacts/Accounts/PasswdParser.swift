internal import CaseModel
internal import HostFacts

/// passwd(5): seven fields separated by colons.
public enum PasswdParser: ArtifactParser {
  public static let name = "passwd"
  public static let about = "Accounts of passwd(5), one record a line; password state as far as this file tells it."

  static let lineLimit = 100_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    for line in input.lines.prefix(lineLimit) where !line.bytes.isEmpty && line.bytes.first != UInt8(ascii: "#") {
      if let account = account(line, input) {
        output.add(.account(account))
      } else {
        output.note(offset: input.offset + Int64(line.offset), line: line.number, "line is not of passwd's form")
      }
    }
    return output
  }

  private static func account(_ line: ByteLine, _ input: ArtifactInput) -> AccountRecord? {
    let fields = line.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard fields.count == 7, let uid = fields[2].decimal, let gid = fields[3].decimal else { return nil }
    var account = AccountRecord(name: fields[0].hostString, uid: uid, gid: gid, source: input.path)
    account.comment = fields[4].hostString
    account.home = fields[5].hostString
    account.shell = fields[6].hostString
    account.line = line.number
    let password = PasswordField(fields[1], services: input.services)
    account.password = password.state
    account.passwordScheme = password.scheme
    account.passwordFingerprint = password.fingerprint
    return account
  }
}
