import Digests
import Foundation
import Testing

@testable import MemoryImage

/// A directory for the files of one test.
final class Scratch {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("memory-image-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  func write(_ bytes: [UInt8], as name: String = "image") throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }

  func open(_ bytes: [UInt8]) throws -> MemoryImage { try MemoryImage.open(try write(bytes)) }
}

/// Memory that images are made of: three ranges whose bytes tell where they are.
struct TestMemory {
  var ranges: [(start: UInt64, bytes: [UInt8])]

  /// Below 1 MiB, above it, and above 4 GiB.
  static let usual = TestMemory(starts: [(0x1000, 3), (0x10_0000, 4), (0x1_0000_0000, 2)])

  /// - Parameter starts: Where each range starts, and its pages.
  init(starts: [(UInt64, Int)]) {
    ranges = starts.map { start, pages in (start, Self.content(at: start, pages * 4096)) }
  }

  /// Bytes that differ from page to page and within a page, none of them zero.
  static func content(at address: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { index in
      let place = address &+ UInt64(index)
      return UInt8(truncatingIfNeeded: (place &* 0x9e37_79b9_7f4a_7c15) >> 41) | 1
    }
  }

  var physical: [PhysicalRange] { ranges.map { PhysicalRange(start: $0.start, count: UInt64($0.bytes.count)) } }

  /// As LiME stores it; written from its header file, without our writer.
  var lime: [UInt8] { ranges.flatMap { Self.limeHeader($0.start, $0.start + UInt64($0.bytes.count) - 1) + $0.bytes } }

  static func limeHeader(_ start: UInt64, _ end: UInt64, reserved: UInt64 = 0, version: UInt32 = 1) -> [UInt8] {
    Array("EMiL".utf8) + word(version) + word(start) + word(end) + word(reserved)
  }

  /// Bytes from the start of a LiME image to its headers.
  var limeHeaders: [Int] {
    var offset = 0
    return ranges.map { range in
      defer { offset += 32 + range.bytes.count }
      return offset
    }
  }
}

func word(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

/// An ELF core as another program would write it, field by field.
struct TestCore {
  struct Segment {
    var type: UInt32 = 1
    var virtual: UInt64
    var physical: UInt64
    var memoryBytes: UInt64
    var bytes: [UInt8]
    /// Where it says that its bytes are, if not where they are.
    var offset: UInt64?
  }

  var segments: [Segment]
  var machine: UInt16 = 62
  var type: UInt16 = 4
  var fileClass: UInt8 = 2
  var encoding: UInt8 = 1

  /// As QEMU: virtual addresses repeat the physical ones, a note first.
  init(_ memory: TestMemory, notes: [UInt8] = Self.notes) {
    segments = [Segment(type: 4, virtual: 0, physical: 0, memoryBytes: UInt64(notes.count), bytes: notes)]
    segments += memory.ranges.map { start, bytes in
      Segment(virtual: start, physical: start, memoryBytes: UInt64(bytes.count), bytes: bytes)
    }
  }

  static let text = Array("OSRELEASE=6.1.0\nPAGESIZE=4096\n".utf8)
  static let notes =
    word(UInt32(5)) + word(UInt32(4)) + word(UInt32(1)) + Array("CORE\0\0\0\0".utf8) + [1, 2, 3, 4]
    + word(UInt32(11)) + word(UInt32(text.count)) + word(UInt32(0)) + Array("VMCOREINFO\0\0".utf8) + text
    + [UInt8](repeating: 0, count: -text.count & 3)

  /// Bytes from the start to the first byte of a segment's memory.
  var dataStart: Int { 64 + 56 * segments.count }

  var bytes: [UInt8] {
    var head: [UInt8] = [0x7f] + Array("ELF".utf8) + [fileClass, encoding, 1] + [UInt8](repeating: 0, count: 9)
    head += word(type) + word(machine) + word(UInt32(1)) + word(UInt64(0)) + word(UInt64(64)) + word(UInt64(0))
    head += word(UInt32(0)) + word(UInt16(64)) + word(UInt16(56)) + word(UInt16(segments.count))
    head += word(UInt16(0)) + word(UInt16(0)) + word(UInt16(0))
    var offset = UInt64(dataStart)
    for segment in segments {
      head += word(segment.type) + word(UInt32(0)) + word(segment.offset ?? offset) + word(segment.virtual)
      head += word(segment.physical) + word(UInt64(segment.bytes.count)) + word(segment.memoryBytes) + word(UInt64(0))
      offset += UInt64(segment.bytes.count)
    }
    return head + segments.flatMap(\.bytes)
  }
}

extension MemoryImage {
  var codes: [ImageFault.Code] { faults.map(\.code) }

  /// What the image holds from an address on.
  func bytes(_ address: UInt64, _ count: Int) throws -> [UInt8] {
    var result = [UInt8](repeating: 0xaa, count: count)
    let held = try result.withUnsafeMutableBytes { try memory.read(address, into: $0) }
    return Array(result.prefix(held))
  }

  /// All it holds, a range at a time.
  func everything() throws -> [[UInt8]] {
    try memory.ranges.map { try bytes($0.start, Int($0.count)) }
  }
}

/// Why an image does not open; nil if it does.
func refusal(_ body: () throws -> Void) -> ImageError? {
  do { try body() } catch { return error as? ImageError }
  return nil
}

/// Numbers that a seed gives again.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29 &* 0xbf58_476d_1ce4_e5b9
  }
}
