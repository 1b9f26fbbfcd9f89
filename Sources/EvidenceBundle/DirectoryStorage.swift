internal import CLinuxShims
internal import Glibc

/// A bundle's files in a directory of the share. Files are made with `O_EXCL|O_NOFOLLOW` and mode 0400, so nothing that was there is
/// touched, whatever the share holds.
public final class DirectoryStorage: BundleStorage {
  /// Path of the bundle's directory, for people.
  public let path: String
  private let directory: Int32
  private var files: [String: Int32] = [:]

  /// Makes the directory `name` below an existing one.
  ///
  /// - Parameters:
  ///   - share: An existing directory.
  ///   - components: Directory names to make below it; only the last one must be new.
  /// - Throws: `.notADirectory`, `.denied`, `.readOnly`, `.full`, `.exists`.
  public init(share: String, components: [String]) throws(BundleError) {
    var current = open(share, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard current >= 0 else {
      throw Self.fault(errno, "cannot open the share as a directory", share)
    }
    var path = share
    for (index, component) in components.enumerated() {
      path += path.hasSuffix("/") ? component : "/\(component)"
      let made = mkdirat(current, component, 0o700)
      if made != 0, errno != EEXIST || index == components.count - 1 {
        let error = errno
        close(current)
        throw Self.fault(error, "cannot make the bundle's directory", path)
      }
      let next = openat(current, component, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      let error = errno
      close(current)
      guard next >= 0 else { throw Self.fault(error, "cannot open the bundle's directory", path) }
      current = next
    }
    self.directory = current
    self.path = path
  }

  deinit {
    for descriptor in files.values { close(descriptor) }
    close(directory)
  }

  public func create(_ name: String) throws(BundleError) {
    let descriptor = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o400)
    guard descriptor >= 0 else { throw Self.fault(errno, "cannot make a file of the bundle", "\(path)/\(name)") }
    files[name] = descriptor
  }

  public func append(_ bytes: [UInt8], to name: String) throws(BundleError) {
    guard let descriptor = files[name] else { throw BundleError(.finished, "file of the bundle is not open: \(name)") }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, bytes.count - done) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.fault(errno, "cannot write to the share", "\(path)/\(name)")
      }
      done += count
    }
  }

  public func rename(_ name: String, to newName: String) throws(BundleError) {
    guard renameat(directory, name, directory, newName) == 0 else {
      throw Self.fault(errno, "cannot name a file of the bundle", "\(path)/\(newName)")
    }
    files[newName] = files.removeValue(forKey: name)
  }

  public func synchronise(_ name: String) throws(BundleError) {
    guard let descriptor = files[name] else { return }
    // A share that cannot synchronise (EINVAL) has taken the bytes as far as it ever will.
    guard fdatasync(descriptor) == 0 || errno == EINVAL else {
      throw Self.fault(errno, "the share did not confirm what was written", "\(path)/\(name)")
    }
  }

  /// errno as a sentence, in the one place where it becomes one.
  static func fault(_ error: Int32, _ attempt: String, _ object: String) -> BundleError {
    let code: BundleError.Code =
      switch error {
      case EEXIST: .exists
      case EACCES, EPERM: .denied
      case EROFS: .readOnly
      case ENOSPC, EDQUOT: .full
      case ENOTDIR, ENOENT, ELOOP: .notADirectory
      default: .inputOutput
      }
    return BundleError(code, errno: error, "\(attempt) (\(String(cString: nt_errno_sentence(error)))): \(object)")
  }
}
