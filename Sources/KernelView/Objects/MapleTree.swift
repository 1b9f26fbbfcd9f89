/// The kernel's range trees (`include/linux/maple_tree.h`), since 6.1 what an address space is kept in.
extension Kernel {
  /// Every pointer in a tree, in order of its ranges. A node that cannot be read, or contradicts itself, is noted and costs what is below it only.
  ///
  /// - Parameter tree: Address of the `struct maple_tree`.
  func entries(ofMapleTree tree: VirtualAddress, _ name: String) throws(KernelError) -> [VirtualAddress] {
    guard let root = reader.word(tree + (try types.field("maple_tree", "ma_root").offset)) else {
      note(KernelGap(.notMapped, "\(name): its root at \(tree)"))
      return []
    }
    // A tree of one entry has it instead of a node; else the lowest bits of the root are 10, as in an xarray.
    guard root & 3 == 2, root > 4096 else {
      return root & 7 == 0 && VirtualAddress(root).isKernel ? [VirtualAddress(root)] : []
    }
    var found: [VirtualAddress] = []
    var seen: Set<UInt64> = []
    try walkMaple(root, .max, &seen, name, &found)
    return found
  }

  private func walkMaple(
    _ entry: UInt64, _ max: UInt64, _ seen: inout Set<UInt64>, _ name: String, _ found: inout [VirtualAddress]
  ) throws(KernelError) {
    // The node's kind stands in bits 3 to 6; nodes are aligned to 256 bytes.
    let kind = entry >> 3 & 0xF
    // A node has one place in a tree: one that is met again would make the walk endless, or as good as.
    guard seen.insert(entry).inserted, seen.count < Self.listLimit, kind == 1 || kind == 2 || kind == 3 else {
      note(KernelGap(.inconsistent, "\(name): a node of kind \(kind), number \(seen.count)"))
      return
    }
    let structure = kind == 3 ? "maple_arange_64" : "maple_range_64"
    guard let node = try object(structure, VirtualAddress(entry & ~0xFF)) else { return }
    let pivots = try words(node, "pivot")
    let slots = try words(node, "slot")
    guard !pivots.isEmpty, slots.count == pivots.count + 1 else {
      throw KernelError(.btf, "\(structure) is not as it is known")
    }
    for index in 0...(try end(node, pivots, max)) where index < slots.count {
      let limit = index < pivots.count && pivots[index] != 0 ? pivots[index] : max
      if slots[index] == 0 { continue }
      // A leaf's slots are entries, whatever their bits say.
      if kind == 1 {
        if VirtualAddress(slots[index]).isKernel, slots[index] & 7 == 0 { found.append(VirtualAddress(slots[index])) }
      } else {
        try walkMaple(slots[index], limit, &seen, name, &found)
      }
    }
  }

  private func words(_ node: KernelObject, _ path: String) throws(KernelError) -> [UInt64] {
    let field = try types.field(node.structure, path)
    return (0..<field.size / 8).map { LittleEndian.word(node.bytes, field.offset + $0 * 8, 8) }
  }

  /// Index of the last slot in use (`ma_data_end`).
  private func end(_ node: KernelObject, _ pivots: [UInt64], _ max: UInt64) throws(KernelError) -> Int {
    let last = pivots[pivots.count - 1]
    if last == 0 { return min(pivots.count, Int(try node.number("meta.end"))) }
    return last == max ? pivots.count - 1 : pivots.count
  }
}
