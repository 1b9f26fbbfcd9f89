internal import BinaryCursor

/// One netlink message: `struct nlmsghdr` and what follows it (linux/netlink.h).
struct NetlinkMessage {
  static let error: UInt16 = 2
  static let done: UInt16 = 3
  /// The kernel's list changed while it was dumped (NLM_F_DUMP_INTR).
  static let wasInterruptedFlag: UInt16 = 0x10

  var type: UInt16
  var flags: UInt16
  var payload: [UInt8]

  /// - Throws: `.truncated` for less than a header or less than the header says.
  init(_ bytes: [UInt8]) throws(ParseError) {
    var reader = ByteReader(bytes.span.bytes)
    let length = try reader.u32le()
    type = try reader.u16le()
    flags = try reader.u16le()
    try reader.skip(8)
    guard length >= 16, length <= bytes.count else {
      throw ParseError(.truncated, at: 0, "netlink message of \(length) bytes in \(bytes.count)")
    }
    payload = try reader.take(Int(length) - 16)
  }

  /// Little-endian word at the start; 0 when there is less.
  static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).enumerated().reduce(0) { $0 | UInt32($1.element) << UInt32(8 * $1.offset) }
  }
}

/// An answer taken apart: its messages without the last, and what is wrong with it.
struct NetlinkDump {
  /// Messages that carry something.
  var messages: [NetlinkMessage] = []
  /// Messages that were no messages.
  var damaged = 0
  /// `NLMSG_DONE` came.
  var isComplete = false
  /// Something changed meanwhile.
  var wasInterrupted = false

  init(_ answer: [[UInt8]]) {
    for bytes in answer {
      guard let message = try? NetlinkMessage(bytes) else {
        damaged += 1
        continue
      }
      if message.flags & NetlinkMessage.wasInterruptedFlag != 0 { wasInterrupted = true }
      if message.type == NetlinkMessage.done { isComplete = true } else { messages.append(message) }
    }
  }

  /// Why it is not whole; `nil` if it is.
  var shortfall: String? {
    if !isComplete { return "the answer was cut by a limit" }
    if damaged > 0 { return "\(damaged) messages could not be read" }
    return wasInterrupted ? "the kernel's list changed while it was read" : nil
  }
}
