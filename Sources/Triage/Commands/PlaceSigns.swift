internal import CaseModel

/// Programs that are started from where no program should be.
enum PlaceSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    var signs: [CommandSign] = []
    for stage in reading.stages {
      if let (path, why) = oddProgram(of: stage, in: reading) {
        signs.append(CommandSign(.oddProgramPlace, .high, typed: .low, "starts \(path) from a \(why)"))
      }
      if let preload = stage.assignments.first(where: {
        $0.name == "LD_PRELOAD" || $0.name == "LD_AUDIT" || $0.name == "LD_LIBRARY_PATH"
      }) {
        signs += loader(preload.name, preload.value)
      }
      if stage.name == "export" || stage.name == "declare" || stage.name == "setenv" {
        for argument in stage.arguments where argument.hasPrefix("LD_PRELOAD=") || argument.hasPrefix("LD_AUDIT=") {
          signs += loader(String(argument.prefix { $0 != "=" }), String(argument.drop { $0 != "=" }.dropFirst()))
        }
      }
      if ["insmod", "modprobe", "finit_module"].contains(stage.name) { signs += moduleLoad(stage) }
    }
    return signs + silent(reading)
  }

  private static func loader(_ name: String, _ value: String) -> [CommandSign] {
    let paths = value.split { $0 == ":" || $0 == " " }.map(String.init)
    guard let odd = paths.first(where: { FilePlace.oddity(ofProgramAt: $0) != nil }) else {
      return name == "LD_PRELOAD" && !paths.isEmpty && !isKnownPreload(value)
        ? [CommandSign(.preloadUsed, .low, typed: .info, "preloads \(value)")] : []
    }
    return [
      CommandSign(.preloadUsed, name == "LD_LIBRARY_PATH" ? .medium : .high, typed: .medium, "\(name) names \(odd)")
    ]
  }

  private static func isKnownPreload(_ value: String) -> Bool {
    TextScan.first(
      of: ["jemalloc", "tcmalloc", "mimalloc", "libSegFault", "libeatmydata", "libfakeroot", "asan"], in: value) != nil
  }

  private static func moduleLoad(_ stage: CommandStage) -> [CommandSign] {
    guard let file = stage.operands.first, stage.name == "insmod" || file.contains("/") else { return [] }
    let isOdd = FilePlace.oddity(ofProgramAt: file) != nil
    if file.hasPrefix("/lib/modules/") || file.hasPrefix("/usr/lib/modules/") { return [] }
    return [
      CommandSign(
        .kernelModuleLoad, isOdd ? .critical : .high, typed: isOdd ? .high : .low, "loads kernel module \(file)")
    ]
  }

  /// The program itself, or the script that an interpreter is given. `/dev/fd`, lock files and data files are passed
  /// over.
  private static func oddProgram(of stage: CommandStage, in reading: CommandReading) -> (String, String)? {
    var candidates = [stage.program]
    if Interpreters.isInterpreter(stage.name) || ["source", "."].contains(stage.name),
      Interpreters.innerScript(of: stage) == nil,
      Interpreters.inlineCode(of: stage) == nil, let script = stage.operands.first
    {
      candidates.append(script)
    }
    for path in candidates where path.hasPrefix("/") {
      // A job that makes a file with mktemp-like names and runs it in the same text is judged by what it does.
      if let why = FilePlace.oddity(ofProgramAt: path) { return (path, why) }
    }
    return nil
  }

  /// `nohup x >/dev/null 2>&1 &`: ordinary for people, mildly odd in a schedule.
  private static func silent(_ reading: CommandReading) -> [CommandSign] {
    let stage = reading.stages.first { stage in
      let detaches = stage.wrappers.contains("nohup") || stage.wrappers.contains("setsid") || stage.name == "disown"
      return detaches && (stage.isSilenced || stage.isBackground)
    }
    return stage.map { [CommandSign(.silentBackground, .info, "detaches \($0.program) silently")] } ?? []
  }
}
