internal import CaseModel
internal import HostFacts
internal import JSONText

/// Configuration of management agents, which run commands for somebody else: SSM agent, Puppet, Chef, Salt, Ansible, cloud-init.
enum AgentConfParser: ArtifactParser {
  static let name = "agent-conf"
  static let about =
    "Configuration of management agents (JSON, INI, YAML, Ruby): one record a setting by full name, with the agent it belongs to."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.agent, input)
    let agent = HostString(agent(of: input.path))
    if input.bytes.first(where: { !$0.isBlank && $0 != 10 }) == UInt8(ascii: "{") {
      json(&sheet, agent)
    } else if input.path.hasSuffix(".yaml") || input.path.hasSuffix(".yml") || agent == "salt" || agent == "cloud-init"
    {
      yaml(&sheet, agent)
    } else {
      lines(&sheet, agent)
    }
    return sheet.output
  }

  private static func agent(of path: HostString) -> String {
    let agents = [
      ("amazon/ssm", "ssm"), ("amazon-ssm", "ssm"), ("amazon-cloudwatch", "cloudwatch"), ("puppet", "puppet"),
      ("chef", "chef"),
      ("cinc", "chef"), ("salt", "salt"), ("ansible", "ansible"), ("cloud-init", "cloud-init"),
      ("/cloud/", "cloud-init"),
      ("codedeploy", "codedeploy"), ("/ecs/", "ecs"), ("zabbix", "zabbix"), ("nagios", "nagios"),
      ("datadog", "datadog"),
      ("google", "google"), ("waagent", "azure"), ("telegraf", "telegraf"), ("rudder", "rudder"),
    ]
    return agents.first { path.contains($0.0) }?.1 ?? "other"
  }

  private static func json(_ sheet: inout PersistenceSheet, _ agent: HostString) {
    guard let value = try? JSONReader.parse(sheet.input.bytes, limits: JSONLimits(length: 4 << 20, depth: 32)) else {
      sheet.note("not JSON")
      return
    }
    var budget = 2048
    walk(value, "", &budget) { name, text in add(&sheet, agent, 0, name, ArraySlice(text)) }
  }

  private static func walk(_ value: JSONValue, _ name: String, _ budget: inout Int, _ found: (String, String) -> Void) {
    guard budget > 0 else { return }
    budget -= 1
    switch value {
    case .object(let members):
      for each in members { walk(each.value, name.isEmpty ? each.name : "\(name).\(each.name)", &budget, found) }
    case .array(let items): for item in items { walk(item, name, &budget, found) }
    case .string(let text): if !text.isEmpty { found(name, text) }
    case .bool(let flag): found(name, flag ? "true" : "false")
    case .integer(let number): found(name, String(number))
    case .unsigned(let number): found(name, String(number))
    case .double(let number): found(name, String(number))
    case .null: break
    }
  }

  private static func yaml(_ sheet: inout PersistenceSheet, _ agent: HostString) {
    var reader = YAMLPaths()
    for line in sheet.input.lines.prefix(Statements.countLimit) {
      guard let (path, value) = reader.take(line.bytes), !value.isEmpty else { continue }
      add(&sheet, agent, line.number, path.joined(".").hostString.text, value)
    }
  }

  private static func lines(_ sheet: inout PersistenceSheet, _ agent: HostString) {
    for section in Section.read(sheet.statements(comments: "#;", joins: true)) {
      for entry in section.entries {
        let (directive, rest) = entry.statement.directive
        let isPlain = entry.value.isEmpty
        let name = isPlain ? directive : entry.name
        let full = section.name.isEmpty ? name : section.name + Array(".".utf8) + name
        add(&sheet, agent, entry.statement.line, full.hostString.text, (isPlain ? rest : entry.value).unquoted)
      }
    }
  }

  private static func add(
    _ sheet: inout PersistenceSheet, _ agent: HostString, _ line: Int, _ name: String, _ value: ArraySlice<UInt8>
  ) {
    sheet.add(line: line, text: Array("\(name): ".utf8) + value) { record in
      record.attributes = ["agent": agent, "setting": HostString(escaped: name), "value": value.safe(under: name)]
      record.trigger = agent
      let last = ArraySlice(name).lowercased
      if commands.contains(where: last.hasSuffix) { record.command = value.safe }
    }
  }

  private static let commands = [
    "runcmd", "bootcmd", "command", "prerun_command", "postrun_command", "exec", "userparameter", "script",
  ]
}
