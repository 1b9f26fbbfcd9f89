internal import CaseModel
public import HostFacts

/// A file as a line of a bodyfile of The Sleuth Kit 3.x:
/// `MD5|name|inode|mode_as_string|UID|GID|size|atime|mtime|ctime|crtime`, times in whole seconds, 0 when unknown.
///
/// The MD5 column is 0: files are hashed with SHA-256. A bar in a name would shift the columns and has no escape in the
/// format, so it is written `\x7c`, as the project escapes bytes elsewhere.
public enum BodyfileLine {
  /// The line without a line feed.
  public static func render(_ file: FileRecord) -> String {
    var name = field(file.path)
    if file.kind == .link, let target = file.linkTarget { name += " -> \(field(target))" }
    let times = [file.accessed, file.modified, file.changed, file.born].map { String($0?.seconds ?? 0) }
    let columns = ["0", name, String(file.inode), mode(file), String(file.uid), String(file.gid), String(file.size)]
    return (columns + times).joined(separator: "|")
  }

  private static func field(_ text: HostString) -> String {
    DisplayText.safe(text.text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\x7c")
  }

  /// Such as `r/rrwsr-xr-x`: type by name, type by metadata, permissions. Both types are the same for a live file.
  private static func mode(_ file: FileRecord) -> String {
    let kind = letter(file.kind)
    return "\(kind)/\(kind)\(permissions(file.mode))"
  }

  private static func letter(_ kind: FileRecord.Kind) -> String {
    switch kind {
    case .file: "r"
    case .directory: "d"
    case .link: "l"
    case .fifo: "p"
    case .socket: "h"
    case .character: "c"
    case .block: "b"
    case .unknown: "-"
    }
  }

  private static func permissions(_ mode: Int) -> String {
    func triple(_ bits: Int, _ isSpecial: Bool, _ special: (String, String)) -> String {
      let execute = bits & 1 != 0
      let last = isSpecial ? (execute ? special.0 : special.1) : execute ? "x" : "-"
      return (bits & 4 != 0 ? "r" : "-") + (bits & 2 != 0 ? "w" : "-") + last
    }
    return triple(mode >> 6 & 7, mode & 0o4000 != 0, ("s", "S"))
      + triple(mode >> 3 & 7, mode & 0o2000 != 0, ("s", "S")) + triple(mode & 7, mode & 0o1000 != 0, ("t", "T"))
  }
}
