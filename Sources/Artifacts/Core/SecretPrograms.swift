/// Options of well-known programs whose value is a secret.
enum SecretPrograms {
  struct Option {
    /// The option, such as `-p`.
    var flag: String
    /// The value may, or must, stand in the same word: `-pSECRET`.
    var isGlued: Bool
    /// The value may stand in the next word.
    var isSeparate: Bool
    /// Only what stands after this byte is the secret (`user:SECRET`).
    var after: UInt8?
  }

  static func options(of program: ArraySlice<UInt8>) -> [Option] {
    guard (2...15).contains(program.count) else { return [] }
    return byProgram[program.ascii] ?? []
  }

  private static let byProgram: [String: [Option]] = Dictionary(
    table.flatMap { entry in entry.programs.map { ($0, entry.options) } }, uniquingKeysWith: { first, _ in first })

  private static let table: [(programs: [String], options: [Option])] = [
    (
      ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck", "mariadb", "mariadb-dump", "xtrabackup"],
      [Option(flag: "-p", isGlued: true, isSeparate: false)]
    ),
    (["sshpass"], [Option(flag: "-p", isGlued: true, isSeparate: true)]),
    (
      ["curl"],
      [
        Option(flag: "-u", isGlued: true, isSeparate: true, after: UInt8(ascii: ":")),
        Option(flag: "--user", isGlued: false, isSeparate: true, after: UInt8(ascii: ":")),
        Option(flag: "-U", isGlued: true, isSeparate: true, after: UInt8(ascii: ":")),
        Option(flag: "--proxy-user", isGlued: false, isSeparate: true, after: UInt8(ascii: ":")),
      ]
    ),
    (["redis-cli"], [Option(flag: "-a", isGlued: false, isSeparate: true)]),
    (
      ["docker", "podman", "nerdctl", "mongo", "mongosh", "mongodump", "useradd", "usermod", "az", "ipmitool"],
      [Option(flag: "-p", isGlued: false, isSeparate: true), Option(flag: "-P", isGlued: false, isSeparate: true)]
    ),
    (
      ["smbclient", "rpcclient", "net", "mount.cifs"],
      [Option(flag: "-U", isGlued: true, isSeparate: true, after: UInt8(ascii: "%"))]
    ),
    (["ldapsearch", "ldapmodify", "ldapadd"], [Option(flag: "-w", isGlued: true, isSeparate: true)]),
    (["zip", "unzip", "sqlcmd", "bcp"], [Option(flag: "-P", isGlued: true, isSeparate: true)]),
    (["7z", "7za", "7zr", "rar", "unrar"], [Option(flag: "-p", isGlued: true, isSeparate: false)]),
    (
      ["xfreerdp", "xfreerdp3", "rdesktop"],
      [
        Option(flag: "/p:", isGlued: true, isSeparate: false), Option(flag: "-p", isGlued: true, isSeparate: true),
      ]
    ),
    (
      ["crackmapexec", "cme", "netexec", "nxc", "evil-winrm", "hydra", "medusa"],
      [Option(flag: "-p", isGlued: false, isSeparate: true), Option(flag: "-H", isGlued: false, isSeparate: true)]
    ),
    (["openssl"], [Option(flag: "-k", isGlued: false, isSeparate: true)]),
    (["tailscale"], [Option(flag: "--authkey", isGlued: false, isSeparate: true)]),
  ]
}
