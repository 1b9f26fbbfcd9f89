public import CaseModel
internal import GRDB
internal import JSONText
public import Workflow

/// Journals and the case index in one SQLite file, for the program on an analyst's machine. Several processes may use it: WAL,
/// one writer at a time, every commit flushed.
public final class SQLiteStore: JournalStore {
  private let queue: DatabaseQueue
  /// Escaped, for messages.
  private let path: String

  /// Opens a store, made readable for its owner only if it is not there. Its directory must be.
  ///
  /// - Parameters:
  ///   - path: A regular file; links are refused.
  ///   - busySeconds: How long to wait for another process that writes.
  /// - Throws: `JournalStoreError` `.unavailable`, `.damaged`, `.newerFormat`, `.busy`.
  public init(path: String, busySeconds: Double = 10) throws {
    self.path = HostString(path).text
    try SQLiteFile.prepare(path)
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.label = "needletail cases"
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try SQLiteSchema.prepare(queue)
    } catch { throw SQLiteFault.error(error, "cannot open the case store", self.path) }
  }

  /// In the order in which they were opened.
  public func cases() async throws -> [CaseRecord] {
    try await read { try Row.fetchAll($0, sql: "SELECT * FROM cases ORDER BY rowid").map(Self.record) }
  }

  /// One row.
  public func record(of caseID: CaseID) async throws -> CaseRecord? {
    try await read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM cases WHERE id = ?", arguments: [caseID.text]).map(Self.record)
    }
  }

  /// One transaction.
  public func open(_ record: CaseRecord) async throws {
    try await write { database in
      guard try Row.fetchOne(database, sql: "SELECT 1 FROM cases WHERE id = ?", arguments: [record.id.text]) == nil
      else { throw JournalStoreError(.caseExists, "a case of that name is open already: \(record.id)") }
      try database.execute(
        sql: "INSERT INTO cases (id, title, opened, opened_by, state, targets, request) VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          record.id.text, record.title.text, record.opened.nanoseconds, record.openedBy.text, record.state.rawValue,
          record.targets.compactText, record.request?.rawValue,
        ])
    }
  }

  /// One transaction.
  public func ask(_ request: CaseRequest, of caseID: CaseID) async throws {
    try await write { database in
      _ = try Self.holding(caseID, database)
      try database.execute(
        sql: "UPDATE cases SET request = ? WHERE id = ?", arguments: [request.rawValue, caseID.text])
    }
  }

  /// One transaction; another request stays.
  public func strike(_ request: CaseRequest, under lease: Lease) async throws {
    try await write { database in
      try Self.check(lease, database)
      try database.execute(
        sql: "UPDATE cases SET request = NULL WHERE id = ? AND request = ?",
        arguments: [lease.caseID.text, request.rawValue])
    }
  }

  /// One transaction, so of several processes one gets it.
  public func acquireLease(
    on caseID: CaseID, holder: String, now: Timestamp, until: Timestamp
  ) async throws -> LeaseAnswer {
    try await write { database in
      let held = try Self.holding(caseID, database)
      if let other = held.holder, let end = held.until, end > now, other != holder {
        return .held(by: other, until: end)
      }
      let lease = Lease(caseID: caseID, holder: holder, token: held.token + 1, until: until)
      try Self.keep(lease, database)
      return .granted(lease)
    }
  }

  /// One transaction.
  public func renew(_ lease: Lease, until: Timestamp) async throws -> Lease {
    var longer = lease
    longer.until = until
    let renewed = longer
    try await write { database in
      try Self.check(lease, database)
      try Self.keep(renewed, database)
    }
    return renewed
  }

  /// One transaction; does nothing under an older token.
  public func release(_ lease: Lease) async throws {
    try await write { database in
      _ = try Self.holding(lease.caseID, database)
      try database.execute(
        sql: "UPDATE cases SET holder = NULL, held_until = NULL WHERE id = ? AND token = ?",
        arguments: [lease.caseID.text, lease.token])
    }
  }

  /// In one read; a gap or a body that cannot be read is `.damaged`.
  public func entries(of caseID: CaseID, from number: Int) async throws -> [JournalEntry] {
    try await read { database in
      _ = try Self.holding(caseID, database)
      let bodies = try String.fetchAll(
        database, sql: "SELECT body FROM entries WHERE case_id = ? AND number >= ? ORDER BY number",
        arguments: [caseID.text, number])
      return try bodies.enumerated().map { try Self.entry($1, number: max(number, 0) + $0, caseID) }
    }
  }

  /// One transaction, flushed.
  public func append(_ entries: [JournalEntry], under lease: Lease) async throws {
    let bodies = entries.map(\.json.compactText)
    try await write { database in
      try Self.check(lease, database)
      let last = try Int.fetchOne(
        database, sql: "SELECT max(number) FROM entries WHERE case_id = ?", arguments: [lease.caseID.text])
      let next = (last ?? -1) + 1
      guard entries.enumerated().allSatisfy({ $1.number == next + $0 && $1.token == lease.token }) else {
        throw JournalStoreError(.outOfOrder, "the journal of \(lease.caseID) has \(next) entries")
      }
      let insert = try database.cachedStatement(
        sql: "INSERT INTO entries (case_id, number, event, step, body) VALUES (?, ?, ?, ?, ?)")
      for (entry, body) in zip(entries, bodies) {
        try insert.execute(arguments: [
          lease.caseID.text, entry.number, entry.event.word, entry.event.step?.text, body,
        ])
      }
    }
  }

  /// One transaction.
  public func setState(_ state: CaseState, under lease: Lease) async throws {
    try await write { database in
      try Self.check(lease, database)
      try database.execute(
        sql: "UPDATE cases SET state = ? WHERE id = ?", arguments: [state.rawValue, lease.caseID.text])
    }
  }

  /// How SQLite keeps what is written: journal mode, synchronous (2 is full), foreign keys.
  package func settings() throws -> [String] {
    try queue.read { database in
      try ["journal_mode", "synchronous", "foreign_keys"].map { name in
        let value = try DatabaseValue.fetchOne(database, sql: "PRAGMA \(name)")
        return String.fromDatabaseValue(value ?? .null) ?? Int.fromDatabaseValue(value ?? .null).map(String.init) ?? ""
      }
    }
  }

  private func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    do { return try await queue.read(body) } catch {
      throw SQLiteFault.error(error, "cannot read the case store", path)
    }
  }

  private func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
    do { return try await queue.write(body) } catch {
      throw SQLiteFault.error(error, "cannot write the case store", path)
    }
  }
}

