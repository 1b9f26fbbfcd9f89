internal import AWSClients
public import CaseModel
public import IncidentResponse

extension AWSResponseCloud {
  public func networks(_ vpcs: [String], account: AccountID, region: RegionName) async throws -> [NetworkFacts] {
    guard !vpcs.isEmpty else { return [] }
    let client = EC2(try await member(account, region))
    let filters = [EC2.Filter(name: "vpc-id", values: vpcs)]
    return try await fault.named("read the networks of the suspects") {
      var networks: [EC2.Vpc] = []
      for try await page in client.describeVpcsPages(EC2.DescribeVpcsInput(filters: filters)) {
        networks += page.vpcs ?? []
      }
      var subnets: [EC2.Subnet] = []
      for try await page in client.describeSubnetsPages(EC2.DescribeSubnetsInput(filters: filters)) {
        subnets += page.subnets ?? []
      }
      var tables: [EC2.RouteTable] = []
      for try await page in client.describeRouteTablesPages(EC2.DescribeRouteTablesInput(filters: filters)) {
        tables += page.routeTables ?? []
      }
      var endpoints: [EC2.VpcEndpoint] = []
      for try await page in client.describeVpcEndpointsPages(EC2.DescribeVpcEndpointsInput(filters: filters)) {
        endpoints += page.vpcEndpoints ?? []
      }
      return networks.map { vpc in
        facts(
          vpc, account: account, subnets: subnets.filter { $0.vpcId == vpc.vpcId },
          tables: tables.filter { $0.vpcId == vpc.vpcId },
          endpoints: endpoints.filter { $0.vpcId == vpc.vpcId })
      }
    }
  }

  private func facts(
    _ vpc: EC2.Vpc, account: AccountID, subnets: [EC2.Subnet], tables: [EC2.RouteTable], endpoints: [EC2.VpcEndpoint]
  ) -> NetworkFacts {
    let ranges = (vpc.cidrBlockAssociationSet ?? []).compactMap(\.cidrBlock)
    return NetworkFacts(
      vpc: vpc.vpcId ?? "", ranges: ranges.isEmpty ? [vpc.cidrBlock].compactMap(\.self) : ranges,
      tenancy: vpc.instanceTenancy ?? "default", owner: AccountID(vpc.ownerId ?? ""),
      subnets: subnets.map { subnet in
        let owner = AccountID(subnet.ownerId ?? "")
        return NetworkFacts.SubnetFacts(
          id: subnet.subnetId ?? "", zoneID: subnet.availabilityZoneId ?? "",
          freeAddresses: subnet.availableIpAddressCount ?? 0,
          sharedBy: owner == account ? nil : owner, hasWayOut: hasWayOut(subnet.subnetId ?? "", tables))
      },
      endpoints: endpoints.filter { ["available", "pending"].contains(($0.state ?? "available").lowercased()) }
        .compactMap { endpoint in
          endpoint.serviceName.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
        }.sorted())
  }

  /// The table that the subnet names, or else the VPC's main one, leads a default route somewhere.
  private func hasWayOut(_ subnet: String, _ tables: [EC2.RouteTable]) -> Bool {
    let own = tables.first { ($0.associations ?? []).contains { $0.subnetId == subnet } }
    guard let table = own ?? tables.first(where: { ($0.associations ?? []).contains { $0.main == true } }) else {
      return false
    }
    return (table.routes ?? []).contains { route in
      route.destinationCidrBlock == "0.0.0.0/0" && route.state != "blackhole" && route.gatewayId != "local"
    }
  }
}
