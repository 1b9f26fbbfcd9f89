public import CaseModel
internal import Digests

/// Every name that a response gives to something in the cloud, derived from case and target alone, so that a repetition finds what an
/// interrupted run made. The forms are those of infrastructure/*.yaml.
public struct ResponseNames: Sendable, Hashable, Codable {
  /// First part of all our names.
  public var prefix: String
  /// The case.
  public var caseID: CaseID

  /// - Parameter prefix: 3 to 16 lower-case letters, digits and dashes, starting with a letter.
  public init(prefix: String, caseID: CaseID) {
    self.prefix = prefix
    self.caseID = caseID
  }

  /// The case as stack and bucket names allow it: letters, digits and dashes; another case never gives the same.
  public var slug: String {
    let plain = caseID.text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
    return "\(plain.prefix(24))-\(Self.short(caseID.text, 6))"
  }

  /// Name of a group's response stack.
  public func responseStack(_ group: GroupID) -> String { "\(prefix)-\(slug)-\(vpcSuffix(group))-response" }

  /// Name of one of a group's target stacks.
  public func targetStack(_ group: GroupID, number: Int) -> String {
    "\(prefix)-\(slug)-\(vpcSuffix(group))-targets-\(number)"
  }

  /// The bucket that a group's evidence goes through on its way home.
  public func hopBucket(_ group: GroupID) -> String {
    "\(prefix)-case-\(hopHash(group))-\(group.account)"
  }

  /// What stands for case and group in the bucket's name: bucket names are global, and no place for the name of a case.
  public func hopHash(_ group: GroupID) -> String { Self.short("\(caseID)/\(group)", 12) }

  /// Name of a transfer.
  public func transfer(_ what: String) -> String { "\(prefix)-\(slug)-\(what)" }

  /// Comment that marks a command as ours; under 100 characters.
  public func comment(_ lane: String, nonce: String) -> String { "\(prefix) \(slug) \(lane) \(nonce)" }

  /// Key of the direct lane's object in the landing bucket.
  public func directKey(_ target: Target, nonce: String) -> String { "\(caseID)/\(target)/direct/\(nonce).tar" }

  /// Folder of a target's share evidence in the landing bucket and the vault.
  public func shareFolder(_ target: Target) -> String { "\(caseID)/\(target)/share/" }

  /// Tags of whatever a case makes.
  public func tags(_ target: Target? = nil) -> [String: String] {
    var tags = ["needletail:case": caseID.text, "needletail:prefix": prefix]
    if let target { tags["needletail:target"] = target.instance.text }
    return tags
  }

  private func vpcSuffix(_ group: GroupID) -> String {
    group.vpc.hasPrefix("vpc-") ? String(group.vpc.dropFirst(4).suffix(17)) : Self.short(group.vpc, 8)
  }

  /// The first hex digits of a text's SHA-256.
  static func short(_ text: String, _ digits: Int) -> String {
    var digest = SHA256()
    digest.update(Array(text.utf8))
    return String(digest.finish().hex.prefix(digits))
  }

  /// The nonce of a run: 32 hex digits that nobody who does not hold the case's secret can foresee, and that a repetition finds again.
  public static func nonce(secret: [UInt8], step: String) -> String {
    String(HMACSHA256.authenticate(Array(step.utf8), key: secret).hex.prefix(32))
  }
}
