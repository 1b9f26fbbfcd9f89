/// The kernel's note about itself, made for crash dumps: text, a line each (`kernel/crash_core.c`, `kernel/vmcore_info.c`).
public struct VMCoreInfo: Sendable, Equatable {
  /// `OSRELEASE`, as `uname -r` says.
  public let release: String
  private let values: [String: String]

  /// Bytes of the page that the kernel keeps it in.
  static let limit = 4096

  /// - Parameter text: Ends at a NUL or at its end.
  /// - Returns: `nil` unless it begins with a release and has the lines that everything else needs.
  init?(_ text: some Collection<UInt8>) {
    var values: [String: String] = [:]
    for line in text.prefix(Self.limit).prefix(while: { $0 != 0 }).split(separator: 10) {
      guard line.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
      let parts = String(decoding: line, as: UTF8.self).split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      if values[String(parts[0])] == nil { values[String(parts[0])] = String(parts[1]) }
    }
    guard let release = values["OSRELEASE"], !release.isEmpty, release.utf8.count <= 64 else { return nil }
    self.release = release
    self.values = values
  }

  /// The address of a symbol, as `SYMBOL(name)=` tells.
  func symbol(_ name: String) -> VirtualAddress? {
    values["SYMBOL(\(name))"].flatMap { UInt64($0, radix: 16) }.map { VirtualAddress($0) }
  }

  /// A number: decimal, perhaps negative (`phys_base` can be), or hexadecimal after `0x`.
  func number(_ name: String) -> Int64? {
    guard let text = values["NUMBER(\(name))"] else { return nil }
    return text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16).map { Int64(bitPattern: $0) } : Int64(text)
  }

  /// `BUILD-ID`, in hex; since Linux 5.9.
  public var buildID: String? { values["BUILD-ID"] }
  /// `KERNELOFFSET`: how far the kernel was moved from where it was linked to, in bytes.
  var kernelOffset: UInt64? { values["KERNELOFFSET"].flatMap { UInt64($0, radix: 16) } }
  /// Levels of its page tables.
  var levels: Int { number("pgtable_l5_enabled") == 1 ? 5 : 4 }
}
