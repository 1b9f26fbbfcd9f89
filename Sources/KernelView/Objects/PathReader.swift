internal import CaseModel

/// The path of a file. That its name is gone is told apart: a name may end in ` (deleted)` by itself.
struct FilePath {
  /// The path, or what it was.
  var name: HostString
  /// The name is gone, or there never was one.
  var isDeleted: Bool
}

/// Paths as `/proc` shows them (`fs/d_path.c`), as far as the image has them.
struct PathReader {
  let kernel: Kernel

  /// Components and mounts that a path goes through at most.
  private static let depthLimit = 256

  /// The path of an open file; `nil` if it cannot be read, which is noted.
  ///
  /// - Parameter file: Address of a `struct file`.
  func path(ofFile file: VirtualAddress) throws(KernelError) -> FilePath? {
    let dentry = try kernel.types.field("file", "f_path.dentry").offset
    let mount = try kernel.types.field("file", "f_path.mnt").offset
    guard let dentry = kernel.reader.word(file + dentry), let mount = kernel.reader.word(file + mount) else {
      kernel.note(KernelGap(.notMapped, "file at \(file)"))
      return nil
    }
    return try path(VirtualAddress(dentry), VirtualAddress(mount))
  }

  /// - Parameters:
  ///   - dentry: Address of a `struct dentry`.
  ///   - mount: Address of a `struct vfsmount`.
  private func path(_ dentry: VirtualAddress, _ mount: VirtualAddress) throws(KernelError) -> FilePath? {
    var names: [[UInt8]] = []
    guard let first = try kernel.object("dentry", dentry) else { return nil }
    // An unhashed dentry has no name in its directory any more (d_unlinked); a memfd never had one, and is shown so too (simple_dname).
    let (hash, parent) = (try first.number("d_hash.pprev"), try first.pointer("d_parent"))
    let isMemfd = try name(first).starts(with: "memfd:".utf8)
    let isDeleted = hash == 0 && (parent != dentry || isMemfd)
    var (entry, place) = (first, dentry)
    let offset = try kernel.types.field("mount", "mnt").offset
    var current = try kernel.object("mount", mount - offset)
    // Mounts that stand on each other in a ring add no name: steps are counted.
    for step in 0...Self.depthLimit {
      guard step < Self.depthLimit else {
        kernel.note(KernelGap(.limit, "path of the dentry at \(dentry): more than \(Self.depthLimit) steps"))
        return nil
      }
      let parent = try entry.pointer("d_parent")
      let root = try current?.pointer("mnt.mnt_root")
      if place == root || parent == place {
        // At a mount's root: on in the mount that it stands on.
        guard place == root, let mounted = current, let above = try above(mounted) else {
          // A root that is no directory is a memfd's, a pipe's or such: its own name is all.
          if names.isEmpty || place != root { names.append(try name(entry)) }
          break
        }
        place = try mounted.pointer("mnt_mountpoint")
        current = try kernel.object("mount", above)
      } else {
        names.append(try name(entry))
        place = parent
      }
      guard let next = try kernel.object("dentry", place) else { return nil }
      entry = next
    }
    return FilePath(name: HostString(bytes: Self.text(names)), isDeleted: isDeleted)
  }

  /// The mount that a mount stands on; `nil` for the topmost one, which stands on itself.
  private func above(_ mount: KernelObject) throws(KernelError) -> VirtualAddress? {
    let parent = try mount.pointer("mnt_parent")
    return parent == mount.address ? nil : parent
  }

  private static func text(_ names: [[UInt8]]) -> [UInt8] {
    let text = names.reversed().flatMap { $0.first == UInt8(ascii: "/") ? $0 : [UInt8(ascii: "/")] + $0 }
    return text.isEmpty ? [UInt8(ascii: "/")] : text
  }

  private func name(_ dentry: KernelObject) throws(KernelError) -> [UInt8] {
    let length = Int(try dentry.number("d_name.len"))
    guard length <= 255 else {
      kernel.note(KernelGap(.inconsistent, "dentry at \(dentry.address): a name of \(length) bytes"))
      return Array("?".utf8)
    }
    let place = try dentry.pointer("d_name.name")
    guard let bytes = kernel.reader.bytes(place, length) else {
      kernel.note(KernelGap(.notMapped, "name of the dentry at \(dentry.address)"))
      return Array("?".utf8)
    }
    return bytes == [UInt8(ascii: "/")] ? [] : bytes
  }
}
