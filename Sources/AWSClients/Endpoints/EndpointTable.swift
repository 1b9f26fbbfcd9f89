/// Which host answers for a service in a region. A table, since AWS's endpoint rules are megabytes of special cases that
/// Needletail does not meet.
public struct EndpointTable: Sendable {
  /// Use the endpoints with FIPS 140 validated cryptography.
  public var usesFIPS: Bool
  /// Use the endpoints that also answer over IPv6.
  public var usesDualStack: Bool
  /// One endpoint for all services (AWS_ENDPOINT_URL).
  public var override: Endpoint?
  /// By service id in capitals with underscores (AWS_ENDPOINT_URL_<SERVICE>), for example `S3`, `AUTO_SCALING`.
  public var overrides: [String: Endpoint]
  /// Put the bucket into the path, not into the host. Always so with an override.
  public var usesPathStyle: Bool

  /// - Parameters:
  ///   - override: For all services.
  ///   - overrides: By service id in capitals with underscores.
  public init(
    usesFIPS: Bool = false, usesDualStack: Bool = false, override: Endpoint? = nil,
    overrides: [String: Endpoint] = [:], usesPathStyle: Bool = false
  ) {
    self.usesFIPS = usesFIPS
    self.usesDualStack = usesDualStack
    self.override = override
    self.overrides = overrides
    self.usesPathStyle = usesPathStyle
  }

  /// The endpoint, and the region that goes into the signature.
  struct Resolved {
    var endpoint: Endpoint
    var signingRegion: String
    var isOverridden: Bool
  }

  /// Services that have one endpoint in a partition, and where it signs.
  private static let global = ["iam", "organizations"]

  func resolve(prefix: String, serviceID: String, region: String) throws -> Resolved {
    guard Self.isRegion(region) else { throw AWSError(.badInput, "not the name of a region: \(region)") }
    let partition = Partition(region: region)
    let isGlobal = Self.global.contains(prefix)
    let signingRegion = isGlobal ? partition.globalSigningRegion : region
    if let given = overrides[Self.key(serviceID)] ?? override {
      return Resolved(endpoint: given, signingRegion: signingRegion, isOverridden: true)
    }
    let host = isGlobal ? globalHost(prefix, partition) : regionalHost(prefix, region, partition)
    return Resolved(endpoint: Endpoint(host: host), signingRegion: signingRegion, isOverridden: false)
  }

  /// `Auto Scaling` to `AUTO_SCALING`.
  public static func key(_ serviceID: String) -> String {
    String(serviceID.uppercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  private func regionalHost(_ prefix: String, _ region: String, _ partition: Partition) -> String {
    var name = prefix
    if usesFIPS {
      // The portal of SSO puts its name after the dot; all others take the ending.
      name = "\(prefix)-fips"
    }
    if usesDualStack {
      // S3 and EC2 have had dual-stack names of their own from before the common suffix.
      if prefix == "s3" { return "\(name).dualstack.\(region).\(partition.suffix)" }
      return "\(name).\(region).\(partition.dualStackSuffix)"
    }
    return "\(name).\(region).\(partition.suffix)"
  }

  private func globalHost(_ prefix: String, _ partition: Partition) -> String {
    let name = usesFIPS ? "\(prefix)-fips" : prefix
    switch (partition, prefix) {
    case (.aws, "iam"): return "\(name).\(partition.suffix)"
    case (.aws, _): return "\(name).us-east-1.\(partition.suffix)"
    case (.china, "iam"): return "iam.cn-north-1.\(partition.suffix)"
    case (.china, _): return "\(prefix).cn-northwest-1.\(partition.suffix)"
    case (.government, "iam"): return "iam.us-gov.\(partition.suffix)"
    case (.government, _): return "\(prefix).us-gov-west-1.\(partition.suffix)"
    }
  }

  private static func isRegion(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 32
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }
}

/// A separate world of AWS with its own identities and names.
public enum Partition: String, Sendable {
  /// The commercial regions.
  case aws = "aws"
  /// The regions in China.
  case china = "aws-cn"
  /// GovCloud of the United States.
  case government = "aws-us-gov"

  /// By the region's name; unknown names are commercial.
  public init(region: String) {
    if region.hasPrefix("cn-") {
      self = .china
    } else if region.hasPrefix("us-gov-") {
      self = .government
    } else {
      self = .aws
    }
  }

  /// What host names end with.
  public var suffix: String { self == .china ? "amazonaws.com.cn" : "amazonaws.com" }

  /// What host names of dual-stack endpoints end with.
  public var dualStackSuffix: String {
    switch self {
    case .aws, .government: "api.aws"
    case .china: "api.amazonwebservices.com.cn"
    }
  }

  /// The region in signatures of services that have one endpoint a partition, except organisations in China.
  var globalSigningRegion: String {
    switch self {
    case .aws: "us-east-1"
    case .china: "cn-north-1"
    case .government: "us-gov-west-1"
    }
  }
}
