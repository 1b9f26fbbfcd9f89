import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import Testing

extension OnTestHosts {
  /// One quick bundle of a clean host, in other people's hands.
  @Suite struct RealBundleTests {
    private struct Kept: Sendable {
      var files: [String: Data]
      var seal: String
    }

    private static let kept = Swift.Result { try collect() }

    private static func collect() throws -> Kept {
      try Workbench.with(inMemory: true) { bench in
        try TestHost.with("clean") { host in
          let collected = try host.collect("--profile", "quick", bench: bench)
          var files: [String: Data] = [:]
          for name in try FileManager.default.contentsOfDirectory(atPath: collected.bundle) {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(collected.bundle)/\(name)"))
          }
          return Kept(files: files, seal: collected.seal)
        }
      }
    }

    private func lay(_ kept: Kept, _ bench: Workbench) throws -> String {
      let folder = try bench.folder("bundle")
      for (name, data) in kept.files { try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
      return folder
    }

    @Test func theUntouchedBundleVerifiesWithItsSeal() throws {
      let kept = try Self.kept.get()
      try Workbench.with(inMemory: true) { bench in
        let run = try Run.needletail("verify", try lay(kept, bench), "--seal", kept.seal, "--json").expecting(0)
        #expect(try JSONReader.parse(run.output)["outcome"]?.string == "verified")
      }
    }

    @Test func everyFlippedBitIsFoundAndLocated() throws {
      let kept = try Self.kept.get()
      let seed = UInt64.random(in: 0 ... .max)
      var random = SeededRandom(seed: seed)
      let total = kept.files.values.reduce(0) { $0 + $1.count }
      try Workbench.with(inMemory: true) { bench in
        let folder = try lay(kept, bench)
        // Half over the bytes as they lie, half over the files, so that the small ones get their share.
        for number in 0..<(Needs.slow ? 2000 : 200) {
          let names = kept.files.keys.sorted()
          var name = names[number % names.count]
          var offset = Int.random(in: 0..<max(1, kept.files[name]?.count ?? 1), using: &random)
          if number % 2 == 0 {
            var place = Int.random(in: 0..<total, using: &random)
            for candidate in names {
              let count = kept.files[candidate]?.count ?? 0
              if place < count {
                (name, offset) = (candidate, place)
                break
              }
              place -= count
            }
          }
          let whole = try #require(kept.files[name])
          var broken = whole
          broken[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
          let path = URL(fileURLWithPath: "\(folder)/\(name)")
          try broken.write(to: path)
          let run = try Run.needletail("verify", folder, "--seal", kept.seal, "--json")
          try whole.write(to: path)
          let comment = "seed \(seed), \(name) at \(offset)"
          #expect(run.status == 4 || run.status == 1 && name == "bundle.json", "\(comment): \(run.status)")
          let report = try JSONReader.parse(run.output)
          let located = report["faults"]?.array?.contains { $0["file"]?.string == name } ?? false
          let named = report["error"]?["message"]?.string?.contains("bundle") ?? false
          #expect(located || named, "\(comment): \(run.text.prefix(1500))")
        }
      }
    }

    @Test(
      .enabled(
        if: Needs.has("zstd") && Needs.has("jq") && Needs.has("tar") && Needs.has("sha256sum"), "needs zstd, jq, tar"))
    func standardToolsOpenABundle() throws {
      let kept = try Self.kept.get()
      try Workbench.with(inMemory: true) { bench in
        let folder = try lay(kept, bench)
        func shell(_ script: String) throws -> Run { try Run.program(["sh", "-euc", script], in: folder).expecting(0) }
        let seal = try JSONReader.parse(Array(try #require(kept.files["seal.json"])))
        let records = try #require(seal["records"]?.integer)
        #expect(try shell("zstd -dcq facts.jsonl.zst | jq -s length").text == "\(records)\n")
        #expect(try Int(shell("jq -s length ledger.jsonl").lines.first ?? "") ?? 0 >= 124)
        let names = try shell("zstd -dcq content.tar.zst | tar -t").lines
        let digests = Set(try shell("jq -r 'select(.kind==\"exhibit\").segments[]' manifest.jsonl").lines)
        #expect(Set(names) == digests)
        #expect(names.count == digests.count)
        #expect(try shell("sha256sum -c seal.sha256").text == "seal.json: OK\n")
        #expect(try shell("cut -d' ' -f1 seal.sha256").text == "\(kept.seal)\n")
        let listed = try shell(
          "jq -r '.files[] | .sha256 + \"  \" + .name' seal.json | sha256sum -c --quiet && echo whole")
        #expect(listed.text == "whole\n")
        // A segment taken out of the archive is what its name says.
        let first = try #require(names.first)
        #expect(
          try shell("zstd -dcq content.tar.zst | tar -xO \(first) | sha256sum | cut -d' ' -f1").text == "\(first)\n")
        #expect(
          try shell("zstd -dcq facts.jsonl.zst | jq -r 'select(.type==\"process\").pid' | sort -un | head -1").text
            == "1\n")
      }
    }

    @Test(.enabled(if: Needs.has("python3"), "needs python3"))
    func aVerifierWrittenFromTheFormatAloneAgrees() throws {
      let kept = try Self.kept.get()
      try Workbench.with(inMemory: true) { bench in
        let script = Repository.path("Tests/Interoperability/verify_bundle.py")
        let run = try Run.program(["python3", script, try lay(kept, bench)])
        #expect(run.status == 0, "\(run)")
      }
    }
  }
}
