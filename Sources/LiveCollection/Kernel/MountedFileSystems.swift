internal import CaseModel

/// Where pseudo file systems are mounted already, so that nothing is looked up that would mount one: debugfs mounts tracefs
/// below itself when it is looked at, and systemd mounts binfmt_misc the same way (and loads its module).
struct MountedFileSystems {
  private var paths: [String: [HostString]] = [:]

  /// - Parameter source: The mountinfo of process 1 is read, or else the collector's own.
  init(_ source: any HostSource) {
    let first = try? source.read("/proc/1/mountinfo", limit: 4 << 20)
    let table = first ?? (try? source.read("/proc/self/mountinfo", limit: 4 << 20))
    self.init(table?.bytes ?? [])
  }

  /// - Parameter bytes: A mountinfo table (proc(5)): the path is the fifth field, the type the first behind the dash.
  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 10).prefix(100_000) {
      let fields = KernelText.fields(line)
      guard fields.count > 6, let dash = fields[5...].firstIndex(where: { $0.elementsEqual([UInt8(ascii: "-")]) }),
        dash + 1 < fields.count
      else { continue }
      paths[KernelText.text(fields[dash + 1]), default: []].append(HostString(bytes: Array(fields[4])))
    }
  }

  /// Where file systems of a type are mounted.
  func places(of type: String) -> [HostString] { paths[type] ?? [] }
}
