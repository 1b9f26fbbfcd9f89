internal import CLinuxShims
internal import CaseModel
internal import Digests
internal import HostFacts

/// Processes (coverage C002 to C010, C044, C122): read at once, completed with packages, then emitted.
final class ProcessFamily {
  private let source: LiveHostSource
  private let options: CollectionOptions
  private(set) var readings: [Int: ProcessReader.Reading] = [:]
  private var views = HiddenProcesses.Views()
  private var viewNotes: [String] = []
  private var isProbeCut = false
  private var digests: [String: (hex: String, isWhole: Bool)] = [:]
  private var comparisons: [String: Bool] = [:]
  private var digestBudget: Int
  private var digestsCut = 0

  init(source: LiveHostSource, options: CollectionOptions) {
    self.source = source
    self.options = options
    self.digestBudget = options.executableHashBytes
  }

  /// Socket inode to the processes that hold it.
  var socketOwners: [UInt64: [Int]] {
    var owners: [UInt64: [Int]] = [:]
    for (pid, reading) in readings {
      for inode in Set(reading.record.descriptors.compactMap(\.socketInode)) { owners[inode, default: []].append(pid) }
    }
    return owners.mapValues { $0.sorted() }
  }

  /// eBPF program id to the processes that hold it.
  var programOwners: [Int: [Int]] {
    var owners: [Int: [Int]] = [:]
    for (pid, reading) in readings { for id in Set(reading.bpfPrograms) { owners[id, default: []].append(pid) } }
    return owners.mapValues { $0.sorted() }
  }

  /// Login ids with the number of processes under each (audit loginuid).
  var loginIDs: [Int: Int] {
    readings.values.reduce(into: [:]) { counts, reading in
      if let login = reading.record.loginUID { counts[login, default: 0] += 1 }
    }
  }

  /// One process for each namespace of a kind, process 1 first.
  func representatives(of namespace: String) -> [(inode: UInt64, pid: Int)] {
    var found: [UInt64: Int] = [:]
    for (pid, reading) in readings {
      guard let inode = reading.record.namespaces[namespace] else { continue }
      found[inode] = min(found[inode] ?? pid, pid)
    }
    return found.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
  }

  /// Reads everything volatile of every process. Nothing is emitted yet.
  func read(sink: any CollectionSink) throws {
    var hidden = HiddenProcesses(source: source)
    (views, viewNotes) = hidden.views()
    isProbeCut = hidden.isCut
    let reader = ProcessReader(guarded: source.guarded, bootTime: bootTime(), keepsSecrets: options.includeSecrets)
    let own = source.guarded.childID
    for pid in views.all.union(parentsOf(views.listed)).sorted() where pid != own {
      try sink.breathe()
      if views.listed.contains(pid) || !hidden.isThread(pid) {
        if let reading = reader.read(pid) { readings[pid] = reading }
      }
    }
  }

  /// Emits what was read.
  func emit(packages: PackageIndex, into sink: any CollectionSink) throws {
    let firstNamespaces = readings[1]?.record.namespaces ?? [:]
    let mountedOver = mountsOverProcesses()
    for pid in readings.keys.sorted() {
      try sink.breathe()
      guard var reading = readings[pid] else { continue }
      complete(&reading, packages: packages, first: firstNamespaces)
      reading.record.seenBy = seenBy(pid)
      reading.record.isCollector = pid == source.ownPID
      reading.record.isMountedOver = mountedOver.contains(pid)
      readings[pid] = reading
      sink.emit(.process(reading.record))
      preserve(reading, sink)
      discrepancies(of: reading.record, sink)
    }
    noteEntries(sink)
  }

  private func bootTime() -> Timestamp? {
    let boot = nt_clock(0) - nt_clock(1)
    return boot > 0 ? Timestamp(nanoseconds: boot) : nil
  }

  private func parentsOf(_ pids: Set<Int>) -> Set<Int> {
    // Parents appear while children are read; a parent that no view lists is looked for by its id.
    var parents: Set<Int> = []
    for pid in pids {
      guard case .bytes(let stat, _) = source.guarded.run(.file("\(pid)/stat", limit: 4096)) else { continue }
      var record = ProcessRecord(pid: pid)
      if ProcessText.stat(stat, into: &record, bootTime: nil), record.ppid > 0 { parents.insert(record.ppid) }
    }
    return parents
  }

