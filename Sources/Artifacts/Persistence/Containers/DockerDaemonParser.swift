internal import CaseModel
internal import HostFacts
internal import JSONText

/// /etc/docker/daemon.json (dockerd reference, "Daemon configuration file").
enum DockerDaemonParser: ArtifactParser {
  static let name = "docker-daemon"
  static let about = "daemon.json of Docker: every setting of the top level; runtimes as commands."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.docker, input)
    guard let value = try? JSONReader.parse(input.bytes, limits: JSONLimits(length: 1 << 20, depth: 32)),
      let members = value.members
    else {
      sheet.note("not a JSON object")
      return sheet.output
    }
    sheet.add(line: 0, text: ArraySlice(input.bytes)) { record in
      record.trigger = "boot"
      for member in members.prefix(256) {
        record.attributes[HostString(member.name).text] = ArraySlice(shown(member.value)).safe(under: member.name)
      }
    }
    for runtime in (value["runtimes"]?.members ?? []).prefix(64) {
      guard let path = (runtime.value["path"] ?? runtime.value["runtimeType"])?.string else { continue }
      let arguments = (runtime.value["runtimeArgs"]?.array ?? []).prefix(64).map(shown)
      let command = ArraySlice(([path] + arguments).joined(separator: " "))
      sheet.add(line: 0, text: command) { record in
        record.command = command.safe
        record.trigger = "container start"
        record.attributes["runtime"] = HostString(runtime.name)
      }
    }
    return sheet.output
  }

  /// Scalars as they are, lists joined by blanks, objects by their names.
  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .unsigned(let number): String(number)
    case .double(let number): String(number)
    case .null: "null"
    case .array(let items): items.prefix(256).map(shown).joined(separator: " ")
    case .object(let members):
      members.prefix(256).map { "\($0.name)=\(shown($0.value))" }.joined(separator: " ")
    }
  }
}
