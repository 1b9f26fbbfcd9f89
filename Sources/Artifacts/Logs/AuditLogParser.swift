internal import CaseModel
internal import HostFacts

/// auditd's log: `type=TYPE msg=audit(SECONDS.MS:SERIAL): NAME=VALUE …` (also with `node=…` in front).
public enum AuditLogParser: ArtifactParser {
  public static let name = "audit-log"
  public static let about =
    "auditd's log: logins, account changes, anomalies, configuration changes, denied access, and commands with decoded arguments."

  private static let lineLimit = 5_000_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: "audit")
    guard !Compressed.isCompressed(input.bytes) else {
      output.note("compressed log was not read: this version does not decompress it")
      output.add(.logFile(file))
      return output
    }
    var rhythm = LogRhythm(hasZone: true)
    var events = EventKeeper()
    var unread = 0
    for line in input.lines.prefix(lineLimit) {
      let offset = input.offset + Int64(line.offset)
      if line.leadingZeros > 0 {
        rhythm.zeros(offset: offset - Int64(line.leadingZeros), length: Int64(line.leadingZeros))
      }
      guard let entry = AuditLine(line.bytes) else {
        if !line.bytes.isEmpty { unread += 1 }
        continue
      }
      rhythm.entry(at: entry.time, offset: offset)
      guard let (event, sort) = event(entry, line: line.number, input) else { continue }
      events.add(event, sort: sort)
    }
    if unread > 0 { output.note("\(unread) lines are not of auditd's form and were skipped") }
    rhythm.fill(&file)
    events.finish(into: &output)
    output.add(.logFile(file))
    return output
  }

  private static func event(
    _ entry: AuditLine, line: Int, _ input: ArtifactInput
  ) -> (LogEventRecord, ArraySlice<UInt8>?)? {
    let type = entry.type.ascii
    guard let kind = kind(type, entry) else { return nil }
    let command = type == "EXECVE" ? entry.arguments : nil
    let message = command ?? Array(entry.type + [32] + entry.body.prefix(2048))
    var event = LogEventRecord(kind: kind, source: input.path, message: HostString(bytes: message), line: line)
    event.time = entry.time
    event.program = (entry.value("exe") ?? entry.value("comm") ?? []).hostString
    event.account = (entry.value("acct") ?? entry.value("id") ?? entry.value("auid")).map(\.hostString)
    event.address = entry.value("addr").flatMap { $0.equals("?") ? nil : $0.hostString }
    event.method = type
    let isRepeating = kind == .audit && !types.contains(type)
    return (event, isRepeating ? entry.type + (command.map { $0[...] } ?? entry.body) : nil)
  }

  private static func kind(_ type: String, _ entry: AuditLine) -> LogEventRecord.Kind? {
    let isFailure = entry.value("res")?.equals("failed") == true || entry.value("success")?.equals("no") == true
    switch type {
    case "USER_LOGIN": return isFailure ? .loginFailed : .loginAccepted
    case "USER_AUTH", "USER_ERR": return isFailure ? .loginFailed : nil
    case "USER_CMD": return .sudo
    case "ADD_USER", "DEL_USER", "ADD_GROUP", "DEL_GROUP", "USER_MGMT", "GRP_MGMT", "USER_CHAUTHTOK", "ACCT_LOCK",
      "ACCT_UNLOCK":
      return .accountChanged
    case "SERVICE_START", "SERVICE_STOP": return nil
    default: break
    }
    if types.contains(type) || type.hasPrefix("ANOM_") || type.hasPrefix("DAEMON_") { return .audit }
    return ["EXECVE", "AVC", "SECCOMP", "KERN_MODULE", "BPF"].contains(type) ? .audit : nil
  }

  /// Rare ones, each kept.
  private static let types: Set<String> = [
    "CONFIG_CHANGE", "MAC_STATUS", "MAC_CONFIG_CHANGE", "MAC_POLICY_LOAD", "FEATURE_CHANGE", "TTY", "USER_TTY",
    "KERN_MODULE", "INTEGRITY_DATA", "INTEGRITY_STATUS", "NETFILTER_CFG", "SYSTEM_BOOT", "SYSTEM_SHUTDOWN",
    "TIME_INJOFFSET",
    "ROLE_ASSIGN", "SOFTWARE_UPDATE",
  ]
}
