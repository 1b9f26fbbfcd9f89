internal import CaseModel
internal import HostFacts

/// Something about an entry that an ordinary one does not have.
struct PersistenceConcern {
  /// How much it matters.
  var severity: Severity
  /// For people.
  var detail: String
  /// Techniques of its own, beside the mechanism's.
  var techniques: [Technique] = []

  /// The worst, raised by one if two matter.
  static func severity(of concerns: [PersistenceConcern]) -> Severity {
    let worst = concerns.map(\.severity).max() ?? .info
    return concerns.filter { $0.severity >= .medium }.count > 1 ? worst.raised : worst
  }
}

/// Weighs an entry: its command, what that starts, and the file it stands in. A plain, locally written entry that
/// starts a program of root's in
/// an ordinary place has no concern.
enum PersistenceScale {
  static func concerns(of record: PersistenceRecord, in picture: HostPicture) -> [PersistenceConcern] {
    guard !record.isPackaged else { return packaged(record) }
    return command(record) + target(record, in: picture) + file(record)
  }

  /// A package's own entry can still start something that is no package's, in a place where nothing should be.
  private static func packaged(_ record: PersistenceRecord) -> [PersistenceConcern] {
    guard let target = record.target, target.exists, target.package == nil,
      let why = FilePlace.oddity(ofProgramAt: target.path.text)
    else { return [] }
    return [PersistenceConcern(severity: .medium, detail: "a packaged entry starts \(target.path.text) in a \(why)")]
  }

  /// Signs in the command and in the script it starts.
  static func command(_ record: PersistenceRecord) -> [PersistenceConcern] {
    guard let text = record.commandText else { return [] }
    let opinion = CommandJudge.judge(text, target: record.target, setting: .persistence)
    let account = serviceAccount(record, opinion)
    return account
      + opinion.signs.map {
        PersistenceConcern(severity: $0.severity, detail: $0.detail, techniques: $0.kind.techniques)
      }
  }

  /// A service account's own crontab is rare; with a sign it is how web shells stay.
  private static func serviceAccount(_ record: PersistenceRecord, _ opinion: CommandOpinion) -> [PersistenceConcern] {
    let services = [
      "www-data", "apache", "nginx", "nobody", "daemon", "mysql", "postgres", "tomcat", "redis", "bin", "games", "mail",
    ]
    guard record.mechanism == .cron, record.path.hasPrefix("/var/spool/cron"), let account = record.account,
      services.contains(account.text),
      !opinion.isEmpty
    else { return [] }
    return [PersistenceConcern(severity: .medium, detail: "in the crontab of the service account \(account.text)")]
  }

  /// What is started: where it stands, whose it is, who may change it.
  static func target(_ record: PersistenceRecord, in picture: HostPicture) -> [PersistenceConcern] {
    guard let target = record.target, target.package == nil else { return [] }
    let path = target.path.text
    var concerns: [PersistenceConcern] = []
    if let why = FilePlace.oddity(ofProgramAt: path) {
      concerns.append(
        PersistenceConcern(
          severity: .high, detail: "starts \(path) from a \(why)", techniques: ["T1564.001", "T1036.005"]))
    }
    guard target.exists else { return concerns + missing(record, picture) }
    if let mode = target.mode, mode & 0o002 != 0, record.runsAsRoot {
      concerns.append(
        PersistenceConcern(severity: .medium, detail: "\(path) can be changed by anybody", techniques: ["T1574.010"]))
    }
    if let uid = target.uid, uid != 0, record.runsAsRoot, record.mechanism != .sshServer {
      let isAtHome = FilePlace.isLocalProgramPlace(path)
      concerns.append(
        PersistenceConcern(
          severity: isAtHome ? .info : .medium, detail: "root runs \(path) of user \(uid)", techniques: ["T1574.010"]))
    }
    if let dot = userDataDirectory(path) {
      concerns.append(
        PersistenceConcern(
          severity: .medium, detail: "starts \(path) among the data in \(dot)", techniques: ["T1564.001"]))
    }
    if picture.knowsPackages, isPackagesOwn(path) { concerns.append(stranger(path, record)) }
    return concerns
  }

  /// Where only packages put programs.
  private static func isPackagesOwn(_ path: String) -> Bool {
    FilePlace.isSystemProgramPlace(path) || (path.hasPrefix("/usr/") && !path.hasPrefix("/usr/local/"))
  }

  /// Directories of settings and caches in homes hold no programs that anything should start by itself.
  private static func userDataDirectory(_ path: String) -> String? {
    guard FilePlace.isHome(path) else { return nil }
    return ["/.config/", "/.cache/", "/.ssh/", "/.gnupg/", "/.dbus/", "/.pki/", "/.mozilla/", "/.aws/"].first {
      TextScan.contains(path, $0)
    }
  }

