import Foundation
import HostKit
import IncidentResponse
import Testing

/// The checks that are scripts: Tests/InfrastructureChecks and scripts/build-documents.
@Suite(.serialized) struct ScriptTests {
  private static func script(_ name: String) -> String { Repository.path("Tests/InfrastructureChecks/\(name)") }

  @Test func theDocumentsAreThoseOfTheirSources() async throws {
    let run = try await Run.apart([Repository.path("scripts/build-documents"), "--check"])
    #expect(run.status == 0, "\(run)")
  }

  @Test(.enabled(if: Needs.has("shellcheck"), "needs shellcheck"))
  func theScriptsPassShellcheck() async throws {
    let folder = Repository.path("infrastructure/documents")
    for lane in ["direct", "collect"] {
      let parts = ["common", lane].map { "\(folder)/\($0).sh" }
      let whole = try parts.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("needletail-\(lane)-\(UUID()).sh")
      try whole.write(to: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      let run = try await Run.apart(["shellcheck", "--shell=sh", file.path])
      #expect(run.status == 0, "\(run)")
    }
    let run = try await Run.apart(["shellcheck", "--shell=sh", "\(folder)/enter.sh"])
    #expect(run.status == 0, "\(run)")
  }

  @Test(.enabled(if: Needs.isPrivileged && Needs.has("busybox"), "needs root with CAP_SYS_ADMIN, and busybox"))
  func theDocumentsDoWhatTheySayOnRealHosts() async throws {
    let run = try await Run.apart([Self.script("check-documents")], limit: 600)
    for line in run.lines where line.hasPrefix("FAILED") { Issue.record("\(line)") }
    #expect(run.status == 0, "\(run.lines.last ?? ""): \(run.complaint.suffix(2000))")
  }

  /// The committed templates and generated ones: one target, and as many as one stack takes.
  @Test func cfnLintCheckovAndOurOwnRulesFindNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("needletail-templates-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var words = [Self.script("check-templates")]
    words += ["home-min", "member-min", "response"].map { Repository.path("infrastructure/\($0).yaml") }
    for (name, count) in [("one", 1), ("full", TargetStackTemplate.targetLimit)] {
      let file = folder.appendingPathComponent("targets-\(name).json")
      let text = try Samples.template((1...count).map { Samples.target($0) }).text
      try text.write(to: file, atomically: true, encoding: .utf8)
      words.append(file.path)
    }
    // The response stack as it is sent for as many targets as it admits.
    let sent = folder.appendingPathComponent("response-full.yaml")
    try ResponseTemplateTests.full().write(to: sent, atomically: true, encoding: .utf8)
    words.append(sent.path)
    let run = try await Run.apart(words, limit: 600)
    #expect(run.status == 0, "\(run)")
  }

  /// One change of a good template each, and the words that must be said about it. Mistakes of the design before are among them: 8 (a port
  /// of the agent open to the world), 9 (bursting throughput), 12 (two groups that refer to each other and cannot be removed).
  @Test func mistakes8And9And12AndOtherDamagesOfTemplatesAreFound() async throws {
    let damages = [
      ("home-min", " # in a key's own policy this is the key itself", "", "without a comment that says why"),
      ("response", "- {Key: needletail:prefix, Value: !Ref Prefix}", "- {Key: x, Value: y}", "not tagged"),
      ("response", "FromPort: 2049, ToPort: 2049, Source", "FromPort: 80, ToPort: 80, Source", "than 2049"),
      ("response", "SourceSecurityGroupId: !Ref TransferGroup", "CidrIp: 0.0.0.0/0", "than single addresses"),
      ("response", "CidrIp: 127.0.0.1/32", "CidrIp: 0.0.0.0/0", "everything may go out"),
      (
        "response", "\n  TransferGroup:\n",
        "\n  Back:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties: {IpProtocol: tcp, FromPort: 2049, ToPort: 2049, "
          + "GroupId: !Ref SharesGroup, SourceSecurityGroupId: !Ref TransferGroup}\n\n  TransferGroup:\n",
        "refer to each other"
      ),
      ("response", "ThroughputMode: elastic", "ThroughputMode: bursting", "ThroughputMode is not elastic"),
      ("member-min", "Action: ssm:CancelCommand", "Action: 'ssm:*'", "has a wildcard"),
      ("member-min", "Action: ssm:CancelCommand", "Action: ssm:SendCommand", "could be limited"),
      ("member-min", "Action: elasticfilesystem:TagR", "Action: elasticfilesystem:CreateFileSystem #", "not grant"),
      ("member-min", "arn:${AWS::Partition}:iam::${HomeAcc", "arn:aws:iam::${HomeAcc", "a partition is written"),
    ]
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("needletail-damaged-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (number, damage) in damages.enumerated() {
      let text = try String(contentsOfFile: Repository.path("infrastructure/\(damage.0).yaml"), encoding: .utf8)
      #expect(text.contains(damage.1), "\(damage)")
      let file = folder.appendingPathComponent("damage-\(number).yaml")
      try text.replacingOccurrences(of: damage.1, with: damage.2).write(to: file, atomically: true, encoding: .utf8)
      paths.append(file.path)
    }
    let run = try await Run.apart([Self.script("check-templates"), "--own"] + paths, limit: 300)
    for (number, damage) in damages.enumerated() {
      #expect(
        run.lines.contains { $0.hasPrefix("damage-\(number).yaml:") && $0.contains(damage.3) }, "\(damage) \(run)")
    }
    #expect(run.status == 1)
  }
}
