internal import Digests

extension Examination {
  /// Reads both seals. The seal over the end is needed before the walk: it vouches for the manifest's last line.
  mutating func readSeals() {
    if let bytes = document(BundleFormat.seal, limit: BundleFormat.documentLength) {
      sealDigest = SHA256.digest(bytes)
      seal = statement(BundleFormat.seal, bytes, scope: "final")
      checkSealDigest(length: UInt64(bytes.count))
    } else if expectedSeal != nil, !isSealed {
      faults.add(.missingFile, BundleFormat.seal, "a seal was given, and the bundle is not sealed")
    }
    if let bytes = document(BundleFormat.volatileSeal, limit: BundleFormat.documentLength) {
      volatileSeal = statement(BundleFormat.volatileSeal, bytes, scope: "volatile")
    }
  }

  private mutating func statement(_ name: String, _ bytes: [UInt8], scope: String) -> SealStatement? {
    guard let members = lineObject(name, bytes, limit: BundleFormat.documentLength) else { return nil }
    let range = (0..<UInt64(bytes.count)).locatable
    do {
      let seal = try SealStatement(members, scope: scope)
      if let entry, let problem = Self.mismatch(seal, entry) { faults.add(.sealMismatch, name, range: range, problem) }
      return seal
    } catch {
      faults.add(.badStatement, name, range: range, error.message)
      return nil
    }
  }

  private static func mismatch(_ seal: SealStatement, _ entry: EntryFile) -> String? {
    if seal.caseName != entry.caseName { return "`case` is not that of bundle.json" }
    if seal.nonce != entry.nonce { return "`nonce` is not that of bundle.json" }
    for name in HostIdentity.bound {
      if let sealed = seal.host[name], let named = entry.host[name], sealed != named {
        return "`\(name)` is not that of bundle.json"
      }
    }
    return nil
  }

  /// `seal.sha256` and the seal that was given, against `seal.json`. Where they disagree, the one that stands alone
  /// is blamed.
  private mutating func checkSealDigest(length: UInt64) {
    guard let sealDigest else { return }
    let whole = (0..<length).locatable
    if let expectedSeal, expectedSeal != sealDigest {
      faults.add(.sealMismatch, BundleFormat.seal, range: whole, "not the seal that was given")
    }
    guard files[BundleFormat.sealDigest] != nil else {
      faults.add(.missingFile, BundleFormat.sealDigest, "a sealed bundle has seal.sha256")
      return
    }
    guard let text = document(BundleFormat.sealDigest, limit: BundleFormat.lineLength) else { return }
    if text == Array("\(sealDigest.hex)  seal.json\n".utf8) { return }
    let isWellFormed = text.count == 76 && text.suffix(12) == Array("  seal.json\n".utf8)[...]
    if expectedSeal == sealDigest || !isWellFormed || SHA256Digest(hex: Self.text(text.prefix(64))) == nil {
      faults.add(
        .sealMismatch, BundleFormat.sealDigest, range: 0..<UInt64(text.count), "not the line for this seal.json")
    } else {
      faults.add(.sealMismatch, BundleFormat.seal, range: whole, "seal.sha256 has another digest for seal.json")
    }
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

  /// Steps 3 and 4: the files against the seals.
  mutating func checkSealed() {
    if isSealed {
      for name in BundleFormat.sealedFiles where name != BundleFormat.entry && name != BundleFormat.manifest {
        if files[name] == nil { faults.add(.missingFile, name, "a sealed bundle has it") }
      }
    }
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      let parts = [volatileSeal?.file(name), seal?.file(name)].compactMap { $0 }
      if !parts.isEmpty { check(name, file, parts) }
    }
    if let seal { checkFinal(seal) }
    if let volatileSeal { checkVolatile(volatileSeal) }
  }

