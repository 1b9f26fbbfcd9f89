public import CaseModel

/// Judges what the control plane says about suspects. Pure: the same facts give the same answer.
public struct Preflight: Sendable {
  /// Networks of the account and region.
  public var networks: [NetworkFacts]
  /// What Systems Manager knows; an instance that is missing is not managed.
  public var management: [InstanceID: Management]
  /// Our documents there.
  public var installation: MemberInstallation

  /// Services whose endpoints a private network needs for Systems Manager. `ec2messages` is not needed by agents of 2024 and later, and
  /// missing only `s3` closes the direct lane.
  private static let managementServices = ["ssm", "ssmmessages"]

  /// The oldest agent whose commands behave as ours need them.
  private static let oldestAgent = [2, 3, 0]

  /// A judge with its facts.
  public init(networks: [NetworkFacts], management: [InstanceID: Management], installation: MemberInstallation) {
    self.networks = networks
    self.management = management
    self.installation = installation
  }

  /// What stands in the way of collecting a suspect live.
  ///
  /// - Parameters:
  ///   - ahead: Addresses of suspects in the same VPC that are admitted to the tools before this one.
  ///   - neighbours: Suspects in the same subnet whose shares are made before this one's; each takes an address.
  public func judge(_ suspect: Suspect, ahead: Int = 0, neighbours: Int = 0) -> Readiness {
    var notes = instance(suspect)
    guard !notes.contains(where: { $0.weight == .blocks }) else {
      return Readiness(target: suspect.target, notes: notes)
    }
    let network = networks.first { $0.vpc == suspect.vpc }
    notes += agent(suspect, network)
    notes += documents(suspect)
    if let network { notes += share(suspect, network, neighbours) + storage(suspect, network) }
    if ahead + suspect.interfaces.flatMap(\.addresses).count > ResponseTemplate.addressLimit {
      notes.append(
        Readiness.Note(
          .hindersShare,
          "the tools of one VPC admit \(ResponseTemplate.addressLimit) addresses, and other suspects of \(suspect.vpc) take them",
          fix: "use the direct lane, or another case for these"))
    }
    return Readiness(target: suspect.target, notes: notes)
  }

  private func instance(_ suspect: Suspect) -> [Readiness.Note] {
    if suspect.state != "running" {
      let isGone = ["terminated", "shutting-down"].contains(suspect.state)
      return [
        Readiness.Note(
          .blocks, "the instance is \(suspect.state); live data is there only while it runs",
          fix: isGone
            ? "look for snapshots of its volumes and for logs outside of it"
            : "do not start it: preserve its disks instead")
      ]
    }
    if suspect.platform == .windows {
      return [
        Readiness.Note(
          .blocks, "the instance runs Windows; this version collects Linux",
          fix: "preserve its disks, or collect with a tool for Windows")
      ]
    }
    guard suspect.architecture == "x86_64" else {
      return [
        Readiness.Note(
          .blocks, "the instance is \(suspect.architecture); the collector is built for x86_64",
          fix: "preserve its disks")
      ]
    }
    return []
  }

  private func agent(_ suspect: Suspect, _ network: NetworkFacts?) -> [Readiness.Note] {
    guard let managed = management[suspect.target.instance] else {
      return [
        Readiness.Note(
          .blocks, "not managed by Systems Manager: " + whyUnmanaged(suspect, network), fix: fix(suspect, network))
      ]
    }
    guard managed.isOnline else {
      let since = managed.lastPing.map { " since \($0)" } ?? ""
      return [
        Readiness.Note(
          .blocks, "the Systems Manager agent does not answer\(since): stopped, cut off, or the host hangs",
          fix:
            "do not reboot; check the instance's network and console output, then: needletail respond \(Self.words(suspect)), or preserve its disks"
        )
      ]
    }
    let version = managed.agentVersion.split(separator: ".").compactMap { Int($0) }
    if !version.isEmpty, version.lexicographicallyPrecedes(Self.oldestAgent) {
      return [
        Readiness.Note(.remark, "the agent is old (\(managed.agentVersion)); commands may be slow to be reported")
      ]
    }
    return []
  }

