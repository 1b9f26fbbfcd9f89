internal import CaseModel
internal import HostFacts

/// rsyslog.conf(5) and syslog.conf(5): programs that get messages, messages that are dropped or sent away.
enum RsyslogConfParser: ArtifactParser {
  static let name = "rsyslog-conf"
  static let about =
    "rsyslog.conf(5), syslog.conf(5), syslog-ng: programs (omprog, ^program, program()), discards, forwards, modules, files; conditions as trigger."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.logging, input)
    for statement in sheet.statements(joins: true) {
      let line = statement.bytes
      let kind = kind(of: line)
      sheet.add(statement) { record in
        record.attributes["kind"] = HostString(kind)
        let (selector, action) = statement.directive
        let isRule = !line.hasPrefix("$") && !line.contains("(") && !action.isEmpty
        if isRule { record.trigger = condition(line) ?? selector.hostString }
        if isRule { record.attributes["action"] = (line.words().last ?? []).safe }
        record.command = command(line, kind: kind)?.safe
        if kind == "forward" { record.attributes["target"] = target(line)?.safe }
      }
    }
    return sheet.output
  }

  private static func kind(of line: ArraySlice<UInt8>) -> String {
    let low = line.lowercased
    let last = line.words().last ?? []
    if low.contains("omprog") || low.contains("binary=") || low.contains("improg") { return "program" }
    if last.first == UInt8(ascii: "^") || last.first == UInt8(ascii: "|") || low.contains("program(") {
      return "program"
    }
    if last.equals("~") || last.equals("stop") || low.contains(" stop ") || low.hasSuffix("stop}") { return "discard" }
    if low.contains("omfwd") || low.contains("omrelp") || last.first == UInt8(ascii: "@") { return "forward" }
    if line.first == UInt8(ascii: "$") || low.hasPrefix("module(") || low.hasPrefix("global(") { return "setting" }
    return last.contains(UInt8(ascii: "/")) ? "file" : "rule"
  }

  private static func command(_ line: ArraySlice<UInt8>, kind: String) -> ArraySlice<UInt8>? {
    guard kind == "program" else { return nil }
    if let quoted = line.between("binary=\"", "\"") ?? line.between("program(\"", "\"") { return quoted }
    guard let last = line.words().last, last.first == UInt8(ascii: "^") || last.first == UInt8(ascii: "|") else {
      return nil
    }
    // `^program;template`
    return last.dropFirst().prefix { $0 != UInt8(ascii: ";") }
  }

  private static func target(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    line.lowercased.contains("target=\"") ? line.between("arget=\"", "\"") : line.words().last
  }

  /// `:programname, contains, "sshd" stop`: all but the action.
  private static func condition(_ line: ArraySlice<UInt8>) -> HostString? {
    guard line.first == UInt8(ascii: ":") || line.hasPrefix("if "), let last = line.words().last else { return nil }
    return line[line.startIndex..<last.startIndex].trimmed.safe
  }
}
