import BundleJudging
import CaseModel
import Digests
import Foundation
import HostFacts
import Reporting
import Testing
import Triage
import Verifier

@Suite struct CheckedBundleTests {
  private func open(_ bundle: SampleBundle, sealed: Bool = true) throws -> CheckedBundle {
    try CheckedBundle(
      MemoryDirectory(files: bundle.files), place: "vault/C-7", seal: sealed ? bundle.seal : nil)
  }

  @Test func onePassJudgesComparesAndSweeps() throws {
    let list = IndicatorList.read(Array("sha256,\(SampleBundle.implant),implant\nip,203.0.113.7".utf8))
    let host = FleetHost(id: "1/eu/i-0abc", image: "ami-1")
    let judged = try open(SampleBundle()).judge(as: host, indicators: list)
    #expect(judged.report.judgement.verdict == .escalate)
    #expect(!judged.report.judgement.provisional)
    #expect(judged.report.bundle.standing == .verified)
    #expect(judged.report.bundle.path == "vault/C-7")
    #expect(judged.report.caseID == "C-7")
    let profile = try #require(judged.profile)
    #expect(profile.host == host)
    #expect(profile.verdict == .escalate)
    let entry = profile.entries.first { $0.indicator == FleetIndicator(.digest, HostString(SampleBundle.implant)) }
    #expect(entry?.finding != nil)
    #expect(judged.sweep?.hits.map(\.matched) == ["running program"])
    #expect(judged.sweep?.records == 3)
  }

  @Test func nothingIsComparedThatNobodyAskedFor() throws {
    let bundle = try open(SampleBundle())
    let judged = try bundle.judge()
    #expect(judged.profile == nil)
    #expect(judged.sweep == nil)
    #expect(try bundle.hostReport().judgement.findings == judged.report.judgement.findings)
  }

  @Test func aSweepAloneFindsTheSame() throws {
    let list = IndicatorList.read(Array("sha256,\(SampleBundle.implant)".utf8))
    let bundle = try open(SampleBundle())
    #expect(try bundle.sweep(list).hits == bundle.judge(indicators: list).sweep?.hits)
  }

  @Test func withoutASealTheOriginIsNotShown() throws {
    #expect(try open(SampleBundle(), sealed: false).hostReport().bundle.standing == .consistent)
  }

  @Test func anAlteredBundleGivesNothingButItsFaults() throws {
    var bundle = try SampleBundle()
    for name in bundle.files.keys.sorted() {
      let kept = bundle.files[name]
      guard var bytes = kept, !bytes.isEmpty else { continue }
      bytes[bytes.count / 2] ^= 1
      bundle.files[name] = bytes
      do {
        _ = try open(bundle)
        Issue.record("\(name) was altered and accepted")
      } catch let error as BundleJudgingError {
        // An altered bundle.json may no longer be one that anybody can read.
        #expect([.verificationFailed, .notABundle].contains(error.code), "\(name)")
        #expect((error.code == .verificationFailed) == (error.report?.faultCount ?? 0 > 0))
      }
      bundle.files[name] = kept
    }
    #expect(throws: Never.self) { try open(bundle) }
  }

  @Test func aCutBundleIsJudgedWithLittleConfidence() throws {
    var bundle = try SampleBundle()
    bundle.files["seal.json"] = nil
    bundle.files["receipt.json"] = nil
    let report = try open(bundle, sealed: false).hostReport()
    #expect(report.bundle.standing == .prefix)
    #expect(report.judgement.confidence == .low)
    #expect(report.notSeen.first?.hasPrefix("the collection was cut short") == true)
  }

  @Test func whatIsNoBundleAndNoSealIsSaid() throws {
    let nowhere = FileManager.default.temporaryDirectory.appendingPathComponent("needletail-\(UUID().uuidString)").path
    #expect { try CheckedBundle(path: nowhere, seal: nil) } throws: {
      ($0 as? BundleJudgingError)?.code == .notABundle && ($0 as? BundleJudgingError)?.cause?.code == .missing
    }
    #expect { try CheckedBundle(path: nowhere, seal: "ABC") } throws: {
      ($0 as? BundleJudgingError)?.code == .badSeal
    }
  }

  @Test func aBundleInADirectoryIsTheSame() throws {
    let bundle = try SampleBundle()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("needletail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in bundle.files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    let report = try CheckedBundle(path: folder.path, seal: bundle.seal.hex).hostReport()
    #expect(report.judgement.verdict == .escalate)
    #expect(report.bundle.path == folder.path)
  }
}
