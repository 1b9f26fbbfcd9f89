internal import Artifacts
internal import CaseModel
internal import Compression
internal import Digests
internal import HostFacts

extension FuzzTargets {
  /// Files of the suspect: every parser, and what is looked for in content.
  static let artifactTargets: [FuzzTarget] = [
    FuzzTarget("artifact", seeds: artifactSeeds, run: parseArtifact),
    FuzzTarget("elf", seeds: { [SeedTexts.elf] }) { bytes in
      _ = ELFSummaryReader.read(bytes)
      _ = ELFSummaryReader.interestingStrings(bytes)
    },
    FuzzTarget("content", seeds: { SeedTexts.scripts.map { Array($0.utf8) } + [SeedTexts.elf] }) { bytes in
      _ = ContentKind.classify(bytes, path: "/var/www/html/x.php")
      _ = ContentKind.interpreter(bytes)
      for path: HostString in ["/var/www/html/x.php", "/tmp/x", "/usr/lib/x.so"] {
        for sign in ContentSigns.find(bytes, path: path) {
          precondition(sign.offset >= 0 && sign.offset <= bytes.count, "\(sign.name) lies in the content")
        }
      }
    },
  ]

  private static let services = ArtifactServices(
    sha256: { SHA256.digest($0).bytes }, fingerprint: { HMACSHA256.authenticate($0, key: [1, 2, 3]).hex },
    zstd: { try? ZstdFrame.decompress($0, limit: min($1, 1 << 20)) })

  /// The first byte is the parser, the second how the file was taken, the rest the file.
  private static func parseArtifact(_ bytes: [UInt8]) {
    guard bytes.count >= 2 else { return }
    let parsers = ArtifactParsers.all
    let parser = parsers[Int(bytes[0]) % parsers.count]
    let flags = bytes[1]
    var input = ArtifactInput(
      path: flags & 8 != 0 ? "/etc/cron.d/x" : flags & 16 != 0 ? "/var/log/auth.log" : "/etc/x",
      bytes: Array(bytes[2...]), now: Timestamp(nanoseconds: 1_764_000_000_000_000_000))
    input.isTruncated = flags & 1 != 0
    input.isTail = flags & 2 != 0
    // A sparse file can be as long as numbers go; what was read of it ends within that.
    input.offset = flags & 2 != 0 ? (flags & 32 != 0 ? .max - Int64(bytes.count) : 4096) : 0
    input.utcOffsetSeconds = flags & 64 != 0 ? 50_400 : 0
    if flags & 4 == 0 { input.services = services }
    for fact in parser.parse(input).facts { _ = try? fact.encodeLine() }
  }

  private static func artifactSeeds() -> [[UInt8]] {
    let files = (SeedTexts.files + SeedTexts.scripts + SeedTexts.facts).map { Array($0.utf8) } + SeedTexts.records
    return ArtifactParsers.all.indices.flatMap { index in files.map { [UInt8(truncatingIfNeeded: index), 0] + $0 } }
  }
}
