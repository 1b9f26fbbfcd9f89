internal import AWSClients
internal import CaseModel
internal import IncidentResponse

/// The transfers of one account and region: tasks, locations, and executions under way.
actor TransferBook {
  /// How old a look at the executions may be. Below the pace at which a step asks.
  private static let freshness = Duration.seconds(2)

  private let listedTasks = SharedLook<[String: String]>()
  private let listedLocations = SharedLook<[String: String]>()
  private let executions = SharedLook<[String: String]>()
  /// What this process made (its ARN) or removed (`nil`), by name.
  private var ownTasks: [String: String?] = [:]
  /// What this process made, with a text that its address contains, and what it removed.
  private var ownLocations: [String: String] = [:]
  private var goneLocations: Set<String> = []
  /// Names of transfers by location: tags do not change.
  private var names: [String: String] = [:]

  /// ARN of the task of that name.
  func task(_ name: String, _ client: DataSync) async throws -> String? {
    if let own = ownTasks[name] { return own }
    return try await listedTasks.value(within: .seconds(86_400)) {
      var found: [String: String] = [:]
      for try await page in client.listTasksPages(DataSync.ListTasksInput()) {
        for task in page.tasks ?? [] { if let name = task.name { found[name] = task.taskArn } }
      }
      return found
    }[name]
  }

  /// A task was made, or removed.
  func setTask(_ name: String, _ task: String?) { ownTasks[name] = .some(task) }

  /// A location was made.
  func madeLocation(_ location: String, of name: String, at place: String) {
    ownLocations[location] = place
    names[location] = name
  }

  /// A location was removed.
  func goneLocation(_ location: String) { goneLocations.insert(location) }

  /// What became of a call that changes something is not known.
  func doubt() async {
    await listedTasks.forget()
    await listedLocations.forget()
  }

  /// Locations that an interrupted run may have left for a transfer: those at its places that carry its name.
  func leftovers(of name: String, places: [String], _ client: DataSync) async throws -> [String] {
    guard !places.isEmpty else { return [] }
    var all = try await listedLocations.value(within: .seconds(86_400)) {
      var found: [String: String] = [:]
      for try await page in client.listLocationsPages(DataSync.ListLocationsInput()) {
        for location in page.locations ?? [] {
          if let arn = location.locationArn { found[arn] = location.locationUri ?? "" }
        }
      }
      return found
    }
    all.merge(ownLocations) { first, _ in first }
    var found: [String] = []
    for (location, address) in all.sorted(by: { $0.key < $1.key })
    where !goneLocations.contains(location) && places.contains(where: { address.contains($0) }) {
      if try await owner(of: location, client) == name { found.append(location) }
    }
    return found
  }

  private func owner(of location: String, _ client: DataSync) async throws -> String? {
    if let known = names[location] { return known }
    let tags: [DataSync.TagListEntry]
    do {
      tags = try await client.listTagsForResource(DataSync.ListTagsForResourceInput(resourceArn: location)).tags ?? []
    } catch let error as AWSError where error.isNotFound || error.code == "InvalidRequestException" {
      // Gone since it was listed.
      return nil
    }
    let name = tags.first { $0.key == "needletail:transfer" }?.value ?? ""
    names[location] = name
    return name
  }

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
