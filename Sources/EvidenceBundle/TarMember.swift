/// The ustar form (POSIX.1-1988) of a segment: a regular file named by its digest.
enum TarMember {
  static let headerSize = 512

  /// Bytes that a segment takes in the archive, header and padding included.
  static func storedSize(of size: Int) -> Int { headerSize + (size + 511) / 512 * 512 }

  /// - Parameters:
  ///   - name: 64 hex digits.
  ///   - size: Bytes, below 8 GiB (eleven octal digits).
  static func header(name: String, size: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: headerSize)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    put(name, at: 0)
    put("0000400\0", at: 100)
    put("0000000\0", at: 108)
    put("0000000\0", at: 116)
    put(octal(size, digits: 11) + "\0", at: 124)
    put("00000000000\0", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\0", at: 257)
    put("00", at: 263)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + "\0 ", at: 148)
    return header
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
