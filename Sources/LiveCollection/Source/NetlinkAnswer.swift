/// Collects the messages of one netlink answer from its datagrams. A value: it receives nothing itself.
struct NetlinkAnswer {
  private(set) var messages: [[UInt8]] = []
  /// The last message came, or a limit ended it.
  private(set) var isComplete = false
  /// errno, when the kernel refused before it answered anything.
  private(set) var refusal: Int32?
  private var total = 0
  private let limits: KernelQueries.Limits
  private let isDump: Bool

  init(limits: KernelQueries.Limits, isDump: Bool) {
    self.limits = limits
    self.isDump = isDump
  }

  /// Takes one datagram: messages behind each other, each on four bytes (netlink(7)).
  mutating func add(_ datagram: ArraySlice<UInt8>) {
    var rest = datagram
    while !isComplete, let length = Self.length(of: rest) {
      add(message: rest.prefix(length))
      rest = rest.dropFirst((length + 3) & ~3)
    }
  }

  private static func length(of bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 16 else { return nil }
    let length = Int(NetlinkMessage.word(bytes))
    return length >= 16 && length <= bytes.count ? length : nil
  }

  private mutating func add(message: ArraySlice<UInt8>) {
    let type = UInt16(message[message.startIndex + 4]) | UInt16(message[message.startIndex + 5]) << 8
    switch type {
    case NetlinkMessage.error:
      // Zero is an acknowledgement; after messages an error only says that the rest is missing.
      let code = Int32(bitPattern: NetlinkMessage.word(message.dropFirst(16)))
      if messages.isEmpty, code < 0, code > -4096 { refusal = -code }
      isComplete = true
    case NetlinkMessage.done:
      messages.append(Array(message))
      isComplete = true
    default:
      messages.append(Array(message))
      total += message.count
      isComplete = !isDump || total >= limits.bytes || messages.count >= limits.messages
    }
  }
}
