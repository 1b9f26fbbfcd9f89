internal import Compression
internal import Digests

extension Examination {
  /// A line of kind `frame`: reads the frame and learns its segments.
  mutating func judge(_ line: FrameLine, _ context: LineContext) {
    counts.frames += 1
    if content.endLine != nil { add(.badEnd, context, "a frame after the archive's end") }
    check(line.stored, follows: content.next, context)
    content.next = line.stored.range.upperBound
    content.end = max(content.end, line.stored.range.upperBound)
    if line.isLast { content.endLine = context.number }
    content.frames.append(
      FramePlace(
        line: context.number, range: line.stored.range, sha256: line.stored.sha256, plain: line.stored.plain))
    guard let stored = storedFrame(BundleFormat.content, line.stored, context) else { return loseFrame() }
    let isAsListed = DigestKey(of: stored) == line.stored.sha256
    do {
      let plain = try FrameCodec.plain(of: stored, size: line.stored.plain)
      try learn(plain, line, context)
      // Its segments still are what their names say, so that exhibits can be judged; the frame is damaged all the same.
      if !isAsListed { addFrame(.damagedFrame, context, line.stored.range, "stored bytes are not those listed") }
    } catch {
      addFrame(isAsListed ? error.code : .damagedFrame, context, line.stored.range, error.message)
      loseFrame()
    }
  }

  private mutating func loseFrame() { content.lost.append(content.frames.count - 1) }

  private mutating func learn(_ plain: [UInt8], _ line: FrameLine, _ context: LineContext) throws(ArchiveFault) {
    if line.isLast {
      guard ByteSearch.isZero(plain, 0..<plain.count) else {
        throw ArchiveFault(code: .badArchive, message: "the archive's end is not 1,024 zero bytes")
      }
      return
    }
    let members = try TarMember.members(of: plain)
    guard UInt64(members.count) == line.members else {
      throw ArchiveFault(code: .badArchive, message: "\(members.count) members, \(line.members) are listed")
    }
    for member in members {
      let place = SegmentPlace(frame: content.frames.count - 1, start: member.start, size: member.size)
      if content.segments[member.digest] == nil {
        content.segments[member.digest] = place
        counts.segments += 1
      } else {
        addFrame(.repeatedSegment, context, line.stored.range, "segment \(member.digest.hex) is stored twice")
      }
    }
  }

  /// Checks that a frame follows the one before.
  mutating func check(_ stored: StoredFrame, follows end: UInt64?, _ context: LineContext) {
    if let end, end != stored.offset { add(.misplacedFrame, context, "`offset` is not \(end)") }
  }

  /// The stored bytes of a frame, or `nil` with a fault.
  mutating func storedFrame(_ name: String, _ stored: StoredFrame, _ context: LineContext) -> [UInt8]? {
    guard let file = files[name], stored.range.upperBound <= file.length else {
      add(.misplacedFrame, context, "the frame reaches past the end of \(name)")
      if files[name] != nil, !context.isAltered {
        faults.add(
          .lengthMismatch, name, line: context.number, "ends before \(stored.range.upperBound), where a frame ends")
      }
      return nil
    }
    do { return try file.read(at: stored.offset, count: Int(stored.length)) } catch {
      faults.add(.unreadable, name, line: context.number, range: stored.range.locatable, error.message)
      return nil
    }
  }

  /// A line of kind `exhibit`.
  mutating func judge(_ line: ExhibitLine, _ context: LineContext) {
    counts.exhibits += 1
    counts.exhibitBytes &+= line.size
    manifest.exhibits.append(
      ExhibitPlace(
        line: context.number, offset: context.range.lowerBound, length: context.range.count - 1,
        digest: context.digest))
    for id in line.entries where namedEntries[id] == nil {
      namedEntries[id] = StoredLineReference(line: context.number, range: context.range)
    }
    var places: [SegmentPlace] = []
    for segment in line.segments {
      guard let index = content.segments.index(forKey: segment) else { continue }
      content.segments.values[index].isUsed = true
      places.append(content.segments.values[index])
    }
    guard places.count == line.segments.count else { return miss(line, context) }
    let problem = mismatch(line, places)
    if let problem { add(.exhibitMismatch, context, exhibit: line.source, problem) }
  }

