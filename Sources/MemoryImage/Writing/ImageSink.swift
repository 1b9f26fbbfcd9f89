/// Where an image is written to: a file, a stream, a test's array.
public protocol ImageSink: AnyObject {
  /// Takes the next bytes, all of them.
  ///
  /// - Throws: `.unreadable` if they cannot be stored or sent.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ImageError)
}

extension ImageSink {
  func write(_ bytes: [UInt8]) throws(ImageError) {
    let failure: ImageError? = bytes.withUnsafeBytes { buffer in
      do throws(ImageError) { try write(buffer) } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }
}
