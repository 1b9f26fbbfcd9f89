internal import CaseModel
internal import HostFacts

/// Start-up and logout files of shells: bash(1), zsh(1), fish(1), csh(1).
enum ShellProfileParser: ArtifactParser {
  static let name = "shell-profile"
  static let about =
    "Start-up files of shells: one record for the file (lines, digest), and one for each line that sets, shadows, fetches or starts something."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.shellProfile, input)
    let trigger = trigger(of: input.path)
    sheet.add(line: 0, text: input.path.bytes[...]) { record in
      record.attributes = ScriptSummary.describe(input)
      record.trigger = HostString(trigger)
    }
    ScriptSummary.addSigns(to: &sheet, trigger: trigger)
    return sheet.output
  }

  private static func trigger(of path: HostString) -> String {
    if path.contains("logout") { return "logout" }
    let isLogin = path.contains("profile") || path.contains("login")
    return isLogin ? "login" : "shell"
  }
}
