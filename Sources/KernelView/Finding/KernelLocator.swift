internal import MemoryImage

/// Finds the kernel in an image: its note, its page tables, what it says it is. Each candidate is proven against the page tables; the first one
/// that merely looks right is not taken, because old copies lie about in the page cache.
struct KernelLocator {
  /// Where kernel text is linked to (`__START_KERNEL_map`).
  static let textMap: UInt64 = 0xFFFF_FFFF_8000_0000

  let memory: any PhysicalMemory

  /// What was found.
  struct Place {
    var info: VMCoreInfo
    var table: PageTable
    /// `phys_base`: text lies at `address - textMap + physicalBase`.
    var physicalBase: Int64
    /// How many notes were looked at before the one that holds.
    var candidates: Int
  }

  /// - Parameter note: The note of a core file, which is tried first.
  func find(note: [UInt8]?) throws(KernelError) -> Place {
    var candidates = 0
    var refusals: [String] = []
    if let note, let info = VMCoreInfo(note) {
      candidates += 1
      do { return try proven(info, candidates) } catch { refusals.append("the file's note: \(error.message)") }
    }
    var found: Place?
    do throws(ImageError) {
      // The kernel keeps it at the start of a page; a copy in a file's page may lie anywhere, and is none.
      try PhysicalSearch.pages(beginningWith: Array("OSRELEASE=".utf8), in: memory) { address in
        guard let info = VMCoreInfo(text(address)) else { return false }
        candidates += 1
        do throws(KernelError) { found = try proven(info, candidates) } catch {
          if refusals.count < 4 { refusals.append("at 0x\(String(address, radix: 16)): \(error.message)") }
        }
        return found != nil || candidates >= 64
      }
    } catch { throw KernelError(.vmcoreinfo, "the image cannot be read: \(error.message)") }
    guard let found else {
      guard candidates > 0 else {
        throw KernelError(.vmcoreinfo, "no page of the image begins with the kernel's note (OSRELEASE=…)")
      }
      throw KernelError(
        .pageTable,
        "none of \(candidates) notes agrees with page tables in the image: \(refusals.joined(separator: "; "))")
    }
    return found
  }

  private func text(_ address: UInt64) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: VMCoreInfo.limit)
    let count = bytes.withUnsafeMutableBytes { (try? memory.read(address, into: $0)) ?? 0 }
    return Array(bytes.prefix(count))
  }

  /// The page tables that a note points to must map the kernel's text to where the note says that it lies.
  private func proven(_ info: VMCoreInfo, _ candidates: Int) throws(KernelError) -> Place {
    guard let directory = info.symbol("swapper_pg_dir"), let text = info.symbol("_stext"),
      let base = info.number("phys_base")
    else { throw KernelError(.vmcoreinfo, "the note of \(info.release) lacks swapper_pg_dir, _stext or phys_base") }
    func physical(_ address: VirtualAddress) -> UInt64 {
      address.value &- Self.textMap &+ UInt64(bitPattern: base)
    }
    let table = PageTable(memory: memory, root: physical(directory), levels: info.levels)
    let mapped: (text: UInt64, directory: UInt64)
    do throws(PageTable.Miss) { mapped = (try table.physical(text), try table.physical(directory)) } catch {
      throw KernelError(.pageTable, "the tables at 0x\(String(table.root, radix: 16)) do not map the text (\(error))")
    }
    guard mapped == (physical(text), physical(directory)) else {
      throw KernelError(.pageTable, "the tables at 0x\(String(table.root, radix: 16)) map the text elsewhere")
    }
    return Place(info: info, table: table, physicalBase: base, candidates: candidates)
  }
}
