internal import CaseModel
internal import IncidentResponse

extension FuzzTargets {
  /// What a response reads of others: the responder's list of targets, and what a suspect's command prints.
  static let responseTargets: [FuzzTarget] = [
    FuzzTarget("targets-file", seeds: { targetsFiles.map { Array($0.utf8) } }, run: readTargets),
    FuzzTarget("collector-answer", seeds: { outputs.map { Array($0.utf8) } }, run: readAnswer),
  ]

  private static let targetsFiles = [
    "\u{FEFF}# suspects\r\n\r\n111122223333=i-0123456789abcdef0, i-1234abcd # web\r\n444455556666/eu-west-1=tag:Name=web*,asg:api\n",
    "111122223333=i-1234abcd\r111122223333=i-1234abcd=x,,\nnonsense\n12=i-1\n111122223333/=tag:=x",
  ]

  private static let nonce = String(repeating: "0a", count: 16)
  private static let outputs = [
    "{\"verdict\":\"watch\",\"confidence\":\"low\",\"reasons\":[\"a\"],\"not_seen\":[],\"seal\":\"\(String(repeating: "ab", count: 32))\","
      + "\"nonce\":\"\(nonce)\",\"case\":\"C-7\",\"incomplete\":false,\"milliseconds\":9,\"findings_total\":1}\n"
      + "{\"upload\":{\"status\":\"stored\",\"http\":200,\"bytes\":1,\"sha256\":\"\(String(repeating: "cd", count: 32))\"}}\n",
    "noise\n{\"error\":{\"code\":\"mount-refused\",\"message\":\"mount.nfs4: access denied\"}}\n",
    "{\"seal\":1,\"share\":{\"bundle\":\"../x\",\"source\":\"10.0.0.1:/\",\"method\":\"kernel\"}}\n",
  ]

  private static func readTargets(_ bytes: [UInt8]) {
    let file = TargetsFile(bytes)
    let lines = 1 + bytes.count { $0 == 10 || $0 == 13 }
    precondition(file.problems.count <= 1000, "problems are bounded")
    precondition(file.problems.allSatisfy { (1...lines).contains($0.line) }, "and name a line")
    precondition(file.requests.allSatisfy { (1...lines).contains($0.line) }, "requests name a line")
    precondition(
      Set(file.requests.map { "\($0.account)/\($0.region?.text ?? "")=\($0.selector.text)" }).count
        == file.requests.count, "each request once")
    precondition(
      file.problems.allSatisfy { !$0.message.text.unicodeScalars.contains { $0.value < 0x20 } }, "nothing unescaped")
  }

  private static func readAnswer(_ bytes: [UInt8]) {
    guard let caseID = CaseID("C-7"),
      let answer = try? CollectorAnswer(output: String(decoding: bytes, as: UTF8.self), nonce: nonce, caseID: caseID)
    else { return }
    precondition(answer.seal.utf8.count == 64, "a seal has its length")
    precondition(answer.reasons.count <= 5 && answer.notSeen.count <= 20, "lists are bounded")
    precondition(["escalate", "watch", "clear"].contains(answer.verdict), "a verdict is one of ours")
    precondition(answer.uploadDigest.isEmpty || answer.uploadDigest.utf8.count == 64, "so is a digest")
    for line in answer.reasons + answer.notSeen + [answer.bundle] {
      precondition(!line.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }, "nothing unescaped")
    }
  }
}
