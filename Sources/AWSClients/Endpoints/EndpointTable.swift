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

  func resolve(prefix: String, serviceID: String, region: String) throws -> Resolved {
    guard Self.isRegion(region) else { throw AWSError(.badInput, "not the name of a region: \(region)") }
    let partition = Partition(region: region)
    // Organisations are one a partition, but regional under their newer names.
    let isGlobal = prefix == "iam" || (prefix == "organizations" && !usesDualStack)
    let signingRegion = isGlobal ? partition.signingRegion(of: prefix) : region
    if let given = overrides[Self.key(serviceID)] ?? override {
      return Resolved(endpoint: given, signingRegion: signingRegion, isOverridden: true)
    }
    guard !usesFIPS || partition != .china else {
      throw AWSError(.badInput, "there are no FIPS endpoints in \(region)")
    }
    let host = isGlobal ? globalHost(prefix, partition) : regionalHost(prefix, region, partition)
    return Resolved(endpoint: Endpoint(host: host), signingRegion: signingRegion, isOverridden: false)
  }

  /// `Auto Scaling` to `AUTO_SCALING`.
  public static func key(_ serviceID: String) -> String {
    String(serviceID.uppercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  private func regionalHost(_ prefix: String, _ region: String, _ partition: Partition) -> String {
    guard usesDualStack else { return "\(name(prefix, partition)).\(region).\(partition.suffix)" }
    switch prefix {
    // S3 has had dual-stack names since before there was a suffix for them.
    case "s3": return "\(usesFIPS ? "s3-fips" : "s3").dualstack.\(region).\(partition.suffix)"
    case "elasticfilesystem": return "\(usesFIPS ? "efs-fips" : "efs").\(region).\(partition.dualStackSuffix)"
    default: return "\(prefix)\(usesFIPS ? "-fips" : "").\(region).\(partition.dualStackSuffix)"
    }
  }

  private func globalHost(_ prefix: String, _ partition: Partition) -> String {
    guard prefix == "iam" else {
      return "\(name(prefix, partition)).\(partition.signingRegion(of: prefix)).\(partition.suffix)"
    }
    switch (partition, usesDualStack) {
    case (.government, _): return "iam.us-gov.\(usesDualStack ? partition.dualStackSuffix : partition.suffix)"
    case (_, true): return "\(name(prefix, partition)).global.\(partition.dualStackSuffix)"
    case (.aws, false): return "\(name(prefix, partition)).\(partition.suffix)"
    case (.china, false): return "iam.cn-north-1.\(partition.suffix)"
    }
  }

  /// In GovCloud the usual names are FIPS endpoints already, except those of these services.
  private static let namedFIPSInGovernment = ["elasticfilesystem", "datasync", "kms", "s3"]

  private func name(_ prefix: String, _ partition: Partition) -> String {
    guard usesFIPS else { return prefix }
    guard partition != .government || Self.namedFIPSInGovernment.contains(prefix) else { return prefix }
    return "\(prefix)-fips"
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

  /// The region in signatures of a service that has one endpoint in the partition.
  func signingRegion(of prefix: String) -> String {
    switch self {
    case .aws: "us-east-1"
    case .china: prefix == "iam" ? "cn-north-1" : "cn-northwest-1"
    case .government: "us-gov-west-1"
    }
  }
}
