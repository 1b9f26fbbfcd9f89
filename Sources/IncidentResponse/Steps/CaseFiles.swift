internal import CaseModel
internal import Glibc
internal import JSONText
internal import Workflow

/// The folder of a case on the responder's machine: bundles on their way to the judge, judgements and reports. Names in it come from
/// target ids and nonces, never from a suspect.
public struct CaseFiles: Sendable, Hashable {
  /// The folder; made with mode 0700 when something is first put there.
  public var folder: String

  /// - Parameter folder: Its parent must exist.
  public init(folder: String) { self.folder = folder }

  /// Path of a file in a sub-folder, whose folders are made.
  ///
  /// - Throws: `StepFailure` `local-disk`.
  public func path(_ components: String...) throws -> String {
    var path = folder
    for component in components.dropLast() {
      try make(path)
      path += "/\(component.map { $0 == "/" ? "_" : String($0) }.joined())"
    }
    try make(path)
    return "\(path)/\((components.last ?? "").map { $0 == "/" ? "_" : String($0) }.joined())"
  }

  private func make(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw StepFailure(
        "local-disk",
        "cannot make a folder of the case (\(String(cString: strerror(errno)))): \(HostString(path).text)",
        safe: "the evidence is in the landing bucket", next: "free room or give another place with --state",
        isRetryable: true)
    }
  }

  /// Writes a whole file under its name, or leaves the old one.
  ///
  /// - Throws: `StepFailure` `local-disk`.
  public func write(_ bytes: [UInt8], to path: String) throws {
    let partial = "\(path).partial"
    let file = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    var rest = bytes[...]
    while file >= 0, !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
    let isWritten = file >= 0 && rest.isEmpty && fsync(file) == 0
    let number = errno
    if file >= 0 { close(file) }
    guard isWritten, rename(partial, path) == 0 else {
      unlink(partial)
      throw StepFailure(
        "local-disk",
        "cannot write a file of the case (\(String(cString: strerror(number)))): \(HostString(path).text)",
        safe: "the evidence is in the landing bucket", next: "free room or give another place with --state",
        isRetryable: true)
    }
  }

  /// A file's bytes, at most `limit`; `nil` if it is not there or larger.
  public func read(_ path: String, limit: Int = 64 << 20) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(file, &chunk, chunk.count)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    return nil
  }
}
