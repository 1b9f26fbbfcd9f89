public import CaseModel

/// Reads command lines as a shell would split them, without running or expanding anything: which program really runs, and which
/// paths are touched. For lines of cron, units, profiles and hooks. Bounded; never fails.
public enum CommandText {
  /// The words of the first simple command with quotes removed, assignments in front left out.
  public static func words(of command: HostString) -> [HostString] {
    (ShellCommand.split(command.bytes[...]).first?.words ?? []).map(\.hostString)
  }

  /// The program that will really run, as it is written: an absolute path or a bare name.
  ///
  /// Assignments, wrappers (`sudo`, `env`, `nohup`, `timeout`, …) and tests (`[ -x … ] &&`, `cd … &&`) are passed over; for
  /// `sh -c '…'` the text is read (4 levels deep); for an interpreter with a script, the script is the program.
  /// - Returns: `nil` if nothing is run.
  public static func program(of command: HostString) -> HostString? {
    CommandSearch.program(in: command.bytes[...], depth: 0)?.hostString
  }

  /// The absolute paths in a command line, in order, each once, at most 64: words, redirections, values of options and
  /// assignments, also inside quoted text. Addresses (`http://…`) are no paths.
  public static func paths(in command: HostString) -> [HostString] {
    var found: [HostString] = []
    let bytes = command.bytes.prefix(65_536)
    var index = bytes.startIndex
    while index < bytes.endIndex, found.count < 64 {
      guard bytes[index] == UInt8(ascii: "/"), startsPath(bytes, at: index) else {
        index += 1
        continue
      }
      let path = bytes[index...].prefix { !endsPath($0) }
      let text = path.hostString
      if path.count > 1, !found.contains(text) { found.append(text) }
      index = path.endIndex
    }
    return found
  }

  private static func startsPath(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard index > bytes.startIndex else { return true }
    let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
    let before = bytes[index - 1]
    if before == UInt8(ascii: ":"), next == UInt8(ascii: "/") { return false }
    return before.isBlank || before == 10 || before == 0 || "'\"=:,;|&<>(`@![{".utf8.contains(before)
  }

  private static func endsPath(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == 10 || byte == 0 || "'\":,;|&<>()`]}".utf8.contains(byte)
  }
}
