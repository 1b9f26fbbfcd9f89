internal import Yams

/// Reads the YAML of ForensicArtifacts (`docs/formats/definitions.md`). Each document is read by itself, so that one that is broken does
/// not take the others with it.
struct DefinitionReader {
  static let fileLimit = 4 << 20
  static let documentLimit = 10_000
  static let listLimit = 4_096
  private static let systems: Set<String> = ["Android", "Darwin", "iOS", "Linux", "Windows", "ESXi"]
  private static let members: Set<String> = ["aliases", "doc", "name", "sources", "supported_os", "urls"]
  private static let deprecated: Set<String> = ["conditions", "labels", "provides"]
  private static let foreignTypes: Set<String> = ["REGISTRY_KEY", "REGISTRY_VALUE", "WMI"]

  private(set) var definitions: [Definition] = []
  private(set) var problems: [DefinitionProblem] = []
  /// Definitions that are for other systems only.
  private(set) var otherSystems = 0
  private var file = ""
  private var firstLine = 0
  private var current: String?

  mutating func read(_ file: DefinitionFile) {
    self.file = file.name
    current = nil
    firstLine = 0
    guard file.text.utf8.count <= Self.fileLimit else {
      return report(.error, 0, "larger than \(Self.fileLimit) bytes")
    }
    for document in Self.documents(file.text) {
      guard definitions.count < Self.documentLimit else {
        return report(.error, 0, "more than \(Self.documentLimit) definitions")
      }
      read(document)
    }
  }

  /// A part of a file between lines of three dashes, which YAML allows nowhere else at the start of a line.
  private struct Document {
    var text = ""
    /// Lines of the file before it.
    let firstLine: Int
  }

  private static func documents(_ text: String) -> [Document] {
    var documents = [Document(firstLine: 0)]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line == "---" || line == "---\r" || line.hasPrefix("--- ") {
        documents.append(Document(firstLine: index + 1))
      } else {
        documents[documents.count - 1].text += line + "\n"
      }
    }
    return documents
  }

  private mutating func read(_ document: Document) {
    firstLine = document.firstLine
    current = nil
    do {
      let parser = try Yams.Parser(yaml: document.text)
      while let node = try parser.nextRoot() { try read(node) }
    } catch let error as YamlError {
      report(.error, Self.line(of: error), Self.sentence(error))
    } catch let refusal as Refusal {
      report(.error, refusal.line, refusal.message)
    } catch {
      report(.error, 0, "not read: \(error)")
    }
  }

  private mutating func read(_ node: Node) throws {
    guard let mapping = node.mapping else {
      // Comments alone give an empty scalar.
      if node.scalar?.string.isEmpty == true { return }
      throw Refusal(node, "a definition is a mapping with `name` and `sources`")
    }
    let name = try text(mapping, "name", node)
    guard Self.isName(name) else { throw Refusal(node, "`name` has letters, digits, `_`, `-` and `.` only") }
    current = name
    for (key, _) in mapping { check(key) }
    guard let list = mapping["sources"]?.sequence, !list.isEmpty, list.count <= Self.listLimit else {
      throw Refusal(node, "`sources` is no list with something in it")
    }
    guard try isForLinux(mapping) else { return otherSystems += 1 }
    var sources: [Definition.PlacedSource] = []
    for source in list {
      guard let mapping = source.mapping else { throw Refusal(source, "a source is no mapping") }
      if try isForLinux(mapping) { sources.append(.init(source: try self.source(mapping, source), line: line(source))) }
    }
    definitions.append(
      Definition(
        name: name, aliases: try mapping["aliases"].map(texts)?.map(\.value) ?? [], file: file, line: line(node),
        sources: sources))
  }

  private mutating func check(_ key: Node) {
    guard let name = key.scalar?.string, !Self.members.contains(name), !Self.deprecated.contains(name) else { return }
    report(.warning, line(key) - firstLine, "unknown member `\(name)`")
  }

  private static func isName(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  /// Without `supported_os` a definition or source is for all systems.
  private mutating func isForLinux(_ mapping: Node.Mapping) throws -> Bool {
    guard let node = mapping["supported_os"] else { return true }
    let systems = try texts(node)
    for system in systems where !Self.systems.contains(system.value) {
      report(.warning, system.line - firstLine, "unknown system in `supported_os`: \(system.value)")
    }
    return systems.contains { $0.value == "Linux" }
  }

  private func source(_ mapping: Node.Mapping, _ node: Node) throws -> Definition.Source {
    let type = try text(mapping, "type", node)
    if Self.foreignTypes.contains(type) { return .foreign(type) }
    guard let attributes = mapping["attributes"]?.mapping else { throw Refusal(node, "`attributes` is no mapping") }
    func list(_ name: String) throws -> [Definition.Text] {
      guard let list = attributes[name] else { throw Refusal(node, "a source of type \(type) needs `\(name)`") }
      let texts = try texts(list)
      guard !texts.isEmpty else { throw Refusal(list, "`\(name)` is empty") }
      return texts
    }
    switch type {
    case "FILE": return .file(try list("paths"))
    case "PATH": return .path(try list("paths"))
    case "DIRECTORY": return .directory(try list("paths"))
    case "ARTIFACT_GROUP": return .group(try list("names"))
    case "COMMAND":
      return .command(try text(attributes, "cmd", node), try attributes["args"].map(texts)?.map(\.value) ?? [])
    default: throw Refusal(node, "unknown type of source: \(type)")
    }
  }

  private func text(_ mapping: Node.Mapping, _ name: String, _ node: Node) throws -> String {
    guard let text = mapping[name]?.scalar?.string, !text.isEmpty else { throw Refusal(node, "`\(name)` is missing") }
    return text
  }

  private func texts(_ node: Node) throws -> [Definition.Text] {
    guard let list = node.sequence, list.count <= Self.listLimit else { throw Refusal(node, "a list is expected here") }
    return try list.map { element in
      guard let text = element.scalar?.string else { throw Refusal(element, "a text is expected here") }
      return Definition.Text(value: text, line: line(element))
    }
  }

  private func line(_ node: Node) -> Int { firstLine + (node.mark?.line ?? 0) }

  /// - Parameter line: In the document, from 1; 0 for the document as a whole.
  private mutating func report(_ level: DefinitionProblem.Level, _ line: Int, _ message: String) {
    problems.append(
      DefinitionProblem(
        level: level, file: file, line: line == 0 ? firstLine : firstLine + line, definition: current, message: message)
    )
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 0
    }
  }

  private static func sentence(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      "no YAML: \(problem)"
    case .duplicatedKeysInMapping: "no YAML: a member stands twice"
    default: "no YAML"
    }
  }
}

/// Why a definition is not used.
private struct Refusal: Error {
  /// In the document, from 1; 0 if unknown.
  let line: Int
  let message: String

  init(_ node: Node, _ message: String) {
    line = node.mark?.line ?? 0
    self.message = message
  }
}
