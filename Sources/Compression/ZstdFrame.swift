internal import CZstd

/// What went wrong with a zstd frame.
public struct CompressionError: Error, Sendable {
  /// For programs.
  public enum Code: String, Sendable { case damaged, tooLarge, unknownSize, compressorFailed }
  /// For programs.
  public var code: Code
  /// For people.
  public var message: String
}

/// Whole, independent zstd frames (RFC 8878) with content size and checksum.
public enum ZstdFrame {
  /// Compresses one independent frame.
  ///
  /// - Parameters:
  ///   - plain: The bytes to store; may be empty.
  ///   - level: zstd level, 1 (fast) to 19.
  /// - Throws: `.compressorFailed` with zstd's own words.
  public static func compress(_ plain: [UInt8], level: Int32 = 1) throws(CompressionError) -> [UInt8] {
    var compressor = try ZstdCompressor(level: level)
    return try compressor.compress(plain)
  }

  /// Decompresses exactly one frame.
  ///
  /// - Parameters:
  ///   - stored: The bytes of one frame, nothing before or after.
  ///   - limit: More decompressed bytes than this are refused before memory is taken for them.
  /// - Throws: `.damaged`, `.unknownSize` (a frame without content size is not ours), `.tooLarge`.
  public static func decompress(_ stored: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
    let declared = unsafe ZSTD_getFrameContentSize(stored, stored.count)
    if declared == UInt64.max - 1 { throw CompressionError(code: .damaged, message: "not a zstd frame") }
    if declared == UInt64.max { throw CompressionError(code: .unknownSize, message: "zstd frame without content size") }
    guard declared <= UInt64(limit) else {
      throw CompressionError(code: .tooLarge, message: "zstd frame declares \(declared) bytes, limit \(limit)")
    }
    let size = unsafe ZSTD_findFrameCompressedSize(stored, stored.count)
    guard ZSTD_isError(size) == 0, size == stored.count else {
      throw CompressionError(code: .damaged, message: "zstd frame does not end where it should")
    }
    var result: Int = 0
    let plain = unsafe [UInt8](unsafeUninitializedCapacity: Int(declared)) { buffer, count in
      result = unsafe ZSTD_decompress(buffer.baseAddress, buffer.count, stored, stored.count)
      count = ZSTD_isError(result) == 0 ? result : 0
    }
    guard ZSTD_isError(result) == 0, result == Int(declared) else {
      throw CompressionError(code: .damaged, message: "zstd frame does not decompress")
    }
    return plain
  }
}

/// A compressor that keeps its tables between frames, so that many small frames cost little.
public struct ZstdCompressor: ~Copyable {
  private let context: OpaquePointer
  private let level: Int32

  /// - Throws: `.compressorFailed` when there is no memory for its tables.
  public init(level: Int32 = 1) throws(CompressionError) {
    guard let context = unsafe ZSTD_createCCtx() else {
      throw CompressionError(code: .compressorFailed, message: "zstd found no memory")
    }
    unsafe self.context = context
    self.level = level
    _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
    _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1)
  }

  deinit { _ = unsafe ZSTD_freeCCtx(context) }

  /// One independent frame.
  public mutating func compress(_ plain: [UInt8]) throws(CompressionError) -> [UInt8] {
    var result = 0
    let stored = unsafe [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(plain.count)) { buffer, count in
      result = unsafe ZSTD_compress2(context, buffer.baseAddress, buffer.count, plain, plain.count)
      count = ZSTD_isError(result) == 0 ? result : 0
    }
    guard ZSTD_isError(result) == 0 else {
      throw CompressionError(code: .compressorFailed, message: unsafe String(cString: ZSTD_getErrorName(result)))
    }
    return stored
  }
}
