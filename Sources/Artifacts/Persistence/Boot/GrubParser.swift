internal import CaseModel
internal import HostFacts

/// The boot loader's kernel command lines (GRUB 2 manual; Boot Loader Specification entries).
enum GrubParser: ArtifactParser {
  static let name = "grub"
  static let about =
    "/etc/default/grub, grub.cfg, grubenv and loader entries: kernel command lines with the parameters that change what boots; scripts of grub.d by file."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.bootLoader, input)
    if input.path.contains("/grub.d/"), input.bytes.starts(with: "#!".utf8) {
      ScriptSummary.add(to: &sheet, trigger: "update-grub")
      return sheet.output
    }
    for statement in sheet.statements(joins: true) {
      let (directive, value) = statement.directive
      if let (name, text) = statement.assignment, isVariable(name) {
        setting(&sheet, statement, name, text.unquoted)
      } else if commands.contains(where: directive.equals) {
        kernel(&sheet, statement, directive, value)
      }
    }
    return sheet.output
  }

  private static func isVariable(_ name: ArraySlice<UInt8>) -> Bool {
    name.hasPrefix("GRUB_") || name.equals("kernelopts") || name.equals("saved_entry") || name.equals("superusers")
  }

  private static func setting(
    _ sheet: inout PersistenceSheet, _ statement: Statement, _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>
  ) {
    sheet.set(statement, name.hostString.text, value) { record in
      record.trigger = "boot"
      if name.contains("CMDLINE") || name.equals("kernelopts") { record.attributes.merge(parameters(value)) { $1 } }
    }
  }

  private static func kernel(
    _ sheet: inout PersistenceSheet, _ statement: Statement, _ directive: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>
  ) {
    sheet.add(statement) { record in
      record.trigger = "boot"
      record.attributes = directive.equals("initrd") || directive.equals("module") ? [:] : parameters(value)
      record.attributes["directive"] = directive.hostString
      record.attributes["value"] = value.safe
    }
  }

  /// Parameters that change what is started or which protection is on (kernel-parameters.txt, kernel-command-line(7)).
  private static func parameters(_ line: ArraySlice<UInt8>) -> [String: HostString] {
    var result: [String: HostString] = [:]
    for word in line.words(limit: 512) {
      let name = word.prefix { $0 != UInt8(ascii: "=") }
      guard notable.contains(where: name.equals) || name.hasPrefix("systemd.") || name.hasPrefix("rd.break") else {
        continue
      }
      let value = word[name.endIndex...].dropFirst().safe
      let key = name.hostString.text
      result[key] = result[key].map { HostString(escaped: "\($0.text) \(value.text)") } ?? value
    }
    return result
  }

  private static let commands = [
    "linux", "linux16", "linuxefi", "initrd", "options", "kernel", "module", "multiboot", "chainloader",
  ]
  private static let notable = [
    "init", "rdinit", "lsm", "selinux", "enforcing", "apparmor", "audit", "security", "module.sig_enforce", "lockdown",
    "ima_appraise", "integrity", "nokaslr", "mitigations", "single", "s", "S", "1", "emergency", "rescue",
    "modprobe.blacklist", "module_blacklist", "initcall_blacklist", "kexec_load_disabled", "iomem", "efi", "root",
    "nosmap",
    "nosmep", "pti", "debug", "console", "ro", "rw", "crashkernel", "kernel.modules_disabled",
  ]
}
