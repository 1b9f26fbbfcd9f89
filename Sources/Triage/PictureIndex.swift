internal import CaseModel
internal import HostFacts

/// Who holds, begets and listens to what: built once over a picture, so that no heuristic walks processes times
/// sockets.
struct PictureIndex: Sendable {
  /// Positions in `HostPicture.sockets` by holder.
  private(set) var socketsByPID: [Int: Set<Int>] = [:]
  /// Children by parent.
  private(set) var children: [Int: [Int]] = [:]
  /// Holders of an unnamed or named pipe by link target.
  private(set) var pipeHolders: [String: [Int]] = [:]
  /// Positions of listening sockets by port.
  private(set) var listenersByPort: [Int: [Int]] = [:]
  /// Families of the names of kernel threads: the usual ones and this host's own.
  private(set) var kernelThreadFamilies = KernelThreadName.usual
  /// Processes to be judged, in order of pid.
  private(set) var suspects: [ProcessRecord] = []
  /// Names of package-owned programs by the SHA-256 of the running image.
  private(set) var programsByDigest: [String: String] = [:]
  /// Package ownership could be told on this host.
  private(set) var knowsPackages = false
  /// Processes whose executable is among their mapped files: none if the collector does not list it.
  private(set) var mappedExecutables = 0
  /// About when the system was put on this disk.
  private(set) var installation: Timestamp?
  /// Collector and the shells it was started from.
  private(set) var ours: Set<Int> = []

  init(_ picture: HostPicture) {
    knowsPackages = picture.knowsPackages
    installation = picture.estimatedInstallation
    for process in picture.processes.values { take(process) }
    takeSockets(picture)
    takeOurs(picture)
    suspects = picture.processes.values.filter {
      !$0.isKernelThread && !$0.isGone && !$0.isCollector && !$0.path.isEmpty
    }.sorted { $0.pid < $1.pid }
  }

  private mutating func take(_ process: ProcessRecord) {
    children[process.ppid, default: []].append(process.pid)
    if process.executablePackage != nil { knowsPackages = true }
    if UnmappedExecutable.isMapped(process) { mappedExecutables += 1 }
    if process.isKernelThread { kernelThreadFamilies.insert(KernelThreadName.family(process.comm.text)) }
    if let digest = process.executableDigest, process.executablePackage != nil, !process.executableDiffersFromPackage {
      programsByDigest[digest] = process.executable?.text
    }
    for descriptor in process.descriptors where descriptor.isPipe {
      pipeHolders[descriptor.target.text, default: []].append(process.pid)
    }
  }

  private mutating func takeSockets(_ picture: HostPicture) {
    var positions: [UInt64: Int] = [:]
    for (position, socket) in picture.sockets.enumerated() {
      if socket.inode != 0 { positions[socket.inode] = position }
      for pid in socket.pids { socketsByPID[pid, default: []].insert(position) }
      if socket.isListening { listenersByPort[socket.localPort, default: []].append(position) }
    }
    for process in picture.processes.values {
      for descriptor in process.descriptors {
        guard let inode = descriptor.socketInode, let position = positions[inode] else { continue }
        socketsByPID[process.pid, default: []].insert(position)
      }
    }
  }

  private mutating func takeOurs(_ picture: HostPicture) {
    for process in picture.processes.values where process.isCollector {
      ours.insert(process.pid)
      for parent in picture.ancestors(of: process) {
        guard parent.isShell || ["sudo", "su", "doas", "env", "timeout", "nohup"].contains(parent.program) else {
          break
        }
        ours.insert(parent.pid)
      }
    }
  }
}
