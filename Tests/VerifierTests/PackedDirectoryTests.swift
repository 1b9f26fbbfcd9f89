import Digests
import EvidenceBundle
import Foundation
import Testing

@testable import Verifier

/// A packed bundle is judged like the directory it was made from, and a broken archive is refused and never a crash.
@Suite struct PackedDirectoryTests {
  @Test func aPackedBundleVerifiesLikeItsDirectory() throws {
    try withPacked { archive, seal in
      let packed = try PackedDirectory(path: archive)
      #expect(try BundleVerifier(expectedSeal: seal).verify(packed).outcome == .verified)
      let first = try packed.entries(limit: 20)
      #expect(first.contains { $0.name == Array("bundle.json".utf8) && $0.isRegularFile })
    }
  }

  @Test func everyPrefixOfAnArchiveIsRefusedOrNoWholeBundle() throws {
    try withPacked { archive, seal in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive)))
      for length in stride(from: 0, to: bytes.count - 1024, by: 997) {
        let cut = MemoryDirectory(files: ["a": Array(bytes[..<length])])
        #expect(throws: EvidenceReadError.self) { try PackedDirectory(cut.open("a")) }
      }
    }
  }

  @Test func aChangedHeaderADoubledNameAndAnEndlessMemberAreRefused() throws {
    try withPacked { archive, _ in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: archive)))
      for offset in [0, 124, 130, 148, 257] {
        var changed = bytes
        changed[offset] ^= 1
        let directory = MemoryDirectory(files: ["a": changed])
        #expect(throws: EvidenceReadError.self, "\(offset)") { try PackedDirectory(directory.open("a")) }
      }
      let size = try #require(Int(String(decoding: bytes[124..<135], as: UTF8.self), radix: 8))
      let member = Array(bytes[..<(512 + (size + 511) / 512 * 512)])
      let doubled = MemoryDirectory(files: ["a": member + bytes])
      let error = #expect(throws: EvidenceReadError.self) { try PackedDirectory(doubled.open("a")) }
      #expect(error?.code == .tooMany)
    }
  }

  @Test func nothingButAPlainDirectoryOfFilesIsPackedAndNothingStaysOfAFailure() throws {
    let folder = NSTemporaryDirectory() + "pack-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: "\(folder)/b/sub", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: BundleError.self) { try PackedBundle.pack(directory: "\(folder)/b", to: "\(folder)/out.tar") }
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/out.tar"))
    let error = #expect(throws: BundleError.self) {
      try PackedBundle.pack(directory: "\(folder)/none", to: "\(folder)/out.tar")
    }
    #expect(error?.code == .notADirectory)
  }

  private func withPacked(_ body: (String, SHA256Digest) throws -> Void) throws {
    let (storage, seal) = try RealWriterTests().write(large: 70_000)
    let folder = NSTemporaryDirectory() + "pack-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: "\(folder)/b", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in storage.files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/b/\(name)")) }
    let size = try PackedBundle.pack(directory: "\(folder)/b", to: "\(folder)/out.tar")
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/out.tar")
    #expect(attributes[.size] as? Int == size)
    try body("\(folder)/out.tar", seal)
  }
}
