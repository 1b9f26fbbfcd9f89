internal import CaseModel
internal import HostFacts

/// Process accounting, `struct acct_v3` of `linux/acct.h`: 64 bytes a process that ended, in the host's byte order.
///
/// ```
/// 0 ac_flag u8   1 ac_version u8 (3)   2 ac_tty u16   4 ac_exitcode u32   8 ac_uid u32   12 ac_gid u32   16 ac_pid u32   20 ac_ppid u32
/// 24 ac_btime u32   28 ac_etime f32   32 ac_utime comp   34 ac_stime   36 ac_mem   38 ac_io   40 ac_rw   42 ac_minflt   44 ac_majflt
/// 46 ac_swaps   48 ac_comm[16]
/// ```
public enum ProcessAccountingParser: ArtifactParser {
  public static let name = "pacct"
  public static let about =
    "Process accounting (acct version 3): each command's first run by each user, when it began, and who its parent was."

  private static let recordLength = 64

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: "pacct")
    var rhythm = LogRhythm(hasZone: true)
    var events = EventKeeper()
    var seen: Set<[UInt8]> = []
    var repeats = 0
    let phase = Int(((input.offset % 64) + 64) % 64)
    var position = phase == 0 ? 0 : recordLength - phase
    var number = 0
    while position + recordLength <= input.bytes.count {
      let record = Array(input.bytes[position..<(position + recordLength)])
      let offset = input.offset + Int64(position)
      position += recordLength
      number += 1
      guard let entry = Entry(record) else {
        if record.allSatisfy({ $0 == 0 }) {
          file.zeroedRecords += 1
          rhythm.zeros(offset: offset, length: Int64(recordLength))
        } else {
          output.note(offset: offset, "record is not of version 3")
        }
        continue
      }
      // Records are written at the end of a process, so begin times are never in order.
      rhythm.entry(at: nil, offset: offset)
      file.first = min(file.first ?? entry.began, entry.began)
      file.last = max(file.last ?? entry.began, entry.began)
      guard seen.count < 20_000, seen.insert(entry.sort).inserted else {
        repeats += 1
        continue
      }
      events.add(entry.event(line: number, input))
    }
    if repeats > 0 { output.note("\(repeats) further runs of commands already listed were counted, not kept") }
    let (first, last) = (file.first, file.last)
    rhythm.fill(&file)
    (file.first, file.last) = (first, last)
    events.finish(into: &output)
    output.add(.logFile(file))
    return output
  }

  private struct Entry {
    var flags: UInt8
    var uid: UInt32
    var pid: UInt32
    var parent: UInt32
    var exitCode: UInt32
    var began: Timestamp
    var command: ArraySlice<UInt8>

    init?(_ record: [UInt8]) {
      guard record.count == 64 else { return nil }
      // The version byte has the byte order in its highest bit (ACCT_BYTEORDER).
      let fields = ByteFields(record, isBigEndian: record[1] & 0x80 != 0)
      guard record[1] & 0x7f == 3, let exitCode = fields.u32(4), let uid = fields.u32(8), let pid = fields.u32(16),
        let parent = fields.u32(20), let began = fields.u32(24), let command = fields.fixedText(48, 16)
      else { return nil }
      flags = record[0]
      self.exitCode = exitCode
      self.uid = uid
      self.pid = pid
      self.parent = parent
      self.began = Timestamp(seconds: Int64(began))
      self.command = command
    }

    /// A user's command, with or without superuser rights.
    var sort: [UInt8] { Array(command) + [0] + Array("\(uid) \(flags & 2)".utf8) }

    func event(line: Int, _ input: ArtifactInput) -> LogEventRecord {
      let text =
        "uid=\(uid) pid=\(pid) ppid=\(parent) exit=\(exitCode)\(flags & 2 != 0 ? " superuser" : "")"
        + "\(flags & 1 != 0 ? " forked" : "")\(flags & 8 != 0 ? " core" : "")\(flags & 16 != 0 ? " killed" : "")"
      var event = LogEventRecord(kind: .other, source: input.path, message: HostString(text), line: line)
      event.time = began
      event.program = command.hostString
      event.account = HostString("uid:\(uid)")
      event.method = "pacct"
      return event
    }
  }
}