  /// What names a suspect on the command line.
  private static func words(_ suspect: Suspect) -> String {
    "--target \(suspect.target.account)/\(suspect.target.region)=\(suspect.target.instance)"
  }

  private func whyUnmanaged(_ suspect: Suspect, _ network: NetworkFacts?) -> String {
    if let network, !hasWayOut(suspect, network) {
      let missing = Self.managementServices.filter { !network.endpoints.contains($0) }
      if !missing.isEmpty {
        return "its subnet has no way out and the VPC has no endpoint for \(missing.joined(separator: ", "))"
      }
    }
    return suspect.instanceProfile == nil
      ? "it has no instance profile (and default host management does not reach it)"
      : "it has an instance profile, but the agent never registered: not installed, not running, or the role lacks AmazonSSMManagedInstanceCore"
  }

  private func fix(_ suspect: Suspect, _ network: NetworkFacts?) -> String {
    if let network, !hasWayOut(suspect, network),
      !Self.managementServices.allSatisfy({ network.endpoints.contains($0) })
    {
      let wanted = (Self.managementServices + ["s3"]).filter { !network.endpoints.contains($0) }
      return "add endpoints to \(suspect.vpc): \(wanted.joined(separator: ", "))"
    }
    return suspect.instanceProfile == nil
      ? "attach an instance profile with AmazonSSMManagedInstanceCore (works live, can take up to 30 minutes), or preserve its disks"
      : "check the agent on the host by another way, or preserve its disks"
  }

  private func documents(_ suspect: Suspect) -> [Readiness.Note] {
    let stack =
      "deploy infrastructure/member-min.yaml in account \(suspect.target.account), region \(suspect.target.region)"
    var notes: [Readiness.Note] = []
    if installation.directDocumentHash == nil {
      notes.append(Readiness.Note(.hindersDirect, "the document of the direct lane is not installed", fix: stack))
    }
    if installation.collectDocumentHash == nil {
      notes.append(Readiness.Note(.hindersShare, "the document of the share lane is not installed", fix: stack))
    }
    return notes
  }

  private func share(_ suspect: Suspect, _ network: NetworkFacts, _ neighbours: Int) -> [Readiness.Note] {
    var notes: [Readiness.Note] = []
    if network.tenancy != "default" {
      notes.append(
        Readiness.Note(.hindersShare, "the VPC has \(network.tenancy) tenancy, which the transfer service refuses"))
    }
    guard let subnet = network.subnets.first(where: { $0.id == suspect.subnet }) else { return notes }
    if let owner = subnet.sharedBy {
      notes.append(
        Readiness.Note(
          .hindersShare, "its subnet is shared by account \(owner); a mount target there needs the owner's account",
          fix: "use the direct lane, or install the member stack in \(owner) too"))
    }
    // One for each mount target, up to four for a transfer's interfaces.
    if subnet.freeAddresses < 5 + neighbours {
      let others = neighbours > 0 ? " beside those of \(neighbours) other suspects" : ""
      notes.append(
        Readiness.Note(
          .hindersShare,
          "subnet \(subnet.id) has \(subnet.freeAddresses) free addresses, and a share needs 5\(others)",
          fix: "use the direct lane"))
    }
    return notes
  }

  private func storage(_ suspect: Suspect, _ network: NetworkFacts) -> [Readiness.Note] {
    guard !hasWayOut(suspect, network), !network.endpoints.contains("s3") else { return [] }
    return [
      Readiness.Note(
        .hindersDirect, "the suspect cannot reach S3: its subnet has no way out and \(suspect.vpc) has no S3 endpoint",
        fix: "use the share lane, or add an S3 gateway endpoint to \(suspect.vpc)")
    ]
  }

  private func hasWayOut(_ suspect: Suspect, _ network: NetworkFacts) -> Bool {
    network.subnets.first { $0.id == suspect.subnet }?.hasWayOut ?? true
  }
}
