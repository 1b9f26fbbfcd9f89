internal import CaseModel
internal import Digests
internal import Glibc
internal import IncidentResponse

/// A file that grows while it is hashed. One owner at a time.
final class LocalFile {
  private let path: String
  private let again: String
  private let descriptor: Int32
  private var hash = SHA256()
  private(set) var length: Int64 = 0

  /// Opens a file and hashes what is in it already.
  ///
  /// - Parameter again: The command that goes on once there is room.
  init(appendingTo path: String, again: String) throws {
    self.path = path
    self.again = again
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.fault("open", path, again) }
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = pread(descriptor, &chunk, chunk.count, off_t(length))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.fault("read", path, again) }
      if count == 0 { break }
      hash.update(chunk[..<count])
      length += Int64(count)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.fault("write", path, again) }
      hash.update(rest.prefix(count))
      length += Int64(count)
      rest = rest.dropFirst(count)
    }
  }

  func restart() throws {
    guard ftruncate(descriptor, 0) == 0 else { throw Self.fault("cut", path, again) }
    hash = SHA256()
    length = 0
  }

  /// Gives the file its name once it is on the disk.
  ///
  /// - Returns: SHA-256 of all of it, in hex.
  func finish(as name: String) throws -> String {
    guard fsync(descriptor) == 0 || errno == EINVAL, rename(path, name) == 0 else {
      throw Self.fault("keep", path, again)
    }
    return hash.finish().hex
  }

  /// A whole file; `nil` if it cannot be read or is larger than the limit.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size <= limit else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    return nil
  }

  private static func fault(_ what: String, _ path: String, _ again: String) -> CloudError {
    CloudError(
      .refused, "cannot \(what) a local file (\(String(cString: strerror(errno)))): \(HostString(path).text)",
      next: "free room on this machine, then: \(again)", isRetryable: true)
  }
}
