import CaseModel
import Foundation
import JSONText
import Stores
import Testing
import Workflow
import WorkflowKit

@Suite struct SQLiteFaultTests {
  private let caseID = CaseID("case-1")!

  private func filled(_ place: Workplace, entries count: Int = 50) async throws {
    let store = try SQLiteStore(path: place.path)
    try await store.open(CaseRecord(id: caseID, title: "a case", opened: Timestamp(seconds: 1), openedBy: "x"))
    guard
      case .granted(let lease) = try await store.acquireLease(
        on: caseID, holder: "one", now: Timestamp(seconds: 1), until: Timestamp(seconds: 2))
    else { return }
    try await store.append(
      (0..<count).map {
        JournalEntry(
          number: $0, time: Timestamp(seconds: 1), token: lease.token,
          event: .done("step", output: .string(String(repeating: "x", count: 200)), adding: []))
      }, under: lease)
  }

  /// Runs the sqlite3 program, which knows nothing of our code.
  @discardableResult
  private func sqlite(_ path: String, _ sql: String) throws -> String {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    program.arguments = [path, sql]
    let output = Pipe()
    program.standardOutput = output
    program.standardError = output
    try program.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    program.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  private func opening(_ path: String, busySeconds: Double = 10) -> JournalStoreError? {
    do { _ = try SQLiteStore(path: path, busySeconds: busySeconds) } catch { return error as? JournalStoreError }
    return nil
  }

  @Test func theFilesAreForTheirOwnerOnlyAndEveryCommitIsFlushed() async throws {
    let place = try Workplace()
    let store = try SQLiteStore(path: place.path)
    try await store.open(CaseRecord(id: caseID, title: "", opened: Timestamp(seconds: 1), openedBy: ""))
    for name in try FileManager.default.contentsOfDirectory(atPath: place.directory) {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(place.directory)/\(name)")[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(name)")
    }
    #expect(try store.settings() == ["wal", "2", "1"])
  }

  @Test func aStoreThatOthersCouldReadIsMadePrivate() async throws {
    let place = try Workplace()
    try await filled(place)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place.path)
    #expect(opening(place.path) == nil)
    let mode = try FileManager.default.attributesOfItem(atPath: place.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func aFileThatIsNoDatabaseIsSaidToBeDamagedAndLeftAlone() throws {
    let place = try Workplace()
    let text = Data(String(repeating: "this is no database\n", count: 200).utf8)
    try text.write(to: URL(fileURLWithPath: place.path))
    let error = opening(place.path)
    #expect(error?.code == .damaged, "\(error?.message ?? "opened")")
    #expect(try Data(contentsOf: URL(fileURLWithPath: place.path)) == text)
  }

  @Test func aDatabaseOfSomebodyElseIsRefusedAndLeftAlone() throws {
    let place = try Workplace()
    try sqlite(place.path, "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);")
    let error = opening(place.path)
    #expect(error?.code == .damaged)
    #expect(error?.message.contains("not a case store") == true)
    #expect(try sqlite(place.path, ".tables").trimmingCharacters(in: .whitespacesAndNewlines) == "theirs")
  }

  @Test func damageInEveryPageIsFoundOrDoesNoHarm() async throws {
    let place = try Workplace()
    try await filled(place)
    try sqlite(place.path, "PRAGMA wal_checkpoint(TRUNCATE);")
    let whole = try Data(contentsOf: URL(fileURLWithPath: place.path))
    #expect(whole.count > 8 * 4096)
    let wanted = try await SQLiteStore(path: place.path).entries(of: caseID, from: 0)
    var found = 0
    for page in 0..<whole.count / 4096 {
      let broken = try Workplace()
      var bytes = whole
      for offset in page * 4096..<min((page + 1) * 4096, bytes.count) { bytes[offset] = 0xa5 }
      try bytes.write(to: URL(fileURLWithPath: broken.path))
      do {
        let entries = try await SQLiteStore(path: broken.path).entries(of: caseID, from: 0)
        #expect(entries == wanted, "page \(page): other entries without a word")
      } catch let error as JournalStoreError {
        #expect(error.code == .damaged || error.code == .unavailable, "page \(page): \(error.message)")
        #expect(error.message.contains(broken.path), "page \(page)")
        found += 1
      }
    }
    print("sqlite: damage found in \(found) of \(whole.count / 4096) pages")
    #expect(found >= whole.count / 4096 - 2)
  }

  @Test func aTruncatedFileIsFoundOrDoesNoHarm() async throws {
    let place = try Workplace()
    try await filled(place)
    try sqlite(place.path, "PRAGMA wal_checkpoint(TRUNCATE);")
    let whole = try Data(contentsOf: URL(fileURLWithPath: place.path))
    for length in [2, 50, 99, 100, 512, 4095, 4096, 4097, 8192, whole.count / 2, whole.count - 4096] {
      let broken = try Workplace()
      try whole.prefix(length).write(to: URL(fileURLWithPath: broken.path))
      #expect(opening(broken.path)?.code == .damaged, "cut to \(length)")
    }
    // SQLite fills up a last page that is cut short, so such a cut shows when the page is read.
    let broken = try Workplace()
    try whole.dropLast(1).write(to: URL(fileURLWithPath: broken.path))
    let error = await #expect(throws: JournalStoreError.self) {
      let store = try SQLiteStore(path: broken.path)
      _ = try await store.cases()
      _ = try await store.entries(of: caseID, from: 0)
    }
    #expect(error?.code == .damaged)
  }

