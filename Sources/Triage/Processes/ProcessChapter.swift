/// Heuristics about processes.
enum ProcessChapter {
  static var pictures: [any PictureHeuristic] {
    [
      DeletedExecutable(), MemoryExecutable(), OddPlace(), KernelThreadMimicry(), DaemonMimicry(), BlankArguments(),
      RenamedShell(), NetworkShell(), BridgedShell(), RelayListener(), InlineNetworkCode(), FetchAndRun(),
      ServiceShell(), ServiceAccountTerminal(), CoinMiner(), Tunnel(), PreloadedCode(), HistoryOff(), OddLibrary(),
      InjectedCode(), UnexpectedTracer(), OddWorkingDirectory(), UnexpectedCapabilities(), GainedRoot(),
      LeftBySession(), ContainerEscape(), AlteredProgram(), ForeignMemory(), OwnNamespace(), RingOnlyWork(),
      BareStart(), OddScript(), UnmappedExecutable(), WideOpenContainer(), DeletedData(), HiddenOutput(),
      StrangerDaemon(), AccumulatedSigns(),
    ]
  }

  static var streams: [any StreamHeuristic] { [CopiedTool(), StrayLibrary()] }
}
