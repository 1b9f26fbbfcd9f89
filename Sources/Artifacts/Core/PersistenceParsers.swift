extension ArtifactParsers {
  /// Parsers of what makes something run later: cron, units, PAM, shell profiles and their kin.
  static var persistenceParsers: [any ArtifactParser.Type] { scheduling + boot + login + programs + network + services }

  private static let scheduling: [any ArtifactParser.Type] = [
    CronParser.self, AnacronParser.self, AtJobParser.self, SystemdUnitParser.self, SystemdTimerParser.self,
    SystemdConfParser.self, SystemdGeneratorParser.self, TmpfilesParser.self,
  ]

  private static let boot: [any ArtifactParser.Type] = [
    InitScriptParser.self, RcLocalParser.self, InittabParser.self, UdevRulesParser.self, ModulesLoadParser.self,
    ModprobeParser.self, InitramfsHookParser.self, GrubParser.self, LdSoPreloadParser.self, LdSoConfParser.self,
    SysctlConfParser.self, BinfmtConfParser.self, SELinuxConfParser.self,
  ]

  private static let login: [any ArtifactParser.Type] = [
    PAMParser.self, NsswitchParser.self, SSHDConfigParser.self, SSHConfigParser.self, SSHRCParser.self,
    SudoersParser.self,
    PolkitParser.self, DoasParser.self, ShellProfileParser.self, EnvironmentParser.self, MotdScriptParser.self,
    DesktopEntryParser.self, DBusServiceParser.self,
  ]

  private static let programs: [any ArtifactParser.Type] = [
    AptConfParser.self, AptSourcesParser.self, YumConfParser.self, GitHookParser.self, GitConfigParser.self,
    PythonStartupParser.self, InterpreterStartupParser.self,
  ]

  private static let network: [any ArtifactParser.Type] = [
    NetworkHookParser.self, HostsParser.self, ResolvConfParser.self, HostsAccessParser.self, FirewallRulesParser.self,
    InetdParser.self, XinetdParser.self, ExportsParser.self, FstabParser.self,
  ]

  private static let services: [any ArtifactParser.Type] = [
    LogrotateParser.self, RsyslogConfParser.self, JournaldConfParser.self, AuditRulesParser.self,
    CACertificateParser.self,
    MailAliasParser.self, ProcmailParser.self, WebServerConfParser.self, PHPIniParser.self, DockerDaemonParser.self,
    ComposeParser.self, AgentConfParser.self,
  ]
}
