internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Mounts of every mount namespace (C038), what a clone leaves out, and what mounts cover (C120).
final class MountFamily {
  private let source: LiveHostSource
  /// Mounts of the host's own namespace.
  private(set) var mounts: [MountRecord] = []
  /// Descriptors of trees under other mounts: the covering mount's path, and a directory with what it covers.
  private(set) var covered: [(path: HostString, directory: Int32)] = []

  init(source: LiveHostSource) { self.source = source }

  /// Reads and emits all mounts.
  ///
  /// - Parameter representatives: One process for each mount namespace, that of process 1 first.
  func collect(representatives: [(inode: UInt64, pid: Int)], into sink: any CollectionSink) throws {
    var count = 0
    for (index, namespace) in representatives.prefix(512).enumerated() {
      try sink.breathe()
      let path = HostString("/proc/\(namespace.pid)/mountinfo")
      guard let text = try? source.read(path, limit: 8 << 20) else { continue }
      sink.preserve(source: path, method: "read", bytes: text.bytes, entries: ["C038"], status: nil)
      var found = MountInfo.parse(text.bytes)
      for position in found.indices { found[position].mountNamespace = namespace.inode }
      if index == 0 { mark(&found, sink) }
      for mount in found { sink.emit(.mount(mount)) }
      count += found.count
      if index == 0 { mounts = found }
    }
    sink.note("C038", count > 0 ? .obtained : .failed, count: count, tried: ["/proc/PID/mountinfo"], why: "")
  }

  /// Marks mounts that cover something and opens those that the clone left out.
  private func mark(_ mounts: inout [MountRecord], _ sink: any CollectionSink) {
    let unbindable = mounts.filter { $0.propagation.split(separator: " ").contains("unbindable") }
    for mount in unbindable {
      sink.emit(
        .discrepancy(
          DiscrepancyRecord(
            kind: .unbindableMount, subject: mount.path, seenBy: ["mountinfo"], missingFrom: ["detached clone"],
            detail: HostString(
              escaped: "\(mount.fileSystem) mounted unbindable, so that no copy of the mount tree shows it"))))
    }
    let entered = unbindable.filter {
      !source.hanging.covers($0.path.bytes) && !FileSystemKind.isPseudo($0.fileSystem)
    }
    for fault in source.view.openUnbindable(entered.map(\.path)) {
      sink.note("C120", .failed, count: 0, tried: [fault.path], why: "unbindable mount not opened: \(fault.why)")
    }
    var open = 0
    for index in mounts.indices where mounts[index].path.text != "/" {
      guard let found = coveredDirectory(mounts[index], mounts) else { continue }
      mounts[index].covers = HostString(escaped: "\(found.names) names")
      covered.append((mounts[index].path, found.directory))
      open += 1
      let names = found.examples.map(\.text).joined(separator: ", ")
      sink.emit(
        .discrepancy(
          DiscrepancyRecord(
            kind: .overmount, subject: mounts[index].path, seenBy: ["single-mount clone"], missingFrom: ["mount tree"],
            detail: HostString(
              escaped: "\(mounts[index].fileSystem) is mounted over a directory with \(found.names) names: \(names)"))))
    }
    sink.note("C120", .obtained, count: open, tried: ["open_tree without AT_RECURSIVE"], why: "")
  }

  /// A directory below a mount that is not empty, opened through a clone of the parent mount alone.
  private func coveredDirectory(
    _ mount: MountRecord, _ mounts: [MountRecord]
  ) -> (directory: Int32, names: Int, examples: [HostString])? {
    guard let parent = mounts.first(where: { $0.id == mount.parent }), !FileSystemKind.isPseudo(parent.fileSystem),
      !source.hanging.covers(parent.path.bytes), parent.id != mount.id
    else { return nil }
    let parentPath = HostView.cString(parent.path)
    // The parent itself may be covered; then its path leads elsewhere and the clone would show the wrong tree.
    let clone = parentPath.withUnsafeBufferPointer { nt_open_tree_clone($0.baseAddress!, 0) }
    guard clone >= 0 else { return nil }
    defer { closeDescriptor(clone) }
    var status = nt_status()
    guard nt_statx(clone, "", 0, &status) >= 0, "\(status.device_major):\(status.device_minor)" == parent.device else {
      return nil
    }
    let below = parent.path.text == "/" ? 0 : parent.path.bytes.count
    let directory = HostView.cString(mount.path, dropping: below).withUnsafeBufferPointer {
      nt_open_directory_below(clone, $0.baseAddress!, 0, 0)
    }
    guard directory >= 0 else { return nil }
    var reader = DirectoryReader(directory)
    var names = 0
    var examples: [HostString] = []
    while names < 10_000, let entry = reader.next() {
      names += 1
      if examples.count < 8 { examples.append(HostString(bytes: entry.name)) }
    }
    guard names > 0 else {
      closeDescriptor(directory)
      return nil
    }
    rewindDirectory(directory)
    return (directory, names, examples)
  }
}
