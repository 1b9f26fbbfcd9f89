internal import CaseModel
internal import Glibc
internal import JSONText

/// Why a journal cannot be used.
public struct JournalError: Error, Sendable {
  /// For people.
  public var message: String
}

/// A journal in a file of JSON lines, for local runs. A last line without its line feed was cut by a crash and does not count.
public final class JSONLinesJournal: Journal {
  private let path: String
  private let file: Int32

  /// - Parameter path: Made if it is not there; its directory must be.
  /// - Throws: `JournalError`.
  public init(path: String) throws {
    self.path = path
    file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw JournalError(
        message: "cannot open the journal (\(String(cString: strerror(errno)))): \(HostString(path).text)")
    }
  }

  deinit { close(file) }

  public func append(_ entry: JournalEntry) throws {
    let line = try JSONRecordEncoder.encode(entry) + [10]
    let count = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count == line.count, fdatasync(file) == 0 || errno == EINVAL else {
      throw JournalError(
        message: "cannot write the journal (\(String(cString: strerror(errno)))): \(HostString(path).text)")
    }
  }

  public func entries() throws -> [JournalEntry] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < 64 << 20 {
      let count = pread(file, &chunk, chunk.count, off_t(bytes.count))
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    lines.removeLast()
    return try lines.map { try JSONRecordDecoder.decode(JournalEntry.self, from: Array($0)) }
  }
}
