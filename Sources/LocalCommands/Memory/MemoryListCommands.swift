internal import ArgumentParser
internal import CaseModel
internal import HostFacts
internal import JSONText
internal import KernelView
internal import ProgramKit

/// Lists processes.
struct MemoryProcessesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ps", abstract: "Processes as a tree; ! marks those that not all of the kernel's own views show.")
  @OptionGroup var options: ImageOptions

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let found = try options.kernel()
      let kernel = found.kernel
      let processes = try ProcessList(kernel).read()
      let facts = try processes.map { try ImageOptions.json($0.record) }
      return options.end(found, [JSONMember("processes", .array(facts))], text: ProcessTable(processes).text)
    }
  }
}

/// Lists modules.
struct MemoryModulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modules", abstract: "Loaded modules; ! marks those that not all of the kernel's own views show.")
  @OptionGroup var options: ImageOptions

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let found = try options.kernel()
      let kernel = found.kernel
      let modules = try ModuleList(kernel).read()
      var table = TextTable(["", "MODULE", "SIZE", "STATE", "TAINT", "VIEWS"])
      for module in modules {
        let record = module.record
        table.add([
          record.seenBy.count < 2 ? "!" : "", record.name.text, "\(record.size)", record.state, record.taint,
          record.seenBy.joined(separator: ", "),
        ])
      }
      let facts = try modules.map { try ImageOptions.json($0.record) }
      let text = modules.isEmpty ? "no module is loaded: everything is built in\n" : table.text
      return options.end(found, [JSONMember("modules", .array(facts))], text: text)
    }
  }
}

/// Lists hooks.
struct MemoryHooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooks",
    abstract: "Entries of the system call and interrupt tables, and ftrace registrations, that lead out of the kernel.")
  @OptionGroup var options: ImageOptions

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let found = try options.kernel()
      let kernel = found.kernel
      let hooks = try HookList(kernel, modules: ModuleList(kernel).read()).read()
      var table = TextTable(["TABLE", "ENTRY", "LEADS TO", "IN MODULE"])
      for hook in hooks {
        table.add([hook.table.rawValue, hook.entry, hook.target.description, hook.module ?? "none that any view shows"])
      }
      let rows = hooks.map { hook -> JSONValue in
        [
          "table": .string(hook.table.rawValue), "entry": .string(hook.entry),
          "target": .string(hook.target.description), "module": hook.module.map { .string($0) } ?? .null,
        ]
      }
      let text = hooks.isEmpty ? "system calls, interrupts and ftrace lead into the kernel's own code\n" : table.text
      return options.end(found, [JSONMember("hooks", .array(rows))], text: text)
    }
  }
}

/// Lists mappings.
struct MemoryMapsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maps", abstract: "What processes have mapped; ! marks code that no file on a disk stands for.")
  @OptionGroup var options: ImageOptions
  @Option(help: "Only this process.") var pid: Int?

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let found = try options.kernel()
      let kernel = found.kernel
      let processes = try ProcessList(kernel).read().filter { pid == nil || $0.record.pid == pid }
      guard !processes.isEmpty else { throw Failure("no process \(pid ?? 0) is in the image") }
      var table = TextTable(["", "PID", "PROCESS", "RANGE", "", "FILE"])
      var rows: [JSONValue] = []
      for process in processes {
        for mapping in try AddressSpace(kernel).mappings(of: process) {
          let range = String(mapping.start.value, radix: 16) + "-" + String(mapping.end.value, radix: 16)
          let path = mapping.path.text + (mapping.isDeleted ? " (deleted)" : "") + (mapping.isVDSO ? "[vdso]" : "")
          table.add([
            mapping.oddity == nil ? "" : "!", "\(process.record.pid)", process.record.comm.text, range,
            mapping.permissions,
            path,
          ])
          rows.append([
            "pid": .integer(Int64(process.record.pid)), "range": .string(range),
            "permissions": .string(mapping.permissions), "path": .string(mapping.path.text),
            "deleted": .bool(mapping.isDeleted), "odd": mapping.oddity.map { .string($0.rawValue) } ?? .null,
          ])
        }
      }
      return options.end(found, [JSONMember("mappings", .array(rows))], text: table.text)
    }
  }
}

/// Lists sockets.
struct MemorySocketsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sockets", abstract: "Sockets that processes hold open, with who holds them.")
  @OptionGroup var options: ImageOptions

  func run() {
    carryOutOnMemory(asJSON: options.json) {
      let found = try options.kernel()
      let kernel = found.kernel
      let processes = try ProcessList(kernel).read()
      let sockets = try SocketList(kernel).read(processes)
      let names = Dictionary(processes.map { ($0.record.pid, $0.record.comm.text) }) { first, _ in first }
      var table = TextTable(["TYPE", "STATE", "ENDPOINTS", "NAMESPACE", "HELD BY"])
      for socket in sockets {
        let holders = socket.pids.prefix(8).map { "\($0) \(names[$0] ?? "")" }.joined(separator: ", ")
        table.add([
          socket.transport.rawValue + (socket.ipVersion == 6 ? "6" : ""), socket.state, socket.endpoints,
          "\(socket.networkNamespace)", holders,
        ])
      }
      let facts = try sockets.map { try ImageOptions.json($0) }
      let text = sockets.isEmpty ? "no process holds a socket open\n" : table.text
      return options.end(found, [JSONMember("sockets", .array(facts))], text: text)
    }
  }
}

/// Processes as a tree.
struct ProcessTable {
  let text: String

  init(_ processes: [MemoryProcess]) {
    var table = TextTable(["", "PID", "PPID", "UID", "PROCESS", "EXECUTABLE", "ARGUMENTS"])
    for (process, depth) in Self.tree(processes) {
      let record = process.record
      let executable =
        record.executable.map { $0.text + (record.executableIsDeleted ? " (deleted)" : "") }
        ?? (record.isKernelThread ? "[kernel]" : process.hasNoMemory ? "[no memory]" : "?")
      let isWhole = record.seenBy.count == ProcessList.View.allCases.count
      table.add([
        isWhole ? "" : "!", "\(record.pid)", "\(record.ppid)", record.uids.first.map { "\($0)" } ?? "?",
        String(repeating: "  ", count: min(depth, 20)) + record.comm.text, executable, record.commandLine.text,
      ])
    }
    let odd = processes.filter { $0.record.seenBy.count < ProcessList.View.allCases.count }
    text =
      table.text
      + odd.map { "! \($0.record.pid) is shown by \($0.record.seenBy.joined(separator: " and ")) only\n" }.joined()
  }

  /// Each process under its parent, with its depth. Nobody is left out, whatever the parents say.
  private static func tree(_ processes: [MemoryProcess]) -> [(MemoryProcess, Int)] {
    let known = Set(processes.map(\.record.pid))
    let children = Dictionary(grouping: processes) { known.contains($0.record.ppid) ? $0.record.ppid : 0 }
    var rows: [(MemoryProcess, Int)] = []
    var told: Set<VirtualAddress> = []
    var waiting = (children[0] ?? []).reversed().map { ($0, 0) }
    while let (process, depth) = waiting.popLast() {
      guard told.insert(process.task).inserted else { continue }
      rows.append((process, depth))
      if process.record.pid != 0 {
        waiting += (children[process.record.pid] ?? []).reversed().map { ($0, depth + 1) }
      }
    }
    return rows + processes.filter { !told.contains($0.task) }.map { ($0, 0) }
  }
}
