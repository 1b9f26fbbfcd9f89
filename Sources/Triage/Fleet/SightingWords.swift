internal import CaseModel

/// A sighting in sentences: what is a fact and what is only suggested stay apart.
struct SightingWords {
  let indicator: FleetIndicator
  let origin: FleetPlace
  let finding: FleetProfile.Reason
  /// Those that are listed.
  let others: [FleetPlace]
  /// All of them.
  let total: Int

  /// The severest that a hit of this kind can be: a name or a port proves little.
  var ceiling: Severity {
    switch indicator.kind {
    case .digest, .key, .changedFile: .critical
    case .persistence, .module: .high
    case .account: indicator.value.hasSuffix("(uid 0)") ? .critical : .low
    case .address: isInternal ? .medium : others.contains { $0.role == .inbound || $0.role == .login } ? .medium : .high
    case .domain: .medium
    case .listener, .package: .low
    }
  }

  private var isInternal: Bool { NumericAddress(indicator.value.text).map { !$0.isPublic } ?? false }

  var title: HostString {
    let names = others.prefix(3).map {
      "\(HostString($0.host.title).text)\($0.verdict == .clear ? " (judged clear)" : "")"
    }
    let more = total - names.count
    let list = names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    return HostString(
      escaped: "\(indicator.noun) of \(HostString(origin.host.title).text) is also on \(list): \(shown)")
  }

  /// The value, and for a digest where it lies.
  private var shown: String {
    indicator.kind == .digest
      ? "\(origin.evidence.text.text.isEmpty ? origin.evidence.source.text : TextScan.clipped(origin.evidence.text.text, 120)), SHA-256 \(indicator.value.text)"
      : TextScan.clipped(indicator.value.text, 200)
  }

  var fact: HostString {
    let first = others.first
    let there = first.map { "\($0.evidence.source.text) on \(HostString($0.host.title).text)" } ?? ""
    let rest = total > 1 ? ", and on \(total - 1) more" : ""
    return HostString(
      escaped:
        "\(measure) \(origin.evidence.source.text) on \(HostString(origin.host.title).text) and \(there)\(rest) is the same: \(TextScan.clipped(indicator.value.text, 200))"
    )
  }

  private var measure: String {
    switch indicator.kind {
    case .digest: "the SHA-256 behind"
    case .address: "the address in"
    case .domain: "the host name in"
    case .key: "the fingerprint of the key in"
    case .persistence: "the entry in"
    case .account: "the account name in"
    case .listener: "the port of"
    case .module: "the module name in"
    case .changedFile: "the path and SHA-256 of"
    case .package: "the package in"
    }
  }

  var inference: String {
    let clear = others.contains { $0.verdict == .clear }
    let start =
      switch indicator.kind {
      case .digest:
        "The same program lies there, so whoever brought it to one host may have brought it to the other. Rule out software of the house that is installed outside packages."
      case .address:
        isInternal
          ? "Both speak with the same internal machine, which may be a step of the intrusion, or a service that they share."
          : "Both had to do with the same outside address. Rule out a service that both use: shared hosting and content networks put many names behind one address."
      case .domain: "Both name the same host. Rule out a service that both use."
      case .key:
        "Whoever holds this key can log in to both. Rule out an administrator's key that is meant to be on both."
      case .persistence: "The same entry was planted on both, or the same tool of the house wrote it."
      case .account: "Somebody may have made the same account on both, or both have it from one directory or image."
      case .listener: "An equal port alone proves nothing; compare the programs behind it."
      case .module: "The same module is loaded on both. Rule out a driver or agent of the house."
      case .changedFile: "The same changed file lies on both: replaced by the same hand, or by the same local build."
      case .package: "Both have the package."
      }
    return clear ? "\(start) A host judged clear has it: look at that host again before closing it." : start
  }
}
