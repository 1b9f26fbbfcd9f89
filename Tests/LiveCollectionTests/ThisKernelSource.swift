import CaseModel
import Foundation
import HostFacts
import LiveCollection

/// This machine's pseudo files by plain system calls, and its kernel by `KernelQueries`: enough for the families to run on
/// the kernel that the tests run on.
final class ThisKernelSource: HostSource {
  private(set) lazy var queries = KernelQueries(host: self)

  func read(_ path: HostString, limit: Int) throws(SourceError) -> SourceBytes {
    let descriptor = open(path.text, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error(path) }
    defer { close(descriptor) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while result.count <= limit {
      let length = Foundation.read(descriptor, &buffer, buffer.count)
      guard length >= 0 else { throw Self.error(path) }
      if length == 0 { break }
      result += buffer[..<length]
    }
    return SourceBytes(bytes: Array(result.prefix(limit)), isTruncated: result.count > limit)
  }

  func list(_ path: HostString, limit: Int) throws(SourceError) -> [DirectoryEntry] {
    guard let directory = opendir(path.text) else { throw Self.error(path) }
    defer { closedir(directory) }
    var result: [DirectoryEntry] = []
    while result.count < limit, let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [46] || name == [46, 46] { continue }
      let kinds: [UInt8: FileRecord.Kind] = [4: .directory, 8: .file, 10: .link]
      result.append(
        DirectoryEntry(
          name: HostString(bytes: name), kind: kinds[entry.pointee.d_type] ?? .unknown,
          inode: UInt64(entry.pointee.d_ino)))
    }
    return result
  }

  func link(_ path: HostString) throws(SourceError) -> HostString {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let length = buffer.withUnsafeMutableBytes { bytes in
      bytes.bindMemory(to: CChar.self).baseAddress.map { readlink(path.text, $0, bytes.count) } ?? -1
    }
    guard length >= 0 else { throw Self.error(path) }
    return HostString(bytes: buffer[..<length])
  }

  func status(_ path: HostString, followLinks: Bool) throws(SourceError) -> FileRecord {
    var status = stat()
    guard (followLinks ? stat(path.text, &status) : lstat(path.text, &status)) == 0 else { throw Self.error(path) }
    return FileRecord(path: path, kind: .unknown)
  }

  func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]] { try queries.ask(query) }

  private static func error(_ path: HostString) -> SourceError {
    let number = errno
    let code: SourceError.Code = number == ENOENT ? .absent : number == EACCES || number == EPERM ? .denied : .failed
    return SourceError(code, errno: number, "\(path.text): errno \(number)")
  }

  /// The namespace that the tests run in.
  static var ownNamespace: NetworkNamespace { namespace(of: Int(getpid())) }

  static func namespace(of pid: Int) -> NetworkNamespace {
    let target = try? ThisKernelSource().link(HostString("/proc/\(pid)/ns/net"))
    let digits = target?.text.filter(\.isNumber) ?? ""
    return NetworkNamespace(inode: UInt64(digits) ?? 0, pid: pid)
  }
}

/// A process in a network namespace of its own, made by a test: it runs a Python program there, says `ready` and what stands in `say`, and stays
/// until its input ends.
final class NamespaceHelper {
  /// Root and the two programs are needed; without them the tests that use it are skipped.
  static let isAvailable =
    geteuid() == 0 && access("/usr/bin/unshare", X_OK) == 0 && access("/usr/bin/env", X_OK) == 0
    && run(["/usr/bin/env", "python3", "-c", "pass"]) && run(["/usr/bin/unshare", "-n", "/bin/true"])

  let namespace: NetworkNamespace
  /// What the program left in `say`.
  let said: String
  private let process = Process()
  private let input = Pipe()

  init(_ program: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = [
      "-n", "--", "/usr/bin/env", "python3", "-c",
      "import socket, struct, fcntl, sys\nsay = ''\n\(program)\nprint('ready', say, flush=True)\nsys.stdin.read()\n",
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // The program says so when everything is set up, or ends and says nothing.
    var line: [UInt8] = []
    while line.last != 10, case let more = output.fileHandleForReading.availableData, !more.isEmpty { line += more }
    struct NotReady: Error {}
    guard line.starts(with: Array("ready ".utf8)) else { throw NotReady() }
    said = String(decoding: line.dropFirst(6).dropLast(), as: UTF8.self)
    // `env` and `unshare` replace themselves, so the process is the program.
    namespace = ThisKernelSource.namespace(of: Int(process.processIdentifier))
  }

  var pid: Int { Int(process.processIdentifier) }

  deinit {
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  private static func run(_ command: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
