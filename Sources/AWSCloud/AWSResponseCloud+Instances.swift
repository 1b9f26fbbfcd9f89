internal import AWSClients
internal import AWSSigning
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  /// Values in one filter of one call.
  private static let filterLimit = 200

  public func instances(_ selectors: [TargetSelector], account: AccountID, region: RegionName) async throws
    -> FoundInstances
  {
    let client = EC2(try await member(account, region))
    var found: [InstanceID: EC2.Instance] = [:]
    var missing: [TargetSelector] = []
    let ids = selectors.compactMap { if case .instance(let id) = $0 { id } else { nil } }
    // A filter passes over ids that are not there; naming them outright would fail the whole call.
    for start in stride(from: 0, to: ids.count, by: Self.filterLimit) {
      let part = ids[start..<min(start + Self.filterLimit, ids.count)]
      let known = try await search(client, "instance-id", part.map(\.text))
      found.merge(known) { first, _ in first }
    }
    missing += ids.filter { found[$0] == nil }.map { .instance($0) }
    for selector in selectors {
      let matches: [InstanceID: EC2.Instance]
      switch selector {
      case .instance: continue
      case .tag(let key, let pattern): matches = try await search(client, "tag:\(key)", [pattern])
      case .scalingGroup(let name): matches = try await search(client, "tag:aws:autoscaling:groupName", [name])
      }
      let alive = matches.filter { $0.value.state?.name != "terminated" }
      if alive.isEmpty { missing.append(selector) }
      found.merge(alive) { first, _ in first }
    }
    let zones = try await zones(client, Set(found.values.compactMap(\.subnetId)))
    let suspects = found.sorted { $0.key < $1.key }.map { id, instance in
      suspect(instance, Target(account: account, region: region, instance: id), zones)
    }
    return FoundInstances(suspects: suspects, missing: missing)
  }

  /// **Mistake 1**: every instance of every reservation of every page.
  private func search(_ client: EC2, _ filter: String, _ values: [String]) async throws -> [InstanceID: EC2.Instance] {
    try await fault.named("look for instances by \(filter)") {
      var found: [InstanceID: EC2.Instance] = [:]
      let input = EC2.DescribeInstancesInput(filters: [EC2.Filter(name: filter, values: values)])
      for try await page in client.describeInstancesPages(input) {
        for instance in (page.reservations ?? []).flatMap({ $0.instances ?? [] }) {
          if let id = InstanceID(instance.instanceId ?? "") { found[id] = instance }
        }
      }
      return found
    }
  }

  private func zones(_ client: EC2, _ subnets: Set<String>) async throws -> [String: String] {
    guard !subnets.isEmpty else { return [:] }
    return try await fault.named("read the subnets of the suspects") {
      var zones: [String: String] = [:]
      let all = subnets.sorted()
      for start in stride(from: 0, to: all.count, by: Self.filterLimit) {
        let part = Array(all[start..<min(start + Self.filterLimit, all.count)])
        let input = EC2.DescribeSubnetsInput(filters: [EC2.Filter(name: "subnet-id", values: part)])
        for try await page in client.describeSubnetsPages(input) {
          for subnet in page.subnets ?? [] { zones[subnet.subnetId ?? ""] = subnet.availabilityZoneId ?? "" }
        }
      }
      return zones
    }
  }

  private func suspect(_ instance: EC2.Instance, _ target: Target, _ zones: [String: String]) -> Suspect {
    let isWindows =
      instance.platform?.lowercased() == "windows" || instance.platformDetails?.hasPrefix("Windows") == true
    var suspect = Suspect(
      target: target, state: instance.state?.name ?? "unknown", platform: isWindows ? .windows : .linux,
      architecture: instance.architecture ?? "unknown")
    let tags = Dictionary((instance.tags ?? []).map { ($0.key ?? "", $0.value ?? "") }) { first, _ in first }
    suspect.name = tags["Name"].map { HostString($0) }
    suspect.scalingGroup = tags["aws:autoscaling:groupName"].map { HostString($0) }
    suspect.vpc = instance.vpcId ?? ""
    suspect.subnet = instance.subnetId ?? ""
    suspect.zoneID = zones[suspect.subnet] ?? ""
    suspect.image = instance.imageId ?? ""
    suspect.instanceProfile = instance.iamInstanceProfile?.arn
    // **Mistake 2**: every interface with every group, not the first of the first.
    suspect.interfaces = (instance.networkInterfaces ?? []).map { interface in
      let listed = (interface.privateIpAddresses ?? []).compactMap(\.privateIpAddress)
      return Suspect.Interface(
        id: interface.networkInterfaceId ?? "", subnet: interface.subnetId ?? suspect.subnet,
        addresses: listed.isEmpty ? [interface.privateIpAddress].compactMap(\.self) : listed,
        groups: (interface.groups ?? []).compactMap(\.groupId))
    }
    return suspect
  }

  public func management(of instances: [InstanceID], account: AccountID, region: RegionName) async throws
    -> [InstanceID: Management]
  {
    guard !instances.isEmpty else { return [:] }
    let client = SSM(try await member(account, region))
    return try await fault.named("ask Systems Manager about the suspects") {
      var found: [InstanceID: Management] = [:]
      for start in stride(from: 0, to: instances.count, by: 50) {
        let part = instances[start..<min(start + 50, instances.count)].map(\.text)
        var input = SSM.DescribeInstanceInformationInput()
        input.filters = [SSM.InstanceInformationStringFilter(key: "InstanceIds", values: part)]
        for try await page in client.describeInstanceInformationPages(input) {
          for information in page.instanceInformationList ?? [] {
            guard let id = InstanceID(information.instanceId ?? "") else { continue }
            found[id] = Management(
              isOnline: information.pingStatus == "Online", agentVersion: information.agentVersion ?? "",
              lastPing: information.lastPingDateTime.map { Timestamp(seconds: $0.seconds) },
              platformType: information.platformType ?? "")
          }
        }
      }
      return found
    }
  }

  public func installation(account: AccountID, region: RegionName) async throws -> MemberInstallation {
    let client = SSM(try await member(account, region))
    return MemberInstallation(
      directDocumentHash: try await documentHash(client, "\(settings.prefix)-direct"),
      collectDocumentHash: try await documentHash(client, "\(settings.prefix)-collect"))
  }

  private func documentHash(_ client: SSM, _ name: String) async throws -> String? {
    do {
      let answer = try await client.describeDocument(SSM.DescribeDocumentInput(name: name))
      return answer.document?.hash ?? ""
    } catch let error as AWSError where error.code == "InvalidDocument" || error.isNotFound {
      return nil
    } catch let error as AWSError { throw fault.cloudError(error, "read the document \(name)") }
  }
}
