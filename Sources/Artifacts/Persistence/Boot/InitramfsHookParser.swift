internal import CaseModel
internal import HostFacts

/// Scripts that become part of the initial RAM disk or make it (initramfs-tools(7), dracut.modules(7)), and their settings.
enum InitramfsHookParser: ArtifactParser {
  static let name = "initramfs-hook"
  static let about = "Hooks, scripts and configuration of initramfs-tools, dracut and mkinitcpio."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.initramfs, input)
    if input.path.hasSuffix(".conf") {
      for statement in sheet.statements() {
        guard let (name, value) = statement.assignment else { continue }
        let key = name.last == UInt8(ascii: "+") ? name.dropLast() : name
        sheet.set(statement, key.hostString.text, value.unquoted.trimmed)
      }
    } else {
      let isInside = input.path.contains("/scripts/") || input.path.contains("/modules.d/")
      ScriptSummary.add(to: &sheet, trigger: isInside ? "initramfs" : "initramfs update")
    }
    return sheet.output
  }
}
