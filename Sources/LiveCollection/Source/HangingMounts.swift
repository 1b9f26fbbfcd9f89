internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Mounts whose server may never answer a look at them: network file systems, and FUSE, which any process can serve. One look at a name on
/// them can hold the collector for ever, and openat2(2) has no flag that leaves them out; so each path is followed here first, name by name,
/// wherever its links lead. Most hosts have no such mount and pay nothing.
struct HangingMounts {
  private let paths: Set<[UInt8]>
  private let root: Int32
  private static let linkLimit = 40

  /// - Parameter root: The view's root, below which links are read.
  init(_ mounts: [MountRecord], root: Int32) {
    self.root = root
    paths = Set(mounts.filter { FileSystemKind.isRemote($0.fileSystem) }.map(\.path.bytes))
  }

  /// Their paths, in order.
  var sorted: [HostString] { paths.map { HostString(bytes: $0) }.sorted() }

  /// - Throws: `.notEntered` if the path leads onto such a mount.
  func refuse(_ path: HostString, followsLast: Bool = true) throws(SourceError) {
    guard !paths.isEmpty, let mount = mount(on: path.bytes, followsLast: followsLast) else { return }
    throw SourceError(
      .notEntered, "not entered, because \(HostString(bytes: mount)) can hang (--enter-remote): \(path)")
  }

  /// Whether the path as it is written is on such a mount.
  func covers(_ path: [UInt8]) -> Bool {
    paths.contains { path.starts(with: $0) && (path.count == $0.count || path[$0.count] == UInt8(ascii: "/")) }
  }

  /// The first such mount that resolving a path meets.
  private func mount(on path: [UInt8], followsLast: Bool) -> [UInt8]? {
    var waiting = Self.names(path)
    var place: [[UInt8]] = []
    var links = 0
    while let name = waiting.popLast() {
      if name.elementsEqual([UInt8(ascii: ".")]) { continue }
      if name.elementsEqual([UInt8(ascii: "."), UInt8(ascii: ".")]) {
        _ = place.popLast()
        continue
      }
      place.append(name)
      let here = place.flatMap { [UInt8(ascii: "/")] + $0 }
      if paths.contains(here) { return here }
      guard followsLast || !waiting.isEmpty, let target = link(here) else { continue }
      links += 1
      guard links <= Self.linkLimit else { return nil }
      if target.first == UInt8(ascii: "/") { place = [] } else { place.removeLast() }
      waiting += Self.names(target)
    }
    return nil
  }

  /// Names of a path, the first one last.
  private static func names(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: UInt8(ascii: "/")).reversed().map { Array($0) }
  }

  /// Where a path leads if it is a link. Everything before its last name is known to be none.
  private func link(_ path: [UInt8]) -> [UInt8]? {
    let relative = path.dropFirst().map { CChar(bitPattern: $0) } + [0]
    var target = [CChar](repeating: 0, count: 4096)
    let count = nt_readlinkat(root, relative, &target, target.count)
    return count > 0 ? target[..<count].map { UInt8(bitPattern: $0) } : nil
  }
}
