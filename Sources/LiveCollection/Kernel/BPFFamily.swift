internal import BinaryCursor
public import CaseModel
internal import HostFacts

/// Loaded eBPF programs with what attaches and who holds them, maps, and names pinned in the bpf file system (C026).
public struct BPFFamily: CollectionFamily {
  public let entries = ["C026"]
  private let holders: [Int: [Int]]
  private let bootedAt: Timestamp?

  /// - Parameters:
  ///   - holders: Process ids by program id, from `prog_id` in the fdinfo of every descriptor.
  ///   - bootedAt: When the kernel was started; load times count from it.
  public init(holders: [Int: [Int]], bootedAt: Timestamp?) {
    self.holders = holders
    self.bootedAt = bootedAt
  }

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      try sink.breathe()
      collectPrograms(book, attachments: attachments(book))
      collectMaps(book)
      try collectPins(book, at: "/sys/fs/bpf", depth: 4)
    }
  }

  private func attachments(_ book: CoverageBook) -> [UInt32: [String]] {
    var result: [UInt32: [String]] = [:]
    for bytes in answer(.bpfLinks, "bpf links", book) {
      guard let link = try? BPFObject.Link(bytes) else { continue }
      let kind = BPFObject.linkKind(link.type)
      if result[link.program]?.contains(kind) != true { result[link.program, default: []].append(kind) }
    }
    return result
  }

  private func collectPrograms(_ book: CoverageBook, attachments: [UInt32: [String]]) {
    for bytes in answer(.bpfPrograms, "bpf programs", book) {
      guard let program = try? BPFObject.Program(bytes) else { continue }
      var record = BPFProgramRecord(id: Int(program.id), kind: BPFObject.programKind(program.type))
      record.name = HostString(bytes: program.name)
      record.tag = AddressText.hex(program.tag)
      record.uid = Int(program.uid)
      record.loadedAt = loadedAt(program.loadTime)
      record.pids = holders[record.id] ?? []
      record.attachments = attachments[program.id] ?? []
      book.sink.emit(.bpfProgram(record))
    }
  }

  private func collectMaps(_ book: CoverageBook) {
    for bytes in answer(.bpfMaps, "bpf maps", book) {
      guard let map = try? BPFObject.Map(bytes) else { continue }
      let name = HostString(bytes: map.name).text
      book.property(
        "bpf_map", HostString(escaped: "\(map.id) \(name)"),
        HostString("type \(map.type), key \(map.keySize), value \(map.valueSize), entries \(map.mostEntries)"),
        from: "bpf(2)")
    }
  }

  /// Names only: opening one through bpf(2) would go past the read-only view.
  private func collectPins(_ book: CoverageBook, at path: HostString, depth: Int) throws {
    try book.sink.breathe()
    for entry in book.list(path, "C026", limit: 4096) {
      let child = path.appending(entry.name)
      if entry.kind == .directory, depth > 0 {
        try collectPins(book, at: child, depth: depth - 1)
      } else {
        book.property("bpf_pin", child, HostString(entry.kind.rawValue), from: path)
        book.update("C026") { $0.add(1) }
      }
    }
  }

  private func answer(_ query: KernelQuery, _ name: HostString, _ book: CoverageBook) -> [[UInt8]] {
    do throws(SourceError) {
      let answer = try book.source.ask(query)
      let unreadable = answer.count { $0.count < 20 }
      book.update("C026") {
        $0.obtained(name, count: answer.count - unreadable)
        if unreadable > 0 { $0.shortfall("\(name.text): \(unreadable) too short") }
      }
      return answer
    } catch {
      book.update("C026") { $0.fault(error, on: name) }
      return []
    }
  }

  private func loadedAt(_ nanoseconds: UInt64) -> Timestamp? {
    guard nanoseconds > 0, let bootedAt, let after = Int64(exactly: nanoseconds) else { return nil }
    let (sum, overflow) = bootedAt.nanoseconds.addingReportingOverflow(after)
    return overflow ? nil : Timestamp(nanoseconds: sum)
  }
}
