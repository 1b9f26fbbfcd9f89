internal import CaseModel
internal import GRDB
internal import Workflow

/// SQLite's result codes as sentences.
enum SQLiteFault {
  /// - Parameters:
  ///   - what: What was attempted, such as "cannot read the case store".
  ///   - path: Escaped.
  static func error(_ error: any Error, _ what: String, _ path: String) -> any Error {
    if let error = error as? JournalStoreError {
      return JournalStoreError(error.code, "\(error.message): \(path)", hint: error.hint, cause: error.cause)
    }
    guard let fault = error as? DatabaseError else { return error }
    let (code, why, hint) = meaning(of: fault)
    return JournalStoreError(code, "\(what) (\(why)): \(path)", hint: hint, cause: error)
  }

  private static func meaning(
    of fault: DatabaseError
  ) -> (code: JournalStoreError.Code, why: String, hint: String) {
    switch fault.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      (.busy, "another process is writing to it", "try again; if it stays so, see which process holds it: fuser FILE")
    case .SQLITE_NOTADB: (.damaged, "it is not an SQLite database", SQLiteSchema.damageHint)
    case .SQLITE_CORRUPT: (.damaged, "it is damaged", SQLiteSchema.damageHint)
    case .SQLITE_READONLY, .SQLITE_PERM:
      (.unavailable, "it cannot be written", "give a path on a file system that can be written, owned by you")
    case .SQLITE_CANTOPEN, .SQLITE_NOTFOUND:
      (.unavailable, "it cannot be opened", "the directory must be there, and writable for the -wal and -shm files")
    case .SQLITE_FULL: (.unavailable, "the file system is full", "make room and run the same command again")
    case .SQLITE_IOERR: (.unavailable, "the system could not read or write it", "look at the file system's health")
    default: (.unavailable, "SQLite: \(HostString(fault.message ?? "code \(fault.resultCode.rawValue)").text)", "")
    }
  }
}
