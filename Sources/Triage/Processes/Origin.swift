internal import CaseModel
internal import HostFacts

/// How a process's program came to the host, from the most to the least ordinary. Severity hangs on this ladder, so
/// that
/// the same deed weighs more from a stranger than from a package.
enum Origin: Int, Comparable, Sendable {
  /// Of a package, or of a system directory on a host whose packages are not known.
  case packaged
  /// From a container's image or a service's own mount tree, at an ordinary place: ownership was not told.
  case image
  /// Software that administrators or vendors put where such software goes.
  case vendor
  /// In a system directory, but of no package.
  case stray
  /// In somebody's home or an application's directory.
  case own
  /// Hidden, in memory, in a temporary or data directory.
  case odd

  static func < (left: Origin, right: Origin) -> Bool { left.rawValue < right.rawValue }
}

extension HostPicture {
  /// How this process's program came here.
  func origin(of process: ProcessRecord) -> Origin {
    if process.isPackaged { return .packaged }
    if isRuntimeClone(process) { return .packaged }
    let path = process.path
    let place = process.place
    if process.isMemoryFile || PathShape.isTrick(path) || PathShape.isConcealed(path) { return .odd }
    if place.isOdd { return isApplicationMount(path) ? .own : .odd }
    if isInContainer(process) || hasOwnTree(process) { return .image }
    return switch place {
    case .system: tables.knowsPackages ? .stray : .packaged
    case .vendor: .vendor
    default: .own
    }
  }

  /// The process belongs to a container engine's control group, or to another pid namespace than process 1.
  ///
  /// Only ordinary places inside are trusted more for it: anybody can unshare a namespace.
  func isInContainer(_ process: ProcessRecord) -> Bool {
    if hasContainerGroup(process) { return true }
    guard let own = process.namespaces["pid"], let first = processes[1]?.namespaces["pid"] else { return false }
    return own != first
  }

  /// It sees another mount tree than process 1 (systemd's sandboxes, PrivateTmp): the owner of its path was not asked for.
  func hasOwnTree(_ process: ProcessRecord) -> Bool {
    guard let own = process.namespaces["mnt"], let first = processes[1]?.namespaces["mnt"] else { return false }
    return own != first
  }

  /// The control group is one that a container engine made.
  func hasContainerGroup(_ process: ProcessRecord) -> Bool {
    process.cgroups.contains { line in
      Self.containerGroups.contains { line.contains($0) } || line.text.hasContainerIdentifier
    }
  }

  /// `/tmp/.mount_X` and the like: a FUSE file system is mounted there, as AppImages do.
  func isApplicationMount(_ path: String) -> Bool {
    path.hasPrefix("/tmp/.mount_")
      && mounts.contains { $0.fileSystem.hasPrefix("fuse") && path.isPath(under: $0.path.text) }
  }

  /// Container runtimes run from a memory copy of themselves, so that a container cannot overwrite them
  /// (CVE-2019-5736).
  func isRuntimeClone(_ process: ProcessRecord) -> Bool {
    guard process.isMemoryFile, process.path.contains("runc_cloned") || process.path.contains("crun") else {
      return false
    }
    guard let parent = processes[process.ppid], parent.isPackaged else { return false }
    return [
      "containerd-shim-runc-v", "containerd-shim", "dockerd", "conmon", "containerd", "podman", "crio", "runc", "crun",
    ]
    .contains(parent.program)
  }

  /// Parent, its parent, …; at most 32, each once.
  func ancestors(of process: ProcessRecord) -> [ProcessRecord] {
    var result: [ProcessRecord] = []
    var seen: Set<Int> = [process.pid]
    var next = process.ppid
    while result.count < 32, seen.insert(next).inserted, let parent = processes[next] {
      result.append(parent)
      next = parent.ppid
    }
    return result
  }

  /// An ordinary user at a terminal, or under a build or automation tool that is not itself in an odd place.
  func isDeveloperWork(_ process: ProcessRecord) -> Bool {
    guard !process.isRoot, !process.uids.isEmpty else { return false }
    if process.terminal != 0 { return true }
    if isLeftByJob(process) { return true }
    return ancestors(of: process).contains {
      Program.developerTools.contains($0.program) && origin(of: $0) < .odd && $0.pid > 1
    }
  }

  /// A job of a build runner leaves tests and servers behind: same account, a named directory of its own under a temporary one, no
  /// connection to the outside.
  private func isLeftByJob(_ process: ProcessRecord) -> Bool {
    let parts = process.path.split(separator: "/")
    guard let uid = process.uids.first, uid >= 500, process.place == .temporary, parts.count > 3,
      !PathShape.isConcealed(process.path), !PathShape.isTrick(process.path), externalPeers(of: process).isEmpty
    else { return false }
    return processes.values.contains {
      $0.uids.first == uid && Program.buildRunners.contains($0.program) && !$0.place.isOdd
    }
  }

  /// Processes to be judged, in order of pid: not the kernel's own, not ended ones, not the collector.
  var suspects: [ProcessRecord] { tables.suspects }

  /// Sockets with a peer or a port on IP that the process holds.
  func internetSockets(of process: ProcessRecord) -> [SocketRecord] {
    sockets(of: process.pid).filter(\.isInternet)
  }

  /// Connections to addresses outside private networks.
  func externalPeers(of process: ProcessRecord) -> [SocketRecord] {
    internetSockets(of: process).filter { $0.hasPeer && Address.isPublic($0.remoteAddress.text) }
  }

  private static let containerGroups = [
    "/docker/", "docker-", "/kubepods", "kubepods.slice", "libpod-", "/crio-", "cri-containerd-", "/lxc/",
    "/lxc.payload",
    "/garden/", "/ecs/", "/nspawn/", "machine.slice/machine-", "/buildkit/", "/podman-",
  ]
}

extension String {
  /// Some part of the path is 64 hex digits, the form of container ids.
  var hasContainerIdentifier: Bool {
    split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "." || $0 == ":" }).contains {
      $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit)
    }
  }
}