  @Test func anEntryWithAChangedBodyOrAGapIsNamed() async throws {
    for (sql, words) in [
      ("UPDATE entries SET body = 'x' WHERE number = 7", "entry 7 of case-1"),
      ("DELETE FROM entries WHERE number = 7", "entry 8 where 7 is due"),
      ("UPDATE cases SET targets = '{'", "the targets of case-1"), ("UPDATE cases SET state = 'odd'", "case-1"),
    ] {
      let place = try Workplace()
      try await filled(place)
      #expect(try sqlite(place.path, sql).contains("final") == sql.contains("entries"))
      try sqlite(place.path, "DROP TRIGGER entries_stay; DROP TRIGGER entries_last; \(sql);")
      let store = try SQLiteStore(path: place.path)
      let error = await #expect(throws: JournalStoreError.self) {
        _ = try await store.record(of: caseID)
        _ = try await store.entries(of: caseID, from: 0)
      }
      #expect(error?.code == .damaged)
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  @Test func aNewerSchemaIsRefusedWithAHint() async throws {
    let place = try Workplace()
    try await filled(place)
    try sqlite(place.path, "INSERT INTO grdb_migrations VALUES ('2 something new');")
    let error = opening(place.path)
    #expect(error?.code == .newerFormat)
    #expect(error?.message.contains("newer version") == true && error?.hint.isEmpty == false)
  }

  @Test func aStoreThatAnotherProcessWritesIsBusyAfterTheTimeOut() async throws {
    let place = try Workplace()
    try await filled(place)
    let store = try SQLiteStore(path: place.path, busySeconds: 0.05)
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    holder.arguments = [place.path]
    let input = Pipe()
    let output = Pipe()
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    try input.fileHandleForWriting.write(contentsOf: Data("BEGIN IMMEDIATE; SELECT 'held';\n".utf8))
    _ = output.fileHandleForReading.availableData
    let error = await #expect(throws: JournalStoreError.self) { try await store.ask(.cancel, of: caseID) }
    #expect(error?.code == .busy)
    #expect(error?.message.contains("another process") == true)
    // Readers are not kept out, and once the other one is done everything goes on.
    #expect(try await store.entries(of: caseID, from: 0).count == 50)
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    try await store.ask(.cancel, of: caseID)
  }

  @Test func placesThatCannotBeUsedAreSaidWithTheReason() throws {
    let place = try Workplace()
    #expect(opening(place.directory + "/no/cases.sqlite")?.code == .unavailable)
    #expect(opening(place.directory)?.message.contains("not a regular file") == true)
    try FileManager.default.createSymbolicLink(atPath: place.path, withDestinationPath: place.directory + "/other")
    #expect(opening(place.path)?.code == .unavailable)
    #expect(!FileManager.default.fileExists(atPath: place.directory + "/other"))
  }
}
