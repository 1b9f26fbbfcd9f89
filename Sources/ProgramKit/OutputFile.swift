internal import CaseModel
internal import Glibc

/// A file that is there whole or not at all.
public enum OutputFile {
  /// Writes beside the target and renames, so that a failed command leaves no half of it.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    let partial = "\(path).partial-\(getpid())"
    let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw fault("cannot write", path) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, bytes.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = fault("cannot write", path)
        close(file)
        unlink(partial)
        throw failure
      }
      done += count
    }
    close(file)
    guard rename(partial, path) == 0 else {
      let failure = fault("cannot name", path)
      unlink(partial)
      throw failure
    }
  }

  private static func fault(_ attempt: String, _ path: String) -> Failure {
    Failure("\(attempt) (\(String(cString: strerror(errno)))): \(HostString(path).text)")
  }
}
