internal import CaseModel
internal import HostFacts

/// The kernel's taint, decoded (Documentation/admin-guide/tainted-kernels.rst) (C028).
enum TaintFlags {
  /// Letter and meaning by bit.
  static let meanings: [(letter: String, words: String)] = [
    ("P", "proprietary module loaded"), ("F", "module loaded by force"),
    ("S", "kernel on an out of specification system"),
    ("R", "module unloaded by force"), ("M", "processor reported a machine check"), ("B", "bad page referenced"),
    ("U", "taint requested by a program"), ("D", "kernel died recently"), ("A", "ACPI table overridden by user"),
    ("W", "kernel issued a warning"), ("C", "staging driver loaded"), ("I", "workaround for a firmware bug applied"),
    ("O", "module from outside the kernel tree loaded"), ("E", "unsigned module loaded"), ("L", "soft lockup occurred"),
    ("K", "kernel live patched"), ("X", "auxiliary taint of the distribution"),
    ("T", "built with structure randomisation"),
    ("N", "an in-kernel test ran"), ("J", "firmware control command used"),
  ]

  /// Set bits in order; a bit without a meaning is named by number.
  static func decode(_ mask: UInt64) -> [(letter: String, words: String)] {
    (0..<64).filter { mask & 1 << UInt64($0) != 0 }.map { bit in
      bit < meanings.count ? meanings[bit] : ("?", "taint bit \(bit)")
    }
  }

  static func collect(_ book: CoverageBook) {
    let path: HostString = "/proc/sys/kernel/tainted"
    guard let content = book.read(path, "C028", limit: 64) else { return }
    guard let mask = KernelText.number(KernelText.trimmed(content.bytes)) else {
      book.update("C028") { $0.shortfall("\(path.text): not a number") }
      return
    }
    let flags = decode(mask)
    book.property("taint", "mask", HostString(String(mask)), from: path)
    book.property("taint", "letters", HostString(flags.map(\.letter).joined()), from: path)
    for flag in flags { book.property("taint", HostString(flag.letter), HostString(flag.words), from: path) }
  }
}
