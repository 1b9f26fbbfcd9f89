/// `infrastructure/response.yaml` as it is sent: with a rule for each address that may read the tools, a line each. A person reads the file and sees
/// all but these lines.
public enum ResponseTemplate {
  /// Groups that admit targets to the tools: a security group takes 60 rules.
  public static let groupCount = 4
  /// Rules for addresses that one of them takes: 60 of the service, less one for the transfer service.
  public static let groupRules = 59
  /// Addresses that the tools of one VPC admit.
  public static let addressLimit = groupCount * groupRules

  /// An address that may read the tools.
  public struct Admission: Sendable, Hashable, Codable {
    /// IPv4, without prefix length.
    public var address: String
    /// Whose: `i-…`.
    public var instance: String

    /// An admission.
    public init(address: String, instance: String) {
      self.address = address
      self.instance = instance
    }
  }

  /// Every address of the targets, each once, in a stable order.
  ///
  /// - Throws: `TemplateError`; `.tooLarge` if the groups cannot take all.
  public static func admissions(_ targets: [StackTarget]) throws(TemplateError) -> [Admission] {
    var admissions: [Admission] = []
    for target in targets.sorted(by: { $0.instanceID < $1.instanceID }) {
      try target.check()
      admissions += target.orderedAddresses.map { Admission(address: $0, instance: target.instanceID) }
      guard admissions.count <= addressLimit else {
        throw TemplateError(
          .tooLarge,
          "the tools groups of one VPC take no more than \(addressLimit) addresses: target \(target.instanceID)")
      }
    }
    return admissions
  }

  /// The template with its rules.
  ///
  /// - Parameter file: Text of `infrastructure/response.yaml`.
  /// - Throws: `TemplateError`; `.malformed` if the file has not one mark for each group, which is a line `# Targets N…`.
  public static func text(_ file: String, admitting admissions: [Admission]) throws(TemplateError) -> String {
    guard admissions.count <= addressLimit else {
      throw TemplateError(.tooLarge, "\(admissions.count) addresses, at most \(addressLimit)")
    }
    var lines: [Substring] = []
    var found = 0
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " }
      guard words.hasPrefix("# Targets ") else {
        lines.append(line)
        continue
      }
      found += 1
      guard words.dropFirst(10).first?.wholeNumberValue == found else { break }
      let indent = String(repeating: " ", count: line.count - words.count)
      for admission in admissions.dropFirst((found - 1) * groupRules).prefix(groupRules) {
        lines.append(Substring(indent + (try rule(admission))))
      }
    }
    guard found == groupCount else {
      throw TemplateError(.malformed, "infrastructure/response.yaml has not the marks for the targets' rules")
    }
    return lines.joined(separator: "\n")
  }

  private static func rule(_ admission: Admission) throws(TemplateError) -> String {
    try AWSWords.check(admission.instance, prefix: "i-", "an instance id")
    guard AWSWords.address(admission.address) != nil else {
      throw TemplateError(
        .malformed, "not an IPv4 address, target \(admission.instance): \(AWSWords.shown(admission.address))")
    }
    return "- {IpProtocol: tcp, FromPort: 2049, ToPort: 2049, CidrIp: \(admission.address)/32, "
      + "Description: \(admission.instance) reads the tools}"
  }
}
