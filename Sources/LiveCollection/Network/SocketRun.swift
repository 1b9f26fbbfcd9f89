internal import CaseModel
internal import HostFacts

/// One run of the socket family: reads, joins, compares and tallies.
struct SocketRun {
  private let book: CoverageBook
  private let holders: [UInt64: [Int]]
  private var emitted = 0
  private var withHolder = 0
  /// Records of one run; a host that has more is cut, and the ledger says so.
  private static let most = 200_000

  init(_ book: CoverageBook, holders: [UInt64: [Int]]) {
    self.book = book
    self.holders = holders
  }

  /// All sockets of one namespace.
  mutating func collect(_ namespace: NetworkNamespace) throws {
    try book.sink.breathe()
    guard book.reaches(namespace) else { return }
    book.update("C016") { $0.obtained(HostString("/proc/\(namespace.pid)/net")) }
    for group in SocketGroup.all {
      let census = read(group, in: namespace, isFirst: true)
      emit(census.merged(), group, namespace)
      report(confirmed(census.disagreements(), group, namespace), namespace)
      try book.sink.breathe()
    }
    keepBluetooth(namespace)
  }

  /// Sums up; also after a budget ended the run.
  func sumUp() {
    let withoutHolder = emitted - withHolder
    let withHolder = self.withHolder
    book.update("C016") {
      $0.add(withHolder)
      if withoutHolder > 0 {
        $0.remark("\(withoutHolder) sockets have no holder: the kernel's own, closing, or held by what was not seen")
      }
    }
    book.update("C015") { $0.remark("the kernel tells filters of packet sockets only") }
  }
}

extension SocketRun {
  private mutating func read(_ group: SocketGroup, in namespace: NetworkNamespace, isFirst: Bool) -> SocketCensus {
    var census = SocketCensus()
    // Tables first: sock_diag is the denser view, so what appears in between is in the later one.
    for table in group.tables {
      SocketCensus.append(readTable(table, group, namespace, isFirst: isFirst), to: &census.procfs)
    }
    for diagnosis in group.diagnoses {
      SocketCensus.append(diagnose(diagnosis, group, namespace, isFirst: isFirst), to: &census.netlink)
    }
    return census
  }

  private mutating func diagnose(
    _ diagnosis: SocketDiagnosis, _ group: SocketGroup, _ namespace: NetworkNamespace, isFirst: Bool
  ) -> SocketCensus.View? {
    let answer: [[UInt8]]
    do throws(SourceError) {
      answer = try book.source.ask(diagnosis.query(in: namespace))
    } catch {
      declined(error, diagnosis, group)
      return nil
    }
    let dump = NetlinkDump(answer)
    let records = dump.messages.compactMap { try? SocketMessage.read($0.payload, diagnosis) }
    let unreadable = dump.messages.count - records.count
    book.update(group.entry) {
      $0.obtained(diagnosis.name)
      if let shortfall = dump.shortfall, !dump.wasInterrupted { $0.shortfall("\(diagnosis.name.text): \(shortfall)") }
      if unreadable > 0 { $0.shortfall("\(diagnosis.name.text): \(unreadable) answers could not be read") }
    }
    noteFilters(records, diagnosis, isFirst: isFirst)
    return SocketCensus.View(records: records, isComplete: dump.shortfall == nil && unreadable == 0)
  }

  // The tables of /proc show the same sockets, so the entry is not incomplete for lack of the second view.
  private mutating func declined(_ error: SourceError, _ diagnosis: SocketDiagnosis, _ group: SocketGroup) {
    book.update(group.entry) {
      if error.code == .unsupported || error.code == .absent {
        $0.declined(error, diagnosis.name)
      } else {
        $0.fault(error, on: diagnosis.name)
      }
    }
    if diagnosis.transport == .packet { book.update("C015") { $0.fault(error, on: diagnosis.name) } }
  }

