internal import CaseModel
internal import HostFacts

/// Scripts that make the message of the day; run as root at each login by pam_motd.
enum MotdScriptParser: ArtifactParser {
  static let name = "motd-script"
  static let about = "A script of update-motd.d, run as root when somebody logs in (update-motd(5))."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.motd, input)
    ScriptSummary.add(to: &sheet, trigger: "login")
    return sheet.output
  }
}

/// Desktop entries (Desktop Entry Specification), autostart ones above all.
enum DesktopEntryParser: ArtifactParser {
  static let name = "desktop-entry"
  static let about =
    "Desktop entries: Exec of each group, with Hidden, TryExec, NoDisplay and conditions; autostart ones run at login."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.xdgAutostart, input)
    let isAutostart = input.path.contains("/autostart/")
    for section in Section.read(sheet.statements()) {
      guard let run = section.entries.first(where: { $0.name.equals("Exec") }) else { continue }
      sheet.add(run.statement) { record in
        record.command = run.value.safe
        record.trigger = isAutostart ? "login" : "start by the user"
        for entry in section.entries where kept.contains(where: entry.name.equals) {
          record.attributes[entry.name.ascii] = entry.value.safe
        }
        record.attributes["group"] = section.name.hostString
        let isOff =
          section.value("Hidden")?.equals("true") == true
          || section.value("X-GNOME-Autostart-enabled")?.equals("false") == true
        record.isEnabled = isAutostart ? !isOff : nil
      }
    }
    return sheet.output
  }

  private static let kept = [
    "Type", "Name", "Exec", "TryExec", "Hidden", "NoDisplay", "Terminal", "OnlyShowIn", "NotShowIn", "DBusActivatable",
    "X-GNOME-Autostart-enabled", "X-GNOME-Autostart-Phase", "AutostartCondition", "Icon", "MimeType",
  ]
}

/// Services that the message bus starts (D-Bus specification, "Message Bus Starting Services").
enum DBusServiceParser: ArtifactParser {
  static let name = "dbus-service"
  static let about = "D-Bus service files: bus name, command, account and unit."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.dbusService, input)
    for section in Section.read(sheet.statements()) where section.name.equals("D-BUS Service") {
      sheet.add(line: section.line, text: section.text) { record in
        record.command = section.value("Exec")?.safe
        record.account = section.value("User")?.hostString ?? record.account
        record.trigger = section.value("Name")?.hostString
        for entry in section.entries.prefix(32) { record.attributes[entry.name.hostString.text] = entry.value.safe }
      }
    }
    return sheet.output
  }
}
