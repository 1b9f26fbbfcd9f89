internal import CaseModel
internal import CollectionPlans
internal import HostFacts

/// Takes everything that the plan names (coverage sections B and C, and definitions of the user).
final class PlanFamily {
  private let source: LiveHostSource
  private let reader: ArtifactReader
  private let run: CollectionRun
  private let plan: CollectionPlan
  private let homes: [Home]

  /// A home directory and whose it is.
  struct Home {
    var account: HostString
    var path: HostString
  }

  init(source: LiveHostSource, reader: ArtifactReader, run: CollectionRun, plan: CollectionPlan, homes: [Home]) {
    self.source = source
    self.reader = reader
    self.run = run
    self.plan = plan
    self.homes = homes
  }

  /// Takes the items whose id passes, in the plan's order.
  func collect(where isWanted: (CollectionPlan.Item) -> Bool) throws {
    for item in plan.items where isWanted(item) {
      if let reason = item.unsupported {
        run.note(item.id, .unsupported, count: 0, tried: [], why: "\(item.name): \(reason)")
      } else {
        try collect(item)
      }
    }
  }

  private func collect(_ item: CollectionPlan.Item) throws {
    let request = ArtifactRequest(
      entry: item.id, parser: item.parser, limit: item.limit, isTail: item.tail, isSecret: item.secret,
      isCopied: item.copy)
    var count = 0
    var found = 0
    for candidate in try candidates(item) {
      do {
        if let taken = try reader.take(candidate.path, request, account: candidate.account) { count += taken }
        found += 1
      } catch let error as SourceError {
        note(error, item, candidate.path)
      }
    }
    let tried = item.paths.map { HostString($0) }
    run.note(item.id, found > 0 ? .obtained : .absent, count: count, tried: tried, why: "")
  }

  private func note(_ error: SourceError, _ item: CollectionPlan.Item, _ path: HostString) {
    switch error.code {
    case .absent: break
    case .unsupported: break
    case .denied: run.note(item.id, .denied, count: 0, tried: [path], why: error.message)
    case .notEntered: run.note(item.id, .partial, count: 0, tried: [path], why: error.message)
    case .stalled, .failed: run.note(item.id, .failed, count: 0, tried: [path], why: error.message)
    }
  }

  private struct Candidate {
    var path: HostString
    var account: HostString?
  }

  private func candidates(_ item: CollectionPlan.Item) throws -> [Candidate] {
    var found: [Candidate] = []
    var isCut = false
    for text in item.paths {
      try run.breathe()
      for (pattern, account) in patterns(text) {
        let result = GlobExpansion { [self] directory in
          names(in: HostString(bytes: directory), for: item).map {
            .init(bytes: $0.name.bytes, isDirectory: $0.kind == .directory)
          }
        }.expand(pattern)
        isCut = isCut || result.isCut
        found += result.paths.map { path in
          let escaped = HostString(bytes: path)
          return Candidate(path: escaped, account: account ?? owner(of: escaped))
        }
      }
    }
    if isCut { run.note(item.id, .partial, count: 0, tried: [], why: "more names matched \(item.name) than are taken") }
    return found
  }

  /// The names in a directory of a pattern. One that is there and cannot be listed is said.
  private func names(in directory: HostString, for item: CollectionPlan.Item) -> [DirectoryEntry] {
    do throws(SourceError) { return try source.list(directory, limit: 20_000) } catch {
      note(error, item, directory)
      return []
    }
  }

  /// A path with the variables replaced. Home directories are those of the accounts, each once.
  private func patterns(_ text: String) -> [(GlobPattern, HostString?)] {
    let variable = "%%users.homedir%%"
    guard text.hasPrefix(variable) else { return GlobPattern(Array(text.utf8)).map { [($0, nil)] } ?? [] }
    let rest = Array(text.utf8.dropFirst(variable.utf8.count))
    return homes.compactMap { home in
      // A home's own name is no pattern, whatever characters are in it.
      let literal = home.path.bytes.flatMap { byte -> [UInt8] in
        [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")].contains(byte) ? [UInt8(ascii: "?")] : [byte]
      }
      return GlobPattern(literal + rest).map { ($0, home.account) }
    }
  }

  private func owner(of path: HostString) -> HostString? {
    homes.filter { path.hasPrefix($0.path.text + "/") }.max { $0.path.text.utf8.count < $1.path.text.utf8.count }?
      .account
  }
}
