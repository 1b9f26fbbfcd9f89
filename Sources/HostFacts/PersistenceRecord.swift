public import CaseModel

/// One thing that makes something run, or changes who may do what, later: an entry of cron, systemd, PAM, a shell profile, ….
///
/// All mechanisms share this form, so that a question about commands ("does it fetch and run?") is asked once.
public struct PersistenceRecord: FactRecord {
  public static let type = "persistence"

  /// Where it hooks in.
  public enum Mechanism: String, Codable, Sendable, CaseIterable {
    case cron, anacron, at
    case systemdUnit = "systemd_unit"
    case systemdDropIn = "systemd_drop_in"
    case systemdTimer = "systemd_timer"
    case systemdGenerator = "systemd_generator"
    case systemdSettings = "systemd_settings"
    case tmpfiles
    case initScript = "init_script"
    case rcLocal = "rc_local"
    case inittab
    case udev
    case moduleLoad = "module_load"
    case modprobe
    case initramfs
    case bootLoader = "boot_loader"
    case dynamicLinker = "dynamic_linker"
    case pam
    case nsswitch
    case sshServer = "ssh_server"
    case sshClient = "ssh_client"
    case sshRC = "ssh_rc"
    case sudoers
    case polkit
    case doas
    case shellProfile = "shell_profile"
    case environment
    case motd
    case xdgAutostart = "xdg_autostart"
    case dbusService = "dbus_service"
    case packageHook = "package_hook"
    case packageSource = "package_source"
    case gitHook = "git_hook"
    case interpreterStartup = "interpreter_startup"
    case networkHook = "network_hook"
    case logrotate
    case inetd
    case hosts
    case resolver
    case hostsAccess = "hosts_access"
    case firewallRules = "firewall_rules"
    case logging
    case audit
    case sysctl
    case certificate
    case exports
    case fstab
    case mailAlias = "mail_alias"
    case webServer = "web_server"
    case php
    case docker
    case agent
    case binfmt
    case securityModule = "security_module"
    case other
  }

  /// Where it hooks in.
  public var mechanism: Mechanism
  /// File.
  public var path: HostString
  /// Line number from 1; 0 when the whole file is meant.
  public var line: Int = 0
  /// The text that matters, secrets masked: the line, or the directive.
  public var text: HostString
  /// What will be executed, if it is a command.
  public var command: HostString?
  /// As whom it runs or whom it concerns.
  public var account: HostString?
  /// When: a cron schedule, `boot`, `login`, `OnCalendar=…`, the udev match, ….
  public var trigger: HostString?
  /// Directives by name, such as `Type`, `Restart`, `Environment`.
  public var attributes: [String: HostString] = [:]
  /// Whether it is active: a unit that some `wants`, `requires` or `upholds` link pulls in, a file with execute bits where that is needed.
  public var isEnabled: Bool?
  /// Package that owns the file.
  public var package: HostString?
  /// The package's digest differs from the file (configuration files are often edited).
  public var differsFromPackage: Bool = false
  /// mtime of the file.
  public var modifiedAt: Timestamp?
  /// ctime of the file.
  public var changedAt: Timestamp?
  /// Birth time of the file.
  public var bornAt: Timestamp?
  /// Owner of the file.
  public var uid: Int?
  /// Permission bits of the file.
  public var mode: Int?
  /// SHA-256 of the file, an exhibit of the bundle.
  public var exhibit: String?
  /// The file the command starts: whether it exists and which package owns it. `nil` when no path could be made out.
  public var target: CommandTarget?

  /// What a command starts.
  public struct CommandTarget: Codable, Sendable, Hashable {
    /// The absolute path, found in a fixed search path if the command had none.
    public var path: HostString
    /// Whether it exists.
    public var exists: Bool
    /// Package that owns it.
    public var package: HostString?
    /// SHA-256 of its content.
    public var digest: String?
    /// Owner.
    public var uid: Int?
    /// Permission bits.
    public var mode: Int?
    /// ctime.
    public var changedAt: Timestamp?
    /// First bytes as text, for a script (at most 2,048 bytes, secrets masked).
    public var excerpt: HostString?
    /// A target.
    public init(path: HostString, exists: Bool) {
      self.path = path
      self.exists = exists
    }
  }

  /// An entry.
  public init(_ mechanism: Mechanism, path: HostString, line: Int = 0, text: HostString) {
    self.mechanism = mechanism
    self.path = path
    self.line = line
    self.text = text
  }
}
