internal import Synchronization

/// The blocks of a file that were read last. Walking a kernel's lists reads the same pages of it again and again.
///
/// Four places a block can be in, picked by its number, so that finding one is a few comparisons; the one unused longest
/// gives way.
final class BlockCache: Sendable {
  /// Bytes of a block.
  static let blockBytes = 65_536
  private static let ways = 4
  private static let sets = 64

  private let state = Mutex(State())

  /// Copies bytes of the file, at most a block's worth.
  func read(
    at offset: UInt64, count: Int, into target: UnsafeMutableRawPointer, from file: ImageFile
  ) throws(ImageError) {
    var done = 0
    while done < count {
      let position = offset &+ UInt64(done)
      let within = Int(position % UInt64(Self.blockBytes))
      let length = min(count - done, Self.blockBytes - within)
      let place = Target(start: target + done)
      let block = position / UInt64(Self.blockBytes)
      try state.withLock { (state) throws(ImageError) in
        try state.copy(within, length, ofBlock: block, of: file, to: place)
      }
      done += length
    }
  }

  // The caller's buffer, which is used during the call only; the lock does not keep it.
  private struct Target: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
  }

  private struct Slot {
    /// Number of the block plus 1; 0 is empty.
    var tag: UInt64 = 0
    var lastUse: UInt64 = 0
    var held = 0
  }

  /// The memory is taken whole, and used by the system page by page as blocks come in.
  private struct State: ~Copyable {
    private let memory = UnsafeMutableRawPointer.allocate(byteCount: ways * sets * blockBytes, alignment: 4096)
    private var slots = [Slot](repeating: Slot(), count: ways * sets)
    private var uses: UInt64 = 0

    deinit { memory.deallocate() }

    mutating func copy(
      _ within: Int, _ length: Int, ofBlock number: UInt64, of file: ImageFile, to target: Target
    ) throws(ImageError) {
      let index = try slot(of: number, file)
      guard within + length <= slots[index].held else {
        throw ImageError(.unreadable, "the image became shorter while it was read: \(file.name)")
      }
      target.start.copyMemory(from: memory + index * blockBytes + within, byteCount: length)
    }

    private mutating func slot(of number: UInt64, _ file: ImageFile) throws(ImageError) -> Int {
      uses &+= 1
      let first = Int(truncatingIfNeeded: number % UInt64(sets)) * ways
      var oldest = first
      for index in first..<(first + ways) {
        if slots[index].tag == number &+ 1 {
          slots[index].lastUse = uses
          return index
        }
        if slots[index].lastUse < slots[oldest].lastUse { oldest = index }
      }
      try load(number, into: oldest, of: file)
      return oldest
    }

    private mutating func load(_ number: UInt64, into index: Int, of file: ImageFile) throws(ImageError) {
      slots[index] = Slot()
      let buffer = UnsafeMutableRawBufferPointer(start: memory + index * blockBytes, count: blockBytes)
      let held = try file.readUpTo(at: number &* UInt64(blockBytes), into: buffer)
      slots[index] = Slot(tag: number &+ 1, lastUse: uses, held: held)
    }
  }
}
