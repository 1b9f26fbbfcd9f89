internal import CaseModel
internal import HostFacts

/// A hook of a Git repository or template (githooks(5)).
enum GitHookParser: ArtifactParser {
  static let name = "git-hook"
  static let about = "A hook of a Git repository or template directory (githooks(5)); samples are never run."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.gitHook, input)
    let hook = input.path.lastComponent
    if input.path.hasSuffix(".sample") {
      sheet.add(line: 0, text: input.path.bytes[...]) { record in
        record.attributes = ScriptSummary.describe(input)
        record.isEnabled = false
        record.trigger = HostString(escaped: hook)
      }
    } else {
      ScriptSummary.add(to: &sheet, trigger: "git hook", attributes: ["hook": HostString(escaped: hook)])
    }
    return sheet.output
  }
}

/// git-config(1): settings that run something or send it elsewhere.
enum GitConfigParser: ArtifactParser {
  static let name = "git-config"
  static let about =
    "git-config(1): settings that run programs (hooks path, fsmonitor, ssh command, pagers, filters, aliases with !), rewrite addresses, or include files."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.gitHook, input)
    for section in Section.read(sheet.statements(comments: "#;", joins: true)) {
      let (head, sub) = split(section.name)
      for entry in section.entries {
        let name = entry.name.lowercased.ascii
        let full = ([head] + (sub.isEmpty ? [] : [sub.hostString.text]) + [name]).joined(separator: ".")
        let value = entry.value.unquoted
        let runs = runs(section: head, name: name, value: value)
        guard runs || ["insteadof", "pushinsteadof", "path", "proxy", "sslverify"].contains(name) else { continue }
        sheet.add(entry.statement) { record in
          record.attributes = ["setting": HostString(escaped: full), "value": value.safe(under: name)]
          record.trigger = HostString(escaped: full)
          if runs { record.command = (value.first == UInt8(ascii: "!") ? value.dropFirst() : value).safe }
        }
      }
    }
    return sheet.output
  }

  /// `remote "origin"` → `remote`, `origin`.
  private static func split(_ name: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>) {
    let head = name.prefix { !$0.isBlank }
    return (head.lowercased.hostString.text, name[head.endIndex...].trimmed.unquoted)
  }

  private static func runs(section: String, name: String, value: ArraySlice<UInt8>) -> Bool {
    if section == "alias" { return value.first == UInt8(ascii: "!") }
    if section == "credential", name == "helper" { return !value.isEmpty }
    // A boolean fsmonitor is the built-in one.
    if name == "fsmonitor" { return !["true", "false", "1", "0"].contains(where: value.equals) }
    return programs.contains("\(section).\(name)") || section == "pager" || endings.contains("\(section).*.\(name)")
  }

  private static let programs: Set<String> = [
    "core.hookspath", "core.sshcommand", "core.editor", "core.pager", "core.askpass", "core.gitproxy",
    "core.alternaterefscommand",
    "sequence.editor", "diff.external", "gpg.program", "uploadpack.packobjectshook", "init.templatedir",
    "interactive.difffilter",
    "sendemail.smtpserver", "web.browser", "help.browser", "core.attributesfile",
  ]
  /// Those with a name of their own in between: `filter "lfs"` `clean`.
  private static let endings: Set<String> = [
    "filter.*.clean", "filter.*.smudge", "filter.*.process", "diff.*.textconv", "diff.*.command", "merge.*.driver",
    "mergetool.*.cmd", "difftool.*.cmd", "gpg.*.program", "remote.*.uploadpack", "remote.*.receivepack",
    "submodule.*.update",
    "browser.*.cmd", "man.*.cmd", "trailer.*.command", "trailer.*.cmd", "guitool.*.cmd",
  ]
}
