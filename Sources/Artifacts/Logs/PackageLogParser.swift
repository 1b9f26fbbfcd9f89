internal import CaseModel
internal import HostFacts

/// Logs of package managers: `dpkg.log`, apt's `history.log`, `yum.log`, `dnf.rpm.log`, `dnf.log`, `pacman.log`.
public enum PackageLogParser: ArtifactParser {
  public static let name = "package-log"
  public static let about =
    "Logs of dpkg, apt, yum, dnf, pacman and zypper: what was installed, removed and changed, and by which command."

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: kind(of: input.path))
    guard !Compressed.isCompressed(input.bytes) else {
      output.note("compressed log was not read: this version does not decompress it")
      output.add(.logFile(file))
      return output
    }
    var pass = Pass(input: input)
    for line in input.lines.prefix(2_000_000) { pass.take(line) }
    pass.rhythm.fill(&file)
    // Packages change seldom and at odd times: a pause says nothing.
    file.gaps.removeAll { $0.kind == "time" }
    if pass.unread > 0 { output.note("\(pass.unread) lines tell of no package and were skipped") }
    pass.events.finish(into: &output)
    output.add(.logFile(file))
    return output
  }

  private static func kind(of path: HostString) -> String {
    let name = path.lastComponent
    if name.hasPrefix("dpkg") { return "dpkg" }
    if path.contains("/apt/") { return "apt" }
    return ["yum", "dnf", "pacman", "zypper"].first { name.hasPrefix($0) }
      ?? (path.contains("zypp") ? "zypper" : "package")
  }

  private struct Pass {
    let input: ArtifactInput
    var rhythm = LogRhythm(hasZone: false)
    var events = EventKeeper()
    var unread = 0
    private var aptTime: Timestamp?
    private var aptUser: ArraySlice<UInt8>?
    private var years: YearCompletion

    init(input: ArtifactInput) {
      self.input = input
      years = YearCompletion(
        input.lines.lazy.prefix(2_000_000).compactMap { SyslogLine.day(of: $0.bytes) },
        reference: input.file?.modified ?? input.now, offsetSeconds: input.utcOffsetSeconds)
    }

    mutating func take(_ line: ByteLine) {
      let text = line.bytes
      if text.isEmpty { return }
      if let (time, rest) = TextTime.iso(text, offsetSeconds: input.utcOffsetSeconds) {
        rhythm.entry(at: time, offset: input.offset + Int64(line.offset))
        dated(rest.trimmed, time, line)
      } else if case .yearless(let month, let day, let hour, let minute, let second)? =
        SyslogLine(text, offsetSeconds: input.utcOffsetSeconds)?.when
      {
        let time = years.complete(month: month, day: day, hour: hour, minute: minute, second: second)
        rhythm.entry(at: time, offset: input.offset + Int64(line.offset))
        dated(text.dropFirst(15).trimmed, time, line)
      } else if text.first == UInt8(ascii: "["), let (stamp, rest) = text.dropFirst().cut(at: UInt8(ascii: "]")) {
        pacman(stamp, rest.trimmed, line)
      } else {
        apt(text, line)
      }
    }

    /// dpkg: `status installed NAME VERSION`; yum and dnf: `Installed: NAME` or `SUBDEBUG Installed: NAME`; zypper: `|install|NAME|…`.
    private mutating func dated(_ text: ArraySlice<UInt8>, _ time: Timestamp?, _ line: ByteLine) {
      let isDpkg = ["install ", "upgrade ", "remove ", "purge ", "conffile "].contains { text.hasPrefix($0) }
      let isRPM = [
        "Installed: ", "Updated: ", "Erased: ", "Upgraded: ", "Upgrade: ", "Erase: ", "Install: ", "Command: ",
        "Reinstall",
      ]
      .contains { text.contains($0) }
      let isZypper = ["|install|", "|remove ", "|radd", "|command|"].contains { text.contains($0) }
      if isDpkg || isRPM || isZypper {
        add(text, time, line)
      } else if !["status ", "trigproc ", "configure ", "startup "].contains(where: { text.hasPrefix($0) }) {
        unread += 1
      }
    }

    /// `[2026-01-31T09:00:00+0100] [ALPM] installed NAME (VERSION)`.
    private mutating func pacman(_ stamp: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, _ line: ByteLine) {
      let padded = stamp.count == 16 ? stamp + Array(":00".utf8) : stamp
      let time = TextTime.iso(padded, offsetSeconds: input.utcOffsetSeconds)?.0
      rhythm.entry(at: time, offset: input.offset + Int64(line.offset))
      let signs = ["installed ", "upgraded ", "removed ", "downgraded ", "reinstalled ", "Running '"]
      if signs.contains(where: { text.contains("] " + $0) }) { add(text, time, line) }
    }

    /// apt's paragraphs: `Start-Date: …`, `Commandline: …`, `Requested-By: …`, `Install: …`.
    private mutating func apt(_ text: ArraySlice<UInt8>, _ line: ByteLine) {
      if let date = text.dropping(prefix: "Start-Date: ") {
        // Two blanks stand between date and time.
        let parts = date.words(limit: 2)
        aptTime =
          parts.count == 2 ? TextTime.iso(parts[0] + [32] + parts[1], offsetSeconds: input.utcOffsetSeconds)?.0 : nil
        aptUser = nil
        rhythm.entry(at: aptTime, offset: input.offset + Int64(line.offset))
      } else if let user = text.dropping(prefix: "Requested-By: ") {
        aptUser = user.firstWord
      } else if [
        "Commandline: ", "Install: ", "Remove: ", "Purge: ", "Upgrade: ", "Downgrade: ", "Reinstall: ", "Error: ",
      ]
      .contains(where: { text.hasPrefix($0) }) {
        add(text, aptTime, line, account: aptUser)
      } else if !text.hasPrefix("End-Date: ") {
        unread += 1
      }
    }

    private mutating func add(
      _ text: ArraySlice<UInt8>, _ time: Timestamp?, _ line: ByteLine, account: ArraySlice<UInt8>? = nil
    ) {
      var event = LogEventRecord(
        kind: .packageChanged, source: input.path, message: text.prefix(2048).hostString, line: line.number)
      event.time = time
      event.program = HostString(kind(of: input.path))
      event.account = account?.hostString
      events.add(event)
    }
  }
}
