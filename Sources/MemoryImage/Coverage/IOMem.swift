/// The physical address space as the kernel laid it out: the text of `/proc/iomem`, taken before a capture.
///
/// The text is a suspect's. Lines that cannot be read are counted, never guessed.
public struct IOMem: Sendable, Hashable {
  /// Where the running kernel lies.
  public struct KernelPlace: Sendable, Hashable {
    /// "Kernel code".
    public var code: PhysicalRange?
    /// "Kernel rodata".
    public var rodata: PhysicalRange?
    /// "Kernel data".
    public var data: PhysicalRange?
    /// "Kernel bss".
    public var bss: PhysicalRange?
  }

  /// Most bytes of the text that are read; a large machine's has some 20 KiB.
  public static let byteLimit = 4 << 20
  /// Most ranges that are kept.
  public static let rangeLimit = 65_536

  /// What the kernel calls "System RAM", outermost entries: ascending, not overlapping.
  public private(set) var systemRAM: [PhysicalRange] = []
  /// Where the kernel lies; an entry is nil if the text does not say.
  public private(set) var kernel = KernelPlace()
  /// Whether every address is zero: what the kernel shows to a reader without CAP_SYS_ADMIN. Nothing is known then.
  public private(set) var isHidden = false
  /// Lines that are no entry of the form, beyond the byte limit, or that contradict others.
  public private(set) var unreadableLines = 0

  /// Parses the text.
  public init(_ text: [UInt8]) {
    var entries = 0
    var hasAddress = false
    // Depth of the RAM entry that we are inside of; what lies deeper belongs to it.
    var insideDepth: Int?
    for line in text.prefix(Self.byteLimit).split(separator: UInt8(ascii: "\n")) {
      guard let entry = IOMemLine(line) else {
        unreadableLines += 1
        continue
      }
      entries += 1
      hasAddress = hasAddress || entry.start != 0 || entry.end != 0
      if let depth = insideDepth, entry.depth <= depth { insideDepth = nil }
      if insideDepth == nil, entry.isSystemRAM { insideDepth = entry.depth }
      take(entry, isOutermost: insideDepth == entry.depth)
    }
    if text.count > Self.byteLimit { unreadableLines += 1 }
    isHidden = entries > 0 && !hasAddress
    if isHidden { (systemRAM, kernel) = ([], KernelPlace()) }
    uniteRAM()
  }

  /// Whether it names RAM at all, without which nothing can be compared with it.
  public var isUsable: Bool { !systemRAM.isEmpty }

  private mutating func take(_ entry: IOMemLine, isOutermost: Bool) {
    guard let range = entry.range else {
      // All zero is hidden, and judged for the text as a whole.
      if entry.start != 0 || entry.end != 0 { unreadableLines += 1 }
      return
    }
    if entry.isSystemRAM {
      guard isOutermost else { return }
      guard systemRAM.count < Self.rangeLimit else { return unreadableLines += 1 }
      systemRAM.append(range)
    } else {
      takeKernel(entry.name, range)
    }
  }

  private mutating func takeKernel(_ name: [UInt8], _ range: PhysicalRange) {
    let places: [(String, WritableKeyPath<KernelPlace, PhysicalRange?>)] = [
      ("Kernel code", \.code), ("Kernel rodata", \.rodata), ("Kernel data", \.data), ("Kernel bss", \.bss),
    ]
    for (word, path) in places where name.elementsEqual(word.utf8) {
      if kernel[keyPath: path] == nil { kernel[keyPath: path] = range } else { unreadableLines += 1 }
    }
  }

  private mutating func uniteRAM() {
    var united: [PhysicalRange] = []
    for range in systemRAM.sorted(by: { ($0.start, $0.count) < ($1.start, $1.count) }) {
      guard let last = united.last, range.start < last.end else {
        united.append(range)
        continue
      }
      unreadableLines += 1
      united[united.count - 1].count = max(last.end, range.end) - last.start
    }
    systemRAM = united
  }
}

/// `START-END : NAME`, two spaces deeper for each entry it lies in; hexadecimal, the end inclusive.
private struct IOMemLine {
  var depth: Int
  var start: UInt64
  var end: UInt64
  var name: [UInt8]

  init?(_ line: ArraySlice<UInt8>) {
    let text = line.drop { $0 == UInt8(ascii: " ") }
    depth = line.count - text.count
    guard line.count <= 512, let colon = text.firstIndex(of: UInt8(ascii: ":")),
      let dash = text[..<colon].firstIndex(of: UInt8(ascii: "-")),
      colon > dash, text[colon - 1] == UInt8(ascii: " "), text.dropFirst(colon + 1 - text.startIndex).first == 0x20,
      let start = Self.number(text[..<dash]), let end = Self.number(text[(dash + 1)..<(colon - 1)])
    else { return nil }
    self.start = start
    self.end = end
    name = Array(text[(colon + 2)...])
  }

  var isSystemRAM: Bool {
    // "System RAM (kmem)" and "(virtio_mem)" are RAM that a driver added.
    name.elementsEqual("System RAM".utf8) || name.starts(with: "System RAM (".utf8)
  }

  /// The range, if it is one: neither hidden, nor backwards, nor beyond what a machine has.
  var range: PhysicalRange? {
    guard start <= end, end < LayoutBuilder.addressLimit, end > 0 else { return nil }
    return PhysicalRange(start: start, count: end - start + 1)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard 1...16 ~= digits.count else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return value
  }
}
