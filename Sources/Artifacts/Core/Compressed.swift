/// Containers of rotated logs.
enum Compressed {
  /// gzip, bzip2, xz, zstd or LZ4 frame by their first bytes.
  static func isCompressed(_ bytes: [UInt8]) -> Bool {
    magics.contains { bytes.starts(with: $0) }
  }

  private static let magics: [[UInt8]] = [
    [0x1f, 0x8b, 0x08], [0x42, 0x5a, 0x68], [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], [0x28, 0xb5, 0x2f, 0xfd],
    [0x04, 0x22, 0x4d, 0x18],
  ]
}
