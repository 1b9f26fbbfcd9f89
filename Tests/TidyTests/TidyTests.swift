import Foundation
import Testing

/// House rules that a script can check.
@Suite struct TidyTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private struct Source {
    var path: String
    var room: String
    var lines: [String]
  }

  private static let sources: [Source] = files(below: "Sources", ending: ".swift").map { path in
    let text = (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
    return Source(path: path, room: String(path.split(separator: "/")[1]), lines: text.components(separatedBy: "\n"))
  }

  private static func files(below folder: String, ending: String) -> [String] {
    let base = root.appendingPathComponent(folder)
    guard let all = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return all.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }

  /// What each room may import, besides the standard library. The picture is in docs/ARCHITECTURE.md.
  private static let mayImport: [String: Set<String>] = [
    "CaseModel": [], "BinaryCursor": [], "JSONText": [], "HostFacts": ["CaseModel", "JSONText"],
    "CollectionPlans": ["CaseModel", "JSONText"],
    "Digests": ["CCrypto"], "Compression": ["CZstd"],
    "EvidenceBundle": ["CaseModel", "JSONText", "Digests", "Compression", "HostFacts", "CLinuxShims", "Glibc"],
    "Artifacts": ["BinaryCursor", "CaseModel", "HostFacts", "JSONText"],
    "LiveCollection": [
      "CaseModel", "CLinuxShims", "BinaryCursor", "EvidenceBundle", "Artifacts", "HostFacts", "JSONText", "Digests",
      "Compression",
      "CollectionPlans", "Glibc",
    ],
    "Triage": ["CaseModel", "HostFacts", "JSONText"],
    "Verifier": ["BinaryCursor", "JSONText", "Digests", "Compression", "CLinuxShims", "Glibc"],
    "MemoryImage": ["BinaryCursor", "CaseModel", "CMemory", "Digests", "Glibc", "Synchronization"],
    "Workflow": ["CaseModel", "JSONText", "Glibc"], "Reporting": ["CaseModel", "HostFacts", "Triage", "JSONText"],
    "KernelView": ["MemoryImage", "BinaryCursor", "CaseModel", "Digests", "HostFacts", "Glibc"],
    "BundleJudging": ["CaseModel", "HostFacts", "JSONText", "Digests", "Verifier", "Triage", "Reporting"],
    "DefinitionCompiler": ["CollectionPlans", "CaseModel", "JSONText", "Yams", "Foundation"],
    "DefaultPlan": ["CollectionPlans", "CEmbeddedPlan"],
    "TestKit": [
      "CaseModel", "HostFacts", "LiveCollection", "EvidenceBundle", "JSONText", "Digests", "Compression", "Glibc",
      "BinaryCursor",
    ],
    "CollectorCommands": [
      "CaseModel", "CollectionPlans", "DefaultPlan", "EvidenceBundle", "HostFacts", "JSONText", "LiveCollection",
      "Triage", "Digests", "Glibc",
    ],
    "ProgramKit": ["CaseModel", "JSONText", "Glibc"],
    "LocalCommands": [
      "ProgramKit",
      "ArgumentParser", "CaseModel", "HostFacts", "JSONText", "Digests", "Verifier", "Triage", "Reporting",
      "BundleJudging", "Workflow",
      "CollectionPlans", "DefinitionCompiler", "Artifacts", "MemoryImage", "KernelView", "Foundation", "Glibc",
    ],
    "AWSSigning": ["Digests", "Glibc"], "AWSClients": ["AWSSigning", "Digests", "JSONText", "Glibc"],
    "AWSTransport": [
      "AWSSigning",
      "AWSClients", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOFoundationCompat", "Foundation", "Glibc",
    ],
    "Stores": ["Workflow", "CaseModel", "JSONText", "GRDB", "Foundation", "Glibc"],
    "IncidentResponse": [
      "Workflow", "CaseModel", "JSONText", "Digests", "HostFacts", "Triage", "Verifier", "Reporting",
      "BundleJudging", "CollectionPlans", "Glibc",
    ],
    "AWSCloud": ["IncidentResponse", "AWSClients", "AWSSigning", "CaseModel", "JSONText", "Digests", "Glibc"],
    "CloudCommands": [
      "Synchronization",
      "ProgramKit", "HostFacts", "BundleJudging",
      "ArgumentParser", "AWSCloud", "AWSTransport", "AWSClients", "AWSSigning", "IncidentResponse", "Stores",
      "Workflow",
      "Reporting", "Triage", "Verifier", "CaseModel", "JSONText", "Digests", "Foundation", "Glibc",
    ],
    "needletail-cloud": ["CloudCommands"],
    "needletail": ["ArgumentParser", "LocalCommands"],
    "needletail-collector": ["CollectorCommands", "CLinuxShims", "Glibc"],
  ]

  @Test func everyRoomImportsOnlyWhatIsBelowIt() {
    #expect(Self.sources.count > 100)
    for source in Self.sources {
      guard let allowed = Self.mayImport[source.room] else {
        Issue.record("room without a row in this table: \(source.room)")
        continue
      }
      for line in source.lines where line.contains("import ") && !line.hasPrefix("//") && !line.hasPrefix(" ") {
        let module = String(line.split(separator: " ").last ?? "").split(separator: ".").first.map(String.init) ?? ""
        #expect(allowed.contains(module), "\(source.path) imports \(module)")
      }
    }
  }

  /// Names that are witnesses of a protocol, whose meaning stands there.
  private static let witnesses = [
    "description", "init(from", "encode(to", "init(stringLiteral", "init(integerLiteral", "init(booleanLiteral",
    "init(arrayLiteral",
    "init(dictionaryLiteral", "static func <", "static func ==", "hash(into", "static let type", "configuration",
    "static let name",
    "static let about", "static func parse", "let entries", "var entries", "func collect(", "var card", "let card",
    "func examine",
    "func observe", "func finish", "init()", "func run", "var code", "func create", "func append", "func rename",
    "func synchronise",
    "func read(", "func list(", "func link(", "func status(", "func ask(", "func emit(", "func preserve(", "func note(",
    "func breathe(",
    "func next(", "func entries()", "func makeIterator", "subscript",
    // Kinds of steps, and the cloud's protocols.
    "static let kind", "static let parallelLimit", "func carryOut(", "func undo(", "func instances(",
    "func management(",
    "func networks(", "func installation(", "func inventory(", "func commands(", "func send(", "func state(",
    "func cancel(", "func ensure(", "func removeStack(", "func start(", "func removeTransfer(", "func keepTool(",
    "func toolAddress(", "func keep(", "func landingAddress(", "func object(", "func objects(", "func fetch(",
    "func copy(",
    "func empty(",
  ]

  @Test func everyPublicDeclarationSaysWhatItIsFor() {
    let kinds = [
      "struct ", "enum ", "class ", "protocol ", "func ", "var ", "let ", "init", "static ", "typealias ", "case ",
      "final ",
    ]
    // What is generated from the service models carries the services' own names, which their references explain.
    for source in Self.sources where !source.path.contains("/Generated/") {
      for (index, line) in source.lines.enumerated() {
        let text = line.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("public "), kinds.contains(where: { text.dropFirst(7).hasPrefix($0) }) else { continue }
        if Self.witnesses.contains(where: { text.contains($0) }) { continue }
        var above = index - 1
        while above >= 0, source.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@") { above -= 1 }
        let comment = above >= 0 ? source.lines[above].trimmingCharacters(in: .whitespaces) : ""
        #expect(comment.hasPrefix("///"), "\(source.path):\(index + 1) has no documentation")
      }
    }
  }

  @Test func noShortcutsAreLeftInSources() {
    let forbidden = ["TODO", "FIXME", "try!", " as! ", "fatalError(", "not implemented", "nonisolated(unsafe)"]
    for source in Self.sources {
      for (index, line) in source.lines.enumerated() {
        for word in forbidden where line.contains(word) { Issue.record("\(source.path):\(index + 1) holds \(word)") }
        if line.contains("@unchecked Sendable") {
          let above = index > 0 ? source.lines[index - 1] : ""
          #expect(above.contains("//"), "\(source.path):\(index + 1): @unchecked Sendable without a reason above it")
        }
      }
    }
  }

  @Test func filesStayReadable() {
    for source in Self.sources {
      #expect(
        source.lines.count <= 450 || source.path.contains("/Generated/"),
        "\(source.path) has \(source.lines.count) lines")
    }
  }

  @Test func theProjectSpeaksOfItselfOnly() throws {
    let folders = [
      "Sources", "Tests", "docs", "lab", "definitions", "scripts", "changelog", "Benchmarks", "Fuzz", "infrastructure",
    ]
    // Assembled here, so that this file does not hold them itself.
    let forbidden = ["/wo" + "rk/", "/bri" + "ef/", "work" + "place"]
    for folder in folders {
      for path in Self.files(below: folder, ending: "") where !path.contains("__pycache__") {
        guard let text = try? String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8) else {
          continue
        }
        for word in forbidden where text.contains(word) { Issue.record("\(path) holds \(word)") }
      }
    }
    for path in ["README.md", "NOTICE", "LICENSE", "Package.swift", "test", "needletail", "programs.tsv", ".ci/run"] {
      let text = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
      for word in forbidden where text.contains(word) { Issue.record("\(path) holds \(word)") }
    }
  }

  @Test func thePageOnFactsNamesEveryRecordAndMember() throws {
    let page = try String(contentsOf: Self.root.appendingPathComponent("docs/formats/facts.md"), encoding: .utf8)
    for source in Self.sources where source.room == "HostFacts" {
      for line in source.lines {
        if line.hasPrefix("  public static let type = \""), let type = line.split(separator: "\"").dropFirst().first {
          #expect(page.contains("## `\(type)`"), "docs/formats/facts.md lacks the record \(type)")
        }
        // Members of a record stand two columns in; those of the types inside it stand deeper.
        if line.hasPrefix("  public var "), !line.contains("{"),
          let name = line.dropFirst(13).split(separator: ":").first
        {
          #expect(page.contains("| `\(name)` |"), "docs/formats/facts.md lacks \(name) of \(source.path)")
        }
      }
    }
  }

  @Test func theLauncherKnowsEveryCommand() throws {
    let table = try String(contentsOf: Self.root.appendingPathComponent("programs.tsv"), encoding: .utf8)
    let rows = table.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    let programs = [
      ("needletail", "LocalCommands", "LocalCommands/LocalCommands.swift"),
      ("needletail-cloud", "CloudCommands", "CloudCommands/CloudProgram.swift"),
    ]
    for (program, room, file) in programs {
      // A third column names the program that has the command too, for cases.
      let listed = Set(rows.filter { $0[0] == program || $0.count > 2 && $0[2] == program }.map { $0[1] })
      let declared = Self.sources.filter { $0.room == room }.flatMap(\.lines)
      for command in listed {
        #expect(
          declared.contains { $0.contains("commandName: \"\(command)\"") },
          "programs.tsv names \(command), which \(program) does not have")
      }
      let top = try #require(Self.sources.first { $0.path.hasSuffix(file) }).lines.joined()
      let count = top.components(separatedBy: "Command.self").count - 1
      #expect(count == listed.count, "programs.tsv names \(listed.count) commands, \(program) has \(count)")
    }
  }

  /// The collector must not carry what loads a suspect's libraries or reads a suspect's settings.
  @Test func theCollectorCarriesNothingOfTheHost() throws {
    let binary = Self.root.appendingPathComponent(".build/debug/needletail-collector")
    try #require(FileManager.default.fileExists(atPath: binary.path), "build the collector first")
    let symbols = try definedSymbols(of: binary)
    try #require(symbols.count > 1000, "nm gave no symbols")
    for name in [
      "getaddrinfo", "getpwnam_r", "getpwuid_r", "getgrnam_r", "OPENSSL_init_crypto", "__nss_lookup", "system", "popen",
    ] {
      #expect(!symbols.contains(name), "the collector carries \(name)")
    }
    #expect(
      !symbols.contains { $0.hasPrefix("$s10Foundation") || $0.hasPrefix("$s20FoundationEssentials") },
      "the collector carries Foundation")
    let data = try Data(contentsOf: binary, options: .mappedIfSafe)
    // A dynamic section would name a loader; PT_INTERP is program header type 3.
    #expect(data.range(of: Data("/lib64/ld-linux-x86-64.so.2".utf8)) == nil, "the collector is not static")
  }

  private func definedSymbols(of binary: URL) throws -> Set<String> {
    let nm = Process()
    nm.executableURL = URL(fileURLWithPath: "/usr/bin/nm")
    nm.arguments = ["--defined-only", "--format=posix", binary.path]
    let output = Pipe()
    nm.standardOutput = output
    try nm.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    nm.waitUntilExit()
    return Set(text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
  }
}