  private func complete(_ reading: inout ProcessReader.Reading, packages: PackageIndex, first: [String: UInt64]) {
    reading.record.isContained = ["pid", "mnt", "net"].contains { name in
      guard let own = reading.record.namespaces[name], let other = first[name] else { return false }
      return own != other
    }
    guard let executable = reading.record.executable, let identity = reading.executableIdentity else { return }
    let pid = reading.record.pid
    let now = try? source.status(executable, followLinks: true)
    let isSame = now.map { "\($0.device):\($0.inode)" == identity } ?? false
    if reading.record.namespaces["mnt"] == first["mnt"] || first["mnt"] == nil {
      reading.record.executableWasReplaced = now != nil && !isSame
      if now == nil || !isSame { reading.record.executableIsDeleted = true }
      reading.record.executablePackage = packages.owner(of: executable)?.package
    } else if isSame {
      // Another mount namespace, as systemd gives its services, but the very file of the host.
      reading.record.executablePackage = packages.owner(of: executable)?.package
    }
    let digest = digest(pid: pid, identity: identity, size: reading.record.executableSize ?? 0)
    reading.record.executableDigest = digest?.hex
    if !reading.record.executableIsDeleted, let digest = packages.owner(of: executable)?.digest {
      reading.record.executableDiffersFromPackage = differs(executable, identity: identity, from: digest)
    }
  }

  /// Whether the file at the path has another digest than its package says. Each file is read once.
  private func differs(_ path: HostString, identity: String, from digest: PackageIndex.Digest) -> Bool {
    if let known = comparisons[identity] { return known }
    let answer = FileHasher(source: source).compare(path, with: digest, limit: options.executableHashBytes) == .differs
    comparisons[identity] = answer
    return answer
  }

  private func digest(pid: Int, identity: String, size: Int64) -> (hex: String, isWhole: Bool)? {
    if let known = digests[identity] { return known }
    guard digestBudget > 0, size <= Int64(digestBudget) else {
      digestsCut += 1
      return nil
    }
    guard case .bytes(let answer, _) = source.guarded.run(.digest("\(pid)/exe", limit: options.executableHashBytes)),
      answer.count == 41
    else { return nil }
    digestBudget -= Int(size)
    let digest = (HexText.encode(answer[..<32]), answer[40] == 1)
    digests[identity] = digest
    return digest
  }

  private func seenBy(_ pid: Int) -> [String] {
    var seen: [String] = []
    if views.listed.contains(pid) { seen.append("fresh procfs") }
    if views.hostListed.contains(pid) { seen.append("host procfs") }
    if views.probed.contains(pid) { seen.append("probe") }
    if views.inGroups.contains(pid) { seen.append("cgroup") }
    return seen
  }

  /// Process ids with a mount on their directory in the host's own `/proc`.
  private func mountsOverProcesses() -> Set<Int> {
    guard let text = try? source.read("/proc/1/mountinfo", limit: 4 << 20) else { return [] }
    var ids: Set<Int> = []
    for mount in MountInfo.parse(text.bytes) where mount.path.hasPrefix("/proc/") {
      if let id = Int(mount.path.text.dropFirst(6).prefix { $0 != "/" }) { ids.insert(id) }
    }
    return ids
  }

  private func preserve(_ reading: ProcessReader.Reading, _ sink: any CollectionSink) {
    var bytes: [UInt8] = []
    for section in reading.sections {
      bytes += Array("== \(section.name)\n".utf8) + section.bytes
      if bytes.last != 10 { bytes.append(10) }
    }
    sink.preserve(
      source: HostString("/proc/\(reading.record.pid)"), method: "sections", bytes: bytes,
      entries: ["C003", "C006", "C009", "C010"],
      status: nil)
  }

