internal import CaseModel

/// Which hosts are siblings: of one Auto Scaling group, or else of one image.
struct FleetSiblings: Sendable {
  /// Hosts that are compared with each other.
  struct Family: Sendable {
    /// Such as `image ami-0abc`.
    var name: HostString
    /// Positions of all of them.
    var members: [Int]
  }

  private(set) var families: [Family] = []
  /// Position in `families` of each host; `nil` for hosts with too few siblings.
  private(set) var familyOf: [Int?]

  init(_ hosts: [FleetStore.Host]) {
    familyOf = Array(repeating: nil, count: hosts.count)
    var byKey: [String: [Int]] = [:]
    for (index, host) in hosts.enumerated() {
      for key in [Self.groupKey(host.host), Self.imageKey(host.host)].compactMap(\.self) {
        byKey[key, default: []].append(index)
      }
    }
    var places: [String: Int] = [:]
    for (index, host) in hosts.enumerated() {
      // A group says more than an image: its members do the same work.
      let keys = [Self.groupKey(host.host), Self.imageKey(host.host)].compactMap(\.self)
      guard let key = keys.first(where: { byKey[$0, default: []].count >= FleetComparison.fewestSiblings }) else {
        continue
      }
      if places[key] == nil {
        places[key] = families.count
        families.append(Family(name: Self.name(host.host, key), members: byKey[key, default: []]))
      }
      familyOf[index] = places[key]
    }
  }

  /// Siblings of a host, itself included; 0 without a family.
  func count(_ host: Int) -> Int { familyOf[host].map { families[$0].members.count } ?? 0 }

  private static func groupKey(_ host: FleetHost) -> String? {
    host.group.flatMap { $0.isEmpty ? nil : "group \(host.account)/\(host.region)/\($0)" }
  }

  private static func imageKey(_ host: FleetHost) -> String? {
    host.image.flatMap { $0.isEmpty ? nil : "image \($0)" }
  }

  private static func name(_ host: FleetHost, _ key: String) -> HostString {
    key.utf8.starts(with: "group ".utf8) ? HostString("Auto Scaling group \(host.group ?? "")") : HostString(key)
  }
}
