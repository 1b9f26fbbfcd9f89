internal import CaseModel
internal import HostFacts

/// One record of the kernel's log, in the form of `/dev/kmsg` (Documentation/ABI/testing/dev-kmsg): `priority,sequence,
/// microseconds,flags[,…];message`, then lines of ` KEY=value`.
struct KernelLogRecord {
  var priority: UInt64
  var sequence: UInt64
  /// Since the kernel was started.
  var microseconds: UInt64
  var message: HostString

  /// `nil` for anything that is not of this form.
  init?(_ bytes: [UInt8]) {
    guard let semicolon = bytes.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let fields = bytes[..<semicolon].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard fields.count >= 3, let priority = KernelText.number(fields[0]), let sequence = KernelText.number(fields[1]),
      let microseconds = KernelText.number(fields[2])
    else { return nil }
    self.priority = priority
    self.sequence = sequence
    self.microseconds = microseconds
    message = HostString(bytes: Self.unescaped(bytes[(semicolon + 1)...].prefix { $0 != 10 }))
  }

  /// The kernel writes what is not printable as `\xHH`, and so backslashes.
  private static func unescaped(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), rest.count >= 3,
        let value = KernelText.hex(rest.dropFirst().prefix(2)), value < 256
      {
        result.append(UInt8(value))
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}

/// Keeps the kernel's log and makes events of it (C033).
enum KernelLog {
  static func collect(_ book: CoverageBook, bootedAt: Timestamp?, most: Int) {
    let answer: [[UInt8]]
    do throws(SourceError) {
      answer = try book.source.ask(.kernelLog)
    } catch {
      book.update("C033") { $0.fault(error, on: "/dev/kmsg") }
      return
    }
    book.preserve("/dev/kmsg", method: "kernel log", Array(answer.joined()), "C033")
    let records = answer.compactMap(KernelLogRecord.init)
    for record in records.prefix(most) { book.sink.emit(.logEvent(event(record, bootedAt))) }
    book.update("C033") {
      $0.obtained("/dev/kmsg", count: min(records.count, most) + (answer.contains { !$0.isEmpty } ? 1 : 0))
      if let first = records.first, first.sequence > 0 { $0.remark("\(first.sequence) older records were overwritten") }
      if records.isEmpty, !answer.isEmpty { $0.remark("no device: syslog(2) was kept as an exhibit") }
      if records.count > most { $0.remark("events of the first \(most) records; the exhibit holds all") }
    }
  }

  private static func event(_ record: KernelLogRecord, _ bootedAt: Timestamp?) -> LogEventRecord {
    var event = LogEventRecord(
      kind: .kernelMessage, source: "/dev/kmsg", message: record.message,
      line: Int(exactly: record.sequence) ?? Int.max)
    event.program = "kernel"
    let (after, overflow) = record.microseconds.multipliedReportingOverflow(by: 1000)
    if let bootedAt, !overflow, let nanoseconds = Int64(exactly: after) {
      let (sum, isTooLate) = bootedAt.nanoseconds.addingReportingOverflow(nanoseconds)
      event.time = isTooLate ? nil : Timestamp(nanoseconds: sum)
    }
    return event
  }
}
