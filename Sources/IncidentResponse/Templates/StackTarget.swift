/// A suspect as the target stack needs it: which addresses may reach its evidence file system, and where the mount target stands.
public struct StackTarget: Sendable, Hashable {
  /// `i-` and 8 to 17 hex digits.
  public var instanceID: String
  /// The VPC of its primary interface.
  public var vpcID: String
  /// A subnet of that VPC in the instance's zone: where its mount target gets an address.
  public var subnetID: String
  /// The zone by its id (`euc1-az1`): names of zones differ between accounts.
  public var zoneID: String
  /// Every private IPv4 address of every interface, without prefix length. All of them: which one a mount leaves by is the kernel's choice.
  public var addresses: [String]

  /// - Parameters:
  ///   - instanceID: `i-…`
  ///   - vpcID: `vpc-…`
  ///   - subnetID: `subnet-…`
  ///   - zoneID: For example `euc1-az1`.
  ///   - addresses: Private IPv4 addresses of all interfaces.
  public init(instanceID: String, vpcID: String, subnetID: String, zoneID: String, addresses: [String]) {
    self.instanceID = instanceID
    self.vpcID = vpcID
    self.subnetID = subnetID
    self.zoneID = zoneID
    self.addresses = addresses
  }

  /// The instance id as part of a logical id, which takes letters and digits only.
  var suffix: String { String(instanceID.dropFirst(2)) }

  /// - Throws: `TemplateError.malformed`, because each of these words ends up in a template.
  func check() throws(TemplateError) {
    try AWSWords.check(instanceID, prefix: "i-", "an instance id")
    try AWSWords.check(vpcID, prefix: "vpc-", "a VPC id")
    try AWSWords.check(subnetID, prefix: "subnet-", "a subnet id")
    guard AWSWords.isZoneID(zoneID) else {
      throw TemplateError(.malformed, "not a zone id, target \(instanceID): \(AWSWords.shown(zoneID))")
    }
    guard !addresses.isEmpty else { throw TemplateError(.malformed, "no address, target \(instanceID)") }
    for address in addresses where AWSWords.address(address) == nil {
      throw TemplateError(.malformed, "not an IPv4 address, target \(instanceID): \(AWSWords.shown(address))")
    }
    guard Set(addresses).count <= Self.addressLimit else {
      throw TemplateError(.tooLarge, "\(addresses.count) addresses, at most \(Self.addressLimit), target \(instanceID)")
    }
  }

  /// A security group takes 60 rules a direction; one is the transfer group's.
  static let addressLimit = 59

  /// Each address once, in numeric order.
  var orderedAddresses: [String] {
    Set(addresses).sorted { (AWSWords.address($0) ?? 0) < (AWSWords.address($1) ?? 0) }
  }
}
