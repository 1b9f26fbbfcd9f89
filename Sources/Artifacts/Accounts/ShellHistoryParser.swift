internal import CaseModel
internal import HostFacts

/// Histories of shells and tools; the form follows from the file's name.
public enum ShellHistoryParser: ArtifactParser {
  public static let name = "shell-history"
  public static let about =
    "Command histories (bash, zsh, fish, ksh, python, mysql, psql, sqlite, redis, less, vim, …) with times where kept; secrets masked."

  /// The newest commands are kept.
  static let commandLimit = 20_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var history = History(input)
    switch form(of: input.path.lastComponent) {
    case .plain: plain(&history)
    case .zsh: zsh(&history)
    case .fish: fish(&history)
    case .editline: editline(&history)
    case .less: less(&history)
    case .vim: vim(&history)
    }
    return history.output
  }

  private enum Form { case plain, zsh, fish, editline, less, vim }

  private static func form(of name: String) -> Form {
    if name.contains("fish") { return .fish }
    if name.contains("zsh") || name == ".zhistory" || name == ".histfile" { return .zsh }
    if name.contains("mysql") || name.contains("mariadb") || name.contains("sftp") { return .editline }
    if name.contains("less") { return .less }
    return name.contains("viminfo") ? .vim : .plain
  }

  /// What was read so far.
  private struct History {
    let input: ArtifactInput
    private var commands: [HistoryRecord] = []
    private var oldest = 0
    private var dropped = 0
    private var zeros = 0

    init(_ input: ArtifactInput) { self.input = input }

    mutating func add(_ command: some Collection<UInt8>, line: ByteLine, time: Timestamp? = nil) {
      zeros += line.leadingZeros + line.trailingZeros
      let bytes = Array(command.prefix(8192))[...].trimmed
      guard !bytes.isEmpty else { return }
      let record = HistoryRecord(
        account: input.account ?? "", path: input.path, line: line.number, command: bytes.hostString, time: time)
      if commands.count < commandLimit {
        commands.append(record)
      } else {
        commands[oldest] = record
        oldest = (oldest + 1) % commandLimit
        dropped += 1
      }
    }

    var output: ArtifactOutput {
      var result = ArtifactOutput()
      if dropped > 0 { result.note("\(dropped) older commands were not kept") }
      if zeros > 0 { result.note("\(zeros) zero bytes stand in the history") }
      for var command in commands[oldest...] + commands[..<oldest] {
        command.command = SecretMask.mask(command.command)
        result.add(.history(command))
      }
      return result
    }
  }

  /// A command a line; bash with HISTTIMEFORMAT writes `#SECONDS` in front of each.
  private static func plain(_ history: inout History) {
    var time: Timestamp?
    for line in history.input.lines {
      if let stamp = line.bytes.dropping(prefix: "#"), (9...11).contains(stamp.count), let seconds = stamp.decimal {
        time = Timestamp(seconds: Int64(seconds))
      } else {
        history.add(line.bytes, line: line, time: time)
      }
    }
  }

  /// `: SECONDS:DURATION;COMMAND` (EXTENDED_HISTORY); bytes above 0x82 are written as 0x83 and the byte with bit 5 flipped.
  private static func zsh(_ history: inout History) {
    for line in history.input.lines {
      let text = unmetafied(line.bytes)
      if let rest = text.dropping(prefix: ": "), let (stamp, behind) = rest.cut(at: UInt8(ascii: ":")),
        let seconds = stamp.trimmed.decimal, let (duration, command) = behind.cut(at: UInt8(ascii: ";")),
        duration.decimal != nil
      {
        history.add(command, line: line, time: Timestamp(seconds: Int64(seconds)))
      } else {
        history.add(text, line: line)
      }
    }
  }

  private static func unmetafied(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(0x83) else { return bytes }
    var result: [UInt8] = []
    var isMeta = false
    for byte in bytes {
      if byte == 0x83, !isMeta {
        isMeta = true
      } else {
        result.append(isMeta ? byte ^ 32 : byte)
        isMeta = false
      }
    }
    return result[...]
  }

  /// `- cmd: COMMAND`, then `  when: SECONDS`.
  private static func fish(_ history: inout History) {
    var pending: (ArraySlice<UInt8>, ByteLine)?
    for line in history.input.lines {
      if let command = line.bytes.dropping(prefix: "- cmd: ") {
        if let (text, line) = pending { history.add(text, line: line) }
        pending = (command, line)
      } else if let stamp = line.bytes.trimmed.dropping(prefix: "when: "), let (text, line) = pending {
        history.add(text, line: line, time: stamp.decimal.map { Timestamp(seconds: Int64($0)) })
        pending = nil
      }
    }
    if let (text, line) = pending { history.add(text, line: line) }
  }

  /// libedit writes blanks and other bytes as `\ooo`.
  private static func editline(_ history: inout History) {
    for line in history.input.lines where !line.bytes.equals("_HiStOrY_V2_") {
      var result: [UInt8] = []
      var rest = line.bytes
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\\"), let code = rest.prefix(3).octal, rest.count >= 3, code < 256 {
          result.append(UInt8(code))
          rest = rest.dropFirst(3)
        } else {
          result.append(byte)
        }
      }
      history.add(result, line: line)
    }
  }

  /// Searches and shell commands stand behind a quote; shell commands are marked.
  private static func less(_ history: inout History) {
    var section = ""
    for line in history.input.lines {
      if line.bytes.first == UInt8(ascii: ".") { section = line.bytes.ascii }
      guard let text = line.bytes.dropping(prefix: "\"") else { continue }
      history.add(Array((section == ".shell" ? "!" : "/").utf8) + text, line: line)
    }
  }

  /// Command lines stand behind a colon, files behind `> `.
  private static func vim(_ history: inout History) {
    for line in history.input.lines
    where line.bytes.first == UInt8(ascii: ":") || line.bytes.hasPrefix("> ") {
      history.add(line.bytes, line: line)
    }
  }
}
