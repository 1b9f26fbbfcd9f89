internal import CaseModel
internal import HostFacts
internal import Triage

/// Who may log in, and with which keys.
struct AccountsSection {
  let page: PageContext
  private var picture: [AccountRecord] { page.report.picture.accounts }

  var html: HTML {
    let people = picture.filter(canLogIn)
    let services = picture.filter { !canLogIn($0) }
    let keys = page.report.picture.sshKeys
    let authorized = keys.filter { $0.role == "authorized" }
    return section("accounts", "Accounts and keys") {
      element(.h3) { "Accounts that can log in (\(Words.grouped(people.count)))" }
      accounts("Accounts that can log in", people)
      if !services.isEmpty {
        folded(Words.count(services.count, "account that cannot log in", "accounts that cannot log in")) {
          accounts("Accounts that cannot log in", services)
        }
      }
      element(.h3) { "Authorized ssh keys (\(Words.grouped(authorized.count)))" }
      keyTable("Authorized ssh keys", authorized)
      if keys.count > authorized.count {
        folded(
          Words.count(
            keys.count - authorized.count, "other key (host, private, known host)",
            "other keys (host, private, known host)")
        ) {
          keyTable("Other ssh keys", keys.filter { $0.role != "authorized" })
        }
      }
    }
  }

  /// By its shell: a password may be locked while a key works.
  private func canLogIn(_ account: AccountRecord) -> Bool {
    account.uid == 0 || !["nologin", "false", "sync", "halt", "shutdown"].contains(account.shell.lastComponent)
  }

  private func accounts(_ caption: StaticString, _ accounts: [AccountRecord]) -> HTML {
    guard !accounts.isEmpty else { return element(.p, .style("note")) { "None." } }
    var table = DataTable(
      caption,
      [
        .init("UID", "n"), .init("Account"), .init("Groups", "w"), .init("Shell"), .init("Password"),
        .init("Home", "w"),
      ],
      rowLimit: 400, byteLimit: 120_000)
    for account in accounts.sorted(by: { ($0.uid, $0.name) < ($1.uid, $1.name) }) {
      let isSecondRoot = account.uid == 0 && account.name != "root"
      table.add(isSecondRoot ? "marked" : "") {
        let groups = account.groups.prefix(30).map(\.text).joined(separator: " ")
        return [
          .text("\(account.uid)"),
          .joined([suspect(account.name, limit: 80)] + (isSecondRoot ? [.text(" "), chip("uid 0", "crit")] : [])),
          suspect(HostString(escaped: groups), limit: 300), suspect(account.shell, limit: 120), password(account),
          suspect(account.home, limit: 200),
        ]
      }
    }
    return table.html
  }

  private func password(_ account: AccountRecord) -> HTML {
    switch account.password {
    case .empty: chip("empty", "high")
    case .locked: .text("locked")
    case .hash: .text(account.passwordScheme ?? "hash", limit: 40)
    case .unknown: .text("not read")
    }
  }

  private func keyTable(_ caption: StaticString, _ keys: [SSHKeyRecord]) -> HTML {
    guard !keys.isEmpty else { return element(.p, .style("note")) { "None." } }
    var table = DataTable(
      caption, [.init("Account"), .init("Where", "w"), .init("Key", "w"), .init("Changed (UTC)"), .init("Marks")],
      rowLimit: 400,
      byteLimit: 120_000)
    for key in keys.sorted(by: { ($0.role, $0.path, $0.line) < ($1.role, $1.path, $1.line) }) {
      let isNamed = page.pathsInFindings.contains(key.path)
      table.add(isNamed ? "marked" : "") { cells(key, isNamed) }
    }
    return table.html
  }

  private func cells(_ key: SSHKeyRecord, _ isNamed: Bool) -> [HTML] {
    let place = key.line > 0 ? "\(key.path.text):\(key.line)" : key.path.text
    let what = HostString(escaped: "\(key.algorithm.text) \(key.fingerprint) \(key.comment.text)")
    let changed = key.changedAt ?? key.modifiedAt
    var marks: [HTML] = isNamed ? [chip("in a finding", "crit")] : []
    if key.forcedCommand != nil { marks.append(chip("forced command", "med")) }
    if page.isRecent(changed) { marks.append(chip("last 30 days", "low")) }
    return [
      suspect(key.account, limit: 80), suspect(HostString(escaped: place), limit: 300),
      .joined(
        [suspect(what, limit: 300)]
          + (key.options.isEmpty ? [] : [element(.div, .style("under")) { suspect(key.options, limit: 300) }])),
      page.moment(changed), .joined(marks.flatMap { [$0, .text(" ")] }),
    ]
  }
}
