internal import Artifacts
internal import CaseModel
internal import HostFacts

/// Fills the index from dpkg's database: `status`, `info/*.list`, `info/*.md5sums` (deb-md5sums(5)).
struct DpkgReader {
  static let root = "/var/lib/dpkg"
  let source: LiveHostSource

  /// - Returns: Names that could not be read; `nil` if there is no dpkg on this host.
  func read(into index: inout PackageIndex, breathe: () throws -> Void) rethrows -> [String]? {
    guard let names = try? source.list("/var/lib/dpkg/info", limit: 200_000) else { return nil }
    var faults: [String] = []
    var numbers: [String: UInt32] = [:]
    for entry in names where entry.kind != .directory {
      let name = entry.name.text
      let isList = name.hasSuffix(".list")
      guard isList || name.hasSuffix(".md5sums") || name.hasSuffix(".conffiles") else { continue }
      try breathe()
      let package = String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)].prefix { $0 != ":" })
      let number = numbers[package] ?? index.add(package: HostString(escaped: package))
      numbers[package] = number
      guard let text = try? source.read(HostString(escaped: "\(Self.root)/info/\(name)"), limit: 64 << 20) else {
        faults.append(name)
        continue
      }
      if isList {
        for line in text.lines where line.count > 2 { index.add(path: line, package: number) }
      } else if name.hasSuffix(".conffiles") {
        for line in text.lines { index.add(path: line.prefix { $0 != 32 }, package: number, isConfiguration: true) }
      } else {
        for line in text.lines { addDigest(line, number, &index) }
      }
    }
    try breathe()
    addConfigurationDigests(&numbers, &index, &faults)
    return faults
  }

  /// Digests of configuration files stand in `status` only; without them an edited one would pass for the package's own.
  private func addConfigurationDigests(
    _ numbers: inout [String: UInt32], _ index: inout PackageIndex, _ faults: inout [String]
  ) {
    guard let status = try? source.read(HostString("\(Self.root)/status"), limit: 256 << 20) else {
      faults.append("status")
      return
    }
    DpkgStatusParser.configurationFiles(status.bytes) { file in
      let number = numbers[file.package.text] ?? index.add(package: file.package)
      numbers[file.package.text] = number
      guard file.digest.count == 16 else { return }
      let halves = (Self.word(file.digest[..<8]), Self.word(file.digest[8...]))
      index.add(
        path: file.path.bytes, package: number, digest: .md5(halves.0, halves.1), isConfiguration: true)
    }
  }

  /// Eight bytes, big-endian.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  /// `32 hex digits, two spaces, path without leading slash`.
  private func addDigest(_ line: ArraySlice<UInt8>, _ package: UInt32, _ index: inout PackageIndex) {
    guard line.count > 34, let high = Self.hex(line.prefix(16)), let low = Self.hex(line.dropFirst(16).prefix(16))
    else { return }
    index.add(path: line.dropFirst(34), package: package, digest: .md5(high, low))
  }

  /// Sixteen lower-case hex digits.
  static func hex(_ digits: some Collection<UInt8>) -> UInt64? {
    guard digits.count == 16 else { return nil }
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
