internal import CaseModel
internal import HostFacts

/// Programs that systemd runs early at boot to make units or variables (systemd.generator(7)).
enum SystemdGeneratorParser: ArtifactParser {
  static let name = "systemd-generator"
  static let about = "A program in a generator directory of systemd (systemd.generator(7)), script or ELF."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.systemdGenerator, input)
    let isUser = input.path.contains("/user-generators/") || input.path.contains("/user-environment-generators/")
    ScriptSummary.add(
      to: &sheet, trigger: isUser ? "login" : "boot", attributes: ["scope": isUser ? "user" : "system"])
    return sheet.output
  }
}
