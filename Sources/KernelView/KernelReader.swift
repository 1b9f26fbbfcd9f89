internal import MemoryImage

/// Reads of one address space. Translations are kept: lists live on few pages.
final class KernelReader {
  let table: PageTable
  private var known: [UInt64: UInt64] = [:]
  private static let knownLimit = 65_536

  init(_ table: PageTable) { self.table = table }

  /// The physical address of a page.
  private func page(_ address: VirtualAddress) throws(PageTable.Miss) -> UInt64 {
    let number = address.value >> 12
    if let page = known[number] { return page }
    let page = try table.physical(VirtualAddress(number << 12))
    if known.count >= Self.knownLimit { known.removeAll(keepingCapacity: true) }
    known[number] = page
    return page
  }

  /// Fills a buffer, across pages.
  func read(_ address: VirtualAddress, into buffer: UnsafeMutableRawBufferPointer) throws(PageTable.Miss) {
    var done = 0
    while done < buffer.count {
      let place = address + done
      let offset = Int(place.value & 4095)
      let count = min(4096 - offset, buffer.count - done)
      let physical = try page(place) + UInt64(offset)
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + count])
      guard let held = table.memory.held(physical, piece) else { throw .unreadable }
      guard held == count else { throw .notHeld }
      done += count
    }
  }

  /// Bytes; `nil` if any of them cannot be had.
  func bytes(_ address: VirtualAddress, _ count: Int) -> [UInt8]? {
    do { return try required(address, count) } catch { return nil }
  }

  /// Bytes.
  func required(_ address: VirtualAddress, _ count: Int) throws(PageTable.Miss) -> [UInt8] {
    var miss: PageTable.Miss?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(PageTable.Miss) {
        try read(address, into: UnsafeMutableRawBufferPointer(buffer))
        initialized = count
      } catch { miss = error }
    }
    if let miss { throw miss }
    return bytes
  }

  /// A pointer or another word of eight bytes.
  func word(_ address: VirtualAddress) -> UInt64? {
    var value: UInt64 = 0
    let isRead: Bool = withUnsafeMutableBytes(of: &value) { (try? read(address, into: $0)) != nil }
    return isRead ? UInt64(littleEndian: value) : nil
  }

  /// Bytes up to a NUL; `nil` if they cannot be had or there is none within the limit.
  func string(_ address: VirtualAddress, limit: Int) -> [UInt8]? {
    var text: [UInt8] = []
    var place = address
    while text.count < limit {
      let count = min(4096 - Int(place.value & 4095), limit - text.count)
      guard let bytes = bytes(place, count) else { return nil }
      if let end = bytes.firstIndex(of: 0) { return text + bytes[..<end] }
      text += bytes
      place = place + count
    }
    return nil
  }
}
