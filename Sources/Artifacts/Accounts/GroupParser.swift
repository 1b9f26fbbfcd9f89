internal import HostFacts

/// group(5): four fields separated by colons, members by commas.
public enum GroupParser: ArtifactParser {
  public static let name = "group"
  public static let about = "Groups of group(5) with their members."

  private static let memberLimit = 10_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    for line in input.lines.prefix(PasswdParser.lineLimit)
    where !line.bytes.isEmpty && line.bytes.first != UInt8(ascii: "#") {
      let fields = line.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count == 4, let gid = fields[2].decimal else {
        output.note(offset: input.offset + Int64(line.offset), line: line.number, "line is not of group's form")
        continue
      }
      let members = fields[3].split(separator: UInt8(ascii: ",")).prefix(memberLimit).map(\.hostString)
      output.add(.group(GroupRecord(name: fields[0].hostString, gid: gid, members: members)))
    }
    return output
  }
}
