internal import CaseModel
internal import HostFacts

/// A place where the kernel calls what is not its own.
public struct KernelHook: Sendable {
  /// Which table or list.
  public enum Table: String, Sendable, CaseIterable {
    case systemCalls = "system call table"
    case interrupts = "interrupt table"
    case ftrace = "ftrace"
  }

  /// Which table or list.
  public var table: Table
  /// The entry: a system call by its number, an interrupt by its vector, an ftrace registration by its address.
  public var entry: String
  /// Where it leads.
  public var target: VirtualAddress
  /// The module that the target lies in; `nil` if it lies in none that any view shows.
  public var module: String?
}

/// Tables of the kernel whose entries should lead into the kernel's own text: system calls, interrupts, and the functions that ftrace calls.
public struct HookList {
  let kernel: Kernel
  let modules: [MemoryModule]

  /// - Parameters:
  ///   - kernel: Of the image.
  ///   - modules: All that any view shows.
  public init(_ kernel: Kernel, modules: [MemoryModule]) {
    self.kernel = kernel
    self.modules = modules
  }

  /// Every entry that leads elsewhere.
  ///
  /// - Throws: `KernelError` if the kernel's symbols or types lack what is needed.
  public func read() throws(KernelError) -> [KernelHook] {
    let text = try kernel.symbol("_stext")..<kernel.symbol("_etext")
    return try systemCalls(text) + interrupts(text) + ftrace(text)
  }

  private func hook(_ table: KernelHook.Table, _ entry: String, _ target: VirtualAddress) -> KernelHook {
    let owner = modules.first { $0.text <= target && target.value - $0.text.value < $0.textSize }
    return KernelHook(table: table, entry: entry, target: target, module: owner?.record.name.text)
  }

  private func systemCalls(_ text: Range<VirtualAddress>) throws(KernelError) -> [KernelHook] {
    let table = try kernel.symbol("sys_call_table")
    // Its size is told nowhere; behind it lies the next symbol, after padding at most. No kernel has a thousand calls.
    let count = min(1_024, Int(clamping: ((kernel.symbols.next(after: table) ?? table).value - table.value) / 8))
    guard count > 300, let bytes = kernel.reader.bytes(table, count * 8) else {
      kernel.note(KernelGap(.notHeld, "system call table at \(table)"))
      return []
    }
    return (0..<count).compactMap { number in
      let target = VirtualAddress(LittleEndian.word(bytes, number * 8, 8))
      return target.value == 0 || text.contains(target) ? nil : hook(.systemCalls, "\(number)", target)
    }
  }

  /// Gates of 16 bytes (Intel SDM volume 3, 6.14.1).
  private func interrupts(_ text: Range<VirtualAddress>) throws(KernelError) -> [KernelHook] {
    let table = try kernel.symbol("idt_table")
    guard let bytes = kernel.reader.bytes(table, 256 * 16) else {
      kernel.note(KernelGap(.notHeld, "interrupt table at \(table)"))
      return []
    }
    let early = kernel.symbols.address("early_idt_handler_array")
    return (0..<256).compactMap { vector in
      let low = LittleEndian.word(bytes, vector * 16, 2)
      let middle = LittleEndian.word(bytes, vector * 16 + 6, 2)
      let high = LittleEndian.word(bytes, vector * 16 + 8, 4)
      let isPresent = bytes[vector * 16 + 5] & 0x80 != 0
      let target = VirtualAddress(low | middle << 16 | high << 32)
      // Vectors that nothing handles keep what the kernel began with, in memory that was freed since.
      let isEarly = early.map { $0 <= target && target.value - $0.value < 32 * 16 } ?? false
      return !isPresent || isEarly || text.contains(target) ? nil : hook(.interrupts, "\(vector)", target)
    }
  }

  private func ftrace(_ text: Range<VirtualAddress>) throws(KernelError) -> [KernelHook] {
    // A kernel without ftrace has neither.
    guard let list = kernel.symbols.address("ftrace_ops_list"), let end = kernel.symbols.address("ftrace_list_end")
    else {
      return []
    }
    let next = try kernel.types.field("ftrace_ops", "next").offset
    let function = try kernel.types.field("ftrace_ops", "func").offset
    var hooks: [KernelHook] = []
    var seen: Set<VirtualAddress> = []
    var place = kernel.reader.word(list).map { VirtualAddress($0) }
    while let operations = place, operations != end {
      guard operations.isKernel, seen.insert(operations).inserted, seen.count < 10_000,
        let target = kernel.reader.word(operations + function).map({ VirtualAddress($0) })
      else {
        kernel.note(KernelGap(.inconsistent, "ftrace: its list breaks off after \(seen.count) registrations"))
        break
      }
      if !text.contains(target) { hooks.append(hook(.ftrace, operations.description, target)) }
      place = kernel.reader.word(operations + next).map { VirtualAddress($0) }
    }
    return hooks
  }
}
