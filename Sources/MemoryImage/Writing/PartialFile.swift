internal import CMemory
internal import CaseModel
internal import Digests
internal import Glibc

/// A file that has its name only once it is whole. Until then it is `NAME.partial`, and it is removed if it is given up.
final class PartialFile: ImageSink {
  /// Where it is while it is written.
  let partialPath: String
  /// Bytes written.
  private(set) var count: UInt64 = 0
  private let path: String
  private let name: String
  private let descriptor: Int32
  private var digest = SHA256()
  private var isNamed = false

  /// Makes the partial file.
  ///
  /// - Throws: `.unreadable` if there is one of either name, or none can be made.
  init(path: String) throws(ImageError) {
    self.path = path
    partialPath = path + ".partial"
    name = HostString(path).text
    var status = stat()
    guard lstat(path, &status) != 0 else { throw systemFault(EEXIST, "cannot make", name) }
    let opened = open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw systemFault(errno, "cannot make", "\(name).partial") }
    descriptor = opened
  }

  deinit {
    close(descriptor)
    if !isNamed { unlink(partialPath) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ImageError) {
    guard let base = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let written = Glibc.write(descriptor, base + done, bytes.count - done)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw systemFault(written < 0 ? errno : EIO, "cannot write", name) }
      done += written
    }
    digest.update(buffer: bytes)
    count += UInt64(bytes.count)
  }

  /// Waits until the bytes are stored, and gives the file its name.
  ///
  /// - Returns: SHA-256 of what was written.
  /// - Throws: `.unreadable`; the file is not there then, unless only its directory could not be stored.
  func finish() throws(ImageError) -> SHA256Digest {
    // A file system that cannot synchronise (EINVAL) has taken the bytes as far as it ever will.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw systemFault(errno, "cannot store", name) }
    let result = nt_rename_new(partialPath, path)
    guard result == 0 else { throw systemFault(-result, "cannot name", name) }
    isNamed = true
    try storeName()
    return digest.finish()
  }

  private func storeName() throws(ImageError) {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let opened = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw systemFault(errno, "cannot store the name of", name) }
    defer { close(opened) }
    guard fsync(opened) == 0 || errno == EINVAL else { throw systemFault(errno, "cannot store the name of", name) }
  }
}
