import MemoryImage

/// Memory of an image with changes laid over it, so that each kind of damage costs no copy of the file.
struct DamagedMemory: PhysicalMemory {
  let base: any PhysicalMemory
  var ranges: [PhysicalRange]
  /// Bytes that stand at a physical address instead of what the image has.
  var changes: [(address: UInt64, bytes: [UInt8])] = []
  /// Everything lies so many bytes further on than it says.
  var shift: UInt64 = 0
  /// Everything is zero.
  var isZero = false

  init(_ base: any PhysicalMemory) {
    self.base = base
    ranges = base.ranges
  }

  func read(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) -> Int {
    guard let range = ranges.first(where: { $0.start <= address && address < $0.end }) else { return 0 }
    let wanted = min(buffer.count, Int(range.end - address))
    let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    var count = wanted
    if isZero {
      for index in 0..<wanted { piece[index] = 0 }
    } else {
      count = try base.read(address &+ shift, into: piece)
    }
    for change in changes
    where change.address < address + UInt64(count) && address < change.address + UInt64(change.bytes.count) {
      for (index, byte) in change.bytes.enumerated() {
        let place = change.address + UInt64(index)
        if place >= address, place < address + UInt64(count) { piece[Int(place - address)] = byte }
      }
    }
    return count
  }
}
