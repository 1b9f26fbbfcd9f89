import CaseModel
import HostFacts

@testable import Triage

/// A host drawn with few strokes: records are ordinary unless a test says otherwise.
struct HostSketch {
  static let now = Timestamp(seconds: 1_790_000_000)
  static func ago(days: Double) -> Timestamp {
    Timestamp(nanoseconds: now.nanoseconds - Int64(days * 86_400e9) + 123_456_789)
  }

  var facts: [HostFact] = []

  init() {
    var host = HostRecord(hostname: "web-1", now: Self.now)
    host.bootedAt = Self.ago(days: 30)
    facts = [.host(host), .package(PackageRecord(manager: "dpkg", name: "coreutils", version: "9"))]
    var packaged = PersistenceRecord(
      .cron, path: "/etc/cron.d/e2scrub_all", text: "30 3 * * 0 root test -e /run/systemd/system")
    packaged.package = "e2fsprogs"
    packaged.changedAt = Self.ago(days: 400)
    facts.append(.persistence(packaged))
  }

  init(_ records: HostFact...) {
    self.init()
    facts += records
  }

  /// Findings above `info` of the whole catalogue, most severe first.
  var findings: [Finding] { all.filter { $0.severity > .info } }

  /// All findings.
  var all: [Finding] {
    var judge = Judge()
    for fact in facts { judge.observe(fact) }
    return judge.conclude(provisional: false).findings
  }

  /// The worst finding of that id.
  func finding(_ id: String) -> Finding? { all.filter { $0.id == id }.max { $0.severity < $1.severity } }

  static func entry(
    _ mechanism: PersistenceRecord.Mechanism, _ path: HostString, line: Int = 1, _ text: HostString = "",
    command: HostString? = nil, account: HostString? = nil, package: HostString? = nil,
    target: PersistenceRecord.CommandTarget? = nil, attributes: [String: HostString] = [:], mode: Int = 0o644
  ) -> PersistenceRecord {
    var record = PersistenceRecord(mechanism, path: path, line: line, text: text.isEmpty ? command ?? "" : text)
    record.command = command
    record.account = account
    record.package = package
    record.target = target
    record.attributes = attributes
    record.mode = mode
    record.uid = 0
    record.changedAt = ago(days: 200)
    record.modifiedAt = ago(days: 200)
    return record
  }

  static func target(
    _ path: HostString, exists: Bool = true, package: HostString? = nil, uid: Int = 0, mode: Int = 0o755,
    excerpt: HostString? = nil
  ) -> PersistenceRecord.CommandTarget {
    var target = PersistenceRecord.CommandTarget(path: path, exists: exists)
    target.package = package
    target.uid = uid
    target.mode = mode
    target.excerpt = excerpt
    return target
  }

  static func file(
    _ path: HostString, kind: FileRecord.Kind = .file, mode: Int = 0o644, package: HostString? = nil,
    change: (inout FileRecord) -> Void = { _ in }
  ) -> FileRecord {
    var file = FileRecord(path: path, kind: kind)
    file.mode = mode
    file.package = package
    file.size = 4096
    file.modified = ago(days: 200)
    file.changed = ago(days: 200)
    file.born = ago(days: 200)
    change(&file)
    return file
  }

  static func account(
    _ name: HostString, _ uid: Int, shell: HostString = "/bin/bash", home: HostString? = nil,
    password: AccountRecord.PasswordState = .locked
  ) -> AccountRecord {
    var account = AccountRecord(name: name, uid: uid, gid: uid, source: "/etc/passwd")
    account.shell = shell
    account.home = home ?? HostString("/home/\(name.text)")
    account.password = password
    account.line = uid + 1
    return account
  }
}
