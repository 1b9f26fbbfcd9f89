/// A service's model as tables, read from the text in its generated file at first use.
///
/// One line each:
/// - `$key=value|…` facts of the service,
/// - `!Operation METHOD URI Input Output flag…`, flags `once`, `unsigned`, `checksum`, `wrap=Element`,
/// - `Structure Member:type:attribute… …`.
///
/// Types: `s` string, `i` integer, `d` float, `b` boolean, `x` bytes in base64, `t` time (`tu` epoch, `ti` ISO 8601,
/// `tr` HTTP date), `B` raw body, `@Structure`, `[element;type` list, `{key;value;type` map; a star after the bracket
/// means flattened. Attributes: `n=` name on the wire, `Q=` name in an EC2 query, `l=` place (`h` header, `H` headers
/// with this prefix, `u` label in the URI, `q` query, `c` status code), `p` payload, `r` required.
public final class ServiceModel: Sendable {
  let facts: [String: String]
  let operations: [String: OperationModel]
  private let structures: [String: StructureModel]

  init(table: String) {
    var facts: [String: String] = [:]
    var operations: [String: OperationModel] = [:]
    var structures: [String: StructureModel] = [:]
    for line in table.split(separator: "\n") {
      switch line.first {
      case "$":
        for fact in line.dropFirst().split(separator: "|") {
          let parts = fact.split(separator: "=", maxSplits: 1)
          facts[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
      case "!":
        if let operation = OperationModel(line: line.dropFirst()) { operations[operation.name] = operation }
      default:
        let model = StructureModel(line: line)
        structures[model.name] = model
      }
    }
    self.facts = facts
    self.operations = operations
    self.structures = structures
  }

  /// The structure of that name; empty if the table has none, which generated code never asks for.
  public subscript(name: String) -> StructureModel { structures[name] ?? StructureModel(name: name, members: []) }

  var serviceID: String { facts["id"] ?? "" }
  var wire: WireProtocol { facts["protocol"].flatMap(WireProtocol.init) ?? .json }
  var endpointPrefix: String { facts["prefix"] ?? "" }
  var signingName: String { facts["signing"] ?? "" }
}

/// How a service spells its requests and responses.
enum WireProtocol: String, Sendable {
  case query
  case ec2
  case json
  case restJSON = "rest-json"
  case restXML = "rest-xml"

  var isXML: Bool { self == .query || self == .ec2 || self == .restXML }
}

/// One operation of a service.
struct OperationModel: Sendable {
  let name: String
  let method: String
  /// The path with labels in braces, and fixed query parameters.
  let uri: String
  let input: String
  let output: String
  /// Repeating it could make its effect twice.
  let isOnce: Bool
  let isUnsigned: Bool
  let needsChecksum: Bool
  /// The element that the query protocol puts around a result.
  let wrapper: String?

  init?(line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    guard words.count >= 5 else { return nil }
    (name, method, uri, input, output) = (words[0], words[1], words[2], words[3], words[4])
    isOnce = words.contains("once")
    isUnsigned = words.contains("unsigned")
    needsChecksum = words.contains("checksum")
    wrapper = words.first { $0.hasPrefix("wrap=") }.map { String($0.dropFirst(5)) }
  }
}

/// The members of one structure, in order.
public struct StructureModel: Sendable {
  let name: String
  let members: [MemberModel]

  init(name: String, members: [MemberModel]) {
    self.name = name
    self.members = members
  }

  init(line: Substring) {
    let words = line.drop { $0 == " " }.split(separator: " ")
    name = String(words.first ?? "")
    members = words.dropFirst().map { MemberModel(text: $0) }
  }

  /// The member whose value is the whole body.
  var payload: Int? { members.firstIndex(where: \.isPayload) }
}
