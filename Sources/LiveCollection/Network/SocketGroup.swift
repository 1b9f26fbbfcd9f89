internal import CaseModel
internal import HostFacts

/// The dumps and tables that show the same sockets, and the coverage entry they belong to.
struct SocketGroup {
  let entry: String
  let diagnoses: [SocketDiagnosis]
  let tables: [SocketTable.Source]

  /// In the order of the coverage list. IP versions are apart, so that what one view lacks is not taken for hidden.
  static let all: [SocketGroup] =
    perVersion(.tcp, "C011") + perVersion(.mptcp, "C011") + perVersion(.udp, "C012") + perVersion(.udplite, "C012")
    + perVersion(.raw, "C012") + perVersion(.icmp, "C012") + perVersion(.dccp, "C012") + [whole(.sctp, "C012")]
    + [whole(.packet, "C013")] + [.unix, .netlink, .vsock, .xdp].map { whole($0, "C014") }

  private static func perVersion(_ transport: SocketRecord.Transport, _ entry: String) -> [SocketGroup] {
    [4, 6].map { version in
      SocketGroup(
        entry: entry,
        diagnoses: SocketDiagnosis.all.filter { $0.transport == transport && $0.ipVersion == version },
        tables: SocketTable.sources.filter { $0.transport == transport && $0.ipVersion == version })
    }
  }

  // The tables of SCTP do not tell the version.
  private static func whole(_ transport: SocketRecord.Transport, _ entry: String) -> SocketGroup {
    SocketGroup(
      entry: entry, diagnoses: SocketDiagnosis.all.filter { $0.transport == transport },
      tables: SocketTable.sources.filter { $0.transport == transport })
  }
}
