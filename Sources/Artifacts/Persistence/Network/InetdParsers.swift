internal import CaseModel
internal import HostFacts

/// inetd.conf(5): a program for each port.
enum InetdParser: ArtifactParser {
  static let name = "inetd"
  static let about =
    "inetd.conf(5): service, socket type, protocol, account and program; files of xinetd are read as such."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    if input.path.contains("xinetd") { return XinetdParser.parse(input) }
    var sheet = PersistenceSheet(.inetd, input)
    for statement in sheet.statements() {
      let words = statement.bytes.words(limit: 6)
      guard words.count == 6 else {
        sheet.note(line: statement.line, "fewer than six fields")
        continue
      }
      sheet.add(statement) { record in
        record.trigger = HostString(bytes: Array("connection to ".utf8) + words[0])
        record.account = words[4].hostString
        let names = ["service", "socket_type", "protocol", "wait", "user", "server"]
        for (name, word) in zip(names, words) { record.attributes[name] = word.hostString }
        // What follows the program is its argument list with argv[0] in front.
        let arguments = statement.bytes[words[5].endIndex...].words().dropFirst()
        record.command = ([words[5]] + arguments).joined(" ").safe
        record.isEnabled = true
      }
    }
    return sheet.output
  }
}

/// xinetd.conf(5): `service NAME { attribute = value … }`.
enum XinetdParser: ArtifactParser {
  static let name = "xinetd"
  static let about = "xinetd.conf(5): one record a service block with all attributes, program and account."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.inetd, input)
    var open: (line: Int, name: ArraySlice<UInt8>, lines: [ArraySlice<UInt8>], values: [String: ArraySlice<UInt8>])?
    for statement in sheet.statements() {
      let (directive, value) = statement.directive
      if directive.equals("service") || directive.equals("defaults") {
        open = (statement.line, value.prefix { $0 != UInt8(ascii: "{") }.trimmed, [statement.bytes], [:])
      } else if statement.bytes.first == UInt8(ascii: "}") {
        if let block = open { add(&sheet, block.line, block.name, block.lines.joined("\n"), block.values) }
        open = nil
      } else if let (name, text) = statement.assignment, (open?.lines.count ?? 512) < 512 {
        let bare = name.last.map { "+-".utf8.contains($0) } == true ? name.dropLast().trimmed : name
        open?.lines.append(statement.bytes)
        open?.values[bare.hostString.text] = text
      } else if directive.hasPrefix("include") {
        sheet.set(statement, directive.ascii, value)
      }
    }
    if let block = open {
      sheet.note(line: block.line, "a block without end")
      add(&sheet, block.line, block.name, block.lines.joined("\n"), block.values)
    }
    return sheet.output
  }

  private static func add(
    _ sheet: inout PersistenceSheet, _ line: Int, _ name: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>,
    _ values: [String: ArraySlice<UInt8>]
  ) {
    sheet.add(line: line, text: text) { record in
      record.trigger = HostString(bytes: Array("connection to ".utf8) + name)
      record.account = values["user"]?.hostString
      for (key, value) in values { record.attributes[key] = value.safe(under: key) }
      record.attributes["service"] = name.hostString
      if let server = values["server"] {
        record.command = [server, values["server_args"] ?? []].filter { !$0.isEmpty }.joined(" ").safe
      }
      record.isEnabled = values["disable"].map { !$0.lowercased.equals("yes") } ?? true
    }
  }
}
