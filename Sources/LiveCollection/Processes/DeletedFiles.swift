internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Content that only a process still holds: deleted but open files, and executables without a name (coverage C008, C122).
struct DeletedFiles {
  let source: LiveHostSource

  /// More of one file than this is not copied; the guarded reader's memory bounds it too.
  private static let sizeLimit = 6 << 20
  private static let totalLimit = 64 << 20

  func collect(from readings: [Int: ProcessReader.Reading], into sink: any CollectionSink) throws {
    var copied = 0
    var total = 0
    var cut = 0
    var found = 0
    for pid in readings.keys.sorted() {
      try sink.breathe()
      guard let record = readings[pid]?.record else { continue }
      for descriptor in record.descriptors where descriptor.isDeleted && descriptor.target.hasPrefix("/") {
        let path = "\(pid)/fd/\(descriptor.number)"
        guard let status = regularFile(path) else { continue }
        found += 1
        guard status.size > 0, total < Self.totalLimit, copied < 256 else {
          cut += status.size > 0 ? 1 : 0
          continue
        }
        if copy(path, record: record, label: descriptor.target, status, &total, sink) { copied += 1 } else { cut += 1 }
      }
      guard let executable = record.executable, record.executableIsDeleted || executable.hasPrefix("/memfd:"),
        total < Self.totalLimit,
        let status = regularFile("\(pid)/exe")
      else { continue }
      found += 1
      if copy("\(pid)/exe", record: record, label: executable, status, &total, sink) { copied += 1 } else { cut += 1 }
    }
    for entry in ["C008", "C122"] {
      sink.note(
        entry, found == 0 ? .absent : .obtained, count: copied, tried: ["/proc/PID/fd", "/proc/PID/exe"], why: "")
      if cut > 0 {
        sink.note(
          entry, .partial, count: 0, tried: [], why: "\(cut) deleted files beyond the size limits or unreadable")
      }
    }
  }

  /// Metadata, if it is a regular file; nothing else is ever opened.
  private func regularFile(_ path: String) -> nt_status? {
    guard case .bytes(let raw, _) = source.guarded.run(.status(path)), raw.count == MemoryLayout<nt_status>.size else {
      return nil
    }
    let status = raw.withUnsafeBytes { $0.loadUnaligned(as: nt_status.self) }
    return status.mode & 0o170000 == 0o100000 ? status : nil
  }

  private func copy(
    _ path: String, record: ProcessRecord, label: HostString, _ status: nt_status, _ total: inout Int,
    _ sink: any CollectionSink
  ) -> Bool {
    guard case .bytes(let bytes, let isTruncated) = source.guarded.run(.file(path, limit: Self.sizeLimit)) else {
      return false
    }
    total += bytes.count
    var file = FileRecord(path: label, status: status)
    file.exhibit = sink.preserve(
      source: HostString("/proc/\(path)"), method: "descriptor", bytes: bytes, entries: ["C008", "C122"], status: file)
    guard isLog(label) else { return !isTruncated }
    var log = LogFileRecord(path: label, kind: "deleted")
    log.size = Int64(clamping: status.size)
    log.deletedOpenBy = record.pid
    log.exhibit = file.exhibit
    log.modifiedAt = file.modified
    log.changedAt = file.changed
    sink.emit(.logFile(log))
    return !isTruncated
  }

  private func isLog(_ path: HostString) -> Bool { path.hasPrefix("/var/log/") || path.text.contains(".log") }
}
