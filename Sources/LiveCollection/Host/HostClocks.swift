internal import CLinuxShims
public import CaseModel

/// The host's clocks at one moment, read without changing them.
public struct HostClocks: Sendable {
  /// CLOCK_REALTIME.
  public var now: Timestamp
  /// CLOCK_BOOTTIME in nanoseconds: since the kernel was started, sleep included.
  public var boottime: Int64
  /// CLOCK_MONOTONIC in nanoseconds: the same without sleep.
  public var monotonic: Int64
  /// What adjtimex(2) tells, by name; empty where it was refused. Errors are in microseconds.
  public var discipline: [String: Int64] = [:]

  /// Clocks as given, for recorded hosts.
  public init(now: Timestamp, boottime: Int64, monotonic: Int64) {
    self.now = now
    self.boottime = boottime
    self.monotonic = monotonic
  }

  /// This machine's.
  public static func read() -> HostClocks {
    var clocks = nt_clocks()
    let result = nt_clocks_read(&clocks)
    var value = HostClocks(
      now: Timestamp(nanoseconds: clocks.realtime), boottime: clocks.boottime, monotonic: clocks.monotonic)
    guard result == 0 else { return value }
    value.discipline = [
      // TIME_ERROR (5) and STA_UNSYNC (0x40): nothing keeps this clock right.
      "synchronised": clocks.state == 5 || clocks.status & 0x40 != 0 ? 0 : 1, "state": Int64(clocks.state),
      "status": Int64(clocks.status), "offset": clocks.offset, "maximum_error": clocks.maximum_error,
      "estimated_error": clocks.estimated_error, "frequency": clocks.frequency,
      "international_atomic_offset": Int64(clocks.international_atomic_offset),
    ]
    return value
  }

  /// When the kernel was started.
  public var bootedAt: Timestamp? {
    let (start, overflow) = now.nanoseconds.subtractingReportingOverflow(boottime)
    return overflow ? nil : Timestamp(nanoseconds: start)
  }
}

/// What the running kernel calls its machine.
enum MachineName {
  /// `uname -m`.
  static func read() -> String {
    var machine = [CChar](repeating: 0, count: 65)
    var release = [CChar](repeating: 0, count: 65)
    nt_kernel_name(&machine, &release)
    return KernelText.text(machine.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }
}
