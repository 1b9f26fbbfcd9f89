internal import MemoryImage

/// The page tables of one address space, x86-64, 4 or 5 levels (Intel SDM volume 3, chapter 4.5).
struct PageTable {
  /// Why an address leads nowhere.
  enum Miss: Error, Equatable {
    /// An entry is not present.
    case notMapped
    /// A table, or what it leads to, is outside the image.
    case notHeld
    /// The image's file cannot be read there.
    case unreadable
  }

  let memory: any PhysicalMemory
  /// Physical address of the top table.
  let root: UInt64
  /// 4 or 5.
  let levels: Int

  private static let addressMask: UInt64 = 0x000F_FFFF_FFFF_F000

  /// The physical address behind a virtual one.
  func physical(_ address: VirtualAddress) throws(Miss) -> UInt64 {
    var table = root & Self.addressMask
    for level in stride(from: levels - 1, through: 0, by: -1) {
      let shift = UInt64(12 + 9 * level)
      let entry = try entry(table + (address.value >> shift & 0x1FF) * 8)
      guard entry & 1 == 1 else { throw .notMapped }
      // A page of 1 GiB or 2 MiB; bits below its size hold flags.
      if level == 0 || (level < 3 && entry & 0x80 != 0) {
        let mask = (UInt64(1) << shift) - 1
        return (entry & Self.addressMask & ~mask) | (address.value & mask)
      }
      table = entry & Self.addressMask
    }
    throw .notMapped
  }

  private func entry(_ address: UInt64) throws(Miss) -> UInt64 {
    var value: UInt64 = 0
    let count = withUnsafeMutableBytes(of: &value) { memory.held(address, $0) }
    guard let count else { throw .unreadable }
    guard count == 8 else { throw .notHeld }
    return UInt64(littleEndian: value)
  }
}

extension PhysicalMemory {
  /// How many bytes were copied; `nil` if the file cannot be read.
  func held(_ address: UInt64, _ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    do { return try read(address, into: buffer) } catch { return nil }
  }
}
