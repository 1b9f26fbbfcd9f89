/// An address of the kernel's or a process's address space. Physical addresses are plain `UInt64`.
public struct VirtualAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The number.
  public var value: UInt64

  /// An address.
  public init(_ value: UInt64) { self.value = value }

  /// The upper half belongs to the kernel: bit 63 is set. With five levels kernel pointers begin 0xff, not 0xffff.
  public var isKernel: Bool { value >> 63 == 1 }

  public var description: String { "0x" + String(value, radix: 16) }

  public static func < (left: VirtualAddress, right: VirtualAddress) -> Bool { left.value < right.value }
  /// Wraps around.
  public static func + (left: VirtualAddress, offset: Int) -> VirtualAddress {
    VirtualAddress(left.value &+ UInt64(bitPattern: Int64(offset)))
  }
  /// Wraps around.
  public static func - (left: VirtualAddress, offset: Int) -> VirtualAddress {
    VirtualAddress(left.value &- UInt64(bitPattern: Int64(offset)))
  }
}
