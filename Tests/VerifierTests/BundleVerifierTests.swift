import Digests
import JSONText
import Testing

@testable import Verifier

@Suite struct BundleVerifierTests {
  private func verify(_ bundle: TestBundle, seal: SHA256Digest? = nil) throws -> VerificationReport {
    try BundleVerifier(expectedSeal: seal).verify(bundle.directory)
  }

  private func codes(_ bundle: TestBundle) throws -> Set<VerificationFault.Code> {
    Set(try verify(bundle).faults.map(\.code))
  }

  @Test func aCompleteBundleIsConsistentAndWithItsSealVerified() throws {
    let bundle = TestBundle.complete()
    let report = try verify(bundle)
    #expect(report.faults == [])
    #expect(report.outcome == .consistent)
    #expect(report.sentence.hasPrefix("consistent, origin not shown"))
    #expect(report.volatileSeal == .holds)
    #expect(report.counts.exhibits == 5)
    #expect(report.counts.records == 3)
    #expect(report.counts.segments == 6)
    #expect(report.ledger == [.obtained: 124])
    #expect(report.caseName == "C-7")
    #expect(try verify(bundle, seal: report.seal).outcome == .verified)
  }

  @Test func anotherSealThanTheGivenOneFails() throws {
    let report = try verify(.complete(), seal: SHA256.digest([1]))
    #expect(report.outcome == .failed)
    #expect(report.faults.map(\.code) == [.sealMismatch])
  }

  @Test func aPrefixWithAGivenSealFails() throws {
    let bundle = TestBundle.complete(sealed: false)
    #expect(try verify(bundle).outcome == .prefix)
    #expect(try verify(bundle, seal: SHA256.digest([1])).outcome == .failed)
  }

  @Test func anEmptyDirectoryIsAnEmptyPrefix() throws {
    #expect(try BundleVerifier().verify(MemoryDirectory()).outcome == .prefix)
    #expect(try BundleVerifier().verify(MemoryDirectory(files: ["bundle.json.partial": [1]])).outcome == .prefix)
  }

  @Test func withoutBundleJSONOtherContentIsAFault() throws {
    var files = TestBundle.complete().files
    files["bundle.json"] = nil
    let report = try BundleVerifier().verify(MemoryDirectory(files: files))
    #expect(report.faults.contains { $0.code == .missingFile && $0.file == "bundle.json" })
  }

