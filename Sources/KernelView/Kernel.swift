public import MemoryImage

/// A kernel that was found in an image, with its symbols and types: everything below reads through it. Not to be shared between threads.
public final class Kernel {
  /// Its note.
  public let info: VMCoreInfo
  /// What `/proc/version` says, from the image.
  public let banner: [UInt8]
  /// Levels of its page tables: 4 or 5.
  public let levels: Int
  /// Its symbols.
  public let symbols: KernelSymbols
  /// Its types.
  public let types: KernelTypes
  /// How many notes were looked at before the one that holds.
  public let candidates: Int
  /// What could not be read so far, at most `gapLimit`, each once.
  public private(set) var gaps: [KernelGap] = []
  /// Gaps beyond the limit, which are counted only.
  public private(set) var omittedGaps = 0
  /// Views whose list or table is not whole: what they lack may be behind the break.
  private(set) var brokenViews: Set<String> = []
  private var knownGaps: Set<KernelGap> = []

  let reader: KernelReader

  /// Gaps that are kept.
  public static let gapLimit = 1_000

  /// Finds the kernel.
  ///
  /// - Parameters:
  ///   - memory: Of an image.
  ///   - note: The note of a core file, if it has one.
  /// - Throws: `KernelError`, which names the step that failed.
  public init(in memory: any PhysicalMemory, note: [UInt8]?) throws(KernelError) {
    let place = try KernelLocator(memory: memory).find(note: note)
    info = place.info
    levels = place.table.levels
    candidates = place.candidates
    reader = KernelReader(place.table)
    symbols = try KernelSymbols(place.info, reader)
    banner = symbols.address("linux_banner").flatMap { [reader] in reader.string($0, limit: 512) } ?? []
    guard let start = symbols.address("__start_BTF"), let end = symbols.address("__stop_BTF"), start < end,
      end.value - start.value < 64 << 20
    else { throw KernelError(.btf, "the kernel has no BTF (CONFIG_DEBUG_INFO_BTF)") }
    guard let bytes = reader.bytes(start, Int(end.value - start.value)) else {
      throw KernelError(.btf, "the BTF at \(start) is not whole in the image")
    }
    types = try KernelTypes(bytes)
  }

  /// Remembers what could not be read.
  ///
  /// - Parameter view: A view that is not whole for it.
  func note(_ gap: KernelGap, breaking view: String? = nil) {
    if let view { brokenViews.insert(view) }
    guard gaps.count < Self.gapLimit else {
      omittedGaps += 1
      return
    }
    if knownGaps.insert(gap).inserted { gaps.append(gap) }
  }

  /// Remembers that an address could not be read.
  func note(_ miss: PageTable.Miss, _ what: String) {
    let reason: KernelGap.Reason =
      switch miss {
      case .notMapped: .notMapped
      case .notHeld: .notHeld
      case .unreadable: .unreadable
      }
    note(KernelGap(reason, what))
  }

  /// A structure's bytes, read at once.
  ///
  /// - Returns: `nil` after noting the gap.
  func object(_ structure: String, _ address: VirtualAddress) throws(KernelError) -> KernelObject? {
    let size = try types.size(structure)
    do throws(PageTable.Miss) {
      return KernelObject(
        kernel: self, structure: structure, address: address, bytes: try reader.required(address, size))
    } catch {
      note(error, "\(structure) at \(address)")
      return nil
    }
  }

  /// The address of a symbol that the view needs.
  func symbol(_ name: String) throws(KernelError) -> VirtualAddress {
    guard let address = symbols.address(name) else { throw KernelError(.objects, "the kernel has no symbol \(name)") }
    return address
  }
}

/// One structure as it was in the image.
struct KernelObject {
  let kernel: Kernel
  let structure: String
  let address: VirtualAddress
  let bytes: [UInt8]

  /// A number of 1 to 8 bytes.
  func number(_ path: String) throws(KernelError) -> UInt64 {
    let field = try kernel.types.field(structure, path)
    let count = min(8, max(1, field.size))
    guard field.offset + count <= bytes.count else { throw KernelError(.btf, "\(structure).\(path) lies outside") }
    return LittleEndian.word(bytes, field.offset, count)
  }

  func signed(_ path: String) throws(KernelError) -> Int {
    let field = try kernel.types.field(structure, path)
    let value = try number(path)
    return field.size == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
  }

  func pointer(_ path: String) throws(KernelError) -> VirtualAddress { VirtualAddress(try number(path)) }

  /// Bytes of an array of characters up to its NUL.
  func text(_ path: String) throws(KernelError) -> [UInt8] {
    let field = try kernel.types.field(structure, path)
    return Array(bytes.dropFirst(field.offset).prefix(field.size).prefix { $0 != 0 })
  }

  /// Where a member lies in memory.
  func place(_ path: String) throws(KernelError) -> VirtualAddress {
    address + (try kernel.types.field(structure, path).offset)
  }
}
