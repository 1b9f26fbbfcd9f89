internal import CaseModel
package import HostFacts

/// Lines of `/proc/PID/mountinfo` (proc(5)): id, parent, device, root, mount point, options, optional fields, `-`, type, source, options.
package enum MountInfo {
  /// Damaged lines are passed over.
  package static func parse(_ bytes: [UInt8]) -> [MountRecord] {
    bytes.split(separator: 10).prefix(65_536).compactMap { line in
      let fields = line.split(separator: 32)
      guard let dash = fields.firstIndex(of: [UInt8(ascii: "-")]), dash >= 6, fields.count > dash + 2,
        let id = Int(String(decoding: fields[0], as: UTF8.self))
      else { return nil }
      var mount = MountRecord(id: id, path: unescape(fields[4]))
      mount.parent = Int(String(decoding: fields[1], as: UTF8.self)) ?? 0
      mount.device = String(decoding: fields[2], as: UTF8.self)
      mount.root = unescape(fields[3])
      mount.options = String(decoding: fields[5], as: UTF8.self)
      mount.propagation = fields[6..<dash].map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      mount.fileSystem = HostString(bytes: fields[dash + 1]).text
      mount.source = unescape(fields[dash + 2])
      return mount
    }
  }

  /// The kernel writes space, tab, line feed and backslash as three octal digits.
  static func unescape(_ field: ArraySlice<UInt8>) -> HostString {
    var result: [UInt8] = []
    var index = field.startIndex
    while index < field.endIndex {
      if field[index] == UInt8(ascii: "\\"), index + 3 < field.endIndex,
        let byte = UInt8(String(decoding: field[(index + 1)...(index + 3)], as: UTF8.self), radix: 8)
      {
        result.append(byte)
        index += 4
      } else {
        result.append(field[index])
        index += 1
      }
    }
    return HostString(bytes: result)
  }
}

/// Kinds of file systems, by what it means to enter them.
enum FileSystemKind {
  /// Answers come over a network or from a program: they can hang or lie, and are entered only when told.
  static func isRemote(_ type: String) -> Bool {
    type.hasPrefix("fuse") && type != "fuseblk" && type != "fusectl"
      || [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "glusterfs", "lustre", "afs", "9p", "beegfs", "ocfs2", "gfs2",
        "ncpfs", "coda", "virtiofs", "davfs",
      ].contains(type)
  }

  /// Made up by the kernel: a walk would be endless, or start things (autofs).
  static func isPseudo(_ type: String) -> Bool {
    [
      "proc", "sysfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "pstore", "bpf", "configfs", "fusectl",
      "mqueue",
      "hugetlbfs", "binfmt_misc", "autofs", "rpc_pipefs", "nfsd", "efivarfs", "selinuxfs", "nsfs", "devpts", "smackfs",
      "resctrl",
    ].contains(type)
  }

  /// In memory: its content is volatile.
  static func isMemory(_ type: String) -> Bool { ["tmpfs", "ramfs", "devtmpfs", "rootfs"].contains(type) }
}
