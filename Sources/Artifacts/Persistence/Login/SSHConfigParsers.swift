internal import CaseModel
internal import HostFacts

/// sshd_config(5): one record a keyword, with the `Match` block it stands in as trigger.
enum SSHDConfigParser: ArtifactParser {
  static let name = "sshd-config"
  static let about =
    "sshd_config(5): one record a keyword (spelled as in the manual), with the Match block it stands in as trigger."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.sshServer, input)
    text.read(into: &sheet)
    return sheet.output
  }

  private static let text = SSHText(
    keywords: [
      "AcceptEnv", "AllowAgentForwarding", "AllowGroups", "AllowStreamLocalForwarding", "AllowTcpForwarding",
      "AllowUsers",
      "AuthenticationMethods", "AuthorizedKeysCommand", "AuthorizedKeysCommandUser", "AuthorizedKeysFile",
      "AuthorizedPrincipalsCommand", "AuthorizedPrincipalsCommandUser", "AuthorizedPrincipalsFile", "Banner",
      "CASignatureAlgorithms",
      "ChallengeResponseAuthentication", "ChrootDirectory", "Ciphers", "ClientAliveInterval", "DenyGroups", "DenyUsers",
      "DisableForwarding", "ExposeAuthInfo", "ForceCommand", "GatewayPorts", "GSSAPIAuthentication",
      "HostbasedAuthentication",
      "HostCertificate", "HostKey", "HostKeyAgent", "IgnoreRhosts", "Include", "IgnoreUserKnownHosts",
      "KbdInteractiveAuthentication",
      "KexAlgorithms", "ListenAddress", "LoginGraceTime", "LogLevel", "MACs", "Match", "MaxAuthTries", "MaxSessions",
      "PasswordAuthentication", "PermitEmptyPasswords", "PermitListen", "PermitOpen", "PermitRootLogin", "PermitTTY",
      "PermitTunnel", "PermitUserEnvironment", "PermitUserRC", "PidFile", "Port", "PrintLastLog", "PrintMotd",
      "PubkeyAcceptedAlgorithms", "PubkeyAuthentication", "RevokedKeys", "SetEnv", "StreamLocalBindUnlink",
      "StrictModes",
      "Subsystem", "SyslogFacility", "TCPKeepAlive", "TrustedUserCAKeys", "UseDNS", "UsePAM", "VersionAddendum",
      "X11Forwarding", "X11UseLocalhost", "XAuthLocation", "SshdSessionPath", "SecurityKeyProvider", "ModuliFile",
    ],
    blocks: ["Match"],
    commands: [
      "AuthorizedKeysCommand", "AuthorizedPrincipalsCommand", "ForceCommand", "XAuthLocation", "SshdSessionPath",
    ])
}

/// ssh_config(5): one record a keyword, with its `Host` or `Match` block as trigger.
enum SSHConfigParser: ArtifactParser {
  static let name = "ssh-config"
  static let about = "ssh_config(5): one record a keyword, with the Host or Match block it stands in as trigger."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.sshClient, input)
    text.read(into: &sheet)
    return sheet.output
  }

  private static let text = SSHText(
    keywords: [
      "AddKeysToAgent", "ControlMaster", "ControlPath", "ControlPersist", "DynamicForward", "ForwardAgent",
      "ForwardX11",
      "ForwardX11Trusted", "GlobalKnownHostsFile", "Host", "HostKeyAlias", "HostName", "IdentityAgent", "IdentityFile",
      "Include", "KnownHostsCommand", "LocalCommand", "LocalForward", "Match", "PermitLocalCommand", "PermitRemoteOpen",
      "PKCS11Provider", "Port", "ProxyCommand", "ProxyJump", "RemoteCommand", "RemoteForward", "SecurityKeyProvider",
      "SendEnv",
      "SetEnv", "StrictHostKeyChecking", "Tunnel", "TunnelDevice", "User", "UserKnownHostsFile", "VerifyHostKeyDNS",
      "XAuthLocation",
    ],
    blocks: ["Host", "Match"],
    commands: [
      "ProxyCommand", "LocalCommand", "RemoteCommand", "KnownHostsCommand", "PKCS11Provider", "SecurityKeyProvider",
    ])
}

/// `~/.ssh/rc` and /etc/ssh/sshrc: run by sshd at each login (sshd(8), "SSHRC").
enum SSHRCParser: ArtifactParser {
  static let name = "ssh-rc"
  static let about = "~/.ssh/rc and /etc/ssh/sshrc, run by /bin/sh at each login (sshd(8)): every statement."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.sshRC, input)
    for statement in sheet.statements(joins: true) {
      let signs = ScriptSummary.signs(of: statement)
      sheet.add(statement) { record in
        if let signs { ScriptSummary.fill(&record, signs, nil) }
        record.command = record.command ?? statement.bytes.safe
        record.trigger = "login"
      }
    }
    return sheet.output
  }
}
