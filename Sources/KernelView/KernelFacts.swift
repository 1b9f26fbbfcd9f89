internal import CaseModel
public import HostFacts

/// What an image says about its host, as the records of a live collection: the same heuristics judge both.
public struct KernelFacts {
  /// Processes.
  public let processes: [MemoryProcess]
  /// Modules.
  public let modules: [MemoryModule]
  /// Sockets of processes.
  public let sockets: [SocketRecord]
  /// Where the kernel calls what is not its own.
  public let hooks: [KernelHook]
  /// A view that is not whole hides nobody: what it lacks may be behind the break.
  private let brokenViews: Set<String>

  /// - Throws: `KernelError`.
  public init(_ kernel: Kernel) throws(KernelError) {
    var processes = try ProcessList(kernel).read()
    for index in processes.indices { try AddressSpace(kernel).add(to: &processes[index]) }
    self.processes = processes
    modules = try ModuleList(kernel).read()
    hooks = try HookList(kernel, modules: modules).read()
    sockets = try SocketList(kernel).read(processes)
    brokenViews = kernel.brokenViews
  }

  /// Records, and what their views disagree about.
  public var all: [HostFact] {
    processes.map { .process($0.record) } + sockets.map { .socket($0) } + modules.map { .module($0.record) }
      + hooks.map { .property($0.property) } + hiddenProcesses.map { .discrepancy($0) }
      + hiddenModules.map { .discrepancy($0) }
  }

  /// Processes that a view lacks. One that is ending leaves its views one after the other.
  public var hiddenProcesses: [DiscrepancyRecord] {
    processes.filter { !$0.isEnding }.compactMap { process in
      let record = process.record
      let missing = missing(ProcessList.View.allCases.map(\.rawValue), record.seenBy)
      guard !missing.isEmpty else { return nil }
      return DiscrepancyRecord(
        kind: .process, subject: HostString("\(record.pid)"), seenBy: record.seenBy, missingFrom: missing,
        detail: record.executable ?? record.comm, pid: record.pid)
    }
  }

  /// Modules that a view lacks.
  public var hiddenModules: [DiscrepancyRecord] {
    modules.filter { $0.record.state == "Live" }.compactMap { module in
      let missing = missing(ModuleList.views, module.record.seenBy)
      guard !missing.isEmpty else { return nil }
      return DiscrepancyRecord(
        kind: .module, subject: module.record.name, seenBy: module.record.seenBy, missingFrom: missing,
        detail: HostString("struct module at \(module.address)"))
    }
  }

  private func missing(_ views: [String], _ seen: [String]) -> [String] {
    views.filter { !seen.contains($0) && !brokenViews.contains($0) }
  }
}

extension KernelHook {
  /// As a record: group `hook`.
  var property: PropertyRecord {
    PropertyRecord(
      group: "hook", name: HostString("\(table.rawValue) \(entry)"),
      value: HostString(
        escaped: "\(target) " + (module.map { "in module \($0)" } ?? "in no module that any view shows")),
      source: "memory")
  }
}
