internal import CaseModel
internal import HostFacts

/// hosts(5): names that are answered without asking anybody.
enum HostsParser: ArtifactParser {
  static let name = "hosts"
  static let about = "hosts(5): one record a line with address and names."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.hosts, input)
    for statement in sheet.statements() {
      let words = statement.bytes.prefix { $0 != UInt8(ascii: "#") }.words(limit: 256)
      guard words.count >= 2 else {
        sheet.note(line: statement.line, "an address without a name")
        continue
      }
      sheet.add(statement) { record in
        record.attributes = ["address": words[0].hostString, "names": words.dropFirst().joined(" ").hostString]
      }
    }
    return sheet.output
  }
}

/// resolv.conf(5): which servers answer for names.
enum ResolvConfParser: ArtifactParser {
  static let name = "resolv-conf"
  static let about = "resolv.conf(5) and resolved.conf(5): one record a keyword."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.resolver, input)
    for statement in sheet.statements(comments: "#;") where statement.bytes.first != UInt8(ascii: "[") {
      let (name, value) = statement.assignment ?? statement.directive
      guard !value.isEmpty else {
        sheet.note(line: statement.line, "keyword without a value")
        continue
      }
      sheet.set(statement, name.hostString.text, value)
    }
    return sheet.output
  }
}

/// hosts_access(5), hosts_options(5): who may connect, and commands that run when somebody does.
enum HostsAccessParser: ArtifactParser {
  static let name = "hosts-access"
  static let about = "hosts.allow and hosts.deny (hosts_access(5)): daemons, clients, and commands of spawn and twist."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.hostsAccess, input)
    for statement in sheet.statements(joins: true) {
      let fields = split(statement.bytes)
      guard fields.count >= 2 else {
        sheet.note(line: statement.line, "not a rule")
        continue
      }
      sheet.add(statement) { record in
        record.trigger = HostString(bytes: Array("connection to ".utf8) + fields[0])
        record.attributes["daemons"] = fields[0].hostString
        record.attributes["clients"] = fields[1].hostString
        let options = fields.dropFirst(2)
        if !options.isEmpty { record.attributes["options"] = options.joined(" : ").safe }
        for option in options {
          let word = option.firstWord
          if word.equals("spawn") || word.equals("twist") {
            record.attributes["verb"] = word.hostString
            record.command = option[word.endIndex...].trimmed.safe
          }
        }
      }
    }
    return sheet.output
  }

  /// Fields stand between colons; `\:` is none, nor is one in an IPv6 address in brackets.
  private static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices where result.count < 64 {
      if text[index] == UInt8(ascii: "[") { depth = 1 }
      if text[index] == UInt8(ascii: "]") { depth = 0 }
      let isEscaped = index > text.startIndex && text[index - 1] == UInt8(ascii: "\\")
      if text[index] == UInt8(ascii: ":"), depth == 0, !isEscaped {
        result.append(text[start..<index].trimmed)
        start = index + 1
      }
    }
    return result + [text[start...].trimmed]
  }
}
