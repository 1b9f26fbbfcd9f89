internal import CaseModel
internal import HostFacts

/// Keys that let somebody in as a daemon.
struct SystemAccountKey: PictureHeuristic {
  let card = HeuristicCard(
    id: "account.system-key", abnormal: "An account of a daemon has authorized ssh keys.",
    why: "Nobody logs in as a daemon; its home is a place where nobody looks for keys.",
    techniques: ["T1098.004"], severity: .high,
    benign:
      "git, gitlab, jenkins, backup and replication accounts of databases take keys, mostly with a forced command.")

  private static let usual: Set<String> = [
    "git", "gitlab", "gitea", "gogs", "jenkins", "postgres", "oracle", "hadoop", "hdfs", "barman", "rsync", "backup",
    "backuppc", "nagios", "zabbix", "ansible", "deploy", "gerrit", "phabricator", "borg", "restic", "sftp", "ec2-user",
    "ubuntu", "admin", "core", "centos", "rancher", "gitlab-runner", "munge", "slurm", "oneadmin", "nova", "ceph",
    "svn", "ssm-user", "bitbucket", "splunk", "libvirt-qemu",
  ]

  func examine(_ picture: HostPicture) -> [Finding] {
    let system = Dictionary(picture.localAccounts.filter(\.isSystemAccount).map { ($0.name, $0) }) { first, _ in first }
    return picture.sshKeys.filter { $0.role == "authorized" }.compactMap { key in
      guard
        let account = system[key.account]
          ?? (SudoGrant.isServiceAccount(key.account.text)
            ? AccountRecord(name: key.account, uid: 1, gid: 1, source: key.path) : nil)
      else { return nil }
      if Self.usual.contains(account.name.text)
        || key.forcedCommand != nil && !SudoGrant.isServiceAccount(account.name.text)
      {
        return nil
      }
      let severity: Severity = SudoGrant.isServiceAccount(account.name.text) ? .high : .medium
      return card.finding(
        "service account \(account.name.text) has the key \(key.fingerprint) (\(key.path.text):\(key.line))",
        evidence: [key.evidence], severity: severity, occurred: key.modifiedAt)
    }
  }
}
