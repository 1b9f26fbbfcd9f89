internal import CaseModel

/// Secrets of the host or of people are read, copied or packed.
enum CredentialSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.flatMap { files($0, reading) + metadata($0) + dumps($0) }
  }

  /// Files that hold password hashes.
  static func isShadow(_ path: String) -> Bool {
    ["/etc/shadow", "/etc/gshadow", "/etc/shadow-", "/etc/gshadow-", "/etc/security/opasswd", "/etc/krb5.keytab"]
      .contains(path)
      || path.hasPrefix("/etc/sssd/secrets")
  }

  /// Files that hold private keys or tokens of people and clouds.
  static func isSecret(_ path: String) -> Bool {
    let ends = [
      "/.aws/credentials", "/.aws", "/.ssh", "/.ssh/*", "/id_rsa", "/id_ed25519", "/id_ecdsa", "/id_dsa",
      "/.kube/config", "/.docker/config.json", "/.netrc",
      "/.git-credentials", "/.pgpass", "/.azure/accessTokens.json", "/application_default_credentials.json",
      "/.config/gcloud",
      "/credentials.db", "/.gnupg", "/.vault-token", "/.npmrc", "/.pypirc", "/.my.cnf", "/.bitcoin/wallet.dat",
    ]
    return ends.contains { path.hasSuffix($0) }
      || (path.hasPrefix("/etc/ssh/ssh_host_") && path.hasSuffix("_key"))
      || path.hasPrefix("/var/run/secrets/kubernetes.io") || path.hasPrefix("/run/secrets/kubernetes.io")
  }

  private static let readers: Set<String> = [
    "cat", "cp", "tar", "zip", "scp", "rsync", "base64", "xxd", "dd", "less", "more", "head", "tail", "strings", "grep",
    "awk", "sed",
    "7z", "7za", "gzip", "cpio", "curl", "wget", "nc", "ncat", "mv", "tee", "openssl", "vi", "vim", "nano", "unshadow",
    "find", "install", "od",
    "hexdump", "xz", "zstd", "rclone",
  ]

  private static func files(_ stage: CommandStage, _ reading: CommandReading) -> [CommandSign] {
    guard readers.contains(stage.name) else { return [] }
    let inputs =
      stage.operands + stage.redirections.filter { $0.operation == "<" }.map(\.target.text)
      + stage.arguments.compactMap { argument in
        argument.firstIndex(of: "@").map { String(argument[$0...].dropFirst()) }
      }
    let leaves = ["tar", "zip", "scp", "curl", "wget", "nc", "ncat", "base64", "rclone", "7z", "cpio", "unshadow"]
      .contains(stage.name)
    if let shadow = inputs.first(where: isShadow) {
      let isQuestion = ["grep", "awk", "sed"].contains(stage.name) && stage.feeds.isEmpty
      if isQuestion { return [CommandSign(.credentialAccess, .low, typed: .info, "looks into \(shadow)")] }
      return [
        CommandSign(
          .credentialAccess, leaves ? .high : .medium, typed: leaves ? .high : .medium, "\(stage.name) \(shadow)")
      ]
    }
    guard let secret = inputs.first(where: isSecret) else { return [] }
    let isCopyOut =
      leaves
      || !stage.feeds.isEmpty
        && stage.feeds.contains {
          FetchSigns.fetchers.contains(reading.stages[$0].name) || reading.stages[$0].name == "base64"
        }
    return [
      CommandSign(
        .credentialAccess, isCopyOut ? .high : .medium, typed: isCopyOut ? .medium : .info, "\(stage.name) \(secret)")
    ]
  }

  /// The instance's role credentials from the metadata service. Reading other metadata is daily business.
  private static func metadata(_ stage: CommandStage) -> [CommandSign] {
    let text = stage.text
    guard
      let part = TextScan.first(
        of: [
          "iam/security-credentials", "metadata/identity/oauth2/token", "service-accounts/default/token",
          "/v2/credentials/",
        ], in: text),
      TextScan.first(
        of: ["169.254.169.254", "169.254.170.2", "metadata.google.internal", "fd00:ec2::254", "instance-data", "$"],
        in: text) != nil
    else { return [] }
    return [CommandSign(.metadataCredentials, .medium, typed: .medium, "asks for \(part)")]
  }

  private static func dumps(_ stage: CommandStage) -> [CommandSign] {
    if [
      "mimipenguin", "mimipenguin.sh", "lazagne", "LaZagne", "linpeas.sh", "linpeas", "LinEnum.sh", "pspy64", "pspy32",
      "3snake", "trufflehog3",
    ].contains(stage.name) {
      return [CommandSign(.credentialAccess, .high, typed: .high, "runs \(stage.name)")]
    }
    let isMemory =
      ["gcore", "dd", "strings", "cat"].contains(stage.name)
      && stage.arguments.contains {
        $0.hasPrefix("/proc/") && $0.hasSuffix("/mem") || $0 == "if=/dev/mem" || $0 == "/proc/kcore"
      }
    return isMemory ? [CommandSign(.credentialAccess, .high, typed: .medium, "reads memory: \(stage.text)")] : []
  }
}
