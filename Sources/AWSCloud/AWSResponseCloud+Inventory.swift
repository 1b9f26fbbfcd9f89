internal import AWSClients
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func inventory(account: AccountID, region: RegionName) async throws -> [InventoryItem] {
    let session = try await member(account, region)
    return try await fault.named("list what is in account \(account), region \(region)") {
      let parts = try await [
        networks(session), fileSystems(session), stacks(session), transfers(session), buckets(session),
      ]
      return parts.flatMap(\.self).sorted()
    }
  }

  private func networks(_ session: AWSSession) async throws -> [InventoryItem] {
    let client = EC2(session)
    var items: [InventoryItem] = []
    for try await page in client.describeSecurityGroupsPages() {
      items += (page.securityGroups ?? []).map {
        InventoryItem(kind: "security-group", id: $0.groupId ?? "", name: $0.groupName ?? "")
      }
    }
    for try await page in client.describeNetworkInterfacesPages() {
      items += (page.networkInterfaces ?? []).map {
        InventoryItem(kind: "network-interface", id: $0.networkInterfaceId ?? "", name: $0.description ?? "")
      }
    }
    for try await page in client.describeVpcEndpointsPages() {
      items += (page.vpcEndpoints ?? []).map {
        InventoryItem(kind: "endpoint", id: $0.vpcEndpointId ?? "", name: $0.serviceName ?? "")
      }
    }
    return items
  }

  private func fileSystems(_ session: AWSSession) async throws -> [InventoryItem] {
    let client = EFS(session)
    var items: [InventoryItem] = []
    for try await page in client.describeFileSystemsPages() {
      for system in page.fileSystems ?? [] {
        guard let id = system.fileSystemId else { continue }
        items.append(InventoryItem(kind: "file-system", id: id, name: system.name ?? ""))
        do {
          let targets =
            try await client.describeMountTargets(EFS.DescribeMountTargetsInput(fileSystemId: id)).mountTargets ?? []
          items += targets.map { InventoryItem(kind: "mount-target", id: $0.mountTargetId ?? "", name: id) }
        } catch let error as AWSError where error.isNotFound {
          // Gone between the two calls.
        }
      }
    }
    return items
  }

  private func stacks(_ session: AWSSession) async throws -> [InventoryItem] {
    var items: [InventoryItem] = []
    for try await page in CloudFormation(session).listStacksPages() {
      items += (page.stackSummaries ?? []).filter { $0.stackStatus != "DELETE_COMPLETE" }.map {
        InventoryItem(kind: "stack", id: $0.stackId ?? $0.stackName ?? "", name: $0.stackName ?? "")
      }
    }
    return items
  }

  private func transfers(_ session: AWSSession) async throws -> [InventoryItem] {
    let client = DataSync(session)
    var items: [InventoryItem] = []
    for try await page in client.listTasksPages() {
      items += (page.tasks ?? []).map {
        InventoryItem(kind: "transfer-task", id: $0.taskArn ?? "", name: $0.name ?? "")
      }
    }
    for try await page in client.listLocationsPages() {
      items += (page.locations ?? []).map {
        InventoryItem(kind: "transfer-location", id: $0.locationArn ?? "", name: $0.locationUri ?? "")
      }
    }
    return items
  }

  private func buckets(_ session: AWSSession) async throws -> [InventoryItem] {
    var items: [InventoryItem] = []
    for try await page in S3(session).listBucketsPages() {
      items += (page.buckets ?? []).map { InventoryItem(kind: "bucket", id: $0.name ?? "") }
    }
    return items
  }
}
