import AWSSigning
import Digests
import JSONText

@testable import AWSClients

/// The services with their names in botocore.
let services: [(name: String, model: ServiceModel, shapes: [any AWSShape.Type])] = [
  ("sts", STS.model, STS.shapes), ("sso", SSO.model, SSO.shapes), ("ec2", EC2.model, EC2.shapes),
  ("autoscaling", AutoScaling.model, AutoScaling.shapes), ("efs", EFS.model, EFS.shapes),
  ("datasync", DataSync.model, DataSync.shapes), ("ssm", SSM.model, SSM.shapes),
  ("cloudformation", CloudFormation.model, CloudFormation.shapes), ("kms", KMS.model, KMS.shapes),
  ("s3", S3.model, S3.shapes), ("iam", IAM.model, IAM.shapes),
  ("service-quotas", ServiceQuotas.model, ServiceQuotas.shapes),
  ("organizations", Organizations.model, Organizations.shapes), ("sns", SNS.model, SNS.shapes),
  ("logs", CloudWatchLogs.model, CloudWatchLogs.shapes),
]

/// A repeatable source of numbers (SplitMix64), so that a failure can be had again by its seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes values for a structure's table.
struct SampleMaker {
  let model: ServiceModel
  var random: SplitMix
  /// Members left out now and then; none when false.
  var leavesOut = true

  init(_ model: ServiceModel, seed: UInt64) {
    self.model = model
    random = SplitMix(state: seed)
  }

  mutating func structure(_ structure: StructureModel, depth: Int = 0) -> AWSValue {
    .structure(
      structure.members.map { member in
        if leavesOut, !member.isRequired, random.next() % 4 == 0 { return nil }
        return value(member.type, member, depth: depth)
      })
  }

  private mutating func value(_ type: TypeModel, _ member: MemberModel, depth: Int) -> AWSValue? {
    switch type {
    case .string: return .string(text(member))
    case .integer: return .integer(Int64(random.next() % 100_000) - (member.place == .body ? 50_000 : 0))
    case .double: return .double(Double(random.next() % 1_000) / 8 + 0.125)
    case .bool: return .bool(random.next() % 2 == 0)
    case .bytes: return .bytes((0..<Int(random.next() % 9 + 1)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    case .time: return .instant(AWSInstant(seconds: Int64(random.next() % 4_000_000_000)))
    case .body: return .body(.bytes(Array("body \(random.next())".utf8)))
    case .structure(let name): return depth > 6 ? nil : structure(model[name], depth: depth + 1)
    case .list(_, _, let inner):
      let values = (0..<Int(random.next() % 3 + 1)).compactMap { _ in value(inner, member, depth: depth) }
      return values.isEmpty ? nil : .list(values)
    case .map(_, _, _, let inner):
      let names = ["alpha", "beta-2", "x"].prefix(Int(random.next() % 3 + 1))
      return .map(names.compactMap { name in value(inner, member, depth: depth).map { (name, $0) } })
    }
  }

  private mutating func text(_ member: MemberModel) -> String {
    let plain = ["a", "i-0123456789abcdef0", "two words", "x=1&y=2/ü+~*", "tab\tand <tags> & \"quotes\"", "日本"]
    // Headers and the parts of a path take less.
    if member.place != .body { return ["a", "value-7", "two words", "k/e y+1"].randomElement(using: &random) ?? "a" }
    return plain.randomElement(using: &random) ?? "a"
  }
}

extension AWSValue {
  /// With the members' names, as the oracle takes and gives it.
  func json(_ type: TypeModel, _ model: ServiceModel) -> JSONValue {
    switch (self, type) {
    case (.string(let text), _): return .string(text)
    case (.integer(let number), _): return .integer(number)
    case (.double(let number), _): return .double(number)
    case (.bool(let truth), _): return .bool(truth)
    case (.bytes(let bytes), _), (.body(.bytes(let bytes)), _):
      return .object([JSONMember("$bytes", .string(Base64.encode(bytes)))])
    case (.instant(let instant), _): return .object([JSONMember("$time", .integer(instant.seconds))])
    case (.list(let values), .list(_, _, let inner)): return .array(values.map { $0.json(inner, model) })
    case (.map(let entries), .map(_, _, _, let inner)):
      return .object(entries.map { JSONMember($0.name, $0.value.json(inner, model)) })
    case (.structure(let values), .structure(let name)):
      let members = model[name].members
      return .object(
        zip(members, values).compactMap { member, value in
          value.map { JSONMember(member.name, $0.json(member.type, model)) }
        })
    default: return .null
    }
  }
}

extension JSONValue {
  /// Members by name, whole numbers alike whatever their form: for comparison.
  var sorted: JSONValue {
    switch self {
    case .object(let members):
      .object(members.map { JSONMember($0.name, $0.value.sorted) }.sorted { $0.name < $1.name })
    case .array(let elements): .array(elements.map(\.sorted))
    case .double(let number): Int64(exactly: number).map { .integer($0) } ?? self
    default: self
    }
  }
}
