import Artifacts
import CaseModel
import HostFacts
import Testing

/// What holds for every parser.
@Suite struct ParserWalkTests {
  @Test func everyParserHasANameADescriptionAndASample() throws {
    var names: Set<String> = []
    for parser in ArtifactParsers.all {
      #expect(names.insert(parser.name).inserted, "\(parser.name) stands twice")
      #expect(parser.about.count > 20 && parser.about.hasSuffix("."), "\(parser.name) has no description")
      #expect(ArtifactParsers.named(parser.name) != nil)
      #expect(parser.name.utf8.allSatisfy { $0 == 0x2d || (0x61...0x7a).contains($0) })
    }
    #expect(ArtifactParsers.named("no-such-parser") == nil)
    #expect(names.count >= 20, "\(names.sorted())")
  }

  @Test func everySampleGivesFacts() throws {
    for parser in ArtifactParsers.all {
      guard let sample = try Samples.sample(parser.name) else { continue }
      #expect(!parser.parse(Fixtures.input(sample.path, sample.bytes)).facts.isEmpty, "\(parser.name) read nothing")
    }
  }

  @Test func nothingAndNoiseAreSurvived() {
    var random = SplitMix(seed: 20_251_124)
    for parser in ArtifactParsers.all {
      _ = parser.parse(Fixtures.input("/empty", [UInt8]()))
      for length in [1, 15, 16, 63, 64, 300, 384, 1000, 5000] {
        let noise = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        _ = parser.parse(Fixtures.input("/noise", noise))
        let text = noise.map { $0 % 96 + 32 == 127 ? 10 : $0 % 96 + 32 }
        _ = parser.parse(Fixtures.input("/text", text))
      }
    }
  }

  @Test func everyPrefixOfASampleIsSurvived() throws {
    for parser in ArtifactParsers.all {
      guard let sample = try Samples.sample(parser.name) else { continue }
      let step = max(1, sample.bytes.count / (sample.bytes.count > 100_000 ? 12 : 400))
      for length in stride(from: 0, to: sample.bytes.count, by: step) {
        var input = Fixtures.input(sample.path, Array(sample.bytes.prefix(length)))
        _ = parser.parse(input)
        input.isTruncated = true
        _ = parser.parse(input)
      }
    }
  }

  @Test func aChangedByteIsSurvived() throws {
    var random = SplitMix(seed: 7)
    for parser in ArtifactParsers.all {
      guard let sample = try Samples.sample(parser.name), sample.bytes.count < 100_000 else { continue }
      for _ in 0..<200 {
        var bytes = sample.bytes
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        _ = parser.parse(Fixtures.input(sample.path, bytes))
      }
    }
  }

  @Test func aTailDropsItsFirstPartialLine() {
    var input = Fixtures.input("/etc/passwd", "t:x:9:9::/:/bin/sh\nroot:x:0:0::/:/bin/sh\n")
    #expect(ArtifactParsers.named("passwd")?.parse(input).accounts.count == 2)
    input.isTail = true
    input.offset = 100
    #expect(ArtifactParsers.named("passwd")?.parse(input).accounts.map(\.name.text) == ["root"])
  }
}

/// A small generator whose seed replays a failure.
struct SplitMix {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
