/// The kernel's linked lists (`include/linux/list.h`), walked with a bound and an eye on loops.
extension Kernel {
  /// Members of any list that are taken at most.
  static let listLimit = 1 << 20

  /// Addresses of the `list_head` of each member, in order, without the list's own head.
  ///
  /// A list that does not come back to its head is given as far as it goes, and noted.
  ///
  /// - Parameters:
  ///   - name: Of the list, for the gap.
  ///   - view: That the list is, or is a part of.
  func members(of head: VirtualAddress, _ name: String, view: String? = nil) -> [VirtualAddress] {
    var members: [VirtualAddress] = []
    var seen: Set<VirtualAddress> = [head]
    var place = head
    while true {
      guard let next = reader.word(place).map({ VirtualAddress($0) }), next.isKernel else {
        note(
          KernelGap(.inconsistent, "\(name): the list breaks off after \(members.count) members, at \(place)"),
          breaking: view)
        return members
      }
      if next == head { return members }
      guard seen.insert(next).inserted else {
        note(
          KernelGap(.inconsistent, "\(name): the list runs into itself after \(members.count) members"), breaking: view)
        return members
      }
      guard members.count < Self.listLimit else {
        note(KernelGap(.limit, "\(name): more than \(Self.listLimit) members"), breaking: view)
        return members
      }
      members.append(next)
      place = next
    }
  }
}