  /// An exhibit with segments that are in no frame before it.
  private mutating func miss(_ line: ExhibitLine, _ context: LineContext) {
    if content.lost.isEmpty {
      add(.missingSegment, context, exhibit: line.source, "a segment of the exhibit is in no earlier frame")
    } else {
      content.maimed.append((line.source, context.number, context.range))
    }
  }

  private func mismatch(_ line: ExhibitLine, _ places: [SegmentPlace]) -> String? {
    let size = places.reduce(UInt64(0)) { $0 &+ UInt64($1.size) }
    guard size == line.size else { return "`size` is \(line.size), the segments have \(size) bytes" }
    if let only = line.segments.first, line.segments.count == 1 {
      return only == line.sha256 ? nil : "`sha256` is not that of the exhibit's only segment"
    }
    var hasher = SHA256()
    do { try contentStore?.forEachPart(places) { part in hasher.update(part) } } catch {
      return "the exhibit could not be put together: \(error)"
    }
    return DigestKey(hasher.finish()) == line.sha256 ? nil : "`sha256` is not that of the exhibit's segments"
  }

  private var contentStore: FrameStore? {
    files[BundleFormat.content].map { FrameStore(file: $0, frames: content.frames) }
  }

  /// What the walk must have seen when it ends.
  mutating func finishContent() {
    nameOwnersOfLostFrames()
    checkTail(BundleFormat.content, listed: content.end)
    checkTail(BundleFormat.facts, listed: facts.end)
    guard isSealed else { return }
    if content.endLine == nil {
      let size = files[BundleFormat.content]?.length ?? 0
      faults.add(.badEnd, BundleFormat.content, range: size..<size, "the archive has no end")
    }
    for (segment, place) in content.segments where !place.isUsed {
      let frame = content.frames[place.frame]
      faults.add(
        .unusedSegment, BundleFormat.content, line: frame.line, range: frame.range.locatable,
        "segment \(segment.hex) belongs to no exhibit")
    }
  }

  /// Exhibits listed after a lost frame and missing segments are those that the damage hit.
  private mutating func nameOwnersOfLostFrames() {
    for index in content.lost {
      let frame = content.frames[index]
      for victim in content.maimed where victim.line > frame.line {
        faults.add(
          .missingSegment, BundleFormat.content, line: victim.line, exhibit: victim.source, range: frame.range,
          content.lost.count == 1
            ? "the exhibit has segments in the damaged frame"
            : "the exhibit has segments in this or another damaged frame")
      }
    }
    for victim in content.maimed where !content.lost.contains(where: { content.frames[$0].line < victim.line }) {
      faults.add(
        .missingSegment, BundleFormat.manifest, line: victim.line, exhibit: victim.source, range: victim.range,
        "a segment of the exhibit is in no earlier frame")
    }
  }

  /// Bytes behind the last listed frame: at most one frame in a prefix, none in a sealed bundle.
  private mutating func checkTail(_ name: String, listed: UInt64) {
    guard let length = files[name]?.length, length > listed else { return }
    guard isSealed || length - listed > BundleFormat.storedFrame else { return }
    faults.add(
      .leftOver, name, range: listed..<min(length, listed + BundleFormat.locatable),
      "\(length - listed) bytes that no line lists")
  }

  /// A fault of the manifest line itself.
  mutating func add(
    _ code: VerificationFault.Code, _ context: LineContext, exhibit: String? = nil, _ message: String
  ) {
    faults.add(
      code, BundleFormat.manifest, line: context.number, exhibit: exhibit, range: context.range, message)
  }

  /// A fault of what a line lists, unless the line itself was altered: then the line is at fault and has been reported.
  mutating func addFrame(
    _ code: VerificationFault.Code, in name: String = BundleFormat.content, _ context: LineContext,
    _ range: Range<UInt64>, _ message: String
  ) {
    if context.isAltered { return add(code, context, "what the line lists is not there: \(message)") }
    faults.add(code, name, line: context.number, range: range.locatable, message)
  }
}
