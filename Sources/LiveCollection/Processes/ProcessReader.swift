internal import Artifacts
internal import CLinuxShims
internal import CaseModel
internal import HostFacts

/// Reads one process through the guarded reader: first what only the kernel answers, then what may wait on the process's own memory.
struct ProcessReader {
  let guarded: GuardedReader
  let bootTime: Timestamp?
  /// `--include-secrets`: nothing is masked.
  let keepsSecrets: Bool

  /// One process as read, with the raw texts for the exhibit.
  struct Reading {
    var record: ProcessRecord
    /// Name and bytes of each text that was read, secrets masked.
    var sections: [(name: String, bytes: [UInt8])] = []
    /// Device and inode of the executable, as `major:minor:inode`.
    var executableIdentity: String?
    /// eBPF program ids held by descriptors.
    var bpfPrograms: [Int] = []
    /// Descriptors of deleted regular files: number, size.
    var deletedFiles: [(number: Int, size: Int64)] = []
  }

  /// - Returns: `nil` if the process ended meanwhile.
  func read(_ pid: Int) -> Reading? {
    let base = String(pid)
    let quick = guarded.run([
      .file("\(base)/stat", limit: 4096), .file("\(base)/status", limit: 16_384),
      .file("\(base)/cgroup", limit: 16_384),
      .links("\(base)/ns", limit: 32), .file("\(base)/loginuid", limit: 32), .file("\(base)/oom_score_adj", limit: 32),
      .file("\(base)/wchan", limit: 256), .file("\(base)/stack", limit: 4096), .links("\(base)/fd", limit: 4096),
      .files("\(base)/fdinfo", limit: 512, each: 1024), .links("\(base)/task", limit: 512),
      .file("\(base)/limits", limit: 8192),
      .file("\(base)/personality", limit: 64), .file("\(base)/timers", limit: 4096),
      .file("\(base)/syscall", limit: 512),
    ])
    guard case .bytes(let stat, _) = quick[0] else { return nil }
    var reading = Reading(record: ProcessRecord(pid: pid))
    guard ProcessText.stat(stat, into: &reading.record, bootTime: bootTime) else { return nil }
    keepSections(quick, names: Self.quickNames, in: &reading)
    fill(&reading, quick)
    if !reading.record.isKernelThread { readMemoryBound(&reading, base) }
    readThreadNames(&reading, base, tasks: quick[10])
    return reading
  }

  private static let quickNames = [
    "stat", "status", "cgroup", nil, "loginuid", "oom_score_adj", "wchan", "stack", nil, nil, nil, "limits",
    "personality", "timers",
    "syscall",
  ]

  private func fill(_ reading: inout Reading, _ quick: [GuardedResult]) {
    if let status = bytes(quick[1]) { ProcessText.status(status, into: &reading.record) }
    if let groups = bytes(quick[2]) {
      reading.record.cgroups = groups.split(separator: 10).prefix(32).map { HostString(bytes: $0) }
    }
    if let namespaces = bytes(quick[3]) {
      for pair in ProcessText.pairs(namespaces) {
        let digits = pair.target.drop { $0 != UInt8(ascii: "[") }.dropFirst().dropLast()
        if let inode = UInt64(String(decoding: digits, as: UTF8.self)) {
          reading.record.namespaces[String(decoding: pair.name, as: UTF8.self)] = inode
        }
      }
    }
    if let login = number(quick[4]), login != 4_294_967_295 { reading.record.loginUID = Int(login) }
    reading.record.oomScoreAdjust = number(quick[5]).map { Int($0) }
    if let channel = bytes(quick[6]), channel != [UInt8(ascii: "0")] {
      reading.record.waitChannel = HostString(bytes: channel)
    }
    if let stack = bytes(quick[7]) {
      reading.record.kernelStack = stack.split(separator: 10).prefix(32).map { HostString(bytes: $0) }
    }
    descriptors(&reading, links: quick[8], info: quick[9])
    for (index, name) in [(1, "status"), (8, "fd"), (7, "stack"), (3, "ns")] {
      if case .failed(let errno) = quick[index], errno == 13 || errno == 1 { reading.record.deniedReads.append(name) }
    }
  }

  private func descriptors(_ reading: inout Reading, links: GuardedResult, info: GuardedResult) {
    guard let bytes = bytes(links) else { return }
    var infos: [String: ArraySlice<UInt8>] = [:]
    if let text = self.bytes(info) {
      for entry in ProcessText.contents(text) { infos[String(decoding: entry.name, as: UTF8.self)] = entry.content }
    }
    for pair in ProcessText.pairs(bytes).prefix(4096) {
      let name = String(decoding: pair.name, as: UTF8.self)
      guard let number = Int(name) else { continue }
      var descriptor = ProcessRecord.Descriptor(number: number, target: HostString(bytes: pair.target))
      if descriptor.target.hasPrefix("socket:["), let inode = UInt64(descriptor.target.text.dropFirst(8).dropLast()) {
        descriptor.socketInode = inode
      }
      descriptor.isDeleted = descriptor.target.hasSuffix(" (deleted)")
      if let text = infos[name] { readInfo(text, &descriptor, &reading) }
      reading.record.descriptors.append(descriptor)
    }
    reading.record.descriptors.sort { $0.number < $1.number }
  }

