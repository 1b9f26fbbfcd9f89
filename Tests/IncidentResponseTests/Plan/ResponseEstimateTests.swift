import CaseModel
import Foundation
import Testing

@testable import IncidentResponse

/// What a plan says that it will take.
@Suite struct ResponseEstimateTests {
  private static let table = """
    {"currency":"USD","as_of":"2026-11-27","regions":{
     "eu-central-1":{"efs_storage":0.36,"efs_elastic_read":0.036,"efs_elastic_write":0.072,"datasync":0.0125,"s3_storage":0.0245,"s3_put":0.0054},
     "us-east-1":{"efs_storage":0.30,"efs_elastic_read":0.03,"efs_elastic_write":0.06,"datasync":0.02,"s3_storage":0.023,"s3_put":0.005}}}
    """

  @Test func theDirectLaneBuildsNothingAndCostsNothing() throws {
    let estimate = ResponseEstimate(ModelCase.plan(.direct), prices: PriceTable(Array(Self.table.utf8)))
    #expect(estimate.directSeconds == 12 && estimate.shareSeconds == nil)
    #expect(estimate.changes.map(\.kind) == ["commands"] && estimate.changes[0].count == 3)
    #expect(estimate.cost?.once == 0 && estimate.cost?.perHour == 0)
  }

  @Test func theShareIsCountedAndPricedByRegionAndDate() throws {
    let estimate = ResponseEstimate(ModelCase.plan(.auto), prices: PriceTable(Array(Self.table.utf8)))
    #expect(estimate.shareSeconds == 150 + 150 + 12 + 120)
    let counts = Dictionary(uniqueKeysWithValues: estimate.changes.map { ($0.kind, $0.count) })
    #expect(
      counts == [
        "commands": 6, "response stacks": 2, "file systems": 5, "mount targets": 6, "transfers": 5, "buckets": 2,
      ])
    let cost = try #require(estimate.cost)
    #expect(cost.asOf == "2026-11-27" && cost.currency == "USD" && cost.unknownRegions.isEmpty)
    #expect(cost.once > 0.02 && cost.once < 0.1 && cost.perHour > 0 && cost.perHour < 0.001, "\(cost)")
  }

  @Test func aRegionWithoutPricesIsEstimatedAtTheDearestAndSaysSo() throws {
    var plan = ModelCase.plan(.share, [ModelCase.suspects[0]])
    let table = try #require(PriceTable(Array(Self.table.utf8)))
    let known = try #require(ResponseEstimate(plan, prices: table).cost)
    plan.suspects[0].target.region = RegionName("sa-east-1")!
    plan.readiness[0].target = plan.suspects[0].target
    let unknown = try #require(ResponseEstimate(plan, prices: table).cost)
    #expect(unknown.unknownRegions.map(\.text) == ["sa-east-1"] && unknown.once > known.once)
  }

  @Test(arguments: ["", "{}", "[]", "{\"as_of\":\"x\",\"currency\":\"USD\",\"regions\":{\"a\":{\"efs_storage\":-1}}}"])
  func aTableThatCannotBeReadLeavesThePlanWithoutACost(text: String) {
    #expect(PriceTable(Array(text.utf8)) == nil)
    #expect(ResponseEstimate(ModelCase.plan(.auto), prices: nil).cost == nil)
  }

  @Test func theTableOfTheRepositoryIsReadAndHasADate() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../infrastructure/prices.json")
    let table = try #require(PriceTable([UInt8](try Data(contentsOf: path.standardizedFileURL))))
    #expect(table.asOf.hasPrefix("20") && table.prices(RegionName("eu-central-1")!).isKnown)
  }
}
