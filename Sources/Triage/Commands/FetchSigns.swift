internal import CaseModel

/// Something is fetched from elsewhere and run.
enum FetchSigns {
  /// Programs that bring bytes from the network.
  static let fetchers: Set<String> = [
    "curl", "wget", "wget2", "aria2c", "fetch", "lwp-download", "lwp-request", "GET", "lynx", "links", "w3m", "elinks",
    "http",
    "https", "httpie", "axel", "ftp", "tftp", "lftp", "ftpget", "ncftpget", "smbclient", "curlie", "nc", "ncat",
    "netcat", "xh",
  ]

  static func detect(_ reading: CommandReading) -> [CommandSign] {
    let fetches = reading.stages.indices.filter { isFetch(reading.stages[$0]) }
    return fetches.compactMap { judge($0, reading) } + rawAddresses(fetches, reading)
  }

  /// A fetch from somewhere else than this host. `wget`, `curl` in `busybox`, renamed ones (`cur1`) are seen by their
  /// arguments.
  static func isFetch(_ stage: CommandStage) -> Bool {
    let isNamed = fetchers.contains(stage.name)
    // Names carry code too: text records are fetched by the resolver's tools.
    if ["dig", "host", "nslookup", "drill", "kdig"].contains(stage.name) { return true }
    if ["aws", "gsutil", "gcloud"].contains(stage.name) {
      return stage.operands.contains("cp") && stage.arguments.contains("-")
    }
    guard isNamed || (looksLikeFetcher(stage) && !Interpreters.isInterpreter(stage.name)) else { return false }
    if ["nc", "ncat", "netcat"].contains(stage.name) { return stage.operands.count > 1 && !stage.hasLetter("l") }
    return !addresses(of: stage).contains { $0.isLoopback }
  }

  private static func looksLikeFetcher(_ stage: CommandStage) -> Bool {
    let hasURL = stage.arguments.contains { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    return hasURL && (stage.has("-O-", "-qO-", "-fsSL", "-sSL", "-sL", "-s", "-o", "-O", "-qO") || !stage.feeds.isEmpty)
      && !["git", "echo", "printf", "docker", "pip", "npm", "apt", "grep", "sed"].contains(stage.name)
  }

  /// The places a fetch names.
  static func addresses(of stage: CommandStage) -> [WebAddress] {
    let named = stage.arguments.flatMap { WebAddress.all(in: $0) }
    if !named.isEmpty { return named }
    return stage.operands.filter { $0.contains(".") && !$0.hasPrefix(".") && !$0.hasPrefix("/") }.prefix(1)
      .map { WebAddress(scheme: "http", rest: $0) }
  }

  private static func judge(_ index: Int, _ reading: CommandReading) -> CommandSign? {
    let stage = reading.stages[index]
    let address = addresses(of: stage).first
    let place = address.map { "\($0.scheme)://\($0.host)\($0.port.map { ":\($0)" } ?? "")\($0.path)" } ?? stage.text
    let how = consumer(of: index, reading) ?? substitutionUse(of: index, reading) ?? fileUse(of: stage, reading)
    guard let how else { return nil }
    let isTrustworthy = address.map { $0.scheme == "https" && !$0.isNumeric && !$0.isDropPlace } ?? false
    let isInside = address.map { $0.isPrivate } ?? false
    return CommandSign(
      .fetchAndExecute, isInside ? .medium : .high, typed: isTrustworthy || isInside ? .low : .medium,
      "fetches \(place) and \(how)")
  }

  /// Piped into an interpreter, through however many filters.
  private static func consumer(of index: Int, _ reading: CommandReading) -> String? {
    for next in reading.consumers(of: index) where Interpreters.readsStandardInput(reading.stages[next]) {
      return "pipes it into \(reading.stages[next].name)"
    }
    return nil
  }

  /// `sh -c "$(curl …)"`, `bash <(curl …)`, `eval $(…)`, `$(curl …)`.
  private static func substitutionUse(of index: Int, _ reading: CommandReading) -> String? {
    for stage in reading.stages {
      let isCode = Interpreters.isInterpreter(stage.name) || ["eval", "source", ".", "exec"].contains(stage.name)
      let sources = (isCode ? stage.substituted : []) + stage.programSources
      if sources.contains(where: { $0 == index || reading.consumers(of: index).contains($0) }) {
        let takesIt = stage.has("-c", "-e", "-r") || stage.arguments.contains("<()")
        if isCode, Interpreters.languages.contains(stage.name), !takesIt { continue }
        return "runs what comes back"
      }
    }
    return nil
  }

  /// Saved to a file that is then made executable or run in the same text.
  private static func fileUse(of stage: CommandStage, _ reading: CommandReading) -> String? {
    let files = savedFiles(of: stage)
    guard !files.isEmpty else { return nil }
    for other in reading.stages {
      if other.name == "chmod", chmodMakesExecutable(other), other.operands.contains(where: { matches($0, files) }) {
        return "makes it executable"
      }
      if matches(other.program, files), other.program.contains("/") { return "runs it" }
      let runsFile = Interpreters.isInterpreter(other.name) || ["source", "."].contains(other.name)
      if runsFile, let script = other.operands.first, matches(script, files) { return "runs it" }
    }
    return nil
  }

  private static func matches(_ word: String, _ files: [String]) -> Bool {
    let name = TextScan.lastComponent(word)
    return files.contains { $0 == word || (!name.isEmpty && TextScan.lastComponent($0) == name) }
  }

  /// `+x`, `u+x`, `755`, `0777`, `a=rwx`.
  static func chmodMakesExecutable(_ stage: CommandStage) -> Bool {
    stage.arguments.contains { argument in
      if argument.contains("+") || argument.contains("=") { return argument.contains("x") }
      return argument.count >= 3 && argument.allSatisfy { ("0"..."7").contains($0) }
        && argument.contains { "1357".contains($0) }
    }
  }

  private static func savedFiles(of stage: CommandStage) -> [String] {
    var files = stage.outputs.filter { $0 != "/dev/null" }
    let usesCapital = stage.name.hasPrefix("wget")
    if let value = usesCapital
      ? stage.value(of: "-O", "--output-document") : stage.value(of: "-o", "--output", "--out"), value != "-"
    {
      files.append(value)
    }
    if usesCapital,
      let cluster = stage.arguments.firstIndex(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("O") }
      ),
      cluster + 1 < stage.arguments.count, stage.arguments[cluster + 1] != "-"
    {
      files.append(stage.arguments[cluster + 1])
    }
    if let cluster = stage.arguments.firstIndex(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("o") }
    ),
      cluster + 1 < stage.arguments.count
    {
      files.append(stage.arguments[cluster + 1])
    }
    let keepsName = usesCapital ? files.isEmpty : stage.hasLetter("O") || stage.has("--remote-name")
    if keepsName {
      files += addresses(of: stage).map { TextScan.lastComponent(String($0.path.prefix { $0 != "?" })) }.filter {
        !$0.isEmpty
      }
    }
    return files.filter { $0 != "-" && $0 != "/dev/null" }
  }

  private static func rawAddresses(_ fetches: [Int], _ reading: CommandReading) -> [CommandSign] {
    let found = fetches.filter { fetchers.contains(reading.stages[$0].name) }.flatMap {
      addresses(of: reading.stages[$0])
    }.first { $0.isPublicNumber || $0.isDropPlace }
    guard let found else { return [] }
    return [CommandSign(.rawAddress, .low, typed: .info, "talks to \(found.host)")]
  }
}
