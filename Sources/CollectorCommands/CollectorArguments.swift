internal import CaseModel
internal import LiveCollection

/// The collector's command line. Read by hand: the argument library brings Foundation, which a collector must not carry (docs/adr/0005-collector-arguments.md).
struct CollectorArguments {
  /// What the words ask for.
  enum Request {
    case collect(
      share: String, options: CollectionOptions, files: Files, isQuiet: Bool, exitsByVerdict: Bool)
    case pack(directory: String, output: String)
    case help
    case version
  }

  /// Files that the words name.
  struct Files {
    /// Key of the case.
    var key: String?
    /// What to collect instead of the built-in plan.
    var plan: String?
    /// What of the responder's own to run, and the folder where its programs lie.
    var job: (file: String, programs: String)?
  }

  /// The words cannot be carried out: one sentence.
  struct UsageError: Error { var message: String }

  static func parse(_ words: [String]) throws(UsageError) -> Request {
    guard let verb = words.first else { throw UsageError(message: "a command is missing: collect") }
    if ["help", "--help", "-h"].contains(verb) || words.contains("--help") { return .help }
    if ["version", "--version"].contains(verb) { return .version }
    if verb == "pack" { return try pack(Array(words.dropFirst())) }
    guard verb == "collect" else { throw UsageError(message: "unknown command: \(HostString(verb).text)") }
    var options = Options(words: Array(words.dropFirst()))
    return try options.collect()
  }

  private static func pack(_ words: [String]) throws(UsageError) -> Request {
    guard words.count == 3, words[1] == "--output", !words[0].hasPrefix("-"), !words[2].isEmpty else {
      throw UsageError(message: "pack needs a bundle and a new file: pack BUNDLE --output FILE")
    }
    return .pack(directory: words[0], output: words[2])
  }

  /// Takes options off the words one by one, so that what is left over is known to be unknown.
  private struct Options {
    var words: [String]

    mutating func collect() throws(UsageError) -> Request {
      guard let share = try value("--share") else {
        throw UsageError(message: "--share DIR is missing: where the evidence goes")
      }
      guard let name = try value("--case") else {
        throw UsageError(message: "--case ID is missing: which case this belongs to")
      }
      guard let caseID = CaseID(name) else {
        throw UsageError(
          message: "not a case id (1 to 64 letters, digits, dots, dashes, underscores): \(HostString(name).text)")
      }
      let profileName = try value("--profile") ?? "standard"
      guard let profile = CollectionOptions.Profile(rawValue: profileName) else {
        let known = CollectionOptions.Profile.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(message: "unknown profile (there are \(known)): \(HostString(profileName).text)")
      }
      var options = CollectionOptions(caseID: caseID, profile: profile)
      try budgets(&options.budgets)
      try choices(&options)
      let files = Files(key: try value("--fingerprint-key"), plan: try value("--plan"), job: try job())
      let request = Request.collect(
        share: share, options: options, files: files, isQuiet: flag("--quiet"), exitsByVerdict: flag("--exit-verdict"))
      if let left = words.first { throw UsageError(message: "unknown option or word: \(HostString(left).text)") }
      return request
    }

    private mutating func job() throws(UsageError) -> (file: String, programs: String)? {
      switch (try value("--job"), try value("--job-programs")) {
      case (let file?, let programs?) where programs.hasPrefix("/"): return (file, programs)
      case (nil, nil): return nil
      default: throw UsageError(message: "--job FILE and --job-programs DIR (an absolute path) go together")
      }
    }

    private mutating func budgets(_ budgets: inout CollectionOptions.Budgets) throws(UsageError) {
      if let percent = try number("--cpu-share", 5...100) { budgets.cpuShare = Double(percent) / 100 }
      if let mebibytes = try number("--io-rate", 0...100_000) { budgets.readBytesPerSecond = mebibytes << 20 }
      if let seconds = try number("--wall", 0...86_400) { budgets.wallSeconds = Double(seconds) }
      if let mebibytes = try number("--hash-bytes", 0...100_000_000) { budgets.hashBytes = mebibytes << 20 }
      if let mebibytes = try number("--share-bytes", 1...100_000_000) { budgets.shareBytes = mebibytes << 20 }
      if let mebibytes = try number("--memory", 32...65_536) { budgets.memoryBytes = mebibytes << 20 }
    }

