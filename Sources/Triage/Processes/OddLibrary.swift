internal import CaseModel
internal import HostFacts

/// A program has code mapped from an odd place or from a file that is gone.
struct OddLibrary: ProcessHeuristic {
  let card = HeuristicCard(
    id: "process.odd-library",
    abnormal: "A program has a library mapped from an odd place, from memory or deleted there.",
    why: "Injected or preloaded code shows as a mapping that no package put there.",
    techniques: ["T1574.006", "T1055", "T1574"], severity: .high,
    benign:
      "Java, Node, .NET and Python unpack native parts into temporary directories (info); package upgrades leave old libraries mapped as deleted (info); just-in-time compilers use memory files."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let own = process.path
    var found: (path: String, how: String, severity: Severity)?
    for (path, how) in candidates(process) where path != own {
      guard let severity = severity(path, how, process, picture), found.map({ $0.severity < severity }) ?? true else {
        continue
      }
      found = (path, how, severity)
    }
    guard let found else { return nil }
    return card.finding(
      "\(found.how) in \(process.label): \(found.path)", process, severity: found.severity,
      techniques: found.how == "code from memory" ? ["T1055", "T1620"] : card.techniques,
      evidence: [process.evidence("maps", found.path)])
  }

  private func candidates(_ process: ProcessRecord) -> [(String, String)] {
    process.mappings.compactMap { mapping in
      switch mapping.kind {
      case .memfd: (mapping.path.text, "code from memory")
      case .deletedFile: (Self.withoutMark(mapping.path.text), "deleted library")
      case .unusualLibrary: (mapping.path.text, "unusual library")
      case .anonymousExecutable, .writableExecutable: nil
      }
    } + process.libraries.map { (Self.withoutMark($0.text), "library") }
  }

  private func severity(_ path: String, _ how: String, _ process: ProcessRecord, _ picture: HostPicture) -> Severity? {
    let isMaker = Program.codeMakers.contains(process.program)
    let origin = picture.origin(of: process)
    if how == "code from memory" || path.hasPrefix("/memfd:") {
      let isKnown = Self.memoryNames.contains { path.contains($0) }
      return isMaker || (isKnown && origin < .stray) ? .info : .high
    }
    guard path.hasPrefix("/"), !Self.isShared(path), !picture.isApplicationMount(path) else { return nil }
    let place = Place(path)
    if PathShape.isTrick(path) || place == .device { return .high }
    if place.isOdd || PathShape.isConcealed(path) {
      if origin == .odd || picture.isDeveloperWork(process) { return .info }
      return isMaker ? .info : .high
    }
    guard place == .home || place == .web || place == .other else { return nil }
    let isSystem = process.isPackaged && process.isRoot && Program.isSystemDaemon(process.fileName)
    return isSystem && !picture.isInContainer(process) ? .high : nil
  }

  /// Shared memory and device buffers that only look like files.
  private static func isShared(_ path: String) -> Bool {
    [
      "/SYSV", "/dev/zero", "/dev/nvidia", "/dev/dri", "/dev/kfd", "/anon_hugepage", "/[aio]", "/i915", "/drm",
      "/dev/infiniband", "/dev/ashmem", "/dev/udmabuf", "/dev/hugepages",
    ]
    .contains { path.hasPrefix($0) }
  }

  private static func withoutMark(_ path: String) -> String {
    path.hasSuffix(" (deleted)") ? String(path.dropLast(10)) : path
  }

  /// Memory files that just-in-time compilers and call gates make.
  private static let memoryNames = ["doublemapper", "libffi", "tcg-jit", "JITCode", "jit", "pcre", "wasm"]
}
