internal import CLinuxShims
internal import HostFacts

/// The names of an open directory, in the kernel's order, through one buffer: a directory of any size takes the same memory.
///
/// `struct linux_dirent64` (getdents64(2)): inode 8, offset 8, record length 2, type 1, name with NUL.
struct DirectoryReader {
  struct Entry {
    var name: [UInt8]
    var inode: UInt64
    var kind: FileRecord.Kind
  }

  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 32_768)
  private var position = 0
  private var filled = 0
  private var isDone = false
  /// errno that ended the listing early, 0 if it was read to its end.
  private(set) var errno: Int32 = 0

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  mutating func next() -> Entry? {
    while true {
      if position >= filled {
        guard !isDone else { return nil }
        let count = nt_getdents(descriptor, &buffer, buffer.count)
        guard count > 0 else {
          isDone = true
          if count < 0 { errno = Int32(-count) }
          return nil
        }
        filled = count
        position = 0
      }
      guard let entry = parse() else {
        isDone = true
        return nil
      }
      if entry.name != [UInt8(ascii: ".")], entry.name != [UInt8(ascii: "."), UInt8(ascii: ".")] { return entry }
    }
  }

  private mutating func parse() -> Entry? {
    guard filled - position >= 20 else { return nil }
    let length = Int(buffer[position + 16]) | Int(buffer[position + 17]) << 8
    guard length >= 20, position + length <= filled else { return nil }
    var inode: UInt64 = 0
    for index in 0..<8 { inode |= UInt64(buffer[position + index]) << (8 * UInt64(index)) }
    let name = Array(buffer[(position + 19)..<(position + length)].prefix { $0 != 0 })
    let kind: FileRecord.Kind =
      switch buffer[position + 18] {
      case 1: .fifo
      case 2: .character
      case 4: .directory
      case 6: .block
      case 8: .file
      case 10: .link
      case 12: .socket
      default: .unknown
      }
    position += length
    return Entry(name: name, inode: inode, kind: kind)
  }
}
