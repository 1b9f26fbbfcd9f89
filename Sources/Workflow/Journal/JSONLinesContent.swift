internal import CaseModel
internal import JSONText

/// What the lines of a journal file come to.
struct JSONLinesContent {
  /// Version of the format that is written.
  static let version: Int64 = 1

  var record: CaseRecord?
  var entries: [JournalEntry] = []
  var token: Int64 = 0
  var lease: Lease?
  private var lineCount = 0
  /// Found once, said from then on.
  private var fault: JournalStoreError?

  /// Takes whole lines in.
  ///
  /// - Throws: `JournalStoreError` that names the line.
  mutating func take(_ lines: [[UInt8]], of path: String) throws {
    if let fault { throw fault }
    for line in lines {
      lineCount += 1
      do { try take(try JSONReader.parse(line, limits: JournalEntry.limits)) } catch {
        let fault = fault(of: error, in: path)
        self.fault = fault
        throw fault
      }
    }
  }

  private func fault(of error: any Error, in path: String) -> JournalStoreError {
    guard let error = error as? JournalStoreError else {
      return JournalStoreError(
        .damaged, "line \(lineCount) of the journal cannot be read (\(error)): \(path)",
        hint: "the lines before it are whole", cause: error)
    }
    return JournalStoreError(
      error.code, "line \(lineCount) of the journal: \(error.message): \(path)", hint: error.hint, cause: error)
  }

  private mutating func take(_ line: JSONValue) throws {
    if let version = line["journal"] {
      try open(line, version)
    } else if record == nil {
      throw JournalStoreError(.damaged, "the first line is not that of a journal")
    } else if line["number"] != nil {
      let entry = try JournalEntry(json: line)
      guard entry.number == entries.count else {
        throw JournalStoreError(.damaged, "entry \(entry.number) where \(entries.count) is due")
      }
      entries.append(entry)
    } else {
      try takeNote(line)
    }
  }

  private mutating func open(_ line: JSONValue, _ version: JSONValue) throws {
    guard record == nil else { throw JournalStoreError(.damaged, "a second case") }
    guard version == .integer(Self.version) else {
      throw JournalStoreError(
        .newerFormat, "version \(version.compactText) of the format, this program knows \(Self.version)",
        hint: "use the version of needletail that opened the case")
    }
    guard let id = line["case"]?.string.flatMap(CaseID.init), let title = line["title"]?.string,
      let opened = line["opened"]?.integer, let openedBy = line["opened_by"]?.string
    else { throw JournalStoreError(.damaged, "the case cannot be read") }
    record = CaseRecord(
      id: id, title: HostString(escaped: title), opened: Timestamp(nanoseconds: opened),
      openedBy: HostString(escaped: openedBy), targets: line["targets"] ?? .null)
  }

  /// Lines that change what is known of the case, not its journal.
  private mutating func takeNote(_ line: JSONValue) throws {
    if let token = line["lease"]?.integer, let holder = line["holder"]?.string, let until = line["until"]?.integer,
      let id = record?.id
    {
      self.token = token
      lease = Lease(caseID: id, holder: holder, token: token, until: Timestamp(nanoseconds: until))
    } else if let released = line["released"]?.integer {
      if released == token { lease = nil }
    } else if let state = line["state"]?.string.flatMap(CaseState.init) {
      record?.state = state
    } else if let request = line["request"]?.string.flatMap(CaseRequest.init) {
      record?.request = request
    } else if let struck = line["struck"]?.string.flatMap(CaseRequest.init) {
      if record?.request == struck { record?.request = nil }
    } else {
      throw JournalStoreError(.damaged, "no line of a journal")
    }
  }

  func check(_ caseID: CaseID, _ path: String) throws {
    guard record?.id == caseID else {
      throw JournalStoreError(.noSuchCase, "the journal holds no case \(caseID): \(path)")
    }
  }

  func check(_ lease: Lease, _ path: String) throws {
    try check(lease.caseID, path)
    guard token == lease.token else {
      throw JournalStoreError(.staleLease, "another process has taken over the case \(lease.caseID): \(path)")
    }
  }

  static func line(for record: CaseRecord) -> JSONValue {
    [
      "journal": .integer(version), "case": .string(record.id.text), "title": .string(record.title.text),
      "opened": .integer(record.opened.nanoseconds), "opened_by": .string(record.openedBy.text),
      "targets": record.targets,
    ]
  }

  static func line(for lease: Lease) -> JSONValue {
    [
      "lease": .integer(lease.token), "holder": .string(lease.holder), "until": .integer(lease.until.nanoseconds),
    ]
  }
}
