internal import CaseModel
internal import HostFacts

/// journald.conf(5) and drop-ins.
enum JournaldConfParser: ArtifactParser {
  static let name = "journald-conf"
  static let about = "journald.conf(5), journal-upload.conf(5) and drop-ins: one record a setting."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.logging, input)
    for section in Section.read(sheet.statements(comments: "#;")) {
      for entry in section.entries {
        sheet.set(entry.statement, entry.name.hostString.text, entry.value) {
          $0.attributes["section"] = section.name.hostString
        }
      }
    }
    return sheet.output
  }
}

/// audit.rules(7), auditd.conf(5), plug-ins of the audit dispatcher.
enum AuditRulesParser: ArtifactParser {
  static let name = "audit-rules"
  static let about = "audit.rules(7) by line with list, action, key; auditd.conf(5) and audisp plug-ins by setting."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.audit, input)
    for statement in sheet.statements() {
      if statement.bytes.first == UInt8(ascii: "-") {
        rule(&sheet, statement)
      } else if let (name, value) = statement.assignment {
        sheet.set(statement, name.hostString.text, value) { record in
          let runs = name.equals("dispatcher") || name.equals("path") || value.hasPrefix("exec ")
          if runs { record.command = (value.dropping(prefix: "exec ") ?? value).safe }
          if name.equals("active") { record.isEnabled = value.lowercased.equals("yes") }
        }
      } else {
        sheet.note(line: statement.line, "neither a rule nor a setting")
      }
    }
    return sheet.output
  }

  /// Options of auditctl(8) by letter; repeated ones (`-F`, `-S`) joined.
  private static func rule(_ sheet: inout PersistenceSheet, _ statement: Statement) {
    var values: [String: [ArraySlice<UInt8>]] = [:]
    var last: String?
    for word in statement.bytes.words(limit: 256) {
      let isOption = word.first == UInt8(ascii: "-") && word.count >= 2 && !word.dropFirst().allSatisfy(\.isDigit)
      if isOption {
        last = word.hostString.text
        values[word.hostString.text, default: []] += []
      } else if let last {
        values[last, default: []].append(word)
      }
    }
    sheet.add(statement) { record in
      record.trigger = "boot"
      for (name, words) in values { record.attributes[name] = words.joined(" ").safe }
    }
  }
}

/// sysctl.conf(5) and sysctl.d.
enum SysctlConfParser: ArtifactParser {
  static let name = "sysctl-conf"
  static let about =
    "sysctl.conf(5): one record a key, dots between its parts; a value that the kernel runs as command."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.sysctl, input)
    for statement in sheet.statements(comments: "#;") {
      guard let (name, value) = statement.assignment, !name.isEmpty else {
        sheet.note(line: statement.line, "not a setting")
        continue
      }
      let bare = name.first == UInt8(ascii: "-") ? name.dropFirst() : name
      // With slashes between the parts, dots belong to names of interfaces.
      let key =
        (bare.contains(UInt8(ascii: "/")) ? bare.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 }[...] : bare)
      sheet.set(statement, key.hostString.text, value) { record in
        record.trigger = "boot"
        record.attributes["key"] = key.hostString
        record.attributes["value"] = value.safe
        if value.first == UInt8(ascii: "|") { record.command = value.dropFirst().trimmed.safe }
        if ["kernel.modprobe", "kernel.hotplug", "kernel.poweroff_cmd"].contains(where: key.equals), !value.isEmpty {
          record.command = value.safe
        }
      }
    }
    return sheet.output
  }
}

/// binfmt.d(5): programs that run files of other formats.
enum BinfmtConfParser: ArtifactParser {
  static let name = "binfmt-conf"
  static let about = "binfmt.d(5) and /var/lib/binfmts: name, type, mark and interpreter of each format."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.binfmt, input)
    for statement in sheet.statements(comments: "#;") {
      // The first byte is the separator: `:name:type:offset:magic:mask:interpreter:flags`.
      guard let separator = statement.bytes.first, !separator.isAlphanumeric else { continue }
      let fields = statement.bytes.dropFirst().split(separator: separator, omittingEmptySubsequences: false)
      guard fields.count >= 6 else {
        sheet.note(line: statement.line, "fewer than six fields")
        continue
      }
      sheet.add(statement) { record in
        let names = ["name", "type", "offset", "magic", "mask", "interpreter", "flags"]
        for (name, field) in zip(names, fields) where !field.isEmpty { record.attributes[name] = field.hostString }
        record.command = fields[5].safe
        record.trigger = HostString(bytes: Array("run ".utf8) + fields[0])
      }
    }
    return sheet.output
  }
}

/// /etc/selinux/config and AppArmor's settings.
enum SELinuxConfParser: ArtifactParser {
  static let name = "selinux-conf"
  static let about =
    "/etc/selinux/config (selinux_config(5)): one record a setting; SELINUX=disabled or permissive is not enabled."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.securityModule, input)
    for statement in sheet.statements() {
      guard let (name, value) = statement.assignment else {
        sheet.note(line: statement.line, "not a setting")
        continue
      }
      sheet.set(statement, name.hostString.text, value.unquoted) { record in
        record.trigger = "boot"
        if name.equals("SELINUX") { record.isEnabled = value.lowercased.equals("enforcing") }
      }
    }
    return sheet.output
  }
}
