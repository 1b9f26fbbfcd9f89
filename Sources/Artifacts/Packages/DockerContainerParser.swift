internal import CaseModel
internal import HostFacts
internal import JSONText

/// Docker's description of a container: `/var/lib/docker/containers/ID/config.v2.json` and `hostconfig.json`.
public enum DockerContainerParser: ArtifactParser {
  public static let name = "docker-container"
  public static let about =
    "A container as Docker keeps it on disk: image, command, mounts, privileges, shared namespaces and restart policy."

  private static let bindLimit = 256

  /// Reads either of the two files; each gives a record of the same id.
  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    let isHost = input.path.lastComponent.hasPrefix("hostconfig")
    return join(config: isHost ? nil : input, hostConfig: isHost ? input : nil)
  }

  /// Reads both files of one container into one record.
  public static func join(config: ArtifactInput?, hostConfig: ArtifactInput?) -> ArtifactOutput {
    var output = ArtifactOutput()
    guard let input = config ?? hostConfig else { return output }
    var record = ContainerRecord(engine: "docker", id: id(of: input.path), source: input.path)
    let configuration = config.flatMap { read($0, into: &output) }
    let host = hostConfig.flatMap { read($0, into: &output) }
    guard configuration != nil || host != nil else { return output }
    if let configuration { describe(configuration, in: &record) }
    if let host { permit(host, in: &record) }
    output.add(.container(record))
    if let host, let property = sharing(host, record) { output.add(.property(property)) }
    return output
  }

  private static func read(_ input: ArtifactInput, into output: inout ArtifactOutput) -> JSONValue? {
    do {
      return try JSONReader.parse(input.bytes, limits: JSONLimits(length: 4 << 20))
    } catch {
      output.note(offset: Int64(error.offset), "not read as JSON: \(error.code.rawValue)")
      return nil
    }
  }

  private static func id(of path: HostString) -> HostString {
    HostString(HostString(escaped: path.parent).lastComponent)
  }

  private static func describe(_ json: JSONValue, in record: inout ContainerRecord) {
    if let id = json["ID"]?.string { record.id = HostString(id) }
    record.name = json["Name"]?.string.map { HostString($0.hasPrefix("/") ? String($0.dropFirst()) : $0) }
    record.image = (json["Config"]?["Image"]?.string ?? json["Image"]?.string).map { HostString($0) }
    let arguments = (json["Args"]?.array ?? []).compactMap(\.string)
    let words = ([json["Path"]?.string].compactMap(\.self) + arguments).prefix(256)
    if !words.isEmpty {
      let masked = SecretMask.mask(arguments: words.map { HostString($0) })
      record.command = HostString(escaped: masked.map(\.text).joined(separator: " "))
    }
    for mount in (json["MountPoints"]?.members ?? []).prefix(bindLimit) {
      guard let source = mount.value["Source"]?.string, !source.isEmpty else { continue }
      let mode = mount.value["RW"]?.bool == false ? ":ro" : ""
      record.binds.append(HostString("\(source):\(mount.name)\(mode)"))
    }
  }

  private static func permit(_ json: JSONValue, in record: inout ContainerRecord) {
    record.isPrivileged = json["Privileged"]?.bool ?? false
    for bind in (json["Binds"]?.array ?? []).prefix(bindLimit).compactMap(\.string) {
      let text = HostString(bind)
      if !record.binds.contains(text) { record.binds.append(text) }
    }
  }

  /// What it shares with the host and may do beyond the usual.
  private static func sharing(_ json: JSONValue, _ record: ContainerRecord) -> PropertyRecord? {
    var parts: [String] = []
    for (member, name) in [("NetworkMode", "network"), ("PidMode", "pid"), ("IpcMode", "ipc"), ("UsernsMode", "user")] {
      if let mode = json[member]?.string, mode == "host" || mode.hasPrefix("container:") {
        parts.append("\(name)=\(mode)")
      }
    }
    for (member, name) in [("CapAdd", "cap_add"), ("SecurityOpt", "security_opt")] {
      let values = (json[member]?.array ?? []).prefix(64).compactMap(\.string)
      if !values.isEmpty { parts.append("\(name)=\(values.joined(separator: ","))") }
    }
    if let restart = json["RestartPolicy"]?["Name"]?.string, !restart.isEmpty, restart != "no" {
      parts.append("restart=\(restart)")
    }
    guard !parts.isEmpty else { return nil }
    return PropertyRecord(
      group: "container", name: record.id, value: HostString(parts.joined(separator: " ")), source: record.source)
  }
}
