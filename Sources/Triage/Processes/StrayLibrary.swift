internal import CaseModel
internal import HostFacts

/// A library of no package, in a system directory, is loaded into running programs.
struct StrayLibrary: StreamHeuristic {
  let card = HeuristicCard(
    id: "process.stray-library",
    abnormal: "A library of no package, in a system directory, is loaded into running programs.",
    why:
      "Preloaded rootkits lie between the system's own libraries and stand in front of the functions that list files and processes.",
    techniques: ["T1574.006", "T1014"], severity: .high,
    benign:
      "Libraries that administrators copied there: low as long as they replace no listing function and nobody preloads them."
  )

  /// Programs that map or preload a library, by its path without `/usr`.
  private var users: [String: Set<Int>] = [:]
  private var preloaded: Set<String> = []
  private var strays: [FileRecord] = []
  private static let limit = 50_000

  mutating func observe(_ fact: HostFact) -> [Finding] {
    switch fact {
    case .process(let process): take(process)
    case .file(let file):
      guard file.kind == .file, file.package == nil, Place(file.path.text) == .system, strays.count < 1_000,
        users[Self.key(file.path.text)] != nil
      else { break }
      strays.append(file)
    default: break
    }
    return []
  }

  func finish(_ picture: HostPicture) -> [Finding] {
    let picture = picture.indexed()
    guard picture.tables.knowsPackages else { return [] }
    return strays.compactMap { finding($0, picture) }
  }

  private mutating func take(_ process: ProcessRecord) {
    guard !process.isCollector, users.count < Self.limit else { return }
    for library in process.libraries where library != process.executable && Place(library.text) == .system {
      users[Self.key(library.text), default: []].insert(process.pid)
    }
    for name in ["LD_PRELOAD", "LD_AUDIT"] {
      for path in (process.environmentValue(name)?.text ?? "").split(whereSeparator: { ": ".contains($0) }).prefix(64)
      where path.hasPrefix("/") {
        users[Self.key(String(path)), default: []].insert(process.pid)
        preloaded.insert(Self.key(String(path)))
      }
    }
  }

  private func finding(_ file: FileRecord, _ picture: HostPicture) -> Finding? {
    let key = Self.key(file.path.text)
    let pids = users[key, default: []].sorted().filter {
      picture.processes[$0].map { !picture.isInContainer($0) } ?? false
    }
    guard let first = pids.first.flatMap({ picture.processes[$0] }) else { return nil }
    let interposes = file.elf?.interposes ?? []
    let isWide = Set(pids.compactMap { picture.processes[$0]?.path }).count >= 5
    let severity: Severity = !interposes.isEmpty ? .critical : preloaded.contains(key) ? .high : isWide ? .medium : .low
    let what = interposes.isEmpty ? "" : ", which replaces \(interposes.prefix(5).map(\.text).joined(separator: ", "))"
    return card.finding(
      "library of no package in \(pids.count) processes: \(file.path.text)\(what)",
      evidence: [
        Evidence(source: file.path, text: HostString(escaped: "no package\(what)"), exhibit: file.sha256),
        first.evidence("maps", file.path.text),
      ],
      severity: severity, processes: Array(pids.prefix(16)), occurred: file.changed)
  }

  /// `/lib` is a link to `/usr/lib` on merged systems.
  private static func key(_ path: String) -> String { path.hasPrefix("/usr/") ? String(path.dropFirst(4)) : path }
}
