internal import CaseModel
internal import HostFacts

/// lastlog(8): one 292-byte record a user id, `ll_time` u32, `ll_line[32]`, `ll_host[256]`, little-endian. Sparse: most records are zero,
/// which is how a user who never logged in looks.
public enum LastlogParser: ArtifactParser {
  public static let name = "lastlog"
  public static let about =
    "lastlog in the form of glibc (292-byte records by user id): the last login of each account; accounts by number."

  private static let recordLength = 292
  private static let keptLimit = 20_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: "lastlog")
    let phase = Int(((input.offset % 292) + 292) % 292)
    var position = phase == 0 ? 0 : recordLength - phase
    while position + recordLength <= input.bytes.count, file.entries < keptLimit {
      let record = input.bytes[position..<(position + recordLength)]
      let offset = input.offset + Int64(position)
      position += recordLength
      guard record.contains(where: { $0 != 0 }) else { continue }
      if let login = login(Array(record), source: input.path, offset: offset) {
        output.add(.login(login))
        file.entries += 1
        if let time = login.time {
          file.first = min(file.first ?? time, time)
          file.last = max(file.last ?? time, time)
        } else {
          // A line or host without a time is not written by login: the time was wiped.
          output.note(offset: offset, "record of user id \(offset / 292) has a terminal or host but no time")
        }
      }
    }
    let left = input.bytes.count - position
    if left > 0, !input.isTruncated {
      output.note(offset: input.offset + Int64(position), "\(left) bytes at the end were not read")
    }
    output.add(.logFile(file))
    return output
  }

  private static func login(_ bytes: [UInt8], source: HostString, offset: Int64) -> LoginRecord? {
    let fields = ByteFields(bytes)
    guard let seconds = fields.u32(0), let line = fields.fixedText(4, 32), let host = fields.fixedText(36, 256) else {
      return nil
    }
    var login = LoginRecord(
      book: "lastlog", kind: "user", user: HostString("uid:\(offset / Int64(recordLength))"), source: source)
    login.time = seconds == 0 ? nil : Timestamp(seconds: Int64(seconds))
    login.terminal = line.hostString
    login.host = host.hostString
    login.offset = Int(offset)
    return login
  }
}
