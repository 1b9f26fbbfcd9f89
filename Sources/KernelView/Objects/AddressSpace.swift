public import CaseModel
public import HostFacts

/// A stretch of a process's address space.
public struct MemoryMapping: Sendable {
  /// First address.
  public var start: VirtualAddress
  /// Address behind the last one.
  public var end: VirtualAddress
  /// As in `/proc/PID/maps`: `rwxp`.
  public var permissions: String
  /// The mapped file's path, without ` (deleted)`; empty for anonymous memory.
  public var path: HostString
  /// The file has no name any more.
  public var isDeleted: Bool
  /// The kernel's own page of code in every process.
  public var isVDSO: Bool

  /// Code can be run from it.
  public var isExecutable: Bool { permissions.contains("x") }

  /// What makes it worth naming: code that no file on a disk stands for, or that can be written.
  public var oddity: ProcessRecord.Mapping.Kind? {
    guard isExecutable, !isVDSO else { return nil }
    if permissions.contains("w") { return .writableExecutable }
    if path.text.isEmpty { return .anonymousExecutable }
    if path.text.hasPrefix("/memfd:") { return .memfd }
    return isDeleted ? .deletedFile : nil
  }
}

/// The mappings of a process, from the tree that the kernel keeps them in (since 6.1) or its list (before).
public struct AddressSpace {
  let kernel: Kernel

  /// - Parameter kernel: Of the image.
  public init(_ kernel: Kernel) { self.kernel = kernel }

  /// All mappings of a process, by address; none for kernel threads.
  ///
  /// - Throws: `KernelError` if the kernel's types lack what is needed.
  public func mappings(of process: MemoryProcess) throws(KernelError) -> [MemoryMapping] {
    let member = try kernel.types.field("task_struct", "mm").offset
    let name = "mappings of process \(process.record.pid)"
    guard let memory = kernel.reader.word(process.task + member) else {
      kernel.note(KernelGap(.notMapped, name))
      return []
    }
    guard VirtualAddress(memory).isKernel, let object = try kernel.object("mm_struct", VirtualAddress(memory)) else {
      return []
    }
    let areas =
      kernel.types.has("mm_struct", "mm_mt")
      ? try kernel.entries(ofMapleTree: try object.place("mm_mt"), name) : try list(object, name)
    let vdso = try object.pointer("context.vdso")
    var mappings: [MemoryMapping] = []
    for area in areas {
      if let mapping = try mapping(area, vdso, name) { mappings.append(mapping) }
    }
    return mappings.sorted { $0.start < $1.start }
  }

  /// Kernels before 6.1.
  private func list(_ memory: KernelObject, _ name: String) throws(KernelError) -> [VirtualAddress] {
    var areas: [VirtualAddress] = []
    var seen: Set<VirtualAddress> = []
    let next = try kernel.types.field("vm_area_struct", "vm_next").offset
    var area = try memory.pointer("mmap")
    while area.isKernel, seen.insert(area).inserted, areas.count < Kernel.listLimit {
      areas.append(area)
      guard let word = kernel.reader.word(area + next) else {
        kernel.note(KernelGap(.notMapped, "\(name): after \(areas.count)"))
        break
      }
      area = VirtualAddress(word)
    }
    return areas
  }

  private func mapping(_ address: VirtualAddress, _ vdso: VirtualAddress, _ name: String) throws(KernelError)
    -> MemoryMapping?
  {
    guard let area = try kernel.object("vm_area_struct", address) else { return nil }
    let (start, end) = (try area.pointer("vm_start"), try area.pointer("vm_end"))
    guard start < end, !start.isKernel else {
      kernel.note(KernelGap(.inconsistent, "\(name): an area from \(start) to \(end)"))
      return nil
    }
    let flags = try area.number("vm_flags")
    let permissions = [(1, "r"), (2, "w"), (4, "x")].map { flags & UInt64($0.0) != 0 ? $0.1 : "-" }.joined()
    var mapping = MemoryMapping(
      start: start, end: end, permissions: permissions + (flags & 8 != 0 ? "s" : "p"), path: "", isDeleted: false,
      isVDSO: start == vdso)
    let file = try area.pointer("vm_file")
    if file.isKernel, let path = try PathReader(kernel: kernel).path(ofFile: file) {
      mapping.path = path.name
      mapping.isDeleted = path.isDeleted
    }
    return mapping
  }

  /// Fills in what a live record says about mappings: those worth naming, and what is mapped as code.
  func add(to process: inout MemoryProcess) throws(KernelError) {
    var libraries: [HostString] = []
    for mapping in try mappings(of: process) {
      if mapping.isExecutable, !mapping.path.text.isEmpty, mapping.path != process.record.executable,
        !libraries.contains(mapping.path), libraries.count < 256
      {
        libraries.append(mapping.path)
      }
      if let kind = mapping.oddity, process.record.mappings.count < 64 {
        process.record.mappings.append(
          ProcessRecord.Mapping(
            kind: kind,
            range: String(mapping.start.value, radix: 16) + "-" + String(mapping.end.value, radix: 16),
            permissions: mapping.permissions, path: mapping.path))
      }
    }
    process.record.libraries = libraries
  }
}
