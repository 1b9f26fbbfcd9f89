import AWSClients
import Foundation
import HostKit
import JSONText
import Testing

/// What is done with a case after its response: its evidence verified in the vault, searched, and reported. Stand-ins answer, so nothing has
/// to be booted.
@Suite(.serialized) struct CaseCommandTests {
  @Test func aCaseIsVerifiedSearchedAndReportedAndEveryChangeInTheVaultIsNamed() async throws {
    try await LabCloud.with("scale:3:2:2") { cloud in
      try await cloud.install()
      let instances = (cloud.facts["instances"]?.members ?? []).map(\.name).sorted()
      try #require(instances.count == 3)
      var targets: [String] = []
      for name in instances { targets += ["--target", try cloud.line(name)] }
      let plan = try await cloud.needletail(["respond", "--case", "Sunday", "--plan", "--json"] + targets)
      let shown = try JSONReader.parse(plan.output)
      #expect(shown["estimate"]?["cost"]?["basis"]?.string == "list prices", "\(plan)")

      let run = try await cloud.needletail(
        ["respond", "--case", "Sunday", "--lane", "direct", "--yes", "--json"] + targets)
      try #require(run.status == 0, "\(run)")
      try await whole(cloud)
      try await searched(cloud, instances)
      try await reported(cloud)
      try await changed(cloud, instances)
    }
  }

  /// Who has no lease asks the process that has it.
  @Test func aCaseThatIsAtWorkIsCancelledByItsOwnProcess() async throws {
    try await LabCloud.with("scale:2:1:1") { cloud in
      try await cloud.install()
      let before = try await cloud.inventory()
      try await cloud.control("POST", "delays", ["standinCommand": 120])
      var words = ["respond", "--case", "Monday", "--yes", "--json"]
      for name in (cloud.facts["instances"]?.members ?? []).map(\.name) { words += ["--target", try cloud.line(name)] }
      let program = try RunningProgram(cloud.command(words))
      let log = "\(cloud.folder)/calls.jsonl"
      let isAtWork = program.wait(limit: 120) {
        ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").contains("SendCommand")
      }
      try #require(isAtWork, "\(program.finish(limit: 1))")
      let refused = try await cloud.needletail(["cancel", "Monday"])
      #expect(refused.status == 1 && refused.complaint.contains("--discard-unverified"), "\(refused)")
      let asked = try await cloud.needletail(["cancel", "Monday", "--discard-unverified"], limit: 120)
      #expect(asked.status == 3 && asked.complaint.contains("was asked to cancel it"), "\(asked)")
      let run = program.finish(limit: 300)
      #expect(run.status == 0 && run.complaint.contains("taking back"), "\(run)")
      let status = try JSONReader.parse(try await cloud.needletail(["status", "Monday", "--json"]).output)
      #expect(status["state"]?.string == "cancelled", "\(status.compactText)")
      let left = try await cloud.inventory().subtracting(before).filter { !$0.contains("needletail-toolset-") }
      #expect(left.isEmpty, "\(left.sorted())")
    }
  }

  private func whole(_ cloud: LabCloud) async throws {
    let run = try await cloud.needletail(["verify", "Sunday", "--json"])
    let answer = try JSONReader.parse(run.output)
    #expect(run.status == 0 && answer["bundles"]?.array?.count == 3, "\(run)")
    #expect(answer["bundles"]?.array?.allSatisfy { $0["verified"] == true } == true)
    let folder = try FileManager.default.contentsOfDirectory(atPath: "\(cloud.folder)/state/cases/Sunday")
    #expect(!folder.contains { $0.hasPrefix("verify-") }, "copies are removed: \(folder)")
    // The local program owns the word: a case id that is no path goes to its sibling.
    let local = try await Run.apart(cloud.command(program: "needletail", ["verify", "Sunday"]))
    #expect(local.status == 0 && local.text.contains("3 of 3 bundles in the vault are verified"), "\(local)")
    let none = try await Run.apart(cloud.command(program: "needletail", ["verify", "Monday", "--json"]))
    #expect(none.status == 1 && none.complaint.contains("there is no case Monday"), "\(none)")
  }

