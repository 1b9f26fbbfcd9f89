public import AWSClients
internal import Glibc

extension HTTPBody {
  /// A file, or a range of one, sent in pieces of 1 MiB and read anew for each attempt.
  ///
  /// - Parameters:
  ///   - offset: Bytes from the start of the file.
  ///   - length: Bytes; to the end of the file if left out.
  /// - Throws: `AWSError` `.badInput` if there is no such file or range.
  public static func file(_ path: String, offset: Int64 = 0, length: Int64? = nil) throws -> HTTPBody {
    var status = stat()
    guard stat(path, &status) == 0 else { throw AWSError(.badInput, "cannot read \(path): errno \(errno)") }
    let size = Int64(status.st_size)
    let count = length ?? size - offset
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
      throw AWSError(.badInput, "\(path) has \(size) bytes, not the range asked for")
    }
    return .stream(
      ByteStream(length: count, isRepeatable: true) {
        let reader = FileRange(path: path, offset: offset, count: count)
        return { try reader.next() }
      })
  }
}

/// One pass over a range of a file; the file is closed with the last reference.
private final class FileRange {
  private let path: String
  private let descriptor: CInt
  private var offset: Int64
  private var left: Int64

  init(path: String, offset: Int64, count: Int64) {
    self.path = path
    self.offset = offset
    left = count
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func next() throws -> [UInt8]? {
    guard left > 0 else { return nil }
    guard descriptor >= 0 else { throw AWSError(.badInput, "cannot open \(path)") }
    let wanted = Int(min(left, 1 << 20))
    var piece = [UInt8](repeating: 0, count: wanted)
    let got = pread(descriptor, &piece, wanted, off_t(offset))
    guard got > 0 else { throw AWSError(.badInput, "\(path) became shorter or unreadable while it was sent") }
    piece.removeLast(wanted - got)
    offset += Int64(got)
    left -= Int64(got)
    return piece
  }
}