/// Rows and what they mean.
extension SQLiteStore {
  private struct Holding {
    var token: Int64
    var holder: String?
    var until: Timestamp?
  }

  private static func holding(_ caseID: CaseID, _ database: Database) throws -> Holding {
    let row = try Row.fetchOne(
      database, sql: "SELECT token, holder, held_until FROM cases WHERE id = ?", arguments: [caseID.text])
    guard let row else { throw JournalStoreError(.noSuchCase, "there is no case \(caseID)") }
    let until: Int64? = row["held_until"]
    return Holding(token: row["token"], holder: row["holder"], until: until.map { Timestamp(nanoseconds: $0) })
  }

  private static func check(_ lease: Lease, _ database: Database) throws {
    guard try holding(lease.caseID, database).token == lease.token else {
      throw JournalStoreError(.staleLease, "another process has taken over the case \(lease.caseID)")
    }
  }

  private static func keep(_ lease: Lease, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE cases SET token = ?, holder = ?, held_until = ? WHERE id = ?",
      arguments: [lease.token, lease.holder, lease.until.nanoseconds, lease.caseID.text])
  }

  private static func record(_ row: Row) throws -> CaseRecord {
    let id: String = row["id"]
    let state: String = row["state"]
    let request: String? = row["request"]
    guard let caseID = CaseID(id), let state = CaseState(rawValue: state) else {
      throw JournalStoreError(.damaged, "a case in the index cannot be read: \(HostString(id).text)")
    }
    let targets: String = row["targets"]
    return CaseRecord(
      id: caseID, title: HostString(escaped: row["title"]), opened: Timestamp(nanoseconds: row["opened"]),
      openedBy: HostString(escaped: row["opened_by"]), state: state,
      targets: try json(targets, "the targets of \(caseID)"), request: request.flatMap(CaseRequest.init))
  }

  private static func entry(_ body: String, number: Int, _ caseID: CaseID) throws -> JournalEntry {
    let entry = try JournalEntry(json: try json(body, "entry \(number) of \(caseID)"))
    guard entry.number == number else {
      throw JournalStoreError(
        .damaged, "the journal of \(caseID) has entry \(entry.number) where \(number) is due",
        hint: SQLiteSchema.damageHint)
    }
    return entry
  }

  private static func json(_ text: String, _ what: String) throws -> JSONValue {
    do { return try JSONReader.parse(text, limits: JournalEntry.limits) } catch {
      throw JournalStoreError(
        .damaged, "\(what) cannot be read (\(error))", hint: SQLiteSchema.damageHint, cause: error)
    }
  }
}
