internal import AWSClients
internal import CaseModel
internal import IncidentResponse

/// The transfers of one account and region that are under way: one look for all steps that wait for one.
actor TransferBook {
  /// How old a look at the executions may be. Below the pace at which a step asks.
  private static let freshness = Duration.seconds(2)

  private let executions = SharedLook<[String: String]>()

  /// The state of an execution that has not ended; `nil` if it has, or if only a call of its own can tell.
  func underWay(_ execution: String, _ client: DataSync) async throws -> String? {
    let status = try await executions.value(within: Self.freshness) {
      var found: [String: String] = [:]
      for try await page in client.listTaskExecutionsPages(DataSync.ListTaskExecutionsInput()) {
        for one in page.taskExecutions ?? [] {
          if let arn = one.taskExecutionArn { found[arn] = one.status ?? "" }
        }
      }
      return found
    }[execution]
    return status.flatMap { ["SUCCESS", "ERROR"].contains($0) ? nil : $0 }
  }
}
