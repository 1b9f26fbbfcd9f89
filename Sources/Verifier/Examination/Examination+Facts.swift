internal import JSONText

extension Examination {
  /// A line of kind `facts`: reads the frame and each record in it.
  mutating func judge(_ line: FactsLine, _ context: LineContext) {
    counts.frames += 1
    check(line.stored, follows: facts.next, context)
    facts.next = line.stored.range.upperBound
    facts.end = max(facts.end, line.stored.range.upperBound)
    facts.frames.append(
      FramePlace(
        line: context.number, range: line.stored.range, sha256: line.stored.sha256, plain: line.stored.plain))
    counts.records += Int(clamping: line.records)
    guard let stored = storedFrame(BundleFormat.facts, line.stored, context) else { return }
    let isAsListed = DigestKey(of: stored) == line.stored.sha256
    do throws(ArchiveFault) {
      let plain = try FrameCodec.plain(of: stored, size: line.stored.plain)
      guard isAsListed else { throw ArchiveFault(code: .damagedFrame, message: "stored bytes are not those listed") }
      try check(plain, line)
    } catch {
      addFrame(
        isAsListed ? error.code : .damagedFrame, in: BundleFormat.facts, context, line.stored.range, error.message)
    }
  }

  private func check(_ plain: [UInt8], _ line: FactsLine) throws(ArchiveFault) {
    guard DigestKey(of: plain) == line.plainSHA256 else {
      throw ArchiveFault(code: .factsMismatch, message: "the records are not those of `plain_sha256`")
    }
    guard plain.last == 10 else {
      throw ArchiveFault(code: .factsMismatch, message: "the last record has no line feed")
    }
    var records: UInt64 = 0
    var start = 0
    while let end = ByteSearch.lineFeed(in: plain, from: start) {
      guard Self.isRecord(Array(plain[start..<end])) else {
        throw ArchiveFault(
          code: .factsMismatch, message: "record \(records) of the frame is no JSON object with `type`")
      }
      records += 1
      start = end + 1
    }
    guard records == line.records else {
      throw ArchiveFault(code: .factsMismatch, message: "\(records) records, \(line.records) are listed")
    }
  }

  private static func isRecord(_ text: [UInt8]) -> Bool {
    guard let members = try? Members(parsing: text, limit: BundleFormat.factsLinePlain) else { return false }
    return members.optional("type")?.string != nil
  }
}
