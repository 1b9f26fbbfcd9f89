internal import Digests

/// Digests over the first part of a file: the whole part, and its blocks.
struct PartDigest {
  let length: UInt64
  let sha256: DigestKey
  let blocks: [DigestKey]

  /// Reads a file once for parts of several lengths.
  ///
  /// - Parameter lengths: None above the file's length.
  static func read(
    _ file: any EvidenceFile, lengths: [UInt64], blockSize: UInt64
  ) throws(EvidenceReadError) -> [PartDigest] {
    var parts: [PartDigest] = []
    var whole = SHA256()
    var block = SHA256()
    var blocks: [DigestKey] = []
    var offset: UInt64 = 0
    for length in Set(lengths).sorted() {
      while offset < length {
        let blockEnd = (offset / blockSize + 1) * blockSize
        let count = Int(min(1 << 20, min(blockEnd, length) - offset))
        let bytes = try file.read(at: offset, count: count)
        whole.update(bytes)
        block.update(bytes)
        offset += UInt64(count)
        if offset == blockEnd {
          blocks.append(DigestKey(block.finish()))
          block = SHA256()
        }
      }
      let isInsideBlock = offset % blockSize != 0
      parts.append(
        PartDigest(
          length: length, sha256: DigestKey(whole.finish()),
          blocks: isInsideBlock ? blocks + [DigestKey(block.finish())] : blocks))
    }
    return parts
  }
}
