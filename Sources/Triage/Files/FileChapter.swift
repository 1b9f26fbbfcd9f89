/// Heuristics over files, asked while the walk passes.
enum FileChapter {
  static var pictures: [any PictureHeuristic] { [] }
  static var streams: [any StreamHeuristic] {
    [
      SetIDFile(), FileCapabilities(), ChangedPackageFile(), UnchangeableFile(), FalsifiedTimes(), OddName(),
      HiddenInSystem(), ProgramInDataPlace(), WebShellFile(), TraceLink(),
      DeviceOutsideDev(), WritableProgram(), StrangerProgram(), PreloadLibrary(), StagedData(), CredentialCopy(),
      PackedProgram(), StrayKernelModule(), CoveredFile(), SuspiciousScript(), PAMModuleFile(), ShadowingProgram(),
      LockedFiles(), ExfiltrationTool(), MaskedUnit(), BootScript(), AgentRegistration(),
      SensitiveAccess(), AttackTool(),
    ]
  }
}
