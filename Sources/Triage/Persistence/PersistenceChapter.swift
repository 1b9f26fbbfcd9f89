/// Heuristics over what makes something run later.
enum PersistenceChapter {
  static var pictures: [any PictureHeuristic] { CommandPersistence.table + settings + units }

  private static var units: [any PictureHeuristic] {
    [
      UnitMasquerade(), DropInCommand(), UnownedGenerator(), BackdatedEntry(), LoaderEntry(), PAMStack(), PAMScript(),
      InterpreterStartup(),
      ProfileHook(), PathHijack(), EnvironmentLoader(), ModuleAtBoot(), LocalEntries(), SSHServerSetting(),
      HostsOverride(), PackageSourceTrust(),
      CorePattern(), CommandAlias(), AddedAuthority(),
    ]
  }

  private static var settings: [any PictureHeuristic] { SettingHeuristic.table }

  static var streams: [any StreamHeuristic] { [] }
}
