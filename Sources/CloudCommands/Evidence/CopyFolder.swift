internal import CaseModel
internal import Glibc
internal import ProgramKit

/// A folder for copies that are read once and go again.
enum CopyFolder {
  private static let prefix = "verify-"

  /// A fresh folder of this process; what interrupted processes left goes first.
  ///
  /// - Throws: `Failure`.
  static func make(in parent: String) throws -> String {
    for name in names(parent) where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.utf8.count)), kill(process, 0) != 0, errno == ESRCH else {
        continue
      }
      remove("\(parent)/\(name)")
    }
    let folder = "\(parent)/\(prefix)\(getpid())"
    remove(folder)
    guard mkdir(folder, 0o700) == 0 else {
      throw Failure("cannot make a folder for copies (\(String(cString: strerror(errno)))): \(HostString(folder).text)")
    }
    return folder
  }

  /// Removes the folder with the files in it, and those of its folders.
  static func remove(_ folder: String) {
    for name in names(folder) where unlink("\(folder)/\(name)") != 0 { remove("\(folder)/\(name)") }
    rmdir(folder)
  }

  private static func names(_ folder: String) -> [String] {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0, let stream = fdopendir(descriptor) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
}
