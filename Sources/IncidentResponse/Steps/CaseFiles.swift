public import CaseModel
internal import Glibc
internal import JSONText
internal import Workflow

/// The folder of a case on the responder's machine: bundles on their way to the judge, judgements and reports. Names in it come from
/// target ids and nonces, never from a suspect.
public struct CaseFiles: Sendable, Hashable {
  /// The folder; made with mode 0700 when something is first put there.
  public var folder: String

  /// The case, for what is advised when the disk refuses.
  public var caseID: CaseID?

  /// - Parameters:
  ///   - folder: Its parent must exist.
  ///   - caseID: The case, for what is advised when the disk refuses.
  public init(folder: String, caseID: CaseID? = nil) {
    self.folder = folder
    self.caseID = caseID
  }

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
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw refusal("make a folder", errno, path) }
  }

  private func refusal(_ what: String, _ number: Int32, _ path: String) -> StepFailure {
    StepFailure(
      "local-disk", "cannot \(what) of the case (\(String(cString: strerror(number)))): \(HostString(path).text)",
      safe: "what was collected is in the landing bucket",
      next: "free room on this machine, then: "
        + (caseID.map { "needletail resume \($0) --retry-failed" } ?? "needletail cases"),
      isRetryable: true)
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
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      rest = rest.dropFirst(count)
    }
    let isWritten = file >= 0 && rest.isEmpty && fsync(file) == 0
    var number = errno
    if file >= 0 { close(file) }
    if isWritten {
      if rename(partial, path) == 0 { return }
      number = errno
    }
    if file >= 0 { unlink(partial) }
    throw refusal("write a file", number, path)
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
