/// The kernel's own symbol table (`kernel/kallsyms.c`): names packed with a table of 256 tokens, addresses as offsets from a base.
public final class KernelSymbols {
  /// Every symbol's address, in order of address.
  private let addresses: [UInt64]
  /// Type letter and name of each, one after the other.
  private let names: [UInt8]
  /// Where each begins, and one more.
  private let starts: [UInt32]
  private let byName: [UInt64: UInt32]

  /// Symbols that are taken at most; a kernel has about 200,000.
  static let limit = 1_000_000

  /// How many there are.
  public var count: Int { addresses.count }

  /// - Throws: `KernelError` `.kallsyms`.
  init(_ info: VMCoreInfo, _ reader: KernelReader) throws(KernelError) {
    func place(_ name: String) throws(KernelError) -> VirtualAddress {
      guard let address = info.symbol("kallsyms_\(name)") else {
        throw KernelError(.kallsyms, "the note does not say where kallsyms_\(name) is (kernels before 6.0 do not)")
      }
      return address
    }
    func read(_ name: String, _ count: Int) throws(KernelError) -> [UInt8] {
      let address = try place(name)
      guard let bytes = reader.bytes(address, count) else {
        throw KernelError(.kallsyms, "kallsyms_\(name) at \(address) is not in the image (\(count) bytes)")
      }
      return bytes
    }
    let number = Int(LittleEndian.word(try read("num_syms", 4), 0, 4))
    guard (1_000...Self.limit).contains(number) else {
      throw KernelError(.kallsyms, "\(number) symbols are no table of a kernel")
    }
    let offsets = try read("offsets", number * 4)
    let base = LittleEndian.word(try read("relative_base", 8), 0, 8)
    let tokens = try Self.tokens(try read("token_index", 512), place("token_table"), reader)
    var packed = PackedNames(address: try place("names"), reader: reader)

    var names: [UInt8] = []
    names.reserveCapacity(number * 24)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(number + 1)
    var addresses: [UInt64] = []
    addresses.reserveCapacity(number)
    var byName: [UInt64: UInt32] = [:]
    byName.reserveCapacity(number)
    for index in 0..<number {
      let start = names.count
      try packed.next(tokens, into: &names)
      // Type letter and one character at least; no name is longer than KSYM_NAME_LEN (512).
      guard (2...513).contains(names.count - start) else {
        throw KernelError(.kallsyms, "symbol \(index) has a name of \(names.count - start) characters")
      }
      starts.append(UInt32(names.count))
      let offset = Int32(truncatingIfNeeded: LittleEndian.word(offsets, index * 4, 4))
      // CONFIG_KALLSYMS_ABSOLUTE_PERCPU: offsets of the per-CPU area are positive and absolute, all others negative.
      addresses.append(offset >= 0 ? UInt64(offset) : base &- 1 &- UInt64(bitPattern: Int64(offset)))
      let key = Self.hash(names[(start + 1)...])
      if byName[key] == nil { byName[key] = UInt32(index) }
    }
    self.addresses = addresses
    self.names = names
    self.starts = starts
    self.byName = byName
    guard let banner = address("linux_banner"), let text = reader.string(banner, limit: 512),
      text.starts(with: "Linux version \(info.release) ".utf8)
    else { throw KernelError(.kallsyms, "linux_banner is not where the table says, or names another release") }
  }

  /// The address of the first symbol of that name.
  public func address(_ name: String) -> VirtualAddress? {
    let bytes = Array(name.utf8)
    guard let index = byName[Self.hash(bytes)], nameBytes(Int(index)).elementsEqual(bytes) else { return nil }
    return VirtualAddress(addresses[Int(index)])
  }

  /// The symbol at or before an address, with the distance in bytes. Per-CPU symbols, whose addresses are small, come first in the table.
  public func symbol(at address: VirtualAddress) -> (name: String, offset: UInt64)? {
    var low = 0
    var high = addresses.count
    while low < high {
      let middle = (low + high) / 2
      if addresses[middle] <= address.value { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    return (String(decoding: nameBytes(low - 1), as: UTF8.self), address.value - addresses[low - 1])
  }

  /// The address of the first symbol behind one: where a table that has no size of its own ends at the latest.
  func next(after address: VirtualAddress) -> VirtualAddress? {
    var low = 0
    var high = addresses.count
    while low < high {
      let middle = (low + high) / 2
      if addresses[middle] <= address.value { low = middle + 1 } else { high = middle }
    }
    return low < addresses.count ? VirtualAddress(addresses[low]) : nil
  }

  /// Name and address of each symbol, in the order of the table.
  func forEach(_ body: (ArraySlice<UInt8>, VirtualAddress) throws -> Void) rethrows {
    for index in addresses.indices { try body(nameBytes(index), VirtualAddress(addresses[index])) }
  }

  private func nameBytes(_ index: Int) -> ArraySlice<UInt8> {
    names[Int(starts[index]) + 1..<Int(starts[index + 1])]
  }

  private static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// The 256 pieces that names are made of.
  private static func tokens(_ index: [UInt8], _ table: VirtualAddress, _ reader: KernelReader) throws(KernelError)
    -> [[UInt8]]
  {
    var tokens: [[UInt8]] = []
    for number in 0..<256 {
      let offset = Int(LittleEndian.word(index, number * 2, 2))
      guard let token = reader.string(table + offset, limit: 128) else {
        throw KernelError(.kallsyms, "token \(number) is not in the image, or has no end")
      }
      tokens.append(token)
    }
    return tokens
  }
}

/// Names as they are packed: a length, then numbers of tokens.
private struct PackedNames {
  var address: VirtualAddress
  let reader: KernelReader
  private var buffer: [UInt8] = []
  private var offset = 0

  init(address: VirtualAddress, reader: KernelReader) {
    self.address = address
    self.reader = reader
  }

  private mutating func byte() throws(KernelError) -> UInt8 {
    if offset == buffer.count {
      // Up to the end of a page at a time, so that what lies behind the table need not be there.
      let count = 4096 - Int(address.value & 4095)
      guard let bytes = reader.bytes(address, count) else {
        throw KernelError(.kallsyms, "kallsyms_names at \(address) is not in the image")
      }
      buffer = bytes
      offset = 0
      address = address + count
    }
    defer { offset += 1 }
    return buffer[offset]
  }

  mutating func next(_ tokens: [[UInt8]], into names: inout [UInt8]) throws(KernelError) {
    var length = Int(try byte())
    // Since 6.1 a long name has its length in two bytes.
    if length & 0x80 != 0 { length = length & 0x7F | Int(try byte()) << 7 }
    guard length > 0, length <= 512 else { throw KernelError(.kallsyms, "a packed name of \(length) tokens") }
    for _ in 0..<length { names += tokens[Int(try byte())] }
  }
}
