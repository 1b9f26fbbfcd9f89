internal import CaseModel
internal import HostFacts

/// utmp(5) as glibc writes it on Linux: 384-byte records, little-endian, 32-bit times on 64-bit systems too.
///
/// ```
/// 0 ut_type i16, 2 pad   4 ut_pid i32   8 ut_line[32]   40 ut_id[4]   44 ut_user[32]   76 ut_host[256]   332 ut_exit 2×i16
/// 336 ut_session i32   340 tv_sec u32   344 tv_usec i32   348 ut_addr_v6 4×i32   364 unused[20]
/// ```
public enum UtmpParser: ArtifactParser {
  public static let name = "utmp"
  public static let about =
    "utmp, wtmp and btmp in the form of glibc (384-byte records): sessions, failed logins, boots, and wiped or reordered records."

  private static let recordLength = 384
  private static let recordLimit = 200_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    let book = book(of: input.path)
    var file = LogFileRecord(input, kind: book)
    var rhythm = LogRhythm(hasZone: true)
    // A tail may begin inside a record: records stand at multiples of their length from the start of the file.
    let phase = Int(((input.offset % 384) + 384) % 384)
    var position = phase == 0 ? 0 : recordLength - phase
    var count = 0
    while position + recordLength <= input.bytes.count, count < recordLimit {
      let record = input.bytes[position..<(position + recordLength)]
      let offset = input.offset + Int64(position)
      position += recordLength
      count += 1
      guard let login = login(record, book: book, input: input, offset: offset) else {
        output.note(offset: offset, "record with type outside 0 to 9 was skipped")
        continue
      }
      if login.isZeroed {
        file.zeroedRecords += 1
        rhythm.zeros(offset: offset, length: Int64(recordLength))
      } else if book != "utmp" {
        rhythm.entry(at: login.time, offset: offset)
      } else {
        rhythm.entry(at: nil, offset: offset)
      }
      if book != "utmp" || !login.isZeroed { output.add(.login(login)) }
    }
    finish(input, position: position, count: count, into: &output)
    rhythm.fill(&file)
    file.gaps.removeAll { $0.kind == "time" }
    output.add(.logFile(file))
    return output
  }

  private static func finish(_ input: ArtifactInput, position: Int, count: Int, into output: inout ArtifactOutput) {
    let left = input.bytes.count - position
    guard left > 0 else { return }
    let offset = input.offset + Int64(position)
    if count == recordLimit {
      output.note(offset: offset, "only \(recordLimit) records were read, \(left) bytes left")
    } else if !input.isTruncated {
      output.note(offset: offset, "\(left) bytes at the end are no whole record")
    }
  }

  /// The book by the file's name; rotated ones keep it (`wtmp-20260101`, `btmp.1`).
  static func book(of path: HostString) -> String {
    let name = path.lastComponent
    return ["wtmp", "btmp"].first { name.hasPrefix($0) } ?? "utmp"
  }

  private static func login(
    _ record: ArraySlice<UInt8>, book: String, input: ArtifactInput, offset: Int64
  ) -> LoginRecord? {
    if record.allSatisfy({ $0 == 0 }) {
      var login = LoginRecord(book: book, kind: "empty", user: "", source: input.path)
      login.offset = Int(offset)
      login.isZeroed = true
      return login
    }
    guard var login = read(ByteFields(Array(record)), book: book, source: input.path) else { return nil }
    login.offset = Int(offset)
    return login
  }

  private static func read(_ fields: ByteFields, book: String, source: HostString) -> LoginRecord? {
    guard let type = fields.u16(0).map(Int.init), kinds.indices.contains(type), let pid = fields.u32(4),
      let line = fields.fixedText(8, 32), let user = fields.fixedText(44, 32), let host = fields.fixedText(76, 256),
      let seconds = fields.u32(340), let microseconds = fields.u32(344), let address = fields.slice(348, 16)
    else { return nil }
    var login = LoginRecord(book: book, kind: kinds[type], user: user.hostString, source: source)
    login.terminal = line.hostString
    login.host = host.hostString
    login.address = AddressText.utmp(Array(address))
    login.pid = Int(Int32(bitPattern: pid))
    if seconds != 0 {
      let fraction = microseconds < 1_000_000 ? Int64(microseconds) * 1000 : 0
      login.time = Timestamp(seconds: Int64(seconds), nanoseconds: fraction)
    }
    return login
  }

  /// `ut_type` 0 to 9: EMPTY, RUN_LVL, BOOT_TIME, NEW_TIME, OLD_TIME, INIT_PROCESS, LOGIN_PROCESS, USER_PROCESS, DEAD_PROCESS, ACCOUNTING.
  private static let kinds = [
    "empty", "runlevel", "boot", "new_time", "old_time", "init", "login", "user", "dead", "accounting",
  ]
}