  /// Lengths, digests and blocks of one file, in one reading for both seals.
  private mutating func check(_ name: String, _ file: any EvidenceFile, _ parts: [SealStatement.File]) {
    let fitting = parts.filter { $0.length <= file.length }
    let digests: [PartDigest]
    do {
      digests = try PartDigest.read(
        file, lengths: fitting.map(\.length), blockSize: BundleFormat.blockSize(of: name))
    } catch {
      faults.add(.unreadable, name, error.message)
      return
    }
    for part in parts {
      guard let found = digests.first(where: { $0.length == part.length }) else {
        faults.add(
          .lengthMismatch, name, range: file.length..<file.length, "\(file.length) bytes, \(part.length) are sealed")
        continue
      }
      compare(name, part, found)
    }
    guard let final = seal?.file(name), final.length < file.length else { return }
    faults.add(
      .lengthMismatch, name, range: final.length..<min(file.length, final.length + BundleFormat.locatable),
      "\(file.length) bytes, \(final.length) are sealed")
  }

  private mutating func compare(_ name: String, _ sealed: SealStatement.File, _ found: PartDigest) {
    if sealed.sha256 == found.sha256, sealed.blocks == found.blocks { return }
    let size = BundleFormat.blockSize(of: name)
    var isLocated = false
    for (index, pair) in zip(sealed.blocks, found.blocks).enumerated() where pair.0 != pair.1 {
      let start = UInt64(index) * size
      let range = start..<min(start + size, sealed.length)
      // A long block says little; then the lines and frames inside it have been judged one by one.
      if range.locatable == nil, faults.hasFault(in: name, overlapping: range) { continue }
      isLocated = true
      faults.add(.digestMismatch, name, range: range.locatable, "block \(index) is not the one that was sealed")
    }
    if isLocated || faults.hasFault(in: name) { return }
    faults.add(.digestMismatch, name, range: (0..<sealed.length).locatable, "the file is not the one that was sealed")
  }

  private mutating func checkFinal(_ seal: SealStatement) {
    let range = (0..<(files[BundleFormat.seal]?.length ?? 0)).locatable
    let expected =
      BundleFormat.sealedFiles + (files[BundleFormat.volatileSeal] == nil ? [] : [BundleFormat.volatileSeal])
    if seal.files.map(\.name) != expected {
      faults.add(.sealMismatch, BundleFormat.seal, range: range, "`files` is not the list of the bundle's files")
    }
    let found = ManifestMark(
      length: manifest.length, head: manifest.head ?? entryDigest ?? DigestKey(of: []), exhibits: counts.exhibits,
      records: counts.records)
    if let problem = Self.mismatch(seal, found, lines: counts.lines) {
      faults.add(.sealMismatch, BundleFormat.seal, range: range, problem)
    }
    if !faults.hasFault(in: BundleFormat.seal) { holds.append("seal: files, lengths, digests and counts") }
  }

  private mutating func checkVolatile(_ seal: SealStatement) {
    let name = BundleFormat.volatileSeal
    let range = (0..<(files[name]?.length ?? 0)).locatable
    if seal.file(BundleFormat.entry) == nil || seal.file(BundleFormat.manifest) == nil {
      faults.add(.sealMismatch, name, range: range, "`files` lacks bundle.json or manifest.jsonl")
    }
    for file in seal.files where files[file.name] == nil {
      faults.add(.missingFile, file.name, "seal-volatile.json lists it")
    }
    if let mark = manifest.atVolatileSeal {
      if let problem = Self.mismatch(seal, mark, lines: Int(clamping: seal.lines)) {
        faults.add(.sealMismatch, name, range: range, problem)
      } else if mark.length != seal.file(BundleFormat.manifest)?.length {
        faults.add(.sealMismatch, name, range: range, "the manifest's length does not fit its lines")
      }
    } else {
      faults.add(.sealMismatch, name, range: range, "the manifest has fewer than its \(seal.lines) lines")
    }
    if !faults.hasFault(in: name) { holds.append("volatile seal: the first parts of the files") }
  }

  private static func mismatch(_ seal: SealStatement, _ found: ManifestMark, lines: Int) -> String? {
    if seal.lines != UInt64(lines) { return "`manifest.lines` is \(seal.lines), there are \(lines)" }
    if seal.head != found.head { return "`manifest.head` is not the digest of the last line" }
    if seal.exhibits != UInt64(found.exhibits) { return "`exhibits` is \(seal.exhibits), there are \(found.exhibits)" }
    if seal.records != UInt64(found.records) { return "`records` is \(seal.records), there are \(found.records)" }
    return nil
  }
}
