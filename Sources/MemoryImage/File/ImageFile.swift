internal import CaseModel
internal import Glibc

/// An image's file, read with `pread`. Never mapped: a file that shrinks, or a share that goes away, must be an error
/// and not a signal.
final class ImageFile: Sendable {
  /// Its path, safe to print.
  let name: String
  /// Bytes when it was opened.
  let count: UInt64
  private let descriptor: Int32
  private let cache = BlockCache()

  /// Opens a regular file.
  ///
  /// - Throws: `.unreadable`.
  init(path: String) throws(ImageError) {
    name = HostString(path).text
    // O_NONBLOCK: opening a FIFO must not wait for ever; fstat refuses it then.
    let opened = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard opened >= 0 else { throw systemFault(errno, "cannot open the image", name) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size >= 0 else {
      close(opened)
      throw ImageError(.unreadable, "not a regular file: \(name)")
    }
    descriptor = opened
    count = UInt64(status.st_size)
  }

  deinit { close(descriptor) }

  /// Whether it is the running kernel's own `/proc/kcore`, whose size spans the address space. No file system in use
  /// stores 64 TiB in a file.
  var isLive: Bool { count >= 1 << 46 }

  /// Fills a buffer from `offset` on; small reads go through the block cache.
  ///
  /// - Throws: `.unreadable` if the system refuses, or the file has become shorter.
  func read(at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return }
    guard buffer.count <= BlockCache.blockBytes else { return try readDirectly(at: offset, into: buffer) }
    try cache.read(at: offset, count: buffer.count, into: base, from: self)
  }

  /// Fills a buffer from `offset` on, past the cache: for what is read once, in order.
  func readDirectly(at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) {
    guard try readUpTo(at: offset, into: buffer) == buffer.count else {
      throw ImageError(.unreadable, "the image became shorter while it was read: \(name)")
    }
  }

  /// Bytes from `offset` on, exactly as many; for structures, whose sizes are bounded by the caller.
  func bytes(at offset: UInt64, count: Int) throws(ImageError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    let failure: ImageError? = result.withUnsafeMutableBytes { buffer in
      do throws(ImageError) { try readDirectly(at: offset, into: buffer) } catch { return error }
      return nil
    }
    if let failure { throw failure }
    return result
  }

  /// Reads until the buffer is full or the file ends.
  func readUpTo(at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) -> Int {
    guard let base = buffer.baseAddress, offset < UInt64(Int64.max) - UInt64(buffer.count) else { return 0 }
    var done = 0
    while done < buffer.count {
      let got = pread(descriptor, base + done, buffer.count - done, off_t(offset) + off_t(done))
      if got < 0 {
        if errno == EINTR { continue }
        throw systemFault(errno, "cannot read \(buffer.count) bytes at \(offset) of the image", name)
      }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// Bytes it has now.
  func currentCount() throws(ImageError) -> UInt64 {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemFault(errno, "cannot measure the image", name) }
    return UInt64(max(0, status.st_size))
  }

  /// Tells the system that the file will be read in order.
  func adviseSequential() { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
}

/// errno as a sentence, in the one place where it becomes one.
func systemFault(_ error: Int32, _ attempt: String, _ object: String) -> ImageError {
  ImageError(.unreadable, "\(attempt) (\(String(cString: strerror(error)))): \(object)")
}
