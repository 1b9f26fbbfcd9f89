import CollectionPlans
import Testing

@testable import DefinitionCompiler

@Suite struct DefinitionCompilerTests {
  private func compile(
    _ text: String, coverage: CoverageMap = CoverageMap(), names: [String]? = nil
  ) -> DefinitionCompiler.Compilation {
    DefinitionCompiler(coverage: coverage).compile([DefinitionFile(name: "test.yaml", text: text)], names: names)
  }

  private func file(_ paths: String, name: String = "Sample") -> String {
    "name: \(name)\nsources:\n- type: FILE\n  attributes: {paths: [\(paths)]}\n"
  }

  @Test func filesBecomeAnItemUnderTheirOwnName() {
    let result = compile(file("'/etc/a', '%%users.homedir%%/.b*', '/etc/a'"))
    #expect(result.problems == [])
    #expect(
      result.plan.items == [
        .init(id: "Sample", name: "Sample", paths: ["/etc/a", "%%users.homedir%%/.b*"])
      ])
  }

  @Test func coverageSaysHowADefinitionIsRead() {
    let coverage = CoverageMap(
      file: "coverage.json",
      text: #"{"format":"needletail-coverage","version":1,"definitions":[{"definition":"Sample","id":"C052","#
        + #""parser":"syslog","limit":8388608,"tail":true,"secret":true,"copy":false,"required":true}]}"#,
      parsers: ["syslog"])
    let result = compile(file("/var/log/x"), coverage: coverage)
    #expect(result.problems == [])
    #expect(
      result.plan.items == [
        .init(
          id: "C052", name: "Sample", paths: ["/var/log/x"], parser: "syslog", copy: false, limit: 8_388_608,
          tail: true, secret: true, required: true)
      ])
  }

  @Test(arguments: [
    (#""id":"C125""#, "C001 to C124"), (#""id":"C1""#, "C001 to C124"), (#""id":"C001","limit":0"#, "`limit`"),
    (#""id":"C001","parser":"magic""#, "no parser"), (#""id":3"#, "not read"),
  ])
  func coverageThatCannotBeMeantIsAnError(members: String, message: String) {
    let coverage = CoverageMap(
      file: "coverage.json",
      text: #"{"format":"needletail-coverage","version":1,"definitions":[{"definition":"Sample",\#(members)}]}"#,
      parsers: ["syslog"])
    let result = compile(file("/etc/x"), coverage: coverage)
    #expect(result.problems.contains { $0.level == .error && $0.message.contains(message) })
  }

  @Test func coverageForADefinitionThatIsNotThereIsNoticed() {
    let coverage = CoverageMap(
      file: "coverage.json",
      text: #"{"format":"needletail-coverage","version":1,"definitions":[{"definition":"Other","id":"C052"}]}"#)
    #expect(compile(file("/etc/x"), coverage: coverage).problems.map(\.definition) == ["Other"])
  }

  @Test func itemsAreInTheOrderOfTheLedger() {
    let coverage = CoverageMap(
      file: "coverage.json",
      text: #"{"format":"needletail-coverage","version":1,"definitions":[{"definition":"B","id":"C104"},"#
        + #"{"definition":"C","id":"C052"}]}"#)
    let text = ["A", "B", "C"].map { file("/etc/\($0)", name: $0) }.joined(separator: "---\n")
    #expect(compile(text, coverage: coverage).plan.items.map(\.id) == ["C052", "C104", "A"])
  }

  @Test(arguments: [
    ("PATH", "/etc/x", ["/etc/x", "/etc/x/**"]), ("PATH", "/etc/**4", ["/etc/**4"]),
    ("DIRECTORY", "/etc/x", ["/etc/x/*"]),
    ("DIRECTORY", "/etc/x/", ["/etc/x/*"]), ("FILE", "/etc/x/**", ["/etc/x/**"]),
  ])
  func typesSayHowDeepAPathGoes(type: String, path: String, expected: [String]) {
    let result = compile("name: S\nsources:\n- type: \(type)\n  attributes: {paths: ['\(path)']}\n")
    #expect(result.plan.items.map(\.paths) == [expected])
  }

  @Test(arguments: [
    "relative/path", "/etc/../shadow", "/a/**11", "/a/**0", "/a/**x", "/etc/\\u0007", "/x/%%users.homedir%%/y",
  ])
  func pathsThatCannotBeMeantAreErrorsWithTheirLine(path: String) throws {
    let result = compile("name: S\nsources:\n- type: FILE\n  attributes:\n    paths:\n    - /good\n    - \"\(path)\"\n")
    let problem = try #require(result.problems.first)
    #expect(problem.level == .error)
    #expect(problem.line == 7)
    #expect(problem.definition == "S")
    // The good path goes on, and the ledger says what does not.
    #expect(result.plan.items.map(\.paths) == [["/good"], []])
    #expect(result.plan.items.last?.unsupported?.isEmpty == false)
  }

  @Test(arguments: [
    "%%users.temp%%/x", "%%environ_systemroot%%/x", "%%users.homedir%%/%%users.username%%", "/a/%%b", "/a\\\\b",
  ])
  func variablesWithoutValueMakeAnUnsupportedItem(path: String) {
    let result = compile("name: S\nsources:\n- type: FILE\n  attributes: {paths: [\"\(path)\"]}\n")
    #expect(result.plan.items.count == 1)
    #expect(result.plan.items.first?.paths == [])
    #expect(result.plan.items.first?.unsupported != nil)
    #expect(!result.hasErrors)
  }

  @Test func commandsAreNeverRunAndNamedByWhatHoldsTheSame() {
    func command(_ command: String, _ arguments: String) -> DefinitionCompiler.Compilation {
      compile("name: S\nsources:\n- type: COMMAND\n  attributes: {cmd: \(command), args: [\(arguments)]}\n")
    }
    let lsmod = command("/sbin/lsmod", "")
    #expect(lsmod.plan.items == [])
    #expect(lsmod.problems.map(\.level) == [.note])
    #expect(lsmod.problems[0].message.contains("C027"))
    #expect(command("/usr/bin/dpkg", "-l").problems[0].message.contains("C117"))
    #expect(command("/bin/rpm", "-qa").plan.items == [])
    for unknown in [command("/opt/tool", "-x"), command("/bin/rpm", "--erase, x")] {
      #expect(unknown.plan.items.map { $0.unsupported?.contains("never run") } == [true])
      #expect(unknown.problems.map(\.level) == [.warning])
    }
  }

  @Test func otherSystemsAreLeftOut() {
    let windows = compile(file("/etc/x") + "supported_os: [Windows]\n")
    #expect(windows.plan.items == [])
    #expect(windows.otherSystems == 1)
    #expect(compile(file("/etc/x") + "supported_os: [Darwin, Linux]\n").plan.items.count == 1)
    let mixed = compile(
      """
      name: S
      sources:
      - type: FILE
        attributes: {paths: ['/Users/x']}
        supported_os: [Darwin]
      - type: REGISTRY_KEY
        attributes: {keys: ['HKEY']}
        supported_os: [Windows]
      - type: FILE
        attributes: {paths: ['/home/x']}
      supported_os: [Darwin, Linux, Windows]
      """)
    #expect(mixed.plan.items.map(\.paths) == [["/home/x"]])
  }

  @Test func groupsSelectTheirMembers() {
    let group =
      "name: G\nsources:\n- type: ARTIFACT_GROUP\n  attributes: {names: [Inner, A]}\n---\n"
      + "name: Inner\nsources:\n- type: ARTIFACT_GROUP\n  attributes: {names: [Second]}\n---\n"
      + file("/a", name: "A") + "---\n" + file("/b", name: "B") + "aliases: [Second]\n---\n" + file("/c", name: "C")
    #expect(compile(group).plan.items.map(\.name) == ["A", "B", "C"])
    #expect(compile(group, names: ["G"]).plan.items.map(\.name) == ["A", "B"])
    #expect(compile(group, names: ["C"]).plan.items.map(\.name) == ["C"])
    #expect(compile(group, names: ["D"]).hasErrors)
  }

  @Test func groupsThatContainThemselvesAreRefused() {
    func group(_ name: String, _ member: String) -> String {
      "name: \(name)\nsources:\n- type: ARTIFACT_GROUP\n  attributes: {names: [\(member)]}\n"
    }
    let chain = (0..<3_000).map { group("G\($0)", "G\($0 + 1)") }.joined(separator: "---\n")
    #expect(!compile(chain + "---\n" + file("/x", name: "G3000")).hasErrors)
    let cycle = compile(chain + "---\n" + group("G3000", "G0"), names: ["G7"])
    #expect(cycle.problems.filter { $0.message.contains("contains itself") }.count == 1)
    #expect(compile(group("Self", "Self")).hasErrors)
  }

  @Test func groupsWithUnknownMembersGoOn() {
    let result = compile("name: G\nsources:\n- type: ARTIFACT_GROUP\n  attributes: {names: [Nobody]}\n")
    #expect(result.problems.map(\.level) == [.warning])
    #expect(result.problems.map(\.line) == [4])
  }

  @Test(arguments: [
    ("sources:\n- type: FILE\n  attributes: {paths: [/a]}\n", 0), ("name: S\n", 0), ("name: S\nsources: []\n", 0),
    ("name: 'a b'\nsources:\n- type: FILE\n  attributes: {paths: [/a]}\n", 0), ("- a\n", 0), ("name: [\n", 0),
    ("name: S\nname: T\nsources: []\n", 0), ("name: S\nsources:\n- type: MAGIC\n  attributes: {}\n", 3),
    ("name: S\nsources:\n- type: FILE\n", 3), ("name: S\nsources:\n- type: FILE\n  attributes: {paths: []}\n", 4),
    ("name: S\nsources:\n- type: FILE\n  attributes: {paths: [[a]]}\n", 4), ("name: S\nsources:\n- 3\n", 3),
    ("name: S\nsources:\n- type: FILE\n  attributes: {paths: ['/a\n", 0),
  ])
  func aBrokenDefinitionIsAnErrorAndTheOthersGoOn(broken: String, line: Int) throws {
    let good = file("/good", name: "Good")
    let result = compile("# A comment.\n\(good)---\n\(broken)---\n\(file("/also", name: "Also"))")
    #expect(result.plan.items.map(\.name) == ["Good", "Also"])
    let problem = try #require(result.problems.first)
    #expect(problem.level == .error)
    // Five lines and the dashes stand before the broken one.
    #expect(line == 0 ? problem.line >= 6 : problem.line == 6 + line, "\(problem)")
  }

  @Test func theFirstOfTwoDefinitionsIsKept() {
    let result = compile(file("/first") + "---\n" + file("/second"))
    #expect(result.plan.items.map(\.paths) == [["/first"]])
    #expect(result.problems.map(\.line) == [6])
  }

  @Test func unknownMembersAreWarningsAndDeprecatedOnesNothing() {
    #expect(compile(file("/a") + "labels: [x]\nprovides: [y]\nurls: ['z']\ndoc: d\n").problems == [])
    #expect(compile(file("/a") + "lable: [x]\n").problems.map(\.level) == [.warning])
    #expect(compile(file("/a") + "supported_os: [Linux, Plan9]\n").problems.map(\.level) == [.warning])
  }

  @Test func problemsReadLikeThoseOfACompiler() {
    let problem = DefinitionProblem(level: .error, file: "a.yaml", line: 3, definition: "S", message: "no")
    #expect(problem.description == "a.yaml:3: error: S: no")
  }
}
