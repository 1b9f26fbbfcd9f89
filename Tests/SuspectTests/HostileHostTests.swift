import CaseModel
import Foundation
import HostFacts
import HostKit
import JSONText
import Testing
import Verifier

extension OnTestHosts {
  /// A host that does what it can to stop, confuse or fill a collector. `Scripts/hostile.py` says how.
  @Suite struct HostileHostTests {
    private struct Result {
      var small: Evidence
      var collected: Collected
      var evidence: Evidence
      var opened: String
      var text: Run
      var wiped: [UInt8]
      var isWipedExtracted: Bool
    }

    private static let result = Swift.Result { try collect() }
    private static let nameCount = Needs.slow ? 1_000_000 : 100_000

    private static func collect() throws -> Result {
      let script = try String(contentsOfFile: Repository.path("Tests/SuspectTests/Scripts/hostile.py"), encoding: .utf8)
      return try Workbench.with(inMemory: true) { bench in
        try TestHost.with("clean") { host in
          let small = try Evidence(try host.collect("--wall", "0", bench: bench))
          try host.runPlain(["/usr/bin/python3", "-c", script, "\(nameCount)"]).expecting(0)
          let collected = try host.collect("--wall", "0", bench: bench, limit: Needs.slow ? 900 : 240)
          let evidence = try Evidence(collected)
          let wiped = evidence.facts.lazy.compactMap { fact -> String? in
            guard case .logFile(let log) = fact, log.path.hasPrefix("/var/log/wiped.log"), log.deletedOpenBy != nil
            else { return nil }
            return log.exhibit
          }.first
          let file = bench("wiped")
          if let wiped {
            try Run.needletail("bundle", "extract", collected.bundle, "--exhibit", wiped, "-o", file)
              .expecting(0)
          }
          return Result(
            small: small, collected: collected, evidence: evidence,
            opened: try host.runPlain(["/usr/bin/cat", "/run/opened"]).text,
            text: try Run.needletail("judge", collected.bundle),
            wiped: wiped == nil ? [] : try Array(Data(contentsOf: URL(fileURLWithPath: file))),
            isWipedExtracted: wiped != nil)
        }
      }
    }

    @Test func aCollectionEndsAndNamesTheMountsThatNeverAnswer() throws {
      let result = try Self.result.get()
      #expect(!result.collected.run.isOverdue)
      for mount in ["/srv/hung", "/home/deploy/.ssh", "/etc/cron.d/hung"] {
        let isNamed = result.evidence.ledger.values.contains { row in
          row.why.contains(mount) || row.tried.contains { $0.text.contains(mount) }
        }
        #expect(isNamed || result.evidence.receipt.compactText.contains(mount), "\(mount) is named nowhere")
      }
    }

    @Test func specialFilesInPlacesOfPersistenceAreSeenAndNeverOpened() throws {
      let result = try Self.result.get()
      let opened = result.opened
      #expect(opened == "")
      let kinds = Dictionary(result.evidence.files.map { ($0.path.text, $0.kind) }) { first, _ in first }
      #expect(kinds["/etc/cron.d/pipe"] == .fifo)
      #expect(kinds["/root/.bash_history"] == .fifo)
      #expect(kinds["/etc/cron.d/socket"] == .socket)
      #expect(kinds["/etc/sudoers.d/zero"] == .character)
    }

    @Test func aFolderOfAHundredThousandNamesTakesNoMoreMemory() throws {
      let result = try Self.result.get()
      let many = result.evidence.files.count { $0.path.hasPrefix("/srv/many/") }
      #expect(many == Self.nameCount)
      func peak(_ evidence: Evidence) throws -> Int64 {
        try #require(evidence.receipt["used"]?["peak_memory_bytes"]?.integer)
      }
      let more = try peak(result.evidence) - peak(result.small)
      #expect(more < 16 << 20, "\(more >> 10) KiB more")
    }

    @Test func everyNameComesThroughWithItsBytes() throws {
      let result = try Self.result.get()
      let names: [[UInt8]] = [
        Array("new\nline".utf8), Array("bad".utf8) + [0xff, 0xfe] + Array("utf8".utf8), Array("\u{1b}[2Jclear".utf8),
        Array("...".utf8),
        Array(".. ".utf8), Array("..\n".utf8), Array("\\x41".utf8), [UInt8](repeating: UInt8(ascii: "x"), count: 255),
        Array("\u{202e}rtl".utf8), [0x7f, 1],
      ]
      let seen = Set(result.evidence.files.filter { $0.path.hasPrefix("/srv/names/") }.map(\.path.bytes))
      for name in names { #expect(seen.contains(Array("/srv/names/".utf8) + name), "\(HostString(bytes: name))") }
      #expect(seen.count == names.count)
    }

    @Test func aLogThatGrowsWhileItIsReadIsKeptAsFarAsItWasRead() throws {
      let result = try Self.result.get()
      let log = try #require(result.evidence.exhibit("/var/log/auth.log"))
      #expect(try result.evidence.bytes(log).count > 1000)
    }

    @Test func foldersBelowTheDepthLimitAreCountedAndSaid() throws {
      let result = try Self.result.get()
      let row = try #require(result.evidence.ledger["C105"])
      #expect(row.status == .partial)
      #expect(row.why.contains("deeper"))
      #expect(result.evidence.files.contains { $0.path.hasPrefix("/srv/deep/d/d/d") })
    }

    @Test func linksThatLoopAreRecordedAsLinks() throws {
      let result = try Self.result.get()
      let links = Dictionary(result.evidence.files.map { ($0.path.text, $0.linkTarget?.text) }) { first, _ in first }
      #expect(links["/etc/cron.d/loop"] == "loop")
      #expect(links["/srv/loop-a"] == "/srv/loop-b")
      #expect(links["/srv/up/again"] == "..")
      #expect(!result.evidence.files.contains { $0.path.hasPrefix("/srv/up/again/") })
    }

    @Test func aProcessNamedWithTerminalSequencesIsShownHarmlessly() throws {
      let result = try Self.result.get()
      #expect(result.evidence.processes.contains { $0.comm.bytes == Array("\u{1b}[2J\u{1b}]0;x\u{7}".utf8) })
      for output in [result.collected.run.output, result.collected.run.errors, result.text.output, result.text.errors] {
        #expect(!output.contains(0x1b))
        #expect(!output.contains(0x07))
      }
    }

    @Test func twoThousandDescriptorsAreCountedOrSaidToBeCut() throws {
      let result = try Self.result.get()
      let process = try #require(result.evidence.processes.first { $0.comm.text == "manyfiles" })
      let isSaid = result.evidence.ledger["C007"]?.status == .partial
      #expect(process.descriptors.count >= 2000 || isSaid, "\(process.descriptors.count) descriptors")
    }

    @Test func aLogThatWasDeletedButIsOpenIsRecovered() throws {
      let result = try Self.result.get()
      let isExtracted = result.isWipedExtracted
      #expect(isExtracted)
      let expected = (0..<5000).map { "line \($0) of a log that was wiped\n" }.joined()
      let isSame = result.wiped == Array(expected.utf8)
      #expect(isSame, "\(result.wiped.count) bytes")
    }
  }
}
