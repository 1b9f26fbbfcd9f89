/// A form of image that is read. Those that are only recognised are refused with a sentence that names them.
public enum ImageFormat: String, Sendable, CaseIterable {
  /// LiME's own form, version 1: a header before each range.
  case lime
  /// An ELF core with a segment a range: QEMU's `dump-guest-memory`, `/proc/kcore`, our own.
  case elfCore = "elf-core"

  /// For people.
  public var name: String {
    switch self {
    case .lime: "LiME image"
    case .elfCore: "ELF core"
    }
  }
}
