internal import CaseModel
internal import HostFacts

/// Kernel modules loaded at boot (modules-load.d(5), /etc/modules).
enum ModulesLoadParser: ArtifactParser {
  static let name = "modules-load"
  static let about = "modules-load.d(5) and /etc/modules: one record a module, with its parameters."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.moduleLoad, input)
    for statement in sheet.statements(comments: "#;") {
      let (module, parameters) = statement.bytes.withoutComment().isEmpty ? ([], []) : statement.directive
      sheet.add(statement) { record in
        record.trigger = "boot"
        record.attributes["module"] = module.hostString
        if !parameters.isEmpty { record.attributes["parameters"] = parameters.safe }
      }
    }
    return sheet.output
  }
}
