internal import CaseModel
internal import HostFacts

/// Compose files (Compose Specification): services that an engine starts again after each boot.
///
/// Reads the part of YAML that Compose files use: block mappings and lists by indentation, plain and quoted scalars, flow
/// lists on one line. Anchors and multi-line scalars are not resolved.
enum ComposeParser: ArtifactParser {
  static let name = "compose"
  static let about =
    "Compose files: one record a service with image, command, mounts, privileges, namespaces, restart policy and ports."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.docker, input)
    var reader = YAMLPaths()
    var services: [Service] = []
    for line in input.lines.prefix(Statements.countLimit) {
      if line.bytes.trimmed.first == UInt8(ascii: "\t") { sheet.note(line: line.number, "a tab where blanks belong") }
      guard let leaf = reader.take(line.bytes), leaf.path.count >= 2, leaf.path[0].equals("services") else { continue }
      let name = leaf.path[1]
      if services.last?.name.elementsEqual(name) != true {
        guard services.count < 512 else { break }
        services.append(Service(name: name, line: line.number))
      }
      services[services.count - 1].take(leaf.path.dropFirst(2), leaf.value)
    }
    for service in services { add(service, to: &sheet) }
    return sheet.output
  }

  /// What was read of a service.
  private struct Service {
    var name: ArraySlice<UInt8>
    var line: Int
    var values: [(key: String, value: ArraySlice<UInt8>)] = []

    init(name: ArraySlice<UInt8>, line: Int) {
      self.name = name
      self.line = line
    }

    mutating func take(_ path: ArraySlice<ArraySlice<UInt8>>, _ value: ArraySlice<UInt8>) {
      guard let first = path.first, !value.isEmpty, values.count < 256 else { return }
      let key = first.hostString.text
      let rest = path.dropFirst()
      // Environment and labels are mappings: the name belongs to what is kept.
      let isMapping = ["environment", "labels", "volumes", "ports", "sysctls", "deploy"].contains(key)
      let text = isMapping && !rest.isEmpty ? rest.joined(".") + Array("=".utf8) + value : value
      values.append((key, text))
    }
  }

  private static func add(_ service: Service, to sheet: inout PersistenceSheet) {
    let lines = service.values.map { Array("\($0.key): ".utf8)[...] + $0.value }
    sheet.add(line: service.line, text: ([service.name] + lines).joined("\n")) { record in
      var gathered: [String: [ArraySlice<UInt8>]] = [:]
      for (key, value) in service.values { gathered[key, default: []].append(value) }
      for (key, values) in gathered {
        record.attributes[key] = values.joined(key == "command" ? " " : "; ").safe(under: key)
      }
      record.attributes["service"] = service.name.hostString
      let words = (gathered["entrypoint"] ?? []) + (gathered["command"] ?? [])
      if !words.isEmpty { record.command = words.joined(" ").safe }
      record.account = gathered["user"]?.first?.hostString ?? record.account
      record.trigger = "container start"
    }
  }
}

/// Follows where in a block-style YAML text a line stands.
struct YAMLPaths {
  private var open: [(indent: Int, name: ArraySlice<UInt8>)] = []

  /// The path and value of a line; `nil` for empty lines and comments. A list item has the path of its list.
  mutating func take(_ line: ArraySlice<UInt8>) -> (path: [ArraySlice<UInt8>], value: ArraySlice<UInt8>)? {
    var text = line.drop { $0 == 32 }
    var indent = text.startIndex - line.startIndex
    guard let first = text.first, first != UInt8(ascii: "#"), first != 13 else { return nil }
    var isItem = false
    while text.first == UInt8(ascii: "-"), text.count == 1 || text.dropFirst().first == 32 {
      isItem = true
      let inner = text.dropFirst().drop { $0 == 32 }
      // An item may stand at the indentation of its key.
      while let last = open.last, last.indent > indent { open.removeLast() }
      indent += inner.startIndex - text.startIndex
      text = inner
    }
    if !isItem { while let last = open.last, last.indent >= indent { open.removeLast() } }
    let value = text.withoutComment().trimmed
    guard let (name, rest) = Self.mapping(value), open.count < 32 else {
      return (open.map(\.name), Self.scalar(value))
    }
    while isItem, let last = open.last, last.indent >= indent { open.removeLast() }
    open.append((indent, name))
    return (open.map(\.name), Self.scalar(rest))
  }

  /// `name: value` or `name:` at the end.
  private static func mapping(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    guard let first = text.first, first != UInt8(ascii: "["), first != UInt8(ascii: "\"") || text.contains("\":") else {
      return nil
    }
    guard
      let colon = text.indices.first(where: { index in
        text[index] == UInt8(ascii: ":") && (index + 1 == text.endIndex || text[index + 1].isBlank)
      })
    else { return nil }
    return (text[text.startIndex..<colon].trimmed.unquoted, text[(colon + 1)...].trimmed)
  }

  /// Without quotes; a flow list as words.
  private static func scalar(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else { return text.unquoted }
    return text.dropFirst().dropLast().split(separator: UInt8(ascii: ",")).prefix(256).map { $0.trimmed.unquoted }
      .joined(" ")
  }
}
