internal import CLinuxShims
internal import CaseModel
internal import Digests
internal import HostFacts

/// Hashes files of the host through the quiet view, and compares them with what packages say.
struct FileHasher {
  let source: LiveHostSource

  /// Digests of one pass over a file.
  struct Result {
    var sha256: SHA256Digest
    var md5Halves: (UInt64, UInt64)?
    var size: Int64
    /// The first bytes, at most 4,096.
    var head: [UInt8]
    var isWhole: Bool
  }

  /// Reads an open file once.
  ///
  /// - Parameters:
  ///   - wantsMD5: dpkg keeps MD5.
  ///   - limit: More bytes than this are not read.
  /// - Returns: `nil` if reading failed.
  static func hash(_ file: Int32, wantsMD5: Bool, limit: Int64, buffer: UnsafeMutableRawBufferPointer) -> Result? {
    var sha = SHA256()
    var md5 = MD5()
    var head: [UInt8] = []
    var offset: Int64 = 0
    nt_advise(file, 1)
    while offset < limit {
      let count = nt_pread(file, buffer.baseAddress, Int(min(Int64(buffer.count), limit - offset)), offset)
      if count < 0 { return nil }
      if count == 0 { break }
      let part = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])
      sha.update(buffer: part)
      if wantsMD5 { md5.update(buffer: part) }
      if offset == 0 { head = Array(part.prefix(4096)) }
      offset += Int64(count)
    }
    var halves: (UInt64, UInt64)?
    if wantsMD5 {
      let digits = Array(md5.finishHex().utf8)
      halves = (DpkgReader.hex(digits[..<16]) ?? 0, DpkgReader.hex(digits[16...]) ?? 0)
    }
    return Result(sha256: sha.finish(), md5Halves: halves, size: offset, head: head, isWhole: offset < limit)
  }

  /// How an already computed result compares.
  static func compare(_ result: Result, with digest: PackageIndex.Digest, isConfiguration: Bool)
    -> FileRecord.PackageState
  {
    let isEqual: Bool
    switch digest {
    case .md5(let high, let low):
      guard let halves = result.md5Halves else { return .notCompared }
      isEqual = halves == (high, low)
    case .sha256Prefix(let high, let low):
      let bytes = result.sha256.bytes
      func word(_ start: Int) -> UInt64 { bytes[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
      isEqual = (word(0), word(8)) == (high, low)
    }
    guard result.isWhole else { return .notCompared }
    return isEqual ? .match : isConfiguration ? .configurationChanged : .differs
  }

  /// Reads and compares one path.
  func compare(_ path: HostString, with digest: PackageIndex.Digest, limit: Int) -> FileRecord.PackageState {
    guard let file = try? source.open(path) else { return .notCompared }
    defer { closeDescriptor(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var isMD5 = false
    if case .md5 = digest { isMD5 = true }
    guard let result = Self.hash(file, wantsMD5: isMD5, limit: Int64(limit), buffer: buffer) else {
      return .notCompared
    }
    return Self.compare(result, with: digest, isConfiguration: false)
  }
}