  /// Tools that clouds and people put into /usr/bin without a package, and names that the alternatives system links.
  private static let usualStrangers: Set<String> = [
    "java", "javac", "node", "npm", "kubelet", "kubectl", "kubeadm", "dockerd", "docker", "docker-compose",
    "containerd", "runc", "crictl",
    "nerdctl", "aws", "amazon-ssm-agent", "ssm-agent-worker", "aws-iam-authenticator", "helm", "terraform", "consul",
    "vault", "nomad", "etcd",
    "prometheus", "node_exporter", "nodeadm", "iptables", "ip6tables", "nft", "editor", "pager", "vi", "vim", "which",
    "awk", "nc", "pip", "pip3",
    "uvicorn", "gunicorn", "celery", "certbot", "cloud-init", "aws-cfn-bootstrap", "cfn-hup", "cfn-init", "composer",
    "wp", "caddy", "traefik", "sendmail",
    "mail", "mta", "ecs-agent", "amazon-ecs-init", "k3s", "rke2", "minio", "grafana-server", "salt-minion", "salt-call",
    "ansible", "supervisord", "pm2",
  ]

  static func isUsualStranger(_ name: String) -> Bool {
    usualStrangers.contains(name) || Interpreters.isInterpreter(Interpreters.canonicalName(name))
  }

  /// A program among the system's own that no package knows.
  private static func stranger(_ path: String, _ record: PersistenceRecord) -> PersistenceConcern {
    let name = TextScan.lastComponent(path)
    let imitates = SystemNames.imitation(name)
    let isUsual = usualStrangers.contains(name) || Interpreters.isInterpreter(Interpreters.canonicalName(name))
    let isLogin = [.shellProfile, .environment, .sshClient, .gitHook].contains(record.mechanism)
    return PersistenceConcern(
      severity: isUsual ? .info : imitates == nil && isLogin ? .low : .medium,
      detail: imitates.map { "\(path) belongs to no package and imitates \($0)" } ?? "\(path) belongs to no package",
      techniques: ["T1036.005"])
  }

  /// Removed software leaves entries behind. One made in the last week whose program is gone is another thing:
  /// droppers delete themselves.
  private static func missing(_ record: PersistenceRecord, _ picture: HostPicture) -> [PersistenceConcern] {
    guard let target = record.target, target.path.hasPrefix("/"), let made = record.changedAt,
      let now = picture.host?.now,
      now.seconds - made.seconds < 7 * 86_400, let birth = picture.estimatedInstallation,
      made.seconds - birth.seconds > 2 * 86_400
    else { return [] }
    return [
      PersistenceConcern(
        severity: .low, detail: "\(target.path.text) is gone, though the entry is new", techniques: ["T1070.004"])
    ]
  }

  /// The entry's own file.
  static func file(_ record: PersistenceRecord) -> [PersistenceConcern] {
    var concerns: [PersistenceConcern] = []
    let path = record.path.text
    let isSystem = path.hasPrefix("/etc/") || FilePlace.isSystemProgramPlace(path)
    if isSystem, let mode = record.mode, mode & 0o002 != 0 {
      concerns.append(
        PersistenceConcern(severity: .medium, detail: "\(path) can be changed by anybody", techniques: ["T1222.002"]))
    }
    if isSystem, let uid = record.uid, uid != 0 {
      concerns.append(
        PersistenceConcern(severity: .medium, detail: "\(path) belongs to user \(uid)", techniques: ["T1222.002"]))
    }
    if isSystem, record.package == nil, let hidden = FilePlace.hiddenComponent(path) {
      concerns.append(PersistenceConcern(severity: .medium, detail: "hidden file \(hidden)", techniques: ["T1564.001"]))
    } else if let reason = FileNameOddity.reason(record.path.lastComponent) {
      concerns.append(PersistenceConcern(severity: .medium, detail: "file name: \(reason)", techniques: ["T1036"]))
    }
    return concerns
  }
}

extension HostPicture {
  /// About when the system was put on this disk: the earliest change of an inode among entries of packages. Clouds
  /// make disks from images, whose
  /// inodes keep the image's times.
  var estimatedInstallation: Timestamp? {
    index?.installation ?? persistence.lazy.filter(\.isPackaged).compactMap(\.changedAt).min()
  }

  /// Came in the last two weeks, on a host that was set up days before: what belongs to the set-up is not late.
  func isLate(_ time: Timestamp?) -> Bool {
    guard let time, let start = estimatedInstallation else { return false }
    return isRecent(time, days: 14) && time.seconds - start.seconds > 3 * 86_400
  }

  /// The host is an EC2 instance by its own identity.
  var isEC2Instance: Bool { host?.instanceID?.hasPrefix("i-") ?? false }
}
