public import CaseModel

/// A file-system object as the metadata walk saw it (statx(2)).
public struct FileRecord: FactRecord {
  public static let type = "file"

  /// What it is.
  public enum Kind: String, Codable, Sendable { case file, directory, link, fifo, socket, character, block, unknown }

  /// How the owning package's digest compares.
  public enum PackageState: String, Codable, Sendable {
    /// Same digest.
    case match
    /// Another digest than the package's.
    case differs
    /// Another digest; the package marks it as a configuration file.
    case configurationChanged = "configuration_changed"
    /// Owned, but no digest was compared (budget, or the package keeps none).
    case notCompared = "not_compared"
  }

  /// What an ELF file is (System V ABI, `elf.h`).
  public struct ELFSummary: Codable, Sendable, Hashable {
    /// `executable`, `shared`, `relocatable`, `core`.
    public var type: String
    /// Such as `x86_64`.
    public var machine: String
    /// `PT_INTERP`.
    public var interpreter: HostString?
    /// `DT_RPATH` or `DT_RUNPATH`.
    public var runPath: HostString?
    /// Build id in hex.
    public var buildID: String?
    /// `DT_NEEDED`.
    public var needed: [HostString] = []
    /// No section headers.
    public var isStripped: Bool = false
    /// Looks packed: a packer's marks, or a high-entropy loadable segment with no dynamic section.
    public var isPacked: Bool = false
    /// Defined dynamic functions that stand in front of libc's to hide things, such as `readdir64` (at most 32 kept).
    public var interposes: [HostString] = []
    /// Texts of the read-only data, for a library that stands in front of the functions that list files (at most 64 kept).
    public var texts: [HostString] = []
    /// A summary.
    public init(type: String, machine: String) {
      self.type = type
      self.machine = machine
    }
  }

  /// Path on the suspect.
  public var path: HostString
  /// What it is.
  public var kind: Kind
  /// `major:minor` of the file system.
  public var device: String = ""
  /// Inode.
  public var inode: UInt64 = 0
  /// Permission bits with set-id and sticky bits (07777).
  public var mode: Int = 0
  /// Owner.
  public var uid: Int = 0
  /// Group.
  public var gid: Int = 0
  /// Hard links.
  public var links: Int = 1
  /// Bytes.
  public var size: Int64 = 0
  /// Data last read.
  public var accessed: Timestamp?
  /// Data last changed.
  public var modified: Timestamp?
  /// Inode last changed; cannot be set by a program.
  public var changed: Timestamp?
  /// Made, where the file system keeps it.
  public var born: Timestamp?
  /// `i` immutable, `a` append-only, `e`, … as lsattr prints; only letters that are set.
  public var flags: String = ""
  /// File capabilities as hex of the raw `security.capability` value.
  public var capabilities: String?
  /// Names of extended attributes.
  public var xattrs: [HostString] = []
  /// An ACL beyond the mode bits is there.
  public var hasACL: Bool = false
  /// For a link: where it points.
  public var linkTarget: HostString?
  /// SHA-256 of the content, if hashed.
  public var sha256: String?
  /// Owning package.
  public var package: HostString?
  /// How it compares with the package.
  public var packageState: PackageState?
  /// `elf`, `script`, `php`, `jsp`, `archive`, `ssh-private-key`, …, by content; only looked at where a heuristic asks.
  public var content: String?
  /// `#!` line of a script, without the marks.
  public var interpreter: HostString?
  /// For an ELF file that was read.
  public var elf: ELFSummary?
  /// Signs found in the content by name, such as `php-eval-request`, `shell-reverse`; see `ContentSigns`.
  public var signs: [String] = []
  /// The text around the first sign, secrets masked.
  public var excerpt: HostString?
  /// Names one link of a tree that another mount covers.
  public var isCovered: Bool = false
  /// SHA-256 of the copied exhibit, if it was copied.
  public var exhibit: String?

  /// An object of which only path and kind are known.
  public init(path: HostString, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// Some execute bit is set on a regular file.
  public var isExecutable: Bool { kind == .file && mode & 0o111 != 0 }
}
