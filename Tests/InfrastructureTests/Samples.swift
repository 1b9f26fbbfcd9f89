import CaseModel
import Foundation
import HostKit
import IncidentResponse

/// Inputs of the generator, and where its golden files lie.
enum Samples {
  static func surroundings(prefix: String = "needletail", keyARN: String? = nil) -> TargetStackTemplate.Surroundings {
    TargetStackTemplate.Surroundings(
      prefix: prefix, caseID: CaseID("C-2026-1")!,
      keyARN: keyARN ?? "arn:aws:kms:eu-central-1:111122223333:key/0f3c1a52-1111-2222-3333-444455556666")
  }

  static func target(
    _ number: Int, vpc: String = "vpc-0123456789abcdef0", subnet: String = "subnet-0123456789abcdef0",
    zone: String = "euc1-az1", addresses: [String]? = nil
  ) -> StackTarget {
    let hex = String(number, radix: 16)
    return StackTarget(
      instanceID: "i-" + String(repeating: "0", count: 17 - hex.count) + hex, vpcID: vpc, subnetID: subnet,
      zoneID: zone, addresses: addresses ?? ["10.0.\(number / 250).\(number % 250 + 1)"])
  }

  static func template(_ targets: [StackTarget]) throws -> TargetStackTemplate {
    try TargetStackTemplate(surroundings: surroundings(), targets: targets)
  }

  static let golden = Repository.path("Tests/InfrastructureTests/Golden")
}
