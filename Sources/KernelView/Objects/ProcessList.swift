internal import CaseModel
public import HostFacts

/// A process as the image has it.
public struct MemoryProcess: Sendable {
  /// What a live record has too; `seenBy` holds the views: `task list`, `pid table`, `children`.
  public var record: ProcessRecord
  /// Of its `task_struct`.
  public var task: VirtualAddress
  /// It has no memory of its own and is no kernel thread: it is about to end, or pretends.
  public var hasNoMemory: Bool
  /// It is ending (`PF_EXITING`, or a zombie): its views go one after the other.
  public var isEnding: Bool
}

/// The processes of an image, from three views that should agree: the task list, the pid table, and each process's children.
public struct ProcessList {
  /// Views, by the names that records carry.
  public enum View: String, Sendable, CaseIterable {
    case taskList = "task list"
    case pidTable = "pid table"
    case children
  }

  let kernel: Kernel

  /// - Parameter kernel: Of the image.
  public init(_ kernel: Kernel) { self.kernel = kernel }

  /// All processes, by pid.
  ///
  /// - Throws: `KernelError` if the kernel's types lack what is needed, or no process is found at all: an image of a running kernel has some.
  public func read() throws(KernelError) -> [MemoryProcess] {
    var views: [VirtualAddress: Set<View>] = [:]
    let first = try kernel.symbol("init_task")
    let tasks = try kernel.types.field("task_struct", "tasks").offset
    views[first, default: []].insert(.taskList)
    for member in kernel.members(of: first + tasks, "task list", view: View.taskList.rawValue) {
      views[member - tasks, default: []].insert(.taskList)
    }
    for task in try pidTable() { views[task, default: []].insert(.pidTable) }
    try addChildren(&views)
    var processes: [MemoryProcess] = []
    for (task, seen) in views {
      if var process = try process(task) {
        process.record.seenBy = View.allCases.filter(seen.contains).map(\.rawValue)
        processes.append(process)
      }
    }
    // The idle task of the first processor is in the list, and no process. By its place: any other task that says 0 lies.
    processes.removeAll { $0.task == first }
    guard !processes.isEmpty else { throw KernelError(.objects, "the task list from \(first) has no process") }
    return processes.sorted { ($0.record.pid, $0.task) < ($1.record.pid, $1.task) }
  }

  /// Tasks in the first pid namespace's table: thread group leaders only.
  private func pidTable() throws(KernelError) -> Set<VirtualAddress> {
    let namespace = try kernel.symbol("init_pid_ns")
    let table = namespace + (try kernel.types.field("pid_namespace", "idr.idr_rt").offset)
    // pid->tasks[PIDTYPE_TGID] heads the list of those whose thread group has this number; the member in the task is pid_links[1].
    let lists = try kernel.types.field("pid", "tasks").offset
    let links = try kernel.types.field("task_struct", "pid_links").offset
    var tasks: Set<VirtualAddress> = []
    for (_, pid) in try kernel.entries(ofArray: table, "pid table") {
      guard let link = kernel.reader.word(pid + lists + 8) else {
        kernel.note(KernelGap(.notMapped, "pid at \(pid)"), breaking: View.pidTable.rawValue)
        continue
      }
      if link != 0 { tasks.insert(VirtualAddress(link) - links - 16) }
    }
    return tasks
  }

  /// Children of everything known, and theirs. A child hangs on the **thread** that made it, which need not be the first of its process.
  private func addChildren(_ views: inout [VirtualAddress: Set<View>]) throws(KernelError) {
    let children = try kernel.types.field("task_struct", "children").offset
    let sibling = try kernel.types.field("task_struct", "sibling").offset
    var waiting = Array(views.keys)
    var asked: Set<VirtualAddress> = []
    while let parent = waiting.popLast() {
      guard asked.insert(parent).inserted, asked.count < Kernel.listLimit else { continue }
      for thread in try threads(of: parent) {
        let name = "children of the task at \(thread)"
        for member in kernel.members(of: thread + children, name, view: View.children.rawValue) {
          let child = member - sibling
          views[child, default: []].insert(.children)
          waiting.append(child)
        }
      }
    }
  }

  /// All threads of a process, its first one included.
  private func threads(of leader: VirtualAddress) throws(KernelError) -> Set<VirtualAddress> {
    let member = try kernel.types.field("task_struct", "signal").offset
    let node = try kernel.types.field("task_struct", "thread_node").offset
    let head = try kernel.types.field("signal_struct", "thread_head").offset
    guard let signal = kernel.reader.word(leader + member).map({ VirtualAddress($0) }), signal.isKernel else {
      kernel.note(KernelGap(.notMapped, "threads of the task at \(leader)"), breaking: View.children.rawValue)
      return [leader]
    }
    let name = "threads of the task at \(leader)"
    return Set(kernel.members(of: signal + head, name, view: View.children.rawValue).map { $0 - node }).union([leader])
  }

