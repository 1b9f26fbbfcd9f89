internal import CaseModel
internal import HostFacts

/// systemd's journal in its native form, without libsystemd.
public enum JournalParser: ArtifactParser {
  public static let name = "journal"
  public static let about =
    "Native systemd journal files (also compact, with zstd): logins, sudo, accounts, cron, units, kernel warnings; gaps and state."

  static let entryLimit = 4_000_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: "journal")
    let fields = ByteFields(input.bytes)
    if let header = JournalHeader(fields), input.offset == 0 {
      var walk = JournalWalk(JournalObjects(fields: fields, header: header), input)
      walk.run(into: &output)
      walk.fill(&file)
      output.add(.property(walk.property))
    } else {
      output.note("no journal header of a known form at the start")
    }
    output.add(.logFile(file))
    return output
  }
}

/// One walk over a journal's entries.
struct JournalWalk {
  private static let decompressLimit = 20_000
  private static let messageLimit = 8192
  private static let plainLimit = 64 << 10
  private static let jumpLimit = 16

  private let objects: JournalObjects
  private let input: ArtifactInput
  private var rhythm = LogRhythm(hasZone: true)
  private var events = EventKeeper()
  private var previous: JournalObjects.Entry?
  private var jumps: [LogFileRecord.Gap] = []
  private var missing: UInt64 = 0
  private var unreadCompressed = 0
  private var decompressed = 0
  private var damaged = 0

  init(_ objects: JournalObjects, _ input: ArtifactInput) {
    self.objects = objects
    self.input = input
  }

  mutating func run(into output: inout ArtifactOutput) {
    var end = 0
    for offset in offsets(into: &output) {
      // Entries are appended: one that stands inside or before another is a forgery that would only cost time.
      guard offset >= end else {
        damaged += 1
        continue
      }
      guard let entry = objects.entry(offset) else {
        damaged += 1
        if damaged <= 8 { output.note(offset: Int64(offset), "entry object is damaged or outside the bytes read") }
        continue
      }
      end = entry.items.upperBound
      take(entry)
    }
    if damaged > 8 { output.note("\(damaged) entry objects were unreadable") }
    if unreadCompressed > 0 { output.note("\(unreadCompressed) compressed fields were not read (XZ, LZ4, or damaged)") }
    compareWithHeader(into: &output)
    let kept = events
    events = EventKeeper()
    kept.finish(into: &output)
  }

  /// From the arrays; where they are broken or give fewer entries than the header counts, by walking all objects.
  private func offsets(into output: inout ArtifactOutput) -> [Int] {
    let (chained, brokenAt) = objects.entryOffsets(limit: JournalParser.entryLimit)
    if let brokenAt { output.note(offset: Int64(brokenAt), "chain of entry arrays is broken here") }
    guard brokenAt != nil || UInt64(chained.count) < objects.header.entryCount else { return chained }
    let (walked, skipped) = objects.entryOffsetsByWalking(limit: JournalParser.entryLimit)
    if skipped > 0 { output.note("\(skipped) bytes between objects were skipped") }
    return walked.count > chained.count ? walked : chained
  }

  private func compareWithHeader(into output: inout ArtifactOutput) {
    let counted = objects.header.entryCount
    if UInt64(rhythm.entries) != counted {
      output.note("header counts \(counted) entries, \(rhythm.entries) were read")
    }
    if let previous, objects.header.tailSequence != previous.sequence, objects.header.state != 1 {
      output.note("header's last sequence number \(objects.header.tailSequence), last entry's \(previous.sequence)")
    }
  }

  private mutating func take(_ entry: JournalObjects.Entry) {
    let time = Timestamp(microseconds: entry.microseconds)
    checkSequence(entry, time)
    rhythm.entry(at: time, offset: Int64(entry.offset))
    previous = entry
    let fields = fields(of: entry)
    guard let message = fields.message, let program = fields.identifier ?? fields.command,
      let meaning = LogMeaning(program: program, message: message)
    else { return }
    var event = LogEventRecord(
      kind: meaning.kind, source: input.path, message: Self.text(message, unit: fields.unit), line: rhythm.entries)
    event.time = time
    event.program = program.prefix(256).hostString
    event.account = meaning.account?.hostString
    event.address = meaning.address?.hostString
    event.method = meaning.method
    let isUnit = meaning.kind == .serviceChanged && fields.unit != nil
    events.add(event, sort: isUnit ? (fields.unit ?? []) + Array((meaning.method ?? "").utf8)[...] : meaning.sort)
  }

