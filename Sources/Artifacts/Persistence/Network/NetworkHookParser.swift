internal import CaseModel
internal import HostFacts

/// Scripts that run when the network changes: NetworkManager dispatcher, if-up.d, dhclient hooks, ppp, networkd-dispatcher.
enum NetworkHookParser: ArtifactParser {
  static let name = "network-hook"
  static let about =
    "Scripts run on network changes (NetworkManager dispatcher, ifupdown, dhclient, ppp, networkd-dispatcher); commands in /etc/network/interfaces."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.networkHook, input)
    if input.path.contains("/network/interfaces") { interfaces(&sheet) } else { script(&sheet) }
    return sheet.output
  }

  /// dhclient sources its hooks, which need no execute bit.
  private static func script(_ sheet: inout PersistenceSheet) {
    let parts = sheet.input.path.text.split(separator: "/").dropLast()
    let place = parts.last { !["d", "scripts"].contains(String($0)) }.map(String.init) ?? "network"
    ScriptSummary.add(
      to: &sheet, trigger: "network \(place)", needsExecuteBit: !sheet.input.path.contains("dhclient"))
  }

  /// interfaces(5): `up`, `post-up`, `pre-up`, `down`, `pre-down`, `post-down` take a command.
  private static func interfaces(_ sheet: inout PersistenceSheet) {
    var interface: ArraySlice<UInt8> = []
    for statement in sheet.statements(joins: true) {
      let (directive, value) = statement.directive
      if directive.equals("iface") { interface = value.firstWord }
      guard ["up", "pre-up", "post-up", "down", "pre-down", "post-down"].contains(where: directive.equals) else {
        continue
      }
      sheet.add(statement) { record in
        record.command = value.safe
        record.account = "root"
        record.trigger = HostString(bytes: directive + Array(" ".utf8) + interface)
        record.attributes["directive"] = directive.hostString
      }
    }
  }
}
