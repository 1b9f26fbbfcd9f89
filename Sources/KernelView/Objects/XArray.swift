/// The kernel's sparse arrays (`include/linux/xarray.h`): nodes of 64 slots.
extension Kernel {
  /// Every pointer in an array with its index. A node that cannot be read, or contradicts itself, is noted and costs what is below it only.
  ///
  /// - Parameter array: Address of the `struct xarray`.
  func entries(ofArray array: VirtualAddress, _ name: String) throws(KernelError) -> [(
    index: UInt64, pointer: VirtualAddress
  )] {
    let head = try types.field("xarray", "xa_head")
    guard let top = reader.word(array + head.offset) else {
      note(KernelGap(.notHeld, "\(name): its head at \(array)"), breaking: name)
      return []
    }
    var found: [(index: UInt64, pointer: VirtualAddress)] = []
    // A node has one place in a tree: one that is met again would make the walk endless, or as good as.
    var seen: Set<UInt64> = []
    try walk(top, 0, &seen, name, &found)
    return found.sorted { $0.index < $1.index }
  }

  private func walk(
    _ entry: UInt64, _ base: UInt64, _ seen: inout Set<UInt64>, _ name: String,
    _ found: inout [(index: UInt64, pointer: VirtualAddress)]
  ) throws(KernelError) {
    // The two lowest bits: 10 is a node (or a small internal value), 01 a value, 00 a pointer.
    guard entry & 3 == 2, entry > 4096 else {
      if entry & 3 == 0, VirtualAddress(entry).isKernel { found.append((base, VirtualAddress(entry))) }
      return
    }
    guard seen.insert(entry).inserted, seen.count < Self.listLimit else {
      note(
        KernelGap(.inconsistent, "\(name): a node at \(VirtualAddress(entry - 2)) stands in it twice"), breaking: name)
      return
    }
    guard let node = try object("xa_node", VirtualAddress(entry - 2)) else {
      note(KernelGap(.inconsistent, "\(name): a node at \(VirtualAddress(entry - 2)) cannot be read"), breaking: name)
      return
    }
    let shift = try node.number("shift")
    guard shift <= 60, shift % 6 == 0 else {
      note(KernelGap(.inconsistent, "\(name): a node at \(node.address) with shift \(shift)"), breaking: name)
      return
    }
    let slots = try types.field("xa_node", "slots")
    for slot in 0..<64 where slots.offset + slot * 8 + 8 <= node.bytes.count {
      let entry = LittleEndian.word(node.bytes, slots.offset + slot * 8, 8)
      if entry != 0 { try walk(entry, base &+ UInt64(slot) << shift, &seen, name, &found) }
    }
  }
}
