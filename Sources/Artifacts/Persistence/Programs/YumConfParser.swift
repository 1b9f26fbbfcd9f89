internal import CaseModel
internal import HostFacts

/// yum.conf(5), dnf.conf(5), zypper: repositories, plugins, and actions after transactions.
enum YumConfParser: ArtifactParser {
  static let name = "yum-conf"
  static let about =
    "Configuration of yum, dnf and zypper: one record a section with all settings (gpgcheck, baseurl, …); commands of .action and .actions files."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    let isAction = input.path.hasSuffix(".action") || input.path.hasSuffix(".actions")
    let isHook = isAction || input.path.contains("plugin")
    var sheet = PersistenceSheet(isHook ? .packageHook : .packageSource, input)
    if isAction { actions(&sheet) } else { sections(&sheet) }
    return sheet.output
  }

  private static func sections(_ sheet: inout PersistenceSheet) {
    for section in Section.read(sheet.statements(comments: "#;")) {
      sheet.add(line: section.line, text: section.text) { record in
        record.attributes["section"] = section.name.hostString
        for entry in section.entries.prefix(256) where !entry.value.isEmpty {
          let key = entry.name.lowercased.hostString.text
          record.attributes[key] = entry.value.safe(under: key)
        }
        if let enabled = section.value("enabled") {
          record.isEnabled = enabled.equals("1") || enabled.lowercased.equals("true")
        }
      }
    }
  }

  /// `package:state:command` (post-transaction-actions), `package:direction:options:command` (libdnf actions).
  private static func actions(_ sheet: inout PersistenceSheet) {
    let count = sheet.input.path.hasSuffix(".actions") ? 5 : 3
    for statement in sheet.statements() {
      let fields = statement.bytes.split(
        separator: UInt8(ascii: ":"), maxSplits: count - 1, omittingEmptySubsequences: false)
      guard fields.count >= 3, let command = fields.last, !command.trimmed.isEmpty else {
        sheet.note(line: statement.line, "not an action")
        continue
      }
      sheet.add(statement) { record in
        record.trigger = fields.dropLast().joined(":").hostString
        record.command = command.trimmed.safe
        record.account = "root"
      }
    }
  }
}
