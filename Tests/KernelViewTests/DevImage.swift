import Foundation
import MemoryImage

struct DevImage: PhysicalMemory {
  let file: FileHandle
  var ranges: [PhysicalRange] = []
  var offsets: [UInt64] = []
  init(_ path: String) throws {
    file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let head = try file.read(upToCount: 65536)!
    func word(_ o: Int, _ n: Int) -> UInt64 { (0..<n).reduce(0) { $0 | UInt64(head[o + $1]) << UInt64(8 * $1) } }
    let phoff = Int(word(32, 8))
    for i in 0..<Int(word(56, 2)) {
      let o = phoff + i * 56
      guard word(o, 4) == 1 else { continue }
      ranges.append(PhysicalRange(start: word(o + 24, 8), count: word(o + 32, 8)))
      offsets.append(word(o + 8, 8))
    }
  }
  func read(_ address: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws(ImageError) -> Int {
    guard let i = ranges.firstIndex(where: { $0.start <= address && address < $0.end }) else { return 0 }
    let n = min(buffer.count, Int(ranges[i].end - address))
    return pread(file.fileDescriptor, buffer.baseAddress!, n, off_t(offsets[i] + address - ranges[i].start))
  }
}
