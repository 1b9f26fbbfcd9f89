internal import CaseModel
internal import Glibc
internal import Workflow

/// The file below a store, before SQLite sees it. SQLite gives its side files the mode of the file.
enum SQLiteFile {
  /// Makes the file for its owner only, or sees to it that it is so.
  static func prepare(_ path: String) throws {
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw JournalStoreError(
          .unavailable, "the case store is not a regular file: \(HostString(path).text)", hint: "give another path")
      }
      // Never opened here: closing any descriptor of the file would drop the locks that SQLite holds on it in this process.
      if status.st_mode & 0o077 != 0, chmod(path, 0o600) != 0 { throw error("cannot make private", path) }
      return
    }
    guard errno == ENOENT else { throw error("cannot open", path) }
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    // Another process may have made it meanwhile.
    guard file >= 0 || errno == EEXIST else { throw error("cannot make", path) }
    if file >= 0 { close(file) }
  }

  private static func error(_ what: String, _ path: String) -> JournalStoreError {
    JournalStoreError(
      .unavailable, "\(what) the case store (\(String(cString: strerror(errno)))): \(HostString(path).text)",
      hint: "the directory must be there and writable")
  }
}
