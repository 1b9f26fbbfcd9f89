public import CaseModel
internal import JSONText

/// One case in one file of JSON lines, for local runs: the case, then leases, entries and states as they come. Only ever appended
/// to; a last line without its line feed was cut by a crash and does not count. Format: docs/formats/journal.md.
///
/// Several processes may use one file: each looks at what others wrote before it writes, under a lock of the file.
public actor JSONLinesStore: JournalStore {
  private let file: JournalFile
  private var kept: JSONLinesContent

  /// - Parameter path: Made if it is not there; its directory must be.
  /// - Throws: `JournalStoreError` `.unavailable`, `.damaged`, `.newerFormat`.
  public init(path: String) throws {
    let file = try JournalFile(path: path)
    var content = JSONLinesContent()
    try file.locked(toWrite: false) { try content.take(try file.newLines(), of: file.path) }
    self.file = file
    kept = content
  }

  /// The one case of the file, or none.
  public func cases() throws -> [CaseRecord] {
    try refresh()
    return kept.record.map { [$0] } ?? []
  }

  /// The case, if the file holds one of that name.
  public func record(of caseID: CaseID) throws -> CaseRecord? {
    try refresh()
    return kept.record?.id == caseID ? kept.record : nil
  }

  /// Writes the first line; a file holds one case.
  public func open(_ record: CaseRecord) throws {
    try change { kept in
      guard kept.record == nil else {
        throw JournalStoreError(.caseExists, "the journal holds a case already: \(file.path)")
      }
      return [JSONLinesContent.line(for: record)]
    }
  }

  /// A line; no lease is looked at.
  public func ask(_ request: CaseRequest, of caseID: CaseID) throws {
    try change { kept in
      try kept.check(caseID, file.path)
      return [["request": .string(request.rawValue)]]
    }
  }

  /// A line, if that request is the last one.
  public func strike(_ request: CaseRequest, under lease: Lease) throws {
    try change { kept in
      try kept.check(lease, file.path)
      return kept.record?.request == request ? [["struck": .string(request.rawValue)]] : []
    }
  }

  /// A line, if the lease is granted.
  public func acquireLease(on caseID: CaseID, holder: String, now: Timestamp, until: Timestamp) throws -> LeaseAnswer {
    var answer = LeaseAnswer.held(by: "", until: now)
    try change { kept in
      try kept.check(caseID, file.path)
      if let lease = kept.lease, lease.until > now, lease.holder != holder {
        answer = .held(by: lease.holder, until: lease.until)
        return []
      }
      let lease = Lease(caseID: caseID, holder: holder, token: kept.token + 1, until: until)
      answer = .granted(lease)
      return [JSONLinesContent.line(for: lease)]
    }
    return answer
  }

  /// A line with the new end.
  public func renew(_ lease: Lease, until: Timestamp) throws -> Lease {
    var renewed = lease
    renewed.until = until
    try change { kept in
      try kept.check(lease, file.path)
      return [JSONLinesContent.line(for: renewed)]
    }
    return renewed
  }

  /// A line, if the token is the newest.
  public func release(_ lease: Lease) throws {
    try change { kept in
      try kept.check(lease.caseID, file.path)
      return kept.token == lease.token ? [["released": .integer(lease.token)]] : []
    }
  }

  /// From memory, after looking at what others wrote.
  public func entries(of caseID: CaseID, from number: Int) throws -> [JournalEntry] {
    try refresh()
    try kept.check(caseID, file.path)
    return Array(kept.entries.dropFirst(number))
  }

  /// One write and one flush for all of them. A power cut may leave the first ones; every prefix is a legal journal.
  public func append(_ entries: [JournalEntry], under lease: Lease) throws {
    try change { kept in
      try kept.check(lease, file.path)
      let count = kept.entries.count
      guard entries.enumerated().allSatisfy({ $1.number == count + $0 && $1.token == lease.token }) else {
        throw JournalStoreError(.outOfOrder, "the journal has \(count) entries: \(file.path)")
      }
      return entries.map(\.json)
    }
  }

  /// A line.
  public func setState(_ state: CaseState, under lease: Lease) throws {
    try change { kept in
      try kept.check(lease, file.path)
      return [["state": .string(state.rawValue)]]
    }
  }

  /// Looks at what other processes have written.
  private func refresh() throws {
    try file.locked(toWrite: false) { try kept.take(try file.newLines(), of: file.path) }
  }

  /// Writes lines that follow from what is there.
  private func change(_ lines: (JSONLinesContent) throws -> [JSONValue]) throws {
    try file.locked(toWrite: true) {
      try kept.take(try file.newLines(), of: file.path)
      let bytes: [UInt8] = try lines(kept).flatMap { line in line.compactBytes + [10] }
      guard !bytes.isEmpty else { return }
      try file.append(bytes)
      try kept.take(try file.newLines(), of: file.path)
    }
  }
}
