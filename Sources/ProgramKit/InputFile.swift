internal import CaseModel
internal import Glibc

/// Files that people name.
public enum InputFile {
  /// A whole file.
  ///
  /// - Parameter limit: Bytes.
  /// - Throws: `Failure` if it cannot be read or is larger.
  public static func read(_ path: String, limit: Int = 8 << 20) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw refusal(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw refusal(path) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    throw Failure("the file has more than \(limit >> 20) MiB: \(HostString(path).text)")
  }

  private static func refusal(_ path: String) -> Failure {
    Failure("cannot read (\(String(cString: strerror(errno)))): \(HostString(path).text)")
  }
}
