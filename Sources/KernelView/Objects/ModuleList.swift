internal import CaseModel
public import HostFacts

/// A module as the image has it.
public struct MemoryModule: Sendable {
  /// What a live record has too; `seenBy` holds the views: `module list`, `module kset`.
  public var record: ModuleRecord
  /// Of its `struct module`.
  public var address: VirtualAddress
  /// Start of its text.
  public var text: VirtualAddress
  /// Bytes of its text.
  public var textSize: UInt64
}

/// The modules of an image: the list that `/proc/modules` shows, and the objects that `/sys/module` shows.
public struct ModuleList {
  let kernel: Kernel

  /// Views, by the names that records carry.
  public static let views = ["module list", "module kset"]

  /// - Parameter kernel: Of the image.
  public init(_ kernel: Kernel) { self.kernel = kernel }

  /// All modules, by name. None is possible: a kernel may have everything built in.
  ///
  /// - Throws: `KernelError` if the kernel's types or symbols lack what is needed.
  public func read() throws(KernelError) -> [MemoryModule] {
    let list = try kernel.types.field("module", "list").offset
    var views: [VirtualAddress: [String]] = [:]
    for member in kernel.members(of: try kernel.symbol("modules"), "module list", view: Self.views[0]) {
      views[member - list, default: []].append("module list")
    }
    for module in try inKset() { views[module, default: []].append("module kset") }
    var modules: [MemoryModule] = []
    for (address, seen) in views {
      guard let object = try kernel.object("module", address) else { continue }
      modules.append(try module(object, seen))
    }
    return modules.sorted { ($0.record.name.text, $0.address) < ($1.record.name.text, $1.address) }
  }

  /// Loaded modules among the kset's objects; built-in ones have no `struct module`.
  private func inKset() throws(KernelError) -> Set<VirtualAddress> {
    guard let kset = kernel.reader.word(try kernel.symbol("module_kset")) else {
      kernel.note(KernelGap(.notHeld, "module_kset"), breaking: Self.views[1])
      return []
    }
    let list = VirtualAddress(kset) + (try kernel.types.field("kset", "list").offset)
    let entry = try kernel.types.field("module_kobject", "kobj.entry").offset
    let owner = try kernel.types.field("module_kobject", "mod").offset
    var modules: Set<VirtualAddress> = []
    for member in kernel.members(of: list, "module kset", view: Self.views[1]) {
      guard let module = kernel.reader.word(member - entry + owner) else {
        kernel.note(KernelGap(.notMapped, "module object at \(member - entry)"))
        continue
      }
      if VirtualAddress(module).isKernel { modules.insert(VirtualAddress(module)) }
    }
    return modules
  }

  private func module(_ object: KernelObject, _ views: [String]) throws(KernelError) -> MemoryModule {
    var record = ModuleRecord(name: HostString(bytes: try object.text("name")))
    record.seenBy = views
    record.state = ["Live", "Loading", "Unloading", "Unformed"][min(3, Int(try object.number("state")))]
    record.taint = try taint(object)
    // Until 6.3 core_layout, since 6.4 one entry for each kind of memory, text first.
    let isOld = kernel.types.has("module", "core_layout")
    let text = try object.pointer(isOld ? "core_layout.base" : "mem")
    let size = try isOld ? Int64(object.number("core_layout.size")) : memories(object)
    record.size = size
    return MemoryModule(
      record: record, address: object.address, text: text,
      textSize: try isOld ? object.number("core_layout.text_size") : textSize(object))
  }

  private func textSize(_ object: KernelObject) throws(KernelError) -> UInt64 {
    let place =
      try kernel.types.field("module", "mem").offset + (try kernel.types.field("module_memory", "size").offset)
    return LittleEndian.word(object.bytes, place, 4)
  }

  /// Bytes of all kinds of memory that stay.
  private func memories(_ object: KernelObject) throws(KernelError) -> Int64 {
    let all = try kernel.types.field("module", "mem")
    let one = try kernel.types.size("module_memory")
    let size = try kernel.types.field("module_memory", "size").offset
    // MOD_TEXT, MOD_DATA, MOD_RODATA, MOD_RO_AFTER_INIT; those after them are for initialisation only.
    return (0..<4).reduce(0) { sum, index in
      let place = all.offset + index * one + size
      return place + 4 <= object.bytes.count ? sum + Int64(LittleEndian.word(object.bytes, place, 4)) : sum
    }
  }

  /// The letters of `/proc/modules` (`module_flags_taint`).
  private func taint(_ object: KernelObject) throws(KernelError) -> String {
    let bits = try object.number("taints")
    return String("PFSRMBUDAWCIOELKXTN".enumerated().filter { bits >> UInt64($0.offset) & 1 == 1 }.map(\.element))
  }
}