  private func discrepancies(of record: ProcessRecord, _ sink: any CollectionSink) {
    let pid = record.pid
    for name in record.stalledReads.prefix(1) {
      sink.emit(
        .discrepancy(
          DiscrepancyRecord(
            kind: .stalledRead, subject: HostString("/proc/\(pid)/\(name)"), seenBy: ["guarded reader"],
            missingFrom: [],
            detail: HostString(
              escaped: "reading \(record.stalledReads.joined(separator: ", ")) of \(record.comm.text) did not return"),
            pid: pid)))
    }
    if record.isMountedOver {
      sink.emit(
        .discrepancy(
          DiscrepancyRecord(
            kind: .process, subject: HostString("\(pid)"), seenBy: record.seenBy.filter { $0 != "host procfs" },
            missingFrom: ["host procfs (mounted over)"],
            detail: HostString(
              escaped: "something is mounted over /proc/\(pid) (\(record.comm.text)), which hides it from ps"), pid: pid
          )))
      return
    }
    // A process that began after the first look is in the later ones only; it is no discrepancy unless it still is missing now.
    let missing = ["fresh procfs", "host procfs"].filter { !record.seenBy.contains($0) }
    guard !missing.isEmpty, record.seenBy.contains("probe") || record.seenBy.contains("cgroup") else { return }
    let again = HiddenProcesses(source: source)
    guard !again.listing().contains(pid), nt_task_exists(Int32(clamping: pid)) == 0 else { return }
    sink.emit(
      .discrepancy(
        DiscrepancyRecord(
          kind: .process, subject: HostString("\(pid)"), seenBy: record.seenBy, missingFrom: missing,
          detail: HostString(escaped: "process \(pid) (\(record.comm.text)) exists but is not listed"), pid: pid)))
  }

  private func noteEntries(_ sink: any CollectionSink) {
    let count = readings.count
    let user = readings.values.filter { !$0.record.isKernelThread }
    sink.note(
      "C002", isProbeCut ? .partial : .obtained, count: views.all.count,
      tried: ["/proc", "getpgid 1…pid_max", "/sys/fs/cgroup/**/cgroup.procs", "stat:ppid"],
      why: viewNotes.joined(separator: "; "))
    note(
      sink, "C003", reads: ["cmdline", "environ", "status"], of: user, count: count,
      tried: "/proc/PID/{stat,status,cmdline,environ,loginuid}")
    let cut = digestsCut > 0 ? "\(digestsCut) executables not hashed: budget" : ""
    if !cut.isEmpty { sink.note("C004", .partial, count: 0, tried: [], why: cut) }
    note(sink, "C004", reads: ["exe"], of: user, count: digests.count, tried: "/proc/PID/exe")
    note(sink, "C005", reads: ["cwd", "root", "ns"], of: user, count: count, tried: "/proc/PID/{cwd,root,ns,cgroup}")
    note(sink, "C006", reads: ["maps"], of: user, count: user.count, tried: "/proc/PID/maps")
    note(
      sink, "C007", reads: ["fd"], of: user, count: user.reduce(0) { $0 + $1.record.descriptors.count },
      tried: "/proc/PID/fd, fdinfo")
    note(sink, "C009", reads: ["stack"], of: user, count: count, tried: "/proc/PID/{wchan,stack,syscall,task}")
    note(sink, "C010", reads: ["auxv"], of: user, count: count, tried: "/proc/PID/{limits,timers,personality,auxv}")
    let watchers = user.filter { reading in
      reading.record.descriptors.contains {
        $0.target.text == "anon_inode:inotify" || $0.target.text == "anon_inode:[fanotify]"
      }
    }
    sink.note("C044", .obtained, count: watchers.count, tried: ["/proc/PID/fdinfo"], why: "")
  }

  private func note(
    _ sink: any CollectionSink, _ entry: String, reads: [String], of processes: [ProcessReader.Reading], count: Int,
    tried: HostString
  ) {
    let denied = processes.filter { !$0.record.deniedReads.filter(reads.contains).isEmpty }.count
    let stalled = processes.filter { !$0.record.stalledReads.filter(reads.contains).isEmpty }.count
    sink.note(entry, count > 0 ? .obtained : .failed, count: count, tried: [tried], why: "")
    if denied > 0 { sink.note(entry, .denied, count: 0, tried: [], why: "\(denied) processes refused") }
    if stalled > 0 { sink.note(entry, .partial, count: 0, tried: [], why: "\(stalled) processes did not answer") }
  }
}