    private mutating func choices(_ options: inout CollectionOptions) throws(UsageError) {
      if let nonce = try value("--nonce") {
        guard nonce.utf8.count == 32, nonce.utf8.allSatisfy(Self.isLowerHex) else {
          throw UsageError(message: "--nonce needs 32 lower-case hex digits: \(HostString(nonce).text)")
        }
        options.nonce = nonce
      }
      options.includeSecrets = flag("--include-secrets")
      options.entersRemote = flag("--enter-remote")
      options.asksMetadata = !flag("--no-metadata")
      if let text = try value("--metadata-endpoint") {
        guard let endpoint = Self.endpoint(text) else {
          throw UsageError(
            message: "--metadata-endpoint needs a numeric IPv4 address and port: \(HostString(text).text)")
        }
        options.metadataEndpoint = endpoint
      }
      if let hash = try value("--hash") {
        guard hash == "all" else { throw UsageError(message: "--hash knows only: all") }
        options.hashesAll = true
        options.budgets.hashBytes = .max
      }
      if let name = try value("--view") {
        guard let view = HostView.Kind(rawValue: name) else {
          throw UsageError(message: "unknown view (there are clone, namespace, noatime): \(HostString(name).text)")
        }
        options.view = view
      }
      if let milliseconds = try number("--stall", 50...60_000) { options.stallMilliseconds = Int32(milliseconds) }
      if let instance = try value("--invocation-instance"), let command = try value("--invocation-command") {
        options.invocation = (HostString(instance).text, HostString(command).text)
      }
    }

    /// `a.b.c.d:port`. Names are not resolved: that would ask the host's own settings.
    private static func endpoint(_ text: String) -> MetadataEndpoint? {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
      let address = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
      return address.count == 4 ? MetadataEndpoint(address: address, port: port) : nil
    }

    private static func isLowerHex(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private mutating func flag(_ name: String) -> Bool {
      guard let index = words.firstIndex(of: name) else { return false }
      words.remove(at: index)
      return true
    }

    private mutating func value(_ name: String) throws(UsageError) -> String? {
      guard let index = words.firstIndex(where: { $0 == name || $0.hasPrefix("\(name)=") }) else { return nil }
      let word = words.remove(at: index)
      if word != name { return String(word.dropFirst(name.utf8.count + 1)) }
      guard index < words.count, !words[index].hasPrefix("--") else {
        throw UsageError(message: "\(name) needs a value")
      }
      return words.remove(at: index)
    }

    private mutating func number(_ name: String, _ range: ClosedRange<Int64>) throws(UsageError) -> Int64? {
      guard let text = try value(name) else { return nil }
      guard let number = Int64(text), range.contains(number) else {
        throw UsageError(
          message: "\(name) needs a number from \(range.lowerBound) to \(range.upperBound): \(HostString(text).text)")
      }
      return number
    }
  }

  static let help = """
    needletail-collector: collects the evidence of this running host into a sealed bundle

      needletail-collector collect --share DIR --case ID [options]
      needletail-collector pack BUNDLE --output FILE      a bundle's directory as one tar file

    It writes below DIR and nowhere else, runs no program of the host and loads no library. DIR is best on a remote share:
    on a disk of this host it would overwrite what was deleted there.

      --profile P              quick, standard (default), full
      --plan FILE              what to collect, made by `needletail definitions compile`; a plan is built in
      --job FILE               own static programs to run at the end (docs/formats/tools.md), each named by its
                               SHA-256 in --job-programs DIR
      --nonce HEX              32 hex digits that the caller chose for this run; without it they are made here
      --hash all               hash every file, not only programs, owned files and what is collected
      --include-secrets        keep secrets in clear; this is recorded in the bundle
      --fingerprint-key FILE   key of the case, so that fingerprints of secrets compare between hosts
      --cpu-share N            percent of one processor (default 90)
      --io-rate N              MiB a second read from files, 0 for no limit (default 400)
      --wall N                 seconds, 0 for no limit (default 240; quick 60; full 0)
      --hash-bytes N           MiB of files that are hashed (default 4096)
      --share-bytes N          MiB written to DIR (default 2048)
      --memory N               MiB of memory (default 256)
      --stall N                milliseconds after which a read of a process is given up (default 400)
      --view V                 best view of the file system to try: clone (default), namespace, noatime
      --enter-remote           walk remote and FUSE file systems too; they can hang
      --metadata-endpoint A:P  ask the EC2 metadata service there; without it only on a host that says it is EC2
      --no-metadata            never ask it
      --exit-verdict           exit with 10 for watch and 11 for escalate
      --quiet                  no progress on stderr

    stdout is one JSON document: verdict, reasons, seal, nonce, counts. Keep the seal: it proves the bundle.
    Exit codes: 0 done, 1 failed, 3 finished but incomplete, 64 usage, 130 interrupted.
    """
}
