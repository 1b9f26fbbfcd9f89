internal import CaseModel

/// One thing in a command that attackers do and ordinary jobs seldom do.
struct CommandSign: Sendable, Hashable {
  /// What kind of thing. The order is only that of the source.
  enum Kind: String, Sendable, CaseIterable {
    case fetchAndExecute, encodedPayload, remoteShell, oddProgramPlace, obfuscation, silentBackground
    case historyTampering, logTampering, timestampChange, immutableFlag, secureDeletion
    case credentialAccess, metadataCredentials, miner, tunnel, rawAddress
    case persistenceCreation, accountCreation, preloadInstall, privilegeGrant
    case defenceDisabled, firewallOpened, rivalsKilled, exfiltration, webShellWritten, memoryExecution
    case preloadUsed, kernelModuleLoad, lateralMovement, hostEscape, scanner, processHidden
  }

  /// What kind.
  var kind: Kind
  /// How much it matters where things run by themselves: cron, units, hooks.
  var severity: Severity
  /// How much it matters when somebody typed it: people install tools and look around.
  var typedSeverity: Severity
  /// For people: "downloads http://… and runs it".
  var detail: String

  /// A sign; typed commands weigh less unless told.
  init(_ kind: Kind, _ severity: Severity, typed: Severity? = nil, _ detail: String) {
    self.kind = kind
    self.severity = severity
    self.typedSeverity = typed ?? severity
    self.detail = TextScan.clipped(detail, 160)
  }
}

extension CommandSign.Kind {
  /// ATT&CK techniques, most specific first.
  var techniques: [Technique] {
    switch self {
    case .fetchAndExecute: ["T1105", "T1059.004"]
    case .encodedPayload: ["T1140", "T1027.010", "T1059.004"]
    case .remoteShell: ["T1059.004", "T1095"]
    case .oddProgramPlace: ["T1036.005", "T1564.001"]
    case .obfuscation: ["T1027.010"]
    case .silentBackground: ["T1564.011"]
    case .historyTampering: ["T1070.003", "T1562.003"]
    case .logTampering: ["T1070.002"]
    case .timestampChange: ["T1070.006"]
    case .immutableFlag: ["T1222.002"]
    case .secureDeletion: ["T1070.004"]
    case .credentialAccess: ["T1552.001", "T1003.008"]
    case .metadataCredentials: ["T1552.005"]
    case .miner: ["T1496.001"]
    case .tunnel: ["T1572", "T1090"]
    case .rawAddress: ["T1071.001"]
    case .persistenceCreation: ["T1053.003", "T1098.004"]
    case .accountCreation: ["T1136.001"]
    case .preloadInstall, .preloadUsed: ["T1574.006"]
    case .privilegeGrant: ["T1548.001"]
    case .defenceDisabled: ["T1562.001"]
    case .firewallOpened: ["T1562.004"]
    case .rivalsKilled: ["T1489", "T1496.001"]
    case .exfiltration: ["T1048", "T1567"]
    case .webShellWritten: ["T1505.003"]
    case .memoryExecution: ["T1620"]
    case .kernelModuleLoad: ["T1547.006"]
    case .lateralMovement: ["T1021.004"]
    case .hostEscape: ["T1611"]
    case .scanner: ["T1046"]
    case .processHidden: ["T1564.001", "T1014"]
    }
  }
}
