/// Finds the paths that a pattern names, by listing only the directories it has to.
public struct GlobExpansion {
  /// A name in a directory.
  public struct Name: Sendable {
    /// Its bytes.
    public var bytes: [UInt8]
    /// Whether it is a directory (not a link to one).
    public var isDirectory: Bool
    /// A name.
    public init(bytes: [UInt8], isDirectory: Bool) {
      self.bytes = bytes
      self.isDirectory = isDirectory
    }
  }

  /// What was found, and whether a ceiling ended the search.
  public struct Result: Sendable {
    /// Absolute paths, each once.
    public var paths: [[UInt8]] = []
    /// A ceiling was met.
    public var isCut = false
  }

  private let list: ([UInt8]) -> [Name]
  private let pathLimit: Int
  private let directoryLimit: Int

  /// - Parameters:
  ///   - pathLimit: Most paths for one pattern.
  ///   - directoryLimit: Most directories listed for one pattern.
  ///   - list: Names in a directory; empty if it cannot be read.
  public init(pathLimit: Int = 4096, directoryLimit: Int = 4096, list: @escaping ([UInt8]) -> [Name]) {
    self.list = list
    self.pathLimit = pathLimit
    self.directoryLimit = directoryLimit
  }

  /// - Returns: Candidates: what stands after the last wildcard is put behind each match, whether or not it exists there.
  public func expand(_ pattern: GlobPattern) -> Result {
    var state = State()
    step([], pattern.segments[...], &state)
    return Result(paths: state.paths, isCut: state.isCut)
  }

  private struct State {
    var paths: [[UInt8]] = []
    var known: Set<[UInt8]> = []
    var directories = 0
    var isCut = false
  }

  private func step(_ base: [UInt8], _ segments: ArraySlice<GlobPattern.Segment>, _ state: inout State) {
    guard let segment = segments.first else {
      guard state.paths.count < pathLimit else { return state.isCut = true }
      if state.known.insert(base).inserted { state.paths.append(base.isEmpty ? [UInt8(ascii: "/")] : base) }
      return
    }
    let rest = segments.dropFirst()
    switch segment {
    case .literal(let name): step(base + [UInt8(ascii: "/")] + name, rest, &state)
    case .wildcard(let pattern):
      for name in names(base, &state) where GlobPattern.matches(pattern, name.bytes) {
        step(base + [UInt8(ascii: "/")] + name.bytes, rest, &state)
      }
    case .recursive(let depth): descend(base, depth, rest, &state)
    }
  }

  private func descend(_ base: [UInt8], _ depth: Int, _ rest: ArraySlice<GlobPattern.Segment>, _ state: inout State) {
    let found = names(base, &state)
    if rest.isEmpty {
      for name in found { step(base + [UInt8(ascii: "/")] + name.bytes, rest, &state) }
    } else {
      step(base, rest, &state)
    }
    guard depth > 1 || !rest.isEmpty && depth > 0 else { return }
    for name in found where name.isDirectory {
      descend(base + [UInt8(ascii: "/")] + name.bytes, depth - 1, rest, &state)
    }
  }

  private func names(_ directory: [UInt8], _ state: inout State) -> [Name] {
    guard state.directories < directoryLimit, state.paths.count < pathLimit else {
      state.isCut = true
      return []
    }
    state.directories += 1
    return list(directory.isEmpty ? [UInt8(ascii: "/")] : directory)
  }
}
