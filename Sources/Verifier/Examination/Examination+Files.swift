internal import Digests
internal import JSONText

extension Examination {
  static func open(_ directory: any EvidenceDirectory, _ faults: inout FaultLog) throws(NotABundle) -> [String:
    any EvidenceFile]
  {
    let entries: [EvidenceEntry]
    do { entries = try directory.entries(limit: 1_000) } catch {
      guard error.code == .tooMany else {
        throw NotABundle(code: .unreadable, message: "\(error); run as a user who may read it")
      }
      throw NotABundle(code: .notABundle, message: "\(error); a bundle has nine files, name its directory")
    }
    let names = Set(entries.map { String(decoding: $0.name, as: UTF8.self) })
    if !entries.isEmpty, names.isDisjoint(with: BundleFormat.files.union(BundleFormat.partials)) {
      throw NotABundle(
        code: .notABundle, message: "no file of a bundle is in the directory; name the directory with bundle.json")
    }
    return openFiles(of: directory, entries, isSealed: names.contains(BundleFormat.seal), &faults)
  }

  private static func openFiles(
    of directory: any EvidenceDirectory, _ entries: [EvidenceEntry], isSealed: Bool, _ faults: inout FaultLog
  ) -> [String: any EvidenceFile] {
    var files: [String: any EvidenceFile] = [:]
    for entry in entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      let name = EscapedText.escape(entry.name)
      guard entry.isRegularFile else {
        faults.add(.notARegularFile, name, "a bundle holds regular files only")
        continue
      }
      if BundleFormat.partials.contains(name) {
        if isSealed { faults.add(.foreignFile, name, "an unfinished file in a sealed bundle") }
        continue
      }
      guard BundleFormat.files.contains(name) else {
        faults.add(.foreignFile, name, "the format knows no such file")
        continue
      }
      do { files[name] = try directory.open(name) } catch { faults.add(.unreadable, name, error.message) }
    }
    return files
  }

  /// Reads `bundle.json`. Without it only an empty prefix is no fault.
  mutating func readEntry() throws(NotABundle) {
    guard files[BundleFormat.entry] != nil else {
      if isSealed || files.values.contains(where: { $0.length > 0 }) {
        faults.add(.missingFile, BundleFormat.entry, "bundle.json is written first, and is not there")
      }
      return
    }
    guard let bytes = document(BundleFormat.entry, limit: BundleFormat.lineLength + 1) else { return }
    entryDigest = DigestKey(of: bytes)
    guard let members = lineObject(BundleFormat.entry, bytes, limit: BundleFormat.lineLength) else { return }
    if members.optional("format")?.string == "needletail-bundle", let version = members.optional("version")?.integer,
      version > BundleFormat.version
    {
      throw NotABundle(
        code: .newerVersion,
        message: "bundle.json says version \(version), this verifier knows \(BundleFormat.version); use a newer one")
    }
    do throws(MemberError) {
      guard try members.integer("version") == BundleFormat.version else {
        throw MemberError(message: "`version` is not \(BundleFormat.version)")
      }
      entry = try EntryFile(members)
    } catch {
      faults.add(.badStatement, BundleFormat.entry, range: (0..<UInt64(bytes.count)).locatable, error.message)
    }
  }

  mutating func checkReceipt() {
    guard let bytes = document(BundleFormat.receipt, limit: BundleFormat.documentLength) else { return }
    digests[BundleFormat.receipt] = DigestKey(of: bytes)
    do { _ = try Members(parsing: bytes, limit: BundleFormat.documentLength) } catch {
      faults.add(
        .badStatement, BundleFormat.receipt, range: (0..<UInt64(bytes.count)).locatable, error.message)
    }
  }
}
