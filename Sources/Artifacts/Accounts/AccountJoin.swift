internal import CaseModel
internal import HostFacts

/// Puts passwd, shadow and group together: accounts with their password state and groups.
public enum AccountJoin {
  /// - Parameters:
  ///   - passwd: passwd(5).
  ///   - shadow: shadow(5), if it could be read; without it, states stay as passwd tells them.
  ///   - group: group(5), if it could be read.
  /// - Returns: Account records in passwd's order, then group records; notes of all three, and of shadow lines without account.
  public static func join(passwd: ArtifactInput, shadow: ArtifactInput?, group: ArtifactInput?) -> ArtifactOutput {
    let accounts = PasswdParser.parse(passwd)
    let groups = group.map(GroupParser.parse) ?? ArtifactOutput()
    var output = ArtifactOutput()
    for note in accounts.notes + groups.notes { output.note(offset: note.offset, line: note.line, note.message) }
    let entries = shadow.map { ShadowParser.entries($0, into: &output) } ?? []
    // Where a name stands twice in shadow, the first line counts, as for getspnam(3).
    let byName = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let records = groups.facts.compactMap { fact in if case .group(let record) = fact { record } else { nil } }
    let memberships = Memberships(records)
    var names: Set<HostString> = []
    for case .account(var account) in accounts.facts {
      names.insert(account.name)
      if let entry = byName[account.name], account.password == .unknown { apply(entry, to: &account) }
      account.groups = memberships.groups(of: account)
      output.add(.account(account))
    }
    for entry in entries where !names.contains(entry.name) {
      output.note(line: entry.line, "shadow line without an account in passwd")
    }
    for record in records { output.add(.group(record)) }
    return output
  }

  private static func apply(_ entry: ShadowEntry, to account: inout AccountRecord) {
    account.password = entry.password.state
    account.passwordScheme = entry.password.scheme
    account.passwordFingerprint = entry.password.fingerprint
    account.passwordChangedDay = entry.changedDay
  }

  /// Groups by id and by member.
  private struct Memberships {
    private var byID: [Int: HostString] = [:]
    private var byMember: [HostString: [HostString]] = [:]

    init(_ groups: [GroupRecord]) {
      for group in groups {
        if byID[group.gid] == nil { byID[group.gid] = group.name }
        for member in group.members { byMember[member, default: []].append(group.name) }
      }
    }

    func groups(of account: AccountRecord) -> [HostString] {
      let primary = byID[account.gid].map { [$0] } ?? []
      return primary + (byMember[account.name] ?? []).filter { !primary.contains($0) }
    }
  }
}
