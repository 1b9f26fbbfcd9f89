internal import CLinuxShims
internal import Glibc

/// A bundle in a directory of this machine, read with `openat` and `pread`, no link followed below the directory
/// itself.
public struct LiveDirectory: EvidenceDirectory {
  private let descriptor: Descriptor

  /// Opens the directory.
  ///
  /// - Throws: `.absent`, `.denied`, `.notADirectory`, `.failed`.
  public init(path: String) throws(EvidenceReadError) {
    let opened = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw SystemFault.error(errno, doing: "open the directory \(path)") }
    descriptor = Descriptor(opened)
  }

  /// What is in it; links are not followed.
  public func entries(limit: Int) throws(EvidenceReadError) -> [EvidenceEntry] {
    let again = openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard again >= 0, let stream = fdopendir(again) else { throw SystemFault.error(errno, doing: "list the directory") }
    defer { closedir(stream) }
    var entries: [EvidenceEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw SystemFault.error(errno, doing: "list the directory") }
        return entries
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      guard entries.count < limit else {
        throw EvidenceReadError(.tooMany, "more than \(limit) names in the directory")
      }
      entries.append(EvidenceEntry(name: name, isRegularFile: isRegularFile(name)))
    }
  }

  /// Opens a regular file for reading.
  public func open(_ name: String) throws(EvidenceReadError) -> any EvidenceFile {
    // O_NONBLOCK: a FIFO under one of our names must not stop the verifier; it is refused once fstat has seen it.
    let opened = openat(descriptor.number, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else {
      if errno == ELOOP { throw EvidenceReadError(.notARegularFile, "\(name) is a link") }
      throw SystemFault.error(errno, doing: "open \(name)")
    }
    let file = Descriptor(opened)
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw SystemFault.error(errno, doing: "measure \(name)") }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size >= 0 else {
      throw EvidenceReadError(.notARegularFile, "\(name) is no regular file")
    }
    return LiveFile(name: name, descriptor: file, length: UInt64(status.st_size))
  }

  private func isRegularFile(_ name: [UInt8]) -> Bool {
    var status = stat()
    let result = (name + [0]).withUnsafeBytes { bytes in
      fstatat(descriptor.number, bytes.assumingMemoryBound(to: CChar.self).baseAddress!, &status, AT_SYMLINK_NOFOLLOW)
    }
    return result == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

/// An open descriptor, closed with its last user. It never changes, so it may be shared.
private final class Descriptor: Sendable {
  let number: Int32
  init(_ number: Int32) { self.number = number }
  deinit { close(number) }
}

private struct LiveFile: EvidenceFile {
  let name: String
  let descriptor: Descriptor
  let length: UInt64

  func read(at offset: UInt64, count: Int) throws(EvidenceReadError) -> [UInt8] {
    guard count >= 0, offset <= length, UInt64(count) <= length - offset else {
      throw EvidenceReadError(.truncated, "\(count) bytes wanted at \(offset) of \(name), which has \(length)")
    }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        let got = pread(descriptor.number, buffer.baseAddress! + done, count - done, off_t(offset) + off_t(done))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        done += got
      }
    }
    if failure != 0 { throw SystemFault.error(failure, doing: "read \(name)") }
    guard bytes.count == count else { throw EvidenceReadError(.truncated, "\(name) became shorter while it was read") }
    return bytes
  }
}

/// errno as an error with a sentence.
private enum SystemFault {
  static func error(_ number: Int32, doing what: String) -> EvidenceReadError {
    let code: EvidenceReadError.Code =
      switch number {
      case ENOENT: .absent
      case EACCES, EPERM: .denied
      case ENOTDIR: .notADirectory
      default: .failed
      }
    return EvidenceReadError(code, "cannot \(what): \(String(cString: nt_errno_sentence(number)))")
  }
}
