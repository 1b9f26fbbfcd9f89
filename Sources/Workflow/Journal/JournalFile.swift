internal import CaseModel
internal import Glibc

/// A file of lines that is only appended to, by several processes in turn.
final class JournalFile {
  /// Most bytes of a file that is read.
  private static let most = 1 << 30

  /// Escaped, for messages.
  let path: String
  private let descriptor: Int32
  /// Bytes read so far, whole lines only.
  private var offset = 0

  init(path: String) throws {
    self.path = HostString(path).text
    descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.error("cannot open the journal", self.path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw JournalStoreError(.unavailable, "the journal is not a regular file: \(self.path)")
    }
  }

  deinit { close(descriptor) }

  /// Runs with the file locked against other processes. Where the file system has no locks, goes on without: names of journals
  /// on shares are unique to their process.
  func locked(toWrite: Bool, _ body: () throws -> Void) throws {
    while flock(descriptor, toWrite ? LOCK_EX : LOCK_SH) != 0 {
      if errno == EINTR { continue }
      guard [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL, EBADF].contains(errno) else {
        throw Self.error("cannot lock the journal", path)
      }
      break
    }
    defer { flock(descriptor, LOCK_UN) }
    try body()
  }

  /// Whole lines since the last call, without their line feeds.
  func newLines() throws -> [[UInt8]] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &chunk, chunk.count, off_t(offset + bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.error("cannot read the journal", path) }
      guard count > 0 else { break }
      bytes += chunk[..<count]
      guard offset + bytes.count <= Self.most else {
        throw JournalStoreError(.damaged, "the journal is longer than \(Self.most) bytes: \(path)")
      }
    }
    guard let end = bytes.lastIndex(of: 10) else { return [] }
    offset += end + 1
    return bytes[..<end].split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
  }

  /// Writes after the last whole line; what a crash left half-written after it is cut off first. When it returns, the bytes
  /// survive the machine.
  func append(_ bytes: [UInt8]) throws {
    guard ftruncate(descriptor, off_t(offset)) == 0 else { throw Self.error("cannot write the journal", path) }
    var left = bytes[...]
    while !left.isEmpty {
      let count = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = Self.error("cannot write the journal", path)
        ftruncate(descriptor, off_t(offset))
        throw error
      }
      left = left.dropFirst(count)
    }
    guard fdatasync(descriptor) == 0 || errno == EINVAL else { throw Self.error("cannot write the journal", path) }
  }

  private static func error(_ what: String, _ path: String) -> JournalStoreError {
    JournalStoreError(.unavailable, "\(what) (\(String(cString: strerror(errno)))): \(path)")
  }
}
