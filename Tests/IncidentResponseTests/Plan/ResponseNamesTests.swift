import CaseModel
import Testing

@testable import IncidentResponse

/// Names stay within what the services take, and nothing of one case or account bears the name of another's.
@Suite struct ResponseNamesTests {
  /// The longest that are possible.
  private static let long = ResponseNames(
    prefix: "abcdefghijklmnop", caseID: CaseID("Z" + String(repeating: "z.", count: 31) + "z")!)
  private static let group = GroupID(
    account: AccountID("111122223333")!, region: RegionName("ap-southeast-2")!, vpc: "vpc-0123456789abcdef0")

  @Test func theLongestNamesFitTheServices() {
    let names = Self.long
    #expect(names.caseID.text.utf8.count == 64)
    for stack in [names.responseStack(Self.group), names.targetStack(Self.group, number: 999)] {
      #expect(stack.utf8.count <= 128)
      #expect(stack.utf8.allSatisfy { Self.isLower($0) || $0 == UInt8(ascii: "-") }, "\(stack)")
    }
    let bucket = names.hopBucket(Self.group)
    #expect((3...63).contains(bucket.utf8.count) && bucket.utf8.allSatisfy { Self.isLower($0) || $0 == 0x2D })
    #expect(names.transfer("tools-vpc-0123456789abcdef0").utf8.count <= 256)
  }

  @Test func theLongestCommentFitsWithItsRun() {
    for lane in ["direct", "collect"] {
      let comment = Self.long.comment(lane, nonce: String(repeating: "f", count: 32)) + " run 999"
      #expect(comment.utf8.count <= 100, "\(comment.utf8.count)")
    }
  }

  /// Mistake 5: two accounts in one upload overwrote each other's hand-over.
  @Test func mistake5NoTwoCasesAccountsOrNetworksShareAName() {
    let cases =
      ["Friday", "friday", "Fri.day", "Fri-day", "Fri_day", String(repeating: "a", count: 63) + "1"]
      + [String(repeating: "a", count: 63) + "2", "a.b", "a-b", "A-b"]
    let groups = [
      Self.group, GroupID(account: AccountID("111122223334")!, region: Self.group.region, vpc: Self.group.vpc),
      GroupID(account: Self.group.account, region: RegionName("eu-west-1")!, vpc: Self.group.vpc),
      GroupID(account: Self.group.account, region: Self.group.region, vpc: "vpc-0123456789abcdef1"),
    ]
    var buckets: Set<String> = []
    var slugs: Set<String> = []
    for text in cases {
      let names = ResponseNames(prefix: "needletail", caseID: CaseID(text)!)
      slugs.insert(names.slug)
      for group in groups { buckets.insert(names.hopBucket(group)) }
      // Stacks live in an account and region: there only the network tells them apart.
      #expect(names.responseStack(groups[0]) != names.responseStack(groups[3]))
    }
    #expect(slugs.count == cases.count && buckets.count == cases.count * groups.count)
  }

  @Test func mistake5KeysOfTwoTargetsNeverMeet() {
    let names = ResponseNames(prefix: "needletail", caseID: ModelCase.caseID)
    // The same instance id in two accounts and in two regions too.
    let targets =
      ModelCase.suspects.map(\.target)
      + [("111122223334", "eu-central-1"), ("111122223333", "eu-west-1")].map { account, region in
        Target(
          account: AccountID(account)!, region: RegionName(region)!, instance: ModelCase.suspects[0].target.instance)
      }
    let keys = targets.flatMap { [names.directKey($0, nonce: "0a"), names.shareFolder($0)] }
    #expect(Set(keys).count == keys.count)
    for target in targets { #expect(names.directKey(target, nonce: "0a").contains(target.description)) }
    let nonces = targets.map { ResponseNames.nonce(secret: [1], step: "\($0)") }
    #expect(Set(nonces).count == targets.count && nonces.allSatisfy { $0.utf8.count == 32 })
    #expect(ResponseNames.nonce(secret: [1], step: "x") == ResponseNames.nonce(secret: [1], step: "x"))
    #expect(ResponseNames.nonce(secret: [1], step: "x") != ResponseNames.nonce(secret: [2], step: "x"))
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
