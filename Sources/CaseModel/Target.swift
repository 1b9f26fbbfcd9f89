/// An AWS account: twelve decimal digits.
public struct AccountID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The digits.
  public let text: String

  /// - Parameter text: Gives `nil` if it is not twelve decimal digits.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.text = String(text)
  }

  public init(from decoder: any Decoder) throws { self = try checked(AccountID.init, decoder) }
  public func encode(to encoder: any Encoder) throws { try put(text, encoder) }
  public var description: String { text }
  public static func < (left: AccountID, right: AccountID) -> Bool { left.text < right.text }
}

/// A region's name, such as `eu-central-1`: lower-case letters, digits and dashes.
public struct RegionName: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The name.
  public let text: String

  /// - Parameter text: Gives `nil` if it cannot be a region's name.
  public init?(_ text: some StringProtocol) {
    let isPlain = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard (6...32).contains(text.utf8.count), isPlain, text.contains("-") else { return nil }
    self.text = String(text)
  }

  public init(from decoder: any Decoder) throws { self = try checked(RegionName.init, decoder) }
  public func encode(to encoder: any Encoder) throws { try put(text, encoder) }
  public var description: String { text }
  public static func < (left: RegionName, right: RegionName) -> Bool { left.text < right.text }
}

/// An EC2 instance id: `i-` and 8 or 17 lower-case hex digits.
public struct InstanceID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The id.
  public let text: String

  /// - Parameter text: Gives `nil` if it is no instance id.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.dropFirst(2)
    guard text.hasPrefix("i-"), digits.count == 8 || digits.count == 17,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.text = String(text)
  }

  public init(from decoder: any Decoder) throws { self = try checked(InstanceID.init, decoder) }
  public func encode(to encoder: any Encoder) throws { try put(text, encoder) }
  public var description: String { text }
  public static func < (left: InstanceID, right: InstanceID) -> Bool { left.text < right.text }
}

/// One suspect in the cloud.
public struct Target: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Whose it is.
  public var account: AccountID
  /// Where it runs.
  public var region: RegionName
  /// Which it is.
  public var instance: InstanceID

  /// A suspect.
  public init(account: AccountID, region: RegionName, instance: InstanceID) {
    self.account = account
    self.region = region
    self.instance = instance
  }

  /// `ACCOUNT/REGION/INSTANCE`: safe as an object key.
  public var description: String { "\(account)/\(region)/\(instance)" }
  public static func < (left: Target, right: Target) -> Bool {
    (left.account, left.region, left.instance) < (right.account, right.region, right.instance)
  }
}

private func checked<Name>(_ make: (String) -> Name?, _ decoder: any Decoder) throws -> Name {
  let text = try decoder.singleValueContainer().decode(String.self)
  guard let name = make(text) else {
    throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a \(Name.self)"))
  }
  return name
}

private func put(_ text: String, _ encoder: any Encoder) throws {
  var container = encoder.singleValueContainer()
  try container.encode(text)
}
