internal import Digests
internal import JSONText

/// A line of the manifest with what can be said of it alone.
private struct ChainedLine {
  let stored: StoredLine
  let digest: DigestKey
  let members: Members?
  let problem: String?
  /// The `prev` that it gives.
  let previous: DigestKey?
  /// Whether `prev` differs from the digest of the line before.
  var breaks = false
}

/// A manifest line as its faults need it: where it is, and whether the chain shows that it was altered.
struct LineContext {
  let number: Int
  let range: Range<UInt64>
  let digest: DigestKey
  /// Then what it says is no reason to suspect other files.
  let isAltered: Bool
}

extension Examination {
  /// Step 2 of "How to verify": the chain, and everything that the lines list.
  ///
  /// A line is judged once the two lines after it are known: the next one tells whether it is the line that was
  /// chained, the one after that whether the next one may be believed.
  mutating func walkManifest() {
    guard let file = files[BundleFormat.manifest] else {
      if isSealed { faults.add(.missingFile, BundleFormat.manifest, "a sealed bundle has a manifest") }
      return finishContent()
    }
    var scanner = LineScanner(file, limit: BundleFormat.lineLength)
    var window: [ChainedLine] = []
    var previous = entryDigest
    markVolatileSeal(head: entryDigest)
    do {
      while let stored = try scanner.next() {
        guard stored.hasLineFeed || isSealed || stored.isTooLong else { break }
        var line = chained(stored)
        line.breaks = line.previous != nil && previous != nil && line.previous != previous
        // Of a line that is too long no bytes are kept, so nothing can be compared with it.
        previous = stored.isTooLong ? nil : line.digest
        window.append(line)
        if window.count == 3 { judgeFirst(of: &window) }
      }
    } catch { faults.add(.unreadable, BundleFormat.manifest, error.message) }
    while !window.isEmpty { judgeFirst(of: &window) }
    finishContent()
    holds.append("manifest: \(counts.lines) lines, each chained to the one before")
  }

  private mutating func chained(_ stored: StoredLine) -> ChainedLine {
    let digest = DigestKey(of: stored.bytes)
    do throws(MemberError) {
      guard !stored.isTooLong else { throw MemberError(message: "longer than \(BundleFormat.lineLength) bytes") }
      guard stored.hasLineFeed else { throw MemberError(message: "the last line has no line feed") }
      let members = try Members(parsing: stored.bytes, limit: BundleFormat.lineLength)
      let previous = try members.digest("prev")
      return ChainedLine(stored: stored, digest: digest, members: members, problem: nil, previous: previous)
    } catch {
      return ChainedLine(stored: stored, digest: digest, members: nil, problem: error.message, previous: nil)
    }
  }

  /// Judges the first line of the window and drops it.
  private mutating func judgeFirst(of window: inout [ChainedLine]) {
    let line = window.removeFirst()
    let number = line.stored.number
    counts.lines += 1
    let next = window.first.map(\.breaks) ?? breaksHead(line)
    // With the chain broken on both sides of the next line it is the next line's link that was altered.
    let afterNext = window.count > 1 ? window[1].breaks : window.first.map(breaksHead) ?? false
    let isAltered = next && !(afterNext && !line.breaks)
    if number == 0, line.breaks { judgeEntry(isAltered: isAltered, line.stored) }
    if isAltered {
      faults.add(
        .brokenChain, BundleFormat.manifest, line: number, range: line.stored.faultRange,
        "the line is not the one that the chain goes on from")
    }
    manifest.head = line.digest
    manifest.length = line.stored.range.upperBound
    let context = LineContext(
      number: number, range: line.stored.faultRange, digest: line.digest, isAltered: isAltered)
    if let members = line.members {
      judge(members, context)
    } else {
      lostLine(line.problem ?? "no line", line.stored.isTooLong ? .tooLong : .badStatement, context)
    }
    markVolatileSeal(head: line.digest)
  }

  /// The first line is chained to `bundle.json`.
  private mutating func judgeEntry(isAltered: Bool, _ line: StoredLine) {
    if isAltered { return }
    let length = files[BundleFormat.entry]?.length ?? 0
    faults.add(
      .brokenChain, BundleFormat.entry, range: (0..<length).locatable, "the manifest is not chained to this bundle.json"
    )
  }

  /// Whether the final seal names another last line. Only told by a seal over as many lines.
  private func breaksHead(_ line: ChainedLine) -> Bool {
    guard let seal, seal.lines == UInt64(line.stored.number) + 1 else { return false }
    return seal.head != line.digest
  }

  private mutating func judge(_ members: Members, _ context: LineContext) {
    if members.optional("n")?.integer != Int64(context.number) {
      faults.add(
        .wrongNumber, BundleFormat.manifest, line: context.number, range: context.range, "`n` is not \(context.number)")
    }
    do {
      switch try ManifestLine(members) {
      case .frame(let line): judge(line, context)
      case .exhibit(let line): judge(line, context)
      case .facts(let line): judge(line, context)
      case .unknown(let kind): lostLine("`kind` \"\(kind)\" is unknown", .unknownKind, context)
      }
    } catch { lostLine(error.message, .badStatement, context) }
  }

  /// A line that says nothing: what it listed is unknown, so the next frame may start anywhere.
  private mutating func lostLine(_ message: String, _ code: VerificationFault.Code, _ context: LineContext) {
    faults.add(code, BundleFormat.manifest, line: context.number, range: context.range, message)
    content.next = nil
    facts.next = nil
  }

  private mutating func markVolatileSeal(head: DigestKey?) {
    guard let volatileSeal, volatileSeal.lines == UInt64(counts.lines), let head else { return }
    manifest.atVolatileSeal = ManifestMark(
      length: manifest.length, head: head, exhibits: counts.exhibits, records: counts.records)
  }
}

extension StoredLine {
  /// A line of any length is located within 65,536 bytes. A line that is too long lost a line feed, which cannot be
  /// its first byte and stood at the latest where the limit ends.
  var faultRange: Range<UInt64> {
    if UInt64(range.count) <= BundleFormat.locatable { return range }
    return (offset + 1)..<(offset + 1 + BundleFormat.locatable)
  }
}