  @Test func aDirectoryOfOtherThingsIsNoBundle() {
    #expect { try BundleVerifier().verify(MemoryDirectory(files: ["notes.txt": []])) } throws: { error in
      (error as? NotABundle)?.code == .notABundle
    }
    #expect { try BundleVerifier().verify(directory: "/nonexistent/bundle") } throws: { error in
      (error as? NotABundle)?.code == .missing
    }
    #expect { try BundleVerifier().verify(directory: "/dev/null") } throws: { error in
      (error as? NotABundle)?.code == .notADirectory
    }
  }

  @Test func aNewerVersionIsRefusedByName() throws {
    let bundle = TestBundle(entry: #"{"format":"needletail-bundle","version":2}"#)
    #expect { try verify(bundle) } throws: { error in
      (error as? NotABundle)?.code == .newerVersion && (error as? NotABundle)?.message.contains("version 2") == true
    }
  }

  @Test func foreignNamesAndKindsAreFaults() throws {
    var directory = TestBundle.complete().directory
    directory.files["evil\n.txt"] = []
    directory.others = ["sub", "link"]
    let faults = try BundleVerifier().verify(directory).faults
    #expect(faults.map(\.file) == [#"evil\x0a.txt"#, "link", "sub"])
    #expect(Set(faults.map(\.code)) == [.foreignFile, .notARegularFile])
  }

  @Test func partialFilesAreAllowedInAPrefixOnly() throws {
    for (sealed, outcome) in [(true, VerificationOutcome.failed), (false, .prefix)] {
      var directory = TestBundle.complete(sealed: sealed).directory
      directory.files["seal.json.partial"] = [1, 2]
      #expect(try BundleVerifier().verify(directory).outcome == outcome)
    }
  }

  @Test(arguments: [
    "content.tar.zst", "facts.jsonl.zst", "ledger.jsonl", "manifest.jsonl", "receipt.json", "seal.sha256",
  ])
  func aSealedBundleNeedsEachOfItsFiles(name: String) throws {
    var directory = TestBundle.complete().directory
    directory.files[name] = nil
    let report = try BundleVerifier().verify(directory)
    #expect(report.faults.contains { $0.code == .missingFile && $0.file == name })
  }

  @Test(arguments: [
    "bundle.json", "content.tar.zst", "facts.jsonl.zst", "ledger.jsonl", "manifest.jsonl", "receipt.json",
  ])
  func aSealedBundleWithAFileCutOrLongerFails(name: String) throws {
    let good = TestBundle.complete().directory
    var cut = good
    cut.files[name]?.removeLast()
    #expect(try BundleVerifier().verify(cut).faults.contains { $0.file == name })
    var longer = good
    longer.files[name]?.append(10)
    #expect(try BundleVerifier().verify(longer).faults.contains { $0.file == name })
  }

  @Test func linesOutOfNumberAreFaults() throws {
    var bundle = TestBundle()
    bundle.line(#""kind":"exhibit""#, n: 1)
    #expect(try codes(bundle).isSuperset(of: [.wrongNumber, .badStatement]))
  }

  @Test func anUnknownKindIsAFault() throws {
    var bundle = TestBundle()
    bundle.line(#""kind":"surprise""#)
    #expect(try codes(bundle) == [.unknownKind])
  }

  @Test func unknownMembersAreIgnored() throws {
    var bundle = TestBundle()
    bundle.exhibit("/e", [], more: #","future":[1,{"a":null}]"#)
    #expect(try codes(bundle) == [])
  }

  @Test func aSegmentMustStandInAnEarlierFrame() throws {
    var bundle = TestBundle()
    bundle.exhibit("/e", [[1, 2]])
    bundle.frame([[1, 2]])
    let fault = try #require(try verify(bundle).faults.first)
    #expect(fault.code == .missingSegment)
    #expect(fault.exhibit == "/e")
    #expect(fault.line == 0)
  }

  @Test func aSegmentIsStoredOnce() throws {
    var bundle = TestBundle()
    bundle.frame([[1, 2]])
    bundle.frame([[1, 2], [3]])
    #expect(try codes(bundle) == [.repeatedSegment])
  }

  @Test func anUnusedSegmentIsAFaultOfASealedBundleOnly() throws {
    var bundle = TestBundle()
    bundle.frame([[1, 2]])
    #expect(try codes(bundle) == [])
    bundle.seal()
    #expect(try codes(bundle) == [.unusedSegment])
  }

  @Test func sizesAndDigestsOfExhibitsAreChecked() throws {
    var size = TestBundle()
    size.frame([[1, 2], [3]])
    size.exhibit("/e", [[1, 2], [3]], size: 4)
    #expect(try codes(size) == [.exhibitMismatch])
    for segments in [[], [[1, 2]], [[1, 2], [3]]] as [[[UInt8]]] {
      var digest = TestBundle()
      digest.frame([[1, 2], [3]])
      digest.exhibit("/e", segments, sha256: DigestKey(of: [9]).hex)
      #expect(try codes(digest) == [.exhibitMismatch])
    }
  }

  @Test func rangesOutsideTheExhibitAreFaults() throws {
    for ranges in ["[[0,3]]", "[[2,1]]", "[[-1,1]]", "[[9223372036854775807,9223372036854775807]]", "[[0]]", "3"] {
      var bundle = TestBundle()
      bundle.frame([[1, 2]])
      bundle.exhibit("/e", [[1, 2]], more: #","gaps":\#(ranges)"#)
      #expect(try codes(bundle) == [.badStatement], "\(ranges)")
    }
  }

  @Test func sourcesMustBeEscaped() throws {
    for source in [#"/a\\n"#, #"/a\\x"#, #"/a\\xZZ"#, #"/a\\x41"#, "/a\u{202e}", #"/a\u0007"#] {
      var bundle = TestBundle()
      bundle.exhibit(source, [])
      #expect(try codes(bundle) == [.badStatement], "\(source)")
    }
    var bundle = TestBundle()
    bundle.exhibit(#"/ä\\\\b\\x07\\xff"#, [])
    #expect(try codes(bundle) == [])
  }

  @Test func fractionsAreNoNumbersOfTheFormat() throws {
    var bundle = TestBundle()
    bundle.exhibit("/e", [], more: #","stat":{"size":1.5}"#)
    #expect(try codes(bundle) == [.badStatement])
  }

  @Test func everyHeaderFieldOfAMemberIsChecked() throws {
    let member = TestBundle.tarMember([1, 2, 3])
    for offset in 0..<member.count where !(512..<515).contains(offset) {
      var broken = member
      broken[offset] ^= 1
      var bundle = TestBundle()
      bundle.frame([[1, 2, 3]], plain: broken)
      #expect(try verify(bundle).outcome == .failed, "offset \(offset)")
    }
    var bytes = member
    bytes[512] ^= 1
    var bundle = TestBundle()
    bundle.frame([[1, 2, 3]], plain: bytes)
    #expect(try codes(bundle) == [.segmentMismatch])
  }

  @Test func memberCountsAreChecked() throws {
    var bundle = TestBundle()
    bundle.frame([[1], [2]], members: 3)
    #expect(try codes(bundle) == [.badArchive])
  }

  @Test func framesWithManyMembersAreSmall() throws {
    var random = SeededGenerator(state: 3)
    var fits = TestBundle()
    fits.frame([random.bytes(30_208), random.bytes(30_208)])
    #expect(try codes(fits) == [])
    var large = TestBundle()
    large.frame([random.bytes(30_208), random.bytes(30_209)])
    #expect(try codes(large) == [.badStatement])
    var one = TestBundle()
    one.frame([random.bytes(200_000)])
    #expect(try codes(one) == [])
  }

  @Test func theArchiveEndsOnceAndLast() throws {
    let zeros = [UInt8](repeating: 0, count: 1_024)
    var missing = TestBundle()
    missing.seal(end: false)
    #expect(try codes(missing) == [.badEnd])
    var early = TestBundle()
    early.frame([], plain: zeros)
    early.seal()
    #expect(try codes(early) == [.badEnd])
    var notZero = TestBundle()
    notZero.frame([], plain: [UInt8](repeating: 1, count: 1_024))
    #expect(try codes(notZero) == [.badArchive])
    var short = TestBundle()
    short.frame([], plain: [UInt8](repeating: 0, count: 512))
    #expect(try codes(short) == [.badStatement])
  }

  @Test func factsAreCheckedLineByLine() throws {
    for rows in [["{}"], ["[1]"], [#"{"type":3}"#], [#"{"type":"a"}"#, ""], ["no"]] {
      var bundle = TestBundle()
      bundle.facts(rows)
      #expect(try codes(bundle) == [.factsMismatch], "\(rows)")
    }
    var count = TestBundle()
    count.facts([#"{"type":"a"}"#], count: 2)
    #expect(try codes(count) == [.factsMismatch])
    var good = TestBundle()
    good.facts([#"{"type":"a"}"#])
    #expect(try codes(good) == [])
  }

  @Test func bytesThatNothingListsAreFaultsOfASealedBundle() throws {
    for name in ["content.tar.zst", "facts.jsonl.zst"] {
      var bundle = TestBundle.complete(sealed: false)
      bundle.append(name, [1, 2, 3])
      #expect(try codes(bundle) == [])
      bundle.seal(end: name == "facts.jsonl.zst")
      #expect(try codes(bundle).contains(.leftOver))
    }
  }

  @Test func theLedgerOfASealedBundleIsComplete() throws {
    var missing = TestBundle()
    missing.seal(rows: BundleFormat.coverageIDs.dropLast())
    #expect(try codes(missing) == [.badLedger])
    var twice = TestBundle()
    twice.seal(rows: BundleFormat.coverageIDs + ["C001"])
    #expect(try codes(twice) == [.badStatement])
    var extra = TestBundle()
    extra.seal(rows: BundleFormat.coverageIDs + ["MyDefinition"])
    #expect(try codes(extra) == [])
    var outside = TestBundle()
    outside.seal(rows: BundleFormat.coverageIDs + ["C125"])
    #expect(try codes(outside) == [.badStatement])
  }

  @Test func exhibitsNameRowsThatExist() throws {
    var bundle = TestBundle()
    bundle.exhibit("/e", [], entries: #"["Nothing"]"#)
    bundle.seal()
    #expect(try codes(bundle) == [.badLedger])
  }

  @Test func whatTheSealSaysIsChecked() throws {
    let edits: [(String, String)] = [
      (#""scope":"final""#, #""scope":"volatile""#), (#""case":"C-7""#, #""case":"C-8""#),
      (#""boot_id":"b-1""#, #""boot_id":"b-2""#), (#""exhibits":0"#, #""exhibits":1"#),
      (#""records":0"#, #""records":1"#), (#""lines":1"#, #""lines":2"#), (#""version":1"#, #""version":2"#),
      (#""block_size":67108864"#, #""block_size":65536"#), (#""name":"receipt.json""#, #""name":"a.json""#),
    ]
    for (old, new) in edits {
      var bundle = TestBundle()
      bundle.seal { $0.replacing(old, with: new) }
      let report = try verify(bundle)
      #expect(report.faults.contains { $0.file == "seal.json" }, "\(new)")
    }
  }

  @Test func aBrokenVolatileSealIsReported() throws {
    var bundle = TestBundle.complete(sealed: false, volatile: false)
    bundle.sealVolatile { $0.replacing(#""exhibits":5"#, with: #""exhibits":6"#) }
    let report = try verify(bundle)
    #expect(report.volatileSeal == .broken)
    #expect(report.faults.map(\.file) == ["seal-volatile.json"])
  }

  @Test func damageInsideTheVolatilePartIsFoundInAPrefix() throws {
    var directory = TestBundle.complete(sealed: false).directory
    let bytes = try #require(directory.files["manifest.jsonl"])
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "p")))
    directory.files["manifest.jsonl"]?[place] ^= 1
    let report = try BundleVerifier().verify(directory)
    #expect(report.outcome == .failed)
    #expect(report.volatileSeal == .broken)
  }

  @Test func aDamagedFrameNamesItsExhibits() throws {
    var directory = TestBundle.complete().directory
    let reader = try #require(try BundleVerifier().examine(directory).bundle)
    let frame = reader.contentFrames[1]
    directory.files["content.tar.zst"]?[Int(frame.range.lowerBound) + 40] ^= 16
    let faults = try BundleVerifier().verify(directory).faults
    #expect(faults.contains { $0.code == .damagedFrame && $0.range == frame.range })
    #expect(faults.contains { $0.exhibit == "/var/log/syslog" && $0.range == frame.range })
  }

  @Test func aFaultInALargeFrameIsLocatedByItsExhibit() throws {
    var random = SeededGenerator(state: 9)
    var bundle = TestBundle()
    let segment = random.bytes(300_000)
    bundle.frame([segment])
    bundle.exhibit("/big", [segment])
    bundle.seal()
    var directory = bundle.directory
    directory.files["content.tar.zst"]?[150_000] ^= 1
    let faults = try BundleVerifier().verify(directory).faults
    #expect(faults.allSatisfy { $0.exhibit != nil || $0.range.map { $0.count <= 65_536 } ?? true })
    #expect(faults.contains { $0.exhibit == "/big" && $0.range?.contains(150_000) == true })
  }

  @Test func lineLengthsHaveACeiling() throws {
    for (extra, isGood) in [(0, true), (1, false)] {
      var bundle = TestBundle()
      var probe = bundle
      probe.exhibit("/e", [], more: #","x":"""#)
      let used = (probe.files["manifest.jsonl"]?.count ?? 0) - 1
      let text = String(repeating: "a", count: 65_536 - used + extra)
      bundle.exhibit("/e", [], more: #","x":"\#(text)""#)
      bundle.exhibit("/f", [])
      let report = try verify(bundle)
      #expect(report.faults.map(\.code) == (isGood ? [] : [.tooLong]))
    }
  }
}
