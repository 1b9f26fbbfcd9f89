internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Finds process ids by ways that a rootkit must each deceive, and says where they disagree.
struct HiddenProcesses {
  let source: LiveHostSource

  /// Ids by view. A process that starts or ends between two looks is in one of them only, so differences are looked at again.
  struct Views {
    var listed: Set<Int> = []
    var hostListed: Set<Int> = []
    var probed: Set<Int> = []
    var inGroups: Set<Int> = []
    var all: Set<Int> { listed.union(hostListed).union(probed).union(inGroups) }
  }

  /// The most ids that are probed one by one: the kernel's own limit on 64-bit machines, half a second.
  static let probeLimit = 1 << 22
  /// Ids that may exist were not probed.
  private(set) var isCut = false

  mutating func views() -> (Views, notes: [String]) {
    var views = Views()
    var notes: [String] = []
    views.hostListed = hostListing()
    views.inGroups = groupMembers()
    views.listed = listing()
    views.probed = probe(visible: views.all, &notes)
    // What began while the ids were probed is in the listing now.
    views.listed.formUnion(listing())
    return (views, notes)
  }

  /// Names that are numbers in our procfs.
  func listing() -> Set<Int> {
    Set(((try? source.list("/proc", limit: 1 << 20)) ?? []).compactMap { Int($0.name.text) })
  }

  /// The same in the host's own `/proc`, where something may be mounted over.
  private func hostListing() -> Set<Int> {
    let directory = nt_open_directory_below(source.view.root, "proc", 1, source.noatime)
    guard directory >= 0 else { return [] }
    defer { closeDescriptor(directory) }
    var reader = DirectoryReader(directory)
    var ids: Set<Int> = []
    while let entry = reader.next() { if let id = Int(String(decoding: entry.name, as: UTF8.self)) { ids.insert(id) } }
    return ids
  }

  private func groupMembers() -> Set<Int> {
    var ids: Set<Int> = []
    var waiting: [HostString] = ["/sys/fs/cgroup"]
    var seen = 0
    while let directory = waiting.popLast(), seen < 4096 {
      seen += 1
      if let text = try? source.read(HostString(escaped: "\(directory.text)/cgroup.procs"), limit: 1 << 20) {
        for line in text.lines { if let id = Int(String(decoding: line, as: UTF8.self)), id > 0 { ids.insert(id) } }
      }
      for entry in (try? source.list(directory, limit: 4096)) ?? [] where entry.kind == .directory {
        waiting.append(HostString(escaped: "\(directory.text)/\(entry.name.text)"))
      }
    }
    return ids
  }

  /// Asks the kernel for each id with getpgid(2). Threads answer too; they are told apart by `Tgid` of `status`.
  ///
  /// Ids are given out upwards, and start again from the bottom after `pid_max`: where no visible id lies above the last one given out, higher ids were
  /// never used.
  private mutating func probe(visible: Set<Int>, _ notes: inout [String]) -> Set<Int> {
    let most = (try? source.read("/proc/sys/kernel/pid_max", limit: 32)).flatMap { Int(firstWord($0.bytes)) } ?? 32_768
    let last = (try? source.read("/proc/loadavg", limit: 128)).flatMap { lastPID($0.bytes) } ?? most
    let isWrapped = visible.contains { $0 > last }
    let end = min(most, Self.probeLimit, isWrapped ? most : max(last, 32_768) + 1024)
    if end < most {
      notes.append("ids probed up to \(end) of \(most)\(isWrapped ? "" : "; higher ones were not given out yet")")
    }
    isCut = isWrapped && end < most || last > end
    var ids: Set<Int> = []
    for id in 1..<max(2, end) where nt_task_exists(Int32(id)) == 0 { ids.insert(id) }
    return ids
  }

  private func firstWord(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix { $0 > 32 }, as: UTF8.self) }

  private func lastPID(_ bytes: [UInt8]) -> Int? {
    bytes.split(whereSeparator: { $0 <= 32 }).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether an id is the leader of a process, as far as `/proc` tells; a hidden one may not tell.
  func isThread(_ id: Int) -> Bool {
    guard let status = try? source.read(HostString("/proc/\(id)/status"), limit: 4096) else { return false }
    for line in status.lines where line.starts(with: Array("Tgid:".utf8)) {
      return Int(String(decoding: line.dropFirst(5).drop { $0 <= 32 }, as: UTF8.self)) != id
    }
    return false
  }

  /// A hidden id with no readable `/proc` is known as a thread if a visible process lists it.
  func threadIDs(of pids: some Sequence<Int>) -> Set<Int> {
    var ids: Set<Int> = []
    for pid in pids {
      if case .bytes(let bytes, _) = source.guarded.run(.links("\(pid)/task", limit: 65_536)) {
        for pair in ProcessText.pairs(bytes) {
          if let id = Int(String(decoding: pair.name, as: UTF8.self)) { ids.insert(id) }
        }
      }
    }
    return ids
  }
}