  private func process(_ address: VirtualAddress) throws(KernelError) -> MemoryProcess? {
    guard let task = try kernel.object("task_struct", address) else { return nil }
    let pid = try task.signed("tgid")
    guard (0...4_194_304).contains(pid) else {
      kernel.note(KernelGap(.inconsistent, "task at \(address): process id \(pid)"))
      return nil
    }
    var record = ProcessRecord(pid: pid)
    record.comm = HostString(bytes: try task.text("comm"))
    let flags = try task.number("flags")
    record.isKernelThread = flags & 0x20_0000 != 0  // PF_KTHREAD
    // `__state` since 5.14; EXIT_ZOMBIE and EXIT_DEAD stand in `exit_state`.
    let exitState = try task.number("exit_state")
    try addParent(task, &record)
    try addCredentials(task, &record)
    let memory = try task.pointer("mm")
    if memory.isKernel { try addMemory(memory, &record) }
    return MemoryProcess(
      record: record, task: address, hasNoMemory: !memory.isKernel && !record.isKernelThread,
      isEnding: flags & 0x4 != 0 || exitState != 0)
  }

  private func addParent(_ task: KernelObject, _ record: inout ProcessRecord) throws(KernelError) {
    let parent = try task.pointer("real_parent")
    let tgid = try kernel.types.field("task_struct", "tgid").offset
    guard parent.isKernel, let number = kernel.reader.bytes(parent + tgid, 4) else {
      kernel.note(KernelGap(.notMapped, "parent of process \(record.pid)"))
      return
    }
    record.ppid = Int(Int32(truncatingIfNeeded: LittleEndian.word(number, 0, 4)))
  }

  private func addCredentials(_ task: KernelObject, _ record: inout ProcessRecord) throws(KernelError) {
    guard let cred = try kernel.object("cred", try task.pointer("cred")) else { return }
    record.uids = [
      Int(try cred.number("uid.val")), Int(try cred.number("euid.val")), Int(try cred.number("suid.val")),
      Int(try cred.number("fsuid.val")),
    ]
    record.gids = [
      Int(try cred.number("gid.val")), Int(try cred.number("egid.val")), Int(try cred.number("sgid.val")),
      Int(try cred.number("fsgid.val")),
    ]
    // Two words of 32 bits until 6.3, one of 64 bits since.
    let field = try kernel.types.field("cred", "cap_effective")
    let capabilities = LittleEndian.word(cred.bytes, field.offset, 8)
    let digits = String(capabilities, radix: 16)
    record.effectiveCapabilities = String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Executable and arguments.
  private func addMemory(_ address: VirtualAddress, _ record: inout ProcessRecord) throws(KernelError) {
    guard let memory = try kernel.object("mm_struct", address) else { return }
    let file = try memory.pointer("exe_file")
    if file.isKernel, let path = try PathReader(kernel: kernel).path(ofFile: file) {
      record.executable = path.name
      record.executableIsDeleted = path.isDeleted
    }
    guard let space = try kernel.addressSpace(memory) else { return }
    let (start, end) = (try memory.pointer("arg_start"), try memory.pointer("arg_end"))
    guard start < end else { return }
    record.arguments = arguments(space, start, Int(clamping: end.value - start.value), record.pid)
  }

  /// Arguments that are kept of a process: their bytes, and how many.
  private static let argumentLimit = (bytes: 65_536, count: 256)

  /// Pages may be paged out: what is there up to the first that is not is taken, and the rest is a gap.
  private func arguments(_ space: KernelReader, _ start: VirtualAddress, _ count: Int, _ pid: Int) -> [HostString] {
    let wanted = min(count, Self.argumentLimit.bytes)
    var bytes: [UInt8] = []
    while bytes.count < wanted {
      let place = start + bytes.count
      let piece = min(4096 - Int(place.value & 4095), wanted - bytes.count)
      do throws(PageTable.Miss) { bytes += try space.required(place, piece) } catch {
        kernel.note(error, "arguments of process \(pid), from byte \(bytes.count) on")
        break
      }
    }
    let words = bytes.split(separator: 0, omittingEmptySubsequences: true)
    if count > wanted || words.count > Self.argumentLimit.count {
      kernel.note(KernelGap(.limit, "arguments of process \(pid): \(count) bytes, \(words.count) or more words"))
    }
    return words.prefix(Self.argumentLimit.count).map { HostString(bytes: Array($0)) }
  }
}

extension Kernel {
  /// The address space of a process.
  ///
  /// - Parameter memory: Its `mm_struct`.
  func addressSpace(_ memory: KernelObject) throws(KernelError) -> KernelReader? {
    let directory = try memory.pointer("pgd")
    guard directory.isKernel, let root = try? reader.table.physical(directory) else {
      note(KernelGap(.notMapped, "page tables of the mm_struct at \(memory.address)"))
      return nil
    }
    return KernelReader(PageTable(memory: reader.table.memory, root: root, levels: levels))
  }
}
