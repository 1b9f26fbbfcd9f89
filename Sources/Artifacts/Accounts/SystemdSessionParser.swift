internal import CaseModel
internal import HostFacts

/// A file of `/run/systemd/sessions`: `KEY=VALUE` lines that systemd-logind keeps for a session that is open.
public enum SystemdSessionParser: ArtifactParser {
  public static let name = "systemd-session"
  public static let about = "An open session as systemd-logind keeps it under /run/systemd/sessions."

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var values: [String: ArraySlice<UInt8>] = [:]
    for line in input.lines.prefix(256) where line.bytes.first != UInt8(ascii: "#") {
      guard let (name, value) = line.bytes.cut(at: UInt8(ascii: "=")) else { continue }
      values[name.prefix(64).ascii] = value
    }
    guard let user = values["USER"] ?? values["UID"] else {
      output.note("no session: neither USER nor UID is in it")
      return output
    }
    var login = LoginRecord(
      book: "systemd", kind: values["CLASS"]?.ascii ?? "user", user: user.hostString, source: input.path)
    login.terminal = (values["TTY"] ?? values["DISPLAY"] ?? values["SERVICE"] ?? []).hostString
    login.host = (values["REMOTE_HOST"] ?? []).hostString
    login.address = isAddress(values["REMOTE_HOST"] ?? []) ? login.host.text : ""
    login.pid = values["LEADER"]?.decimal ?? 0
    if let microseconds = values["REALTIME"]?.decimal {
      login.time = Timestamp(
        seconds: Int64(microseconds / 1_000_000), nanoseconds: Int64(microseconds % 1_000_000) * 1000)
    }
    output.add(.login(login))
    return output
  }

  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && (text.contains(UInt8(ascii: ":")) || text.contains(UInt8(ascii: ".")))
      && text.allSatisfy { $0.hexValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
  }
}