  private func readInfo(
    _ text: ArraySlice<UInt8>, _ descriptor: inout ProcessRecord.Descriptor, _ reading: inout Reading
  ) {
    for line in text.split(separator: 10) {
      let words = String(decoding: line, as: UTF8.self).split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " })
      guard words.count >= 2 else { continue }
      if words[0] == "flags" { descriptor.flags = Int(words[1], radix: 8) }
      if words[0] == "prog_id", let id = Int(words[1]), reading.bpfPrograms.count < 4096 {
        reading.bpfPrograms.append(id)
      }
    }
  }

  private func readMemoryBound(_ reading: inout Reading, _ base: String) {
    // Links need no lock of the process's memory, so they come before what does.
    let names = ["exe", "cwd", "root", "auxv", "cmdline", "environ", "maps"]
    let slow = guarded.run(
      [
        .link("\(base)/exe"), .link("\(base)/cwd"), .link("\(base)/root"), .file("\(base)/auxv", limit: 1024),
        .file("\(base)/cmdline", limit: 131_072), .file("\(base)/environ", limit: 131_072),
        .file("\(base)/maps", limit: 1 << 20),
      ], stopAtStall: true)
    for (name, result) in zip(names, slow) {
      if case .stalled = result { reading.record.stalledReads.append(name) }
      if case .failed(let errno) = result, errno == 13 || errno == 1 { reading.record.deniedReads.append(name) }
    }
    if let raw = bytes(slow[4]) {
      let arguments = ProcessText.strings(raw, limit: 4096).map { HostString(bytes: $0) }
      reading.record.arguments = keepsSecrets ? arguments : SecretMask.mask(arguments: arguments)
      reading.sections.append(("cmdline", Array(reading.record.arguments.map(\.bytes).joined(separator: [0]))))
    }
    if let target = bytes(slow[0]) { setExecutable(&reading, target, base) }
    reading.record.workingDirectory = bytes(slow[1]).map { HostString(bytes: $0) }
    reading.record.root = bytes(slow[2]).map { HostString(bytes: $0) }
    if let raw = bytes(slow[5]) {
      reading.record.environment = ProcessText.strings(raw, limit: 2048).map { environmentEntry($0) }
    }
    if let raw = bytes(slow[6]) {
      ProcessText.maps(raw, executable: reading.record.executable, into: &reading.record)
      reading.sections.append(("maps", raw))
    }
    if let raw = bytes(slow[3]) { reading.sections.append(("auxv", raw)) }
  }

  private func environmentEntry(_ text: ArraySlice<UInt8>) -> ProcessRecord.EnvironmentEntry {
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else {
      return .init(name: HostString(bytes: text), value: nil)
    }
    let name = HostString(bytes: text[..<equals])
    let isKept = keepsSecrets || EnvironmentNames.mayKeepValue(of: name.text)
    return .init(name: name, value: isKept ? HostString(bytes: text[(equals + 1)...].prefix(4096)) : nil)
  }

  private func setExecutable(_ reading: inout Reading, _ target: [UInt8], _ base: String) {
    let mark = Array(" (deleted)".utf8)
    let isDeleted = target.count > mark.count && target.suffix(mark.count).elementsEqual(mark)
    reading.record.executable = HostString(bytes: isDeleted ? Array(target.dropLast(mark.count)) : target)
    reading.record.executableIsDeleted = isDeleted
    guard let raw = bytes(guarded.run(.status("\(base)/exe"))), raw.count == MemoryLayout<nt_status>.size else {
      return
    }
    let status = raw.withUnsafeBytes { $0.loadUnaligned(as: nt_status.self) }
    reading.executableIdentity = "\(status.device_major):\(status.device_minor):\(status.inode)"
    reading.record.executableSize = Int64(clamping: status.size)
  }

  private func readThreadNames(_ reading: inout Reading, _ base: String, tasks: GuardedResult) {
    guard reading.record.threads > 1, !reading.record.isKernelThread, let bytes = bytes(tasks) else { return }
    let names = ProcessText.pairs(bytes).map { String(decoding: $0.name, as: UTF8.self) }.filter { $0 != base }
    let comms = guarded.run(names.prefix(64).map { .file("\(base)/task/\($0)/comm", limit: 64) })
    var seen: Set<HostString> = [reading.record.comm]
    for case .bytes(let name, _) in comms {
      let text = HostString(bytes: name.last == 10 ? name.dropLast() : name[...])
      if seen.insert(text).inserted { reading.record.threadNames.append(text) }
    }
  }

  private func keepSections(_ results: [GuardedResult], names: [String?], in reading: inout Reading) {
    for (name, result) in zip(names, results) {
      if let name, case .bytes(let bytes, _) = result { reading.sections.append((name, bytes)) }
    }
  }

  private func bytes(_ result: GuardedResult) -> [UInt8]? {
    if case .bytes(let bytes, _) = result { bytes } else { nil }
  }

  private func number(_ result: GuardedResult) -> Int64? {
    bytes(result).flatMap { Int64(String(decoding: $0.prefix { $0 > 32 }, as: UTF8.self)) }
  }
}