  private func searched(_ cloud: LabCloud, _ instances: [String]) async throws {
    let list = "\(cloud.folder)/list.csv"
    try "type,value\nip,203.0.113.7\nnonsense,x\ndomain,evil.example\n".write(
      toFile: list, atomically: true, encoding: .utf8)
    let sweep = try await cloud.needletail(["sweep", "Sunday", "--ioc", list, "--json"])
    let answer = try JSONReader.parse(sweep.output)
    #expect(sweep.status == 0 && answer["indicators"]?.integer == 2 && answer["fault_count"]?.integer == 1, "\(sweep)")
    #expect(sweep.complaint.contains("line 3") && answer["bundles"]?.array?.count == 3)

    let bundles = "\(cloud.folder)/state/cases/Sunday/bundles"
    let copy = try #require(try FileManager.default.contentsOfDirectory(atPath: bundles, endingIn: ".tar").first)
    try FileManager.default.moveItem(atPath: "\(bundles)/\(copy)", toPath: "\(bundles)/away")
    let partly = try await cloud.needletail(["sweep", "Sunday", "--ioc", list])
    #expect(partly.status == 3 && partly.text.contains("CANNOT BE READ"), "\(partly)")
    try FileManager.default.moveItem(atPath: "\(bundles)/away", toPath: "\(bundles)/\(copy)")
  }

  private func reported(_ cloud: LabCloud) async throws {
    let json = try await Run.apart(cloud.command(program: "needletail", ["report", "Sunday", "--format", "json"]))
    #expect(json.status == 0, "\(json)")
    #expect(try JSONReader.parse(json.output)["targets"]?.array?.count == 3)
    #expect(try await cloud.needletail(["report", "Sunday", "--format", "html"]).text.hasPrefix("<!"))
    let text = try await cloud.needletail(["report", "Sunday"])
    #expect(text.status == 0 && text.text.contains("Sunday"))
  }

  private func put(_ s3: S3, _ bucket: String, _ key: String, _ bytes: [UInt8]) async throws {
    var input = S3.PutObjectInput(body: .bytes(bytes), bucket: bucket, key: key)
    input.checksumAlgorithm = "SHA256"
    _ = try await s3.putObject(input)
  }

  /// One byte altered, one object removed, one added.
  private func changed(_ cloud: LabCloud, _ instances: [String]) async throws {
    let s3 = S3(try cloud.session(named: "home"))
    let bucket = "needletail-vault-\(cloud.facts["home"]?.string ?? "")-\(cloud.region)"
    let keys =
      try await s3.listObjectsV2(S3.ListObjectsV2Input(bucket: bucket)).contents?.compactMap(\.key).sorted() ?? []
    try #require(keys.count == 3)
    var bytes =
      try await s3.getObject(S3.GetObjectInput(bucket: bucket, key: keys[0])).body?.collect(limit: 1 << 24) ?? []
    bytes[bytes.count / 3] ^= 1
    try await put(s3, bucket, keys[0], bytes)
    _ = try await s3.deleteObject(S3.DeleteObjectInput(bucket: bucket, key: keys[1]))
    let beside = keys[2].replacingOccurrences(of: ".tar", with: "-2.tar")
    for key in [beside, "Sunday/stray"] {
      try await put(s3, bucket, key, [1])
    }

    let run = try await cloud.needletail(["verify", "Sunday", "--json"])
    #expect(run.status == 4, "\(run)")
    let answer = try JSONReader.parse(run.output)
    var faults: [String: String] = [:]
    for fault in (answer["bundles"]?.array ?? []).flatMap({ $0["faults"]?.array ?? [] })
      + (answer["strays"]?.array ?? [])
    {
      faults[fault["key"]?.string ?? ""] = fault["kind"]?.string
    }
    #expect(faults == [keys[0]: "altered", keys[1]: "missing", beside: "added", "Sunday/stray": "added"], "\(run)")
    let text = try await cloud.needletail(["verify", "Sunday"])
    #expect(text.status == 4 && text.text.contains("altered: \(keys[0])"), "\(text)")
  }
}

extension FileManager {
  fileprivate func contentsOfDirectory(atPath path: String, endingIn ending: String) throws -> [String] {
    try contentsOfDirectory(atPath: path).filter { $0.hasSuffix(ending) }.sorted()
  }
}