  /// Older systemd names a unit only by its description; the unit's own field is put behind.
  private static func text(_ message: ArraySlice<UInt8>, unit: ArraySlice<UInt8>?) -> HostString {
    let head = message.prefix(4096)
    guard let unit, head.find(Array(unit)) == nil else { return head.hostString }
    return HostString(bytes: head + Array(" [".utf8) + unit.prefix(256) + Array("]".utf8))
  }

  /// Numbers are shared by the journals of one series (system and users), so a jump alone is no loss; a step back is no journald.
  private mutating func checkSequence(_ entry: JournalObjects.Entry, _ time: Timestamp) {
    guard let previous else { return }
    let before = Timestamp(microseconds: previous.microseconds)
    if entry.sequence <= previous.sequence {
      rhythm.add(.init(kind: "order", from: before, to: time, offset: Int64(entry.offset)))
    } else if entry.sequence - previous.sequence > 1 {
      let count = entry.sequence - previous.sequence - 1
      missing = missing.addingReportingOverflow(count).partialValue
      if jumps.count < Self.jumpLimit {
        jumps.append(
          .init(
            kind: "sequence", from: before, to: time, offset: Int64(entry.offset), length: Int64(clamping: count)))
      }
    }
  }

  /// The fields of an entry that say what it is about.
  private struct Fields {
    var message: ArraySlice<UInt8>?
    var identifier: ArraySlice<UInt8>?
    var command: ArraySlice<UInt8>?
    var unit: ArraySlice<UInt8>?
  }

  private mutating func fields(of entry: JournalObjects.Entry) -> Fields {
    var result = Fields()
    for offset in objects.dataOffsets(of: entry) {
      guard let payload = objects.payload(offset), let bytes = plain(payload) else { continue }
      if let value = bytes.dropping(prefix: "MESSAGE=") {
        result.message = value.prefix(Self.messageLimit)
      } else if let value = bytes.dropping(prefix: "SYSLOG_IDENTIFIER=") {
        result.identifier = value
      } else if let value = bytes.dropping(prefix: "_COMM=") {
        result.command = value
      } else if let value = bytes.dropping(prefix: "UNIT=") {
        result.unit = value
      }
    }
    return result
  }

  private mutating func plain(_ payload: JournalObjects.Payload) -> ArraySlice<UInt8>? {
    switch payload {
    case .plain(let bytes): return bytes
    case .zstd(let bytes):
      decompressed += 1
      guard decompressed <= Self.decompressLimit,
        let plain = input.services.zstd(Array(bytes), Self.plainLimit)
      else {
        unreadCompressed += 1
        return nil
      }
      return plain[...]
    case .otherCompression:
      unreadCompressed += 1
      return nil
    }
  }

  /// Writes what was found into the record.
  func fill(_ file: inout LogFileRecord) {
    rhythm.fill(&file)
    file.gaps = Array((file.gaps + jumps).sorted { $0.offset < $1.offset }.prefix(LogRhythm.gapLimit))
  }

  /// What the header says, for comparing the journals of one series.
  var property: PropertyRecord {
    let header = objects.header
    let series = Hexadecimal.text(header.seriesID)
    let value =
      "state=\(header.stateName) sealed=\(header.isSealed ? "yes" : "no") compact=\(header.isCompact ? "yes" : "no") "
      + "series=\(series) head=\(header.headSequence) tail=\(header.tailSequence) entries=\(header.entryCount) "
      + "missing=\(missing)"
    return PropertyRecord(group: "journal", name: input.path, value: HostString(value), source: input.path)
  }
}
