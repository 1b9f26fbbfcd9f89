internal import CaseModel
internal import HostFacts

/// Which finding an indicator belongs to: by the process, by where it stands, by digest, or because its text names the value.
struct FindingLinks: Sendable {
  private let findings: [Finding]
  private var byPID: [Int: Int] = [:]
  private var bySource: [HostString: Int] = [:]
  private var byExhibit: [String: Int] = [:]
  private var byWord: [String: Int] = [:]

  /// - Parameter findings: Most severe first: the first one that names a value is the one it belongs to.
  init(_ findings: [Finding]) {
    self.findings = findings
    for (index, finding) in findings.enumerated() {
      // The first process is the subject; the others are its surroundings.
      if let pid = finding.processes.first { Self.note(&byPID, pid, index) }
      for evidence in finding.evidence.prefix(64) {
        Self.note(&bySource, FleetShelf.bounded(evidence.source), index)
        if let exhibit = evidence.exhibit { Self.note(&byExhibit, exhibit, index) }
        for word in Self.words(evidence.text.text) { Self.note(&byWord, word, index) }
      }
    }
  }

  private static func note<Key>(_ table: inout [Key: Int], _ key: Key, _ index: Int) {
    if table[key] == nil { table[key] = index }
  }

  /// Words as they stand, and the addresses among them in the form in which they are compared.
  private static func words(_ text: String) -> [String] {
    NetworkNames.words(in: text) + NetworkNames.addresses(in: text).map(\.text)
  }

  /// The most severe finding that rests on the value.
  ///
  /// - Parameter isInbound: A peer that came to a port which the host serves. Everybody talks to a server: that its process
  ///   is in a finding says nothing about them.
  func finding(of indicator: FleetIndicator, _ held: FleetShelf.Held, isInbound: Bool) -> Int? {
    let value = indicator.value.text
    let pid = isInbound ? nil : held.pids.lazy.compactMap { byPID[$0] }.min()
    let source = ([held.evidence.source] + held.sources).lazy.compactMap { bySource[$0] }.min()
    let found: [Int?] =
      switch indicator.kind {
      case .digest: held.isInterpreter ? [] : [pid, source, byExhibit[value]]
      case .address: [pid, source, byWord[value]]
      case .domain, .persistence, .changedFile: [source]
      case .key: [byWord[value]]
      case .account: [source, word(value, of: "account.")]
      case .listener: [pid, source]
      case .module:
        [word(value, of: "kernel."), word(value, of: "hiding."), word(value, of: "persistence.kernel-module")]
      case .package: []
      }
    return found.compactMap(\.self).min()
  }

  /// A word that may stand in any text counts only in findings of its own chapter.
  private func word(_ value: String, of chapter: String) -> Int? {
    findings.firstIndex { finding in
      finding.id.utf8.starts(with: chapter.utf8)
        && finding.evidence.prefix(64).contains { NetworkNames.words(in: $0.text.text).contains(value) }
    }
  }

  /// Digests, addresses and host names that findings name, whether or not a fact that is kept had them.
  func addNamedValues(to shelf: inout FleetShelf) {
    for finding in findings {
      for evidence in finding.evidence.prefix(16) {
        if let exhibit = evidence.exhibit, exhibit.utf8.count == 64, evidence.source.hasPrefix("/") {
          shelf.put(
            .digest, HostString(exhibit), .finding, evidence, seenAt: finding.occurred, mustKeep: true)
        }
        addNames(in: evidence, of: finding, to: &shelf)
      }
    }
  }

  private func addNames(in evidence: Evidence, of finding: Finding, to shelf: inout FleetShelf) {
    // The addresses of those who guess passwords are on every host of the Internet.
    if finding.id == "log.brute-force" { return }
    for address in NetworkNames.addresses(in: evidence.text.text).prefix(8) where address.isPublic {
      shelf.put(.address, HostString(address.text), .finding, evidence, seenAt: finding.occurred, mustKeep: true)
    }
    for web in WebAddress.all(in: evidence.text.text).prefix(8) where !web.isNumeric && !web.isLoopback {
      shelf.put(.domain, HostString(escaped: web.host), .finding, evidence, seenAt: finding.occurred, mustKeep: true)
    }
  }
}

extension FleetIndicator: Comparable {
  /// By kind, then by value.
  public static func < (left: FleetIndicator, right: FleetIndicator) -> Bool {
    (left.kind.rawValue, left.value) < (right.kind.rawValue, right.value)
  }
}
