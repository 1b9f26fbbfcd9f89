internal import CaseModel
internal import HostFacts

/// Processes whose name stands in a library that replaces the functions for listing files.
struct NamedByLibrary: StreamHeuristic {
  let card = HeuristicCard(
    id: "hiding.named-by-library",
    abnormal: "A library that stands in front of readdir names a process or its directory among its texts.",
    why: "Preloaded rootkits leave out of every listing what they are told by name: this is what they hide.",
    techniques: ["T1014", "T1574.006", "T1564"], severity: .high,
    benign: "Packaged programs are passed over: libraries that watch for sshd or sudo name those for other reasons.")

  private var libraries: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, let elf = file.elf, !elf.texts.isEmpty, libraries.count < 32,
      file.package == nil || file.packageState == .differs
    else { return [] }
    libraries.append(file)
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    guard !libraries.isEmpty else { return [] }
    let picture = picture.indexed()
    return picture.suspects.prefix(20_000).compactMap { process in
      guard !process.isPackaged else { return nil }
      let names = Self.names(of: process)
      for library in libraries {
        guard let text = library.elf?.texts.first(where: { names.contains($0.text) }) else { continue }
        return card.finding(
          "\(library.path.text) names \(text.text), which is \(process.label)", process,
          evidence: [Evidence(source: library.path, text: text, exhibit: library.sha256)])
      }
      return nil
    }
  }

  /// Name, file name and directories of its own, as far as they are not everybody's.
  private static func names(of process: ProcessRecord) -> Set<String> {
    let parts = process.path.split(separator: "/").map(String.init)
    let own = parts.filter { part in
      part.utf8.count > 3 && ![
        "home", "root", "local", "sbin", "share", "lib64", "lib32", "libexec", "games", "spool", "cache", "deleted",
        "x86_64-linux-gnu", "aarch64-linux-gnu", "systemd", "proc", "self", "data",
      ].contains(part)
    }
    return Set(own + [process.comm.text, process.path].filter { $0.utf8.count > 3 })
  }
}
