internal import CaseModel
internal import Digests
internal import HostFacts

/// `/proc/kallsyms` by digest and counts (C030).
enum KernelSymbols {
  static func collect(_ book: CoverageBook, keeps: Bool) {
    let path: HostString = "/proc/kallsyms"
    guard let content = book.read(path, "C030", limit: 48 << 20, keeps: keeps) else { return }
    var lines = 0
    var ofModules = 0
    var addressesAreShown = false
    var position = 0
    let bytes = content.bytes
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
      lines += 1
      if end > position, bytes[end - 1] == UInt8(ascii: "]") { ofModules += 1 }
      if !addressesAreShown {
        addressesAreShown = bytes[position..<end].prefix(16).contains { $0 != UInt8(ascii: "0") && $0 != 32 }
      }
      position = end + 1
    }
    book.property("kallsyms", "symbols", HostString(String(lines)), from: path)
    book.property("kallsyms", "module_symbols", HostString(String(ofModules)), from: path)
    book.property("kallsyms", "addresses", addressesAreShown ? "shown" : "hidden", from: path)
    book.property("kallsyms", "sha256", HostString(SHA256.digest(bytes).hex), from: path)
    if !addressesAreShown { book.update("C030") { $0.remark("the kernel hides the addresses") } }
  }
}
