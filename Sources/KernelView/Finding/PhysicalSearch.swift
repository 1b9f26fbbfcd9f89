internal import Glibc
internal import MemoryImage

/// Looks through all pages of an image.
struct PhysicalSearch {
  private static let chunk = 1 << 20

  /// Gives the physical address of each page that begins with a word, in order, until `isEnough` says so.
  static func pages(
    beginningWith word: [UInt8], in memory: any PhysicalMemory, isEnough: (UInt64) -> Bool
  ) throws(ImageError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 4096)
    defer { buffer.deallocate() }
    for range in memory.ranges {
      // A range may begin within a page.
      var address = (range.start + 4095) & ~4095
      while address < range.end {
        let wanted = Int(min(UInt64(chunk), range.end - address))
        let count = try memory.read(address, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
        guard count > 0 else { break }
        for offset in stride(from: 0, to: count - word.count, by: 4096)
        where memcmp(buffer.baseAddress! + offset, word, word.count) == 0 {
          if isEnough(address + UInt64(offset)) { return }
        }
        address += UInt64((count + 4095) & ~4095)
      }
    }
  }
}
