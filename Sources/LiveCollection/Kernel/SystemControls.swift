internal import CaseModel
internal import HostFacts

/// Every readable setting below `/proc/sys` (C035). Nothing is ever written.
enum SystemControls {
  /// Reading these does something: a refresh on every processor; a mount.
  private static let neverRead: Set<String> = ["/proc/sys/vm/stat_refresh", "/proc/sys/fs/binfmt_misc"]
  /// Keys of the network stack: that they are there is told, not what they are.
  private static let secrets: Set<String> = ["tcp_fastopen_key", "stable_secret"]
  private static let mostFiles = 30_000

  static func collect(_ book: CoverageBook) throws {
    var count = 0
    var notReadable = 0
    // A stack of directories, so that depth costs no recursion.
    var open: [HostString] = ["/proc/sys"]
    while let directory = open.popLast(), count < mostFiles {
      try book.sink.breathe()
      for entry in names(in: directory, book) {
        let path = directory.appending(entry.name)
        if neverRead.contains(path.text) { continue }
        if entry.kind == .directory {
          if open.count < 5000 { open.append(path) }
        } else if count < mostFiles {
          if read(path, entry.name, book) { count += 1 } else { notReadable += 1 }
        }
      }
    }
    book.update("C035") {
      $0.add(count)
      if notReadable > 0 { $0.remark("\(notReadable) settings can only be written or were refused") }
      if count >= mostFiles { $0.shortfall("more than \(mostFiles) settings") }
    }
  }

  private static func names(in directory: HostString, _ book: CoverageBook) -> [DirectoryEntry] {
    if directory == "/proc/sys" { return book.list(directory, "C035") }
    // Interfaces come and go below net, so a directory that is gone is no fault.
    return (try? book.source.list(directory, limit: 10_000)) ?? []
  }

  private static func read(_ path: HostString, _ name: HostString, _ book: CoverageBook) -> Bool {
    guard let content = try? book.source.read(path, limit: 16 << 10) else { return false }
    let name = HostString(
      escaped: String(path.text.dropFirst("/proc/sys/".count)).map { $0 == "/" ? "." : String($0) }.joined())
    let value =
      secrets.contains(path.lastComponent) ? "(kept secret)" : HostString(bytes: KernelText.trimmed(content.bytes))
    book.property("sysctl", name, value, from: path)
    return true
  }
}
