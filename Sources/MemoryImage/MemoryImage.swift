/// A stored image of a machine's memory, whatever its form: opened, its structure judged, ready to be read.
///
/// Opening reads structures only, never the memory itself, so it costs the same for 1 GiB and 1 TiB. An image whose
/// structure is damaged opens as far as it is sound, and says so in `faults`; it never opens empty.
public struct MemoryImage: Sendable {
  /// Where it lies, as it was given.
  public let path: String
  /// The form of the file.
  public let format: ImageFormat
  /// Bytes of the file when it was opened.
  public let fileBytes: UInt64
  /// The memory in it.
  public let memory: any PhysicalMemory
  /// The kernel's text about itself from an ELF core's notes, if there; as stored, from an attacker's machine.
  public let vmcoreinfo: [UInt8]?
  /// What is wrong with the structure, in file order; empty means sound, which says nothing about the content.
  public let faults: [ImageFault]

  let file: ImageFile
  let layout: Layout

  /// Whether the file ends before its structures say it should. A cut between two ranges of a LiME image shows only
  /// in `Coverage`.
  public var isTruncated: Bool {
    faults.contains { $0.code == .truncatedHeader || $0.code == .truncatedRange }
  }

  /// Opens an image read-only and judges its structure.
  ///
  /// - Parameter path: A regular file, or `/proc/kcore`; links are followed.
  /// - Throws: `.unreadable`; `.foreign` and `.raw` for what is no image with a layout; `.unsupported` for a form,
  ///   version or machine that is named and not read; `.damaged` if nothing of it can be read.
  public static func open(_ path: String) throws(ImageError) -> MemoryImage {
    let file = try ImageFile(path: path)
    let contents: ImageContents
    let format = try FormatSniffer(file: file).format()
    switch format {
    case .lime: contents = try LimeReader.read(file)
    case .elfCore: contents = try ElfCoreReader.read(file)
    }
    guard !contents.layout.pieces.isEmpty else {
      let reason = contents.faults.first?.message ?? "it has no range"
      throw ImageError(.damaged, "nothing can be read of the \(format.name) \(file.name): \(reason)")
    }
    return MemoryImage(path: path, format: format, file: file, contents: contents)
  }

  private init(path: String, format: ImageFormat, file: ImageFile, contents: ImageContents) {
    self.path = path
    self.format = format
    self.file = file
    fileBytes = file.count
    layout = contents.layout
    memory = StoredMemory(file: file, layout: contents.layout)
    vmcoreinfo = contents.vmcoreinfo
    faults = contents.faults
  }
}

/// What a reader of one form found.
struct ImageContents {
  var layout: Layout
  var faults: [ImageFault]
  var vmcoreinfo: [UInt8]?
}
