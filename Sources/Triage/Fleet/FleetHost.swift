/// One host of a fleet as the caller knows it: plain words, compared byte for byte. Nothing here comes from the host itself.
public struct FleetHost: Sendable, Hashable, Codable {
  /// Names the host in the comparison; unique in a fleet, such as `111122223333/eu-west-1/i-0abc`.
  public var id: String
  /// Account id; may be empty.
  public var account: String
  /// Region; may be empty.
  public var region: String
  /// Instance id; may be empty.
  public var instance: String
  /// Image id, such as `ami-0abc`; hosts of one image are siblings.
  public var image: String?
  /// Auto Scaling group; hosts of one group (in one account and region) are siblings.
  public var group: String?
  /// For people; may be empty.
  public var name: String

  /// A host.
  public init(
    id: String, account: String = "", region: String = "", instance: String = "", image: String? = nil,
    group: String? = nil, name: String = ""
  ) {
    self.id = id
    self.account = account
    self.region = region
    self.instance = instance
    self.image = image
    self.group = group
    self.name = name
  }

  /// What people read: the name, or else the instance, or else the id.
  public var title: String { name.isEmpty ? (instance.isEmpty ? id : instance) : name }
}
