internal import GRDB
internal import Workflow

/// The tables. A change is a further migration; one that was released is never altered.
enum SQLiteSchema {
  /// Tells a store of ours from any other database: "NTLJ".
  static let applicationID: Int64 = 0x4e54_4c4a

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 cases and entries") { database in
      // In an entry, `body` is the truth, in the form of docs/formats/journal.md; `event` and `step` are there to be searched.
      try database.execute(
        sql: """
          CREATE TABLE cases (
            id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, opened INTEGER NOT NULL, opened_by TEXT NOT NULL,
            state TEXT NOT NULL, targets TEXT NOT NULL, request TEXT,
            token INTEGER NOT NULL DEFAULT 0, holder TEXT, held_until INTEGER
          ) STRICT;
          CREATE TABLE entries (
            case_id TEXT NOT NULL REFERENCES cases (id), number INTEGER NOT NULL, event TEXT NOT NULL, step TEXT,
            body TEXT NOT NULL, PRIMARY KEY (case_id, number)
          ) STRICT, WITHOUT ROWID;
          CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE (ABORT, 'entries are final'); END;
          CREATE TRIGGER entries_last BEFORE DELETE ON entries BEGIN SELECT RAISE (ABORT, 'entries are final'); END;
          PRAGMA application_id = \(applicationID);
          """)
    }
    return migrator
  }

  /// Makes or brings up to date the tables, after looking whether the file is ours and whole.
  static func prepare(_ queue: DatabaseQueue) throws {
    // WAL alone would let a power cut take the last entries; the order of events is worth the flush.
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try queue.read { database in
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard tables > 0 else { return }
      guard try Int64.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
        throw JournalStoreError(
          .damaged, "the file is a database, but not a case store of needletail", hint: "give another path")
      }
      guard try !migrator.hasBeenSuperseded(database) else {
        throw JournalStoreError(
          .newerFormat, "the case store was written by a newer version of needletail",
          hint: "use that version, or another path")
      }
      let fault = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      guard fault == "ok" else {
        throw JournalStoreError(.damaged, "the case store is damaged (\(fault ?? "no answer"))", hint: damageHint)
      }
    }
    try migrator.migrate(queue)
  }

  static let damageHint =
    "keep the file and its -wal; sqlite3 FILE .recover may read it; what is in the cloud carries the case's tag"
}
