public import CaseModel

/// The kernel's own state: taint, symbols, tracing, boot, log, tables, settings, helpers, IPC, control groups, audit,
/// accounting and hardware (C028, C030–C037, C039, C043, C045, C050).
public struct KernelStateFamily: CollectionFamily {
  /// What a profile chooses.
  public struct Options: Sendable {
    /// Whether `/proc/kallsyms` becomes an exhibit (some megabytes); its digest and counts always do.
    public var keepsSymbols = false
    /// Log records that become facts; the exhibit holds all of them.
    public var mostLogRecords = 20_000
    /// The usual choice.
    public init() {}
  }

  public let entries = [
    "C028", "C030", "C031", "C032", "C033", "C034", "C035", "C036", "C037", "C039", "C043", "C045", "C050",
  ]
  private let bootedAt: Timestamp?
  private let options: Options

  /// - Parameters:
  ///   - bootedAt: When the kernel was started; its log counts from it.
  ///   - options: What a profile chooses.
  public init(bootedAt: Timestamp?, options: Options = Options()) {
    self.bootedAt = bootedAt
    self.options = options
  }

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      let mounts = MountedFileSystems(source)
      TaintFlags.collect(book)
      KernelLog.collect(book, bootedAt: bootedAt, most: options.mostLogRecords)
      try sink.breathe()
      KernelTables.collectAll(book, mounts)
      try SystemControls.collect(book)
      UsermodeHelpers.collect(book, mounts)
      try ControlGroups.collect(book)
      AuditState.collect(book)
      Hardware.collect(book)
      try sink.breathe()
      KernelSymbols.collect(book, keeps: options.keepsSymbols)
    }
  }
}
