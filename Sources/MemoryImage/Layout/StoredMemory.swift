/// Physical memory whose bytes stand in a file as they are.
struct StoredMemory: PhysicalMemory {
  let file: ImageFile
  let layout: Layout

  var ranges: [PhysicalRange] { layout.ranges }

  func read(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) -> Int {
    var done = 0
    while done < buffer.count, let piece = layout.piece(holding: address &+ UInt64(done)) {
      let within = address &+ UInt64(done) &- piece.range.start
      let count = Int(min(UInt64(buffer.count - done), piece.range.count - within))
      try file.read(
        at: piece.fileOffset + within, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done..<(done + count)]))
      done += count
    }
    return done
  }
}