  private mutating func noteFilters(_ records: [SocketRecord], _ diagnosis: SocketDiagnosis, isFirst: Bool) {
    guard diagnosis.transport == .packet, isFirst else { return }
    book.update("C015") { $0.obtained(diagnosis.name, count: records.count { ($0.filterLength ?? 0) > 0 }) }
  }

  private mutating func readTable(
    _ table: SocketTable.Source, _ group: SocketGroup, _ namespace: NetworkNamespace, isFirst: Bool
  ) -> SocketCensus.View? {
    let path = HostString("/proc/\(namespace.pid)/net/\(table.file)")
    do throws(SourceError) {
      let text = try book.source.read(path, limit: 16 << 20)
      let parsed = SocketTable(text.bytes, table)
      if isFirst {
        book.sink.preserve(source: path, method: "read", bytes: text.bytes, entries: [group.entry], status: nil)
      }
      book.update(group.entry) {
        $0.obtained(path)
        if text.isTruncated { $0.shortfall("\(path.text): longer than 16 MiB") }
        if parsed.unreadableLines > 0 { $0.shortfall("\(path.text): \(parsed.unreadableLines) lines not understood") }
      }
      return SocketCensus.View(
        records: parsed.records, isComplete: !text.isTruncated && parsed.unreadableLines == 0)
    } catch {
      book.update(group.entry) { $0.fault(error, on: path) }
      return nil
    }
  }

  private mutating func emit(_ records: [SocketRecord], _ group: SocketGroup, _ namespace: NetworkNamespace) {
    let kept = records.prefix(Self.most - emitted)
    for record in kept {
      let record = completed(record, namespace)
      if !record.pids.isEmpty { withHolder += 1 }
      book.sink.emit(.socket(record))
    }
    emitted += kept.count
    book.update(group.entry) {
      $0.add(kept.count)
      if kept.count < records.count { $0.shortfall("more than \(Self.most) sockets: the rest is left out") }
    }
  }

  private func completed(_ record: SocketRecord, _ namespace: NetworkNamespace) -> SocketRecord {
    var record = record
    record.networkNamespace = namespace.inode
    record.pids = record.inode == 0 ? [] : holders[record.inode] ?? []
    return record
  }

  /// Those that two more readings show in the same way.
  private mutating func confirmed(
    _ suspects: [SocketKey: SocketDisagreement], _ group: SocketGroup, _ namespace: NetworkNamespace
  ) -> [SocketDisagreement] {
    var suspects = suspects
    for _ in 0..<2 where !suspects.isEmpty {
      let again = read(group, in: namespace, isFirst: false).disagreements()
      suspects = suspects.filter { again[$0.key]?.missingFrom == $0.value.missingFrom }
    }
    return suspects.values.sorted { $0.record.inode < $1.record.inode }
  }

  private func report(_ disagreements: [SocketDisagreement], _ namespace: NetworkNamespace) {
    for disagreement in disagreements.prefix(1000) {
      let record = completed(disagreement.record, namespace)
      book.sink.emit(
        .discrepancy(
          DiscrepancyRecord(
            kind: .socket, subject: HostString("\(record.transport.rawValue) \(record.endpoints)"),
            seenBy: [disagreement.seenBy], missingFrom: [disagreement.missingFrom],
            detail: HostString(
              "socket inode \(record.inode), \(record.state), network namespace \(namespace.inode): three readings agree"
            ),
            pid: record.pids.first)))
    }
  }

  /// Bluetooth sockets have no diagnosis; their tables are kept as they are.
  private mutating func keepBluetooth(_ namespace: NetworkNamespace) {
    for file in ["hci", "l2cap", "rfcomm", "sco"] {
      let path = HostString("/proc/\(namespace.pid)/net/\(file)")
      guard let text = try? book.source.read(path, limit: 1 << 20) else { continue }
      book.sink.preserve(source: path, method: "read", bytes: text.bytes, entries: ["C014"], status: nil)
      book.update("C014") { $0.obtained(path, count: max(0, text.lines.count - 1)) }
    }
  }
}
