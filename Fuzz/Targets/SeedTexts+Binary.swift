extension SeedTexts {
  private static func word(_ value: UInt64, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  private static func field(_ text: String, _ length: Int) -> [UInt8] {
    Array(text.utf8.prefix(length)) + [UInt8](repeating: 0, count: max(0, length - text.utf8.count))
  }

  /// An ELF file of 64 bits with one loadable segment and an interpreter (elf(5)).
  static var elf: [UInt8] {
    let identity: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    let header = word(3, 2) + word(62, 2) + word(1, 4) + word(0x1000, 8) + word(64, 8) + word(0, 8) + word(0, 4)
    let sizes = word(64, 2) + word(56, 2) + word(2, 2) + word(64, 2) + word(0, 2) + word(0, 2)
    func segment(_ type: UInt64, _ offset: UInt64, _ size: UInt64) -> [UInt8] {
      word(type, 4) + word(5, 4) + word(offset, 8) + word(offset, 8) + word(offset, 8) + word(size, 8) + word(size, 8)
        + word(1, 8)
    }
    return identity + header + sizes + segment(1, 0, 400) + segment(3, 176, 28)
      + field("/lib64/ld-linux-x86-64.so.2", 28)
      + [UInt8](repeating: 0x90, count: 196)
  }

  /// Login records, process accounting and a journal's head.
  static var records: [[UInt8]] {
    let login =
      word(7, 4) + word(812, 4) + field("pts/0", 32) + field("ts/0", 4) + field("root", 32) + field("203.0.113.9", 256)
      + word(0, 4) + word(812, 4) + word(1_763_000_000, 4) + word(0, 4) + [203, 0, 113, 9] + field("", 32)
    let accounting =
      [2, 3] + word(0, 2) + word(0, 4) + word(0, 8) + word(9, 8) + word(1_763_000_000, 4) + field("", 20)
      + field("nc", 16)
    let journal =
      Array("LPKSHHRH".utf8) + word(0, 4) + word(12, 4) + [0] + field("", 7) + field("", 64) + word(272, 8)
      + word(4096, 8)
      + word(8, 8) + word(8, 8) + word(8, 8) + word(8, 8) + word(300, 8) + field("", 200)
    return [login, accounting, journal, word(1_763_000_000, 4) + field("pts/1", 32) + field("198.51.100.1", 256)]
  }

  /// Netlink answers: messages with their header, one by one and with lengths in front (`EchoingHost`).
  static var messages: [[UInt8]] {
    func message(_ type: UInt64, _ payload: [UInt8]) -> [UInt8] {
      word(UInt64(16 + payload.count), 4) + word(type, 2) + word(2, 2) + word(1, 4) + word(0, 4) + payload
    }
    func attribute(_ type: UInt64, _ value: [UInt8]) -> [UInt8] {
      word(UInt64(4 + value.count), 2) + word(type, 2) + value + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
    }
    let link =
      [0, 0] + word(1, 2) + word(2, 4) + word(0x10143, 4) + word(0, 4) + attribute(3, field("eth0", 8))
      + attribute(18, attribute(1, field("wireguard", 12)))
    let socket = [2, 10, 0, 0] + word(0x1600_5000, 4) + field("", 48) + word(33, 4) + word(12345, 4)
    let answers = [message(16, link), message(20, socket), message(3, word(0, 4))]
    return answers + [[0xfe] + answers.flatMap { [UInt8($0.count / 4)] + $0 }]
  }
}
