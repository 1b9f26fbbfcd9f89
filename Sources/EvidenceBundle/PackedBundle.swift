internal import CLinuxShims
internal import Glibc

/// One tar archive (ustar) that holds the files of a bundle's directory, for ways that carry a single object. The form is in
/// docs/formats/bundle.md, "Packed".
public enum PackedBundle {
  /// The largest file that the form's eleven octal digits can tell.
  private static let largestFile = 8 << 30

  /// Packs a bundle's directory. Nothing but regular files with plain names is taken; anything else is an error, because a bundle holds
  /// nothing else.
  ///
  /// - Parameters:
  ///   - directory: The bundle.
  ///   - output: A new file; it is removed again if packing fails.
  /// - Returns: Bytes written.
  /// - Throws: `.notADirectory`, `.denied`, `.exists`, `.full`, `.tooLarge`, `.inputOutput`.
  public static func pack(directory: String, to output: String) throws(BundleError) -> Int {
    let names = try fileNames(directory)
    let target = open(output, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard target >= 0 else { throw fault("make the archive", output) }
    defer { close(target) }
    do {
      var count = 0
      for name in names { count += try append("\(directory)/\(name)", as: name, to: target, output) }
      try write([UInt8](repeating: 0, count: 1024)[...], to: target, output)
      return count + 1024
    } catch {
      unlink(output)
      throw error
    }
  }

  private static func fileNames(_ directory: String) throws(BundleError) -> [String] {
    guard let stream = opendir(directory) else { throw fault("open the bundle", directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name == "." || name == ".." { continue }
      let isPlain = name.utf8.allSatisfy { (0x2D...0x7A).contains($0) && $0 != UInt8(ascii: "/") }
      guard isPlain, name.utf8.count < 100, names.count < 64 else {
        throw BundleError(.inputOutput, "the directory holds what no bundle holds: \(directory)")
      }
      names.append(name)
    }
    // The entry file first, so that a reader of the stream knows at once what comes.
    return names.filter { $0 == "bundle.json" } + names.filter { $0 != "bundle.json" }.sorted()
  }

  private static func append(_ path: String, as name: String, to target: Int32, _ output: String) throws(BundleError)
    -> Int
  {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw fault("open a file of the bundle", path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw BundleError(.inputOutput, "no regular file: \(path)")
    }
    let size = Int(status.st_size)
    guard size < largestFile else { throw BundleError(.tooLarge, "a packed file must be below 8 GiB: \(path)") }
    try write(TarMember.header(name: name, size: size)[...], to: target, output)
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var rest = size
    while rest > 0 {
      let count = read(file, &chunk, min(chunk.count, rest))
      guard count > 0 else { throw fault("read a file of the bundle", path) }
      try write(chunk[..<count], to: target, output)
      rest -= count
    }
    let stored = TarMember.storedSize(of: size)
    try write([UInt8](repeating: 0, count: stored - TarMember.headerSize - size)[...], to: target, output)
    return stored
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to target: Int32, _ output: String) throws(BundleError) {
    var bytes = bytes
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(target, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault("write the archive", output) }
      bytes = bytes.dropFirst(count)
    }
  }

  private static func fault(_ what: String, _ path: String) -> BundleError {
    let number = errno
    let code: BundleError.Code =
      switch number {
      case ENOSPC, EDQUOT: .full
      case EACCES, EPERM: .denied
      case EROFS: .readOnly
      case EEXIST: .exists
      case ENOTDIR, ENOENT: .notADirectory
      default: .inputOutput
      }
    return BundleError(
      code, errno: number, "cannot \(what) (\(String(cString: nt_errno_sentence(number)))): \(path)")
  }
}
