internal import CaseModel
internal import HostFacts

/// pam.conf(5) and pam.d: the stack of modules that decide who gets in.
enum PAMParser: ArtifactParser {
  static let name = "pam"
  static let about =
    "PAM stacks (pam.conf(5)): service, type, control, module and arguments; commands of pam_exec; includes."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.pam, input)
    let isTable = input.path.hasSuffix("/pam.conf")
    for statement in sheet.statements(joins: true) {
      let words = words(of: statement.bytes.withoutComment())
      if words.first?.equals("@include") == true, words.count > 1 {
        sheet.add(statement) {
          $0.attributes = ["service": service(input), "control": "@include", "module": words[1].hostString]
        }
      } else if let rule = Rule(words, service: isTable ? nil : service(input)) {
        sheet.add(statement, fill: rule.fill)
      } else {
        sheet.note(line: statement.line, "not a line of PAM")
      }
    }
    return sheet.output
  }

  private static func service(_ input: ArtifactInput) -> HostString { HostString(escaped: input.path.lastComponent) }

  /// `type control module arguments`.
  private struct Rule {
    var service: HostString
    var type: ArraySlice<UInt8>
    var control: ArraySlice<UInt8>
    var module: ArraySlice<UInt8>
    var arguments: [ArraySlice<UInt8>]

    init?(_ all: [ArraySlice<UInt8>], service: HostString?) {
      let words = service == nil ? all.dropFirst() : all[...]
      guard words.count >= 3, let name = service ?? all.first?.hostString else { return nil }
      let fields = Array(words)
      self.service = name
      type = fields[0].lowercased
      let bare = type.first == UInt8(ascii: "-") ? type.dropFirst() : type
      guard ["auth", "account", "password", "session"].contains(where: bare.equals) else { return nil }
      control = fields[1]
      module = fields[2]
      arguments = Array(fields[3...])
    }

    func fill(_ record: inout PersistenceRecord) {
      record.trigger = type.hostString
      record.attributes = [
        "service": service, "type": type.hostString, "control": control.hostString, "module": module.hostString,
      ]
      if !arguments.isEmpty { record.attributes["arguments"] = arguments.joined(" ").safe }
      let program = CommandSearch.lastComponent(module)
      guard program.hasPrefix("pam_exec") || program.hasPrefix("pam_python") || program.hasPrefix("pam_script") else {
        return
      }
      // pam_exec(8): options come first, then an absolute path and its arguments.
      if let start = arguments.firstIndex(where: { $0.first == UInt8(ascii: "/") }) {
        record.command = arguments[start...].joined(" ").safe
      }
    }
  }

  /// Words; what stands in square brackets is one (`[success=1 default=ignore]`), brackets kept for controls.
  private static func words(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var rest = text.trimmed
    while let first = rest.first, result.count < 256 {
      let isBracket = first == UInt8(ascii: "[")
      let end =
        isBracket ? rest.firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? rest.endIndex : rest.firstWord.endIndex
      let word = rest[rest.startIndex..<end]
      result.append(
        isBracket && result.count > 2 && word.last == UInt8(ascii: "]") ? word.dropFirst().dropLast() : word)
      rest = rest[end...].trimmed
    }
    return result
  }
}
