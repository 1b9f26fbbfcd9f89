internal import Digests

/// What was written to one file of the bundle: its length, digest and block digests, kept while it grows.
struct StoredFile {
  /// Digests are taken over blocks of this many bytes.
  let blockSize: Int
  private(set) var length = 0
  private var whole = SHA256()
  private var block = SHA256()
  private var blockFill = 0
  private var blocks: [SHA256Digest] = []

  init(blockSize: Int) { self.blockSize = blockSize }

  mutating func append(_ bytes: [UInt8]) {
    whole.update(bytes)
    length += bytes.count
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(blockSize - blockFill)
      block.update(part)
      blockFill += part.count
      rest = rest.dropFirst(part.count)
      if blockFill == blockSize {
        blocks.append(block.finish())
        block = SHA256()
        blockFill = 0
      }
    }
  }

  var digest: SHA256Digest { whole.finish() }

  var blockDigests: [SHA256Digest] { blockFill > 0 ? blocks + [block.finish()] : blocks }
}
