internal import CaseModel
internal import HostFacts

extension ProcessRecord {
  /// The executable's path, or nothing.
  var path: String { executable?.text ?? "" }

  /// The program's family by its file's name.
  var program: String { Program.family(path) }

  /// The file's name as it is.
  var fileName: String { executable?.lastComponent ?? "" }

  var place: Place { Place(path) }
  var isShell: Bool { Program.shells.contains(program) }
  var isInterpreter: Bool { Program.interpreters.contains(program) }
  var isRelay: Bool { Program.relays.contains(program) || Program.relays.contains(fileName) }
  var isRoot: Bool { uids.count > 1 && uids[1] == 0 }

  /// Owned by a package whose digest does not contradict.
  var isPackaged: Bool { executablePackage != nil && !executableDiffersFromPackage }

  /// Ended, or ending: has no arguments or files by nature.
  var isGone: Bool { state.hasPrefix("Z") || state.hasPrefix("X") }

  /// Lives in memory only.
  var isMemoryFile: Bool { path.hasPrefix("/memfd:") || path.hasPrefix("memfd:") }

  /// No terminal, and nobody who waits for it but process 1.
  var isDetached: Bool { terminal == 0 && ppid <= 1 }

  /// `argv[0]`.
  var name0: String { arguments.first?.text ?? "" }

  /// "/tmp/x (pid 42)", for titles.
  var label: String { "\(executable.map(\.text) ?? "[\(comm.text)]") (pid \(pid))" }

  /// What a descriptor points to.
  func target(of number: Int) -> Descriptor? { descriptors.first { $0.number == number } }

  /// Evidence from a file of `/proc/PID`.
  func evidence(_ file: String, _ text: String? = nil) -> Evidence {
    let shown = text ?? (file == "cmdline" ? commandLine.text : path)
    return Evidence(
      source: HostString("/proc/\(pid)/\(file)"), text: HostString(escaped: shown),
      exhibit: file == "exe" ? executableDigest : nil)
  }

  /// The two that nearly every finding shows.
  var usualEvidence: [Evidence] {
    var result = [evidence("exe", path.isEmpty ? comm.text : path)]
    if !arguments.isEmpty { result.append(evidence("cmdline")) }
    return result
  }

  /// The code given on the command line (`-c`, `-e`, `-r`, also in a cluster such as `-lc`), if any.
  var inlineCode: String? {
    guard isShell || isInterpreter else { return nil }
    let letters: Set<Character> =
      isShell || program == "python" || program == "pypy"
      ? ["c"] : program == "php" ? ["r", "B", "R"] : ["e", "E", "p"]
    for (position, argument) in arguments.enumerated().dropFirst() {
      let text = argument.text
      if text == "--eval" || text == "eval" { return arguments.dropFirst(position + 1).first?.text }
      guard text.hasPrefix("-") || text.hasPrefix("+") else { return nil }
      guard !text.hasPrefix("--"), let last = text.last, letters.contains(last) else { continue }
      return arguments.dropFirst(position + 1).first?.text
    }
    return nil
  }

  /// The script file that an interpreter runs, if its arguments name one. A module (`python -m`) is no file.
  var scriptPath: String? {
    guard isShell || isInterpreter, inlineCode == nil else { return nil }
    var rest = arguments.dropFirst().prefix(64).map(\.text)[...]
    while let argument = rest.popFirst() {
      if Self.moduleOptions.contains(argument) { return nil }
      guard argument.hasPrefix("-") || argument.hasPrefix("+") else { return argument }
      if Self.optionsWithValue.contains(argument) { rest = rest.dropFirst() }
    }
    return nil
  }

  /// An interpreter was told what to run, as a file or a module; otherwise it reads its code from its input. A
  /// rewritten
  /// title (`celery: worker`) tells nothing against it.
  var hasProgram: Bool {
    (arguments.count == 1 && Program.family(name0) != program) || scriptPath != nil
      || arguments.dropFirst().prefix(64).contains { Self.moduleOptions.contains($0.text) }
  }

  private static let moduleOptions: Set<String> = ["-m", "-S"]
  private static let optionsWithValue: Set<String> = [
    "-W", "-X", "-Q", "-I", "-r", "--require", "--import", "-d", "-t", "-z", "-o", "-O", "+o", "+O", "--rcfile",
    "--init-file",
  ]

  /// A shell that reads commands from whoever talks to it: no script, no `-c`.
  var isBareShell: Bool { isShell && !arguments.isEmpty && inlineCode == nil && scriptPath == nil }

  /// The effective capabilities as a bit set.
  var capabilities: UInt64 { effectiveCapabilities.flatMap { UInt64($0, radix: 16) } ?? 0 }
}

extension ProcessRecord.Descriptor {
  /// Open for writing (`O_WRONLY` or `O_RDWR`, the two lowest bits of the flags).
  var isWritable: Bool { (flags ?? 0) & 3 != 0 }

  /// An unnamed pipe.
  var isPipe: Bool { target.hasPrefix("pipe:") }
}
