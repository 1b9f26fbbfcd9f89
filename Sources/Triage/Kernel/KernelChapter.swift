/// Heuristics about the kernel: its modules, programs, helpers and settings.
enum KernelChapter {
  static var pictures: [any PictureHeuristic] {
    [
      HiddenModule(), OddModule(), UnexplainedTaint(), OddBPFProgram(), UserModeHelper(), OddBinaryFormat(),
      LoweredProtection(), SystemCallHook(), ForeignHandler(),
    ]
  }

  static var streams: [any StreamHeuristic] { [BPFWriter()] }
}
