import Digests
import Foundation
import Testing

@testable import MemoryImage

@Suite struct ConversionTests {
  let scratch: Scratch
  let memory = TestMemory.usual

  init() throws { scratch = try Scratch() }

  private func contents(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: scratch.path(name))))
  }

  @Test func aCoreBecomesTheLimeImageOfTheSameMemory() throws {
    let result = try scratch.open(TestCore(memory).bytes).convert(to: .lime, at: scratch.path("copy"))
    #expect(try contents("copy") == memory.lime)
    #expect(result.digest == SHA256.digest(memory.lime))
    #expect(result.fileBytes == UInt64(memory.lime.count))
    #expect(result.droppedVMCOREINFO)
    #expect(LimeWriter.byteCount(of: memory.physical) == result.fileBytes)
  }

  @Test func aLimeImageBecomesACoreAndComesBackTheSame() throws {
    let result = try scratch.open(memory.lime).convert(to: .elfCore, at: scratch.path("core"))
    let core = try MemoryImage.open(scratch.path("core"))
    #expect(core.faults == [] && core.format == .elfCore && core.vmcoreinfo == nil)
    #expect(try core.everything() == memory.ranges.map(\.bytes))
    #expect(try core.scan().digest == result.digest)
    #expect(!result.droppedVMCOREINFO)
    _ = try core.convert(to: .lime, at: scratch.path("back"))
    #expect(try contents("back") == memory.lime)
  }

  @Test func notesGoFromCoreToCore() throws {
    _ = try scratch.open(TestCore(memory).bytes).convert(to: .elfCore, at: scratch.path("core"))
    let copy = try MemoryImage.open(scratch.path("core"))
    #expect(copy.vmcoreinfo == TestCore.text)
    #expect(try copy.everything() == memory.ranges.map(\.bytes))
    // Memory starts on a page of the file, as page caches and loaders like it.
    #expect(copy.layout.pieces[0].fileOffset % 4096 == 0)
  }

  @Test func aCoreOfOursHidesNoFlippedBit() throws {
    _ = try scratch.open(TestCore(memory).bytes).convert(to: .elfCore, at: scratch.path("core"))
    let good = try contents("core")
    let expected = memory.ranges.map(\.bytes)
    for bit in 0..<(8 * (64 + 4 * 56)) {
      var bytes = good
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let image = try? scratch.open(bytes), image.faults.isEmpty else { continue }
      #expect(try image.everything() == expected && image.memory.ranges == memory.physical, "bit \(bit)")
    }
  }

  @Test func aDamagedImageIsNotConvertedUnlessAsked() throws {
    let image = try scratch.open(Array(memory.lime.dropLast(100)))
    let error = refusal { _ = try image.convert(to: .elfCore, at: scratch.path("core")) }
    #expect(error?.code == .damaged)
    #expect(try scratch.names() == ["image"])
    _ = try image.convert(to: .elfCore, at: scratch.path("core"), evenIfDamaged: true)
    #expect(try MemoryImage.open(scratch.path("core")).everything() == image.everything())
  }

  @Test func aNameThatIsTakenIsLeftAlone() throws {
    let image = try scratch.open(memory.lime)
    for name in ["copy", "copy.partial"] {
      _ = try scratch.write([1, 2, 3], as: name)
      #expect(refusal { _ = try image.convert(to: .lime, at: scratch.path("copy")) }?.code == .unreadable)
      #expect(try contents(name) == [1, 2, 3])
      try FileManager.default.removeItem(atPath: scratch.path(name))
    }
    _ = try image.convert(to: .lime, at: scratch.path("copy"))
  }

  @Test func nothingIsLeftWhenTheImageCannotBeRead() throws {
    let image = try scratch.open(memory.lime)
    #expect(truncate(scratch.path("image"), 9000) == 0)
    #expect(refusal { _ = try image.convert(to: .lime, at: scratch.path("copy")) }?.code == .unreadable)
    #expect(try scratch.names() == ["image"])
  }

  @Test func aNameThatAppearsMeanwhileIsNotReplaced() throws {
    let file = try PartialFile(path: scratch.path("copy"))
    try file.write([1, 2, 3])
    _ = try scratch.write([9], as: "copy")
    #expect(refusal { _ = try file.finish() }?.code == .unreadable)
    #expect(try contents("copy") == [9])
  }

  @Test func theWriterStreams() throws {
    final class Sink: ImageSink {
      var bytes: [UInt8] = []
      func write(_ more: UnsafeRawBufferPointer) throws(ImageError) { bytes += more }
    }
    let sink = Sink()
    var writer = LimeWriter(to: sink)
    for (start, bytes) in memory.ranges {
      try writer.begin(PhysicalRange(start: start, count: UInt64(bytes.count)))
      for part in stride(from: 0, to: bytes.count, by: 1000) {
        let piece = Array(bytes[part..<min(part + 1000, bytes.count)])
        let failure: ImageError? = piece.withUnsafeBytes { buffer in refusal { try writer.write(buffer) } }
        #expect(failure == nil)
      }
    }
    writer.finish()
    #expect(sink.bytes == memory.lime)
  }
}
