internal import CaseModel
internal import HostFacts

/// A mount covers files or directories that matter.
struct CoveredContent: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.covered-content",
    abnormal: "A mount lies over a system file, log or configuration that is still there below.",
    why: "What is below is used by nobody but found by nobody either; a single covered program is a replaced one.",
    techniques: ["T1564.013", "T1564"], severity: .medium,
    benign:
      "Separate partitions lie over directories that had files once (info); so do tmpfs on /tmp and /run, and container engines' mounts. In containers single files of /etc are mounted."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    var findings: [String: Finding] = [:]
    let host = picture.processes[1]?.namespaces["mnt"]
    for mount in picture.mounts where (mount.covers.map { !$0.isEmpty } ?? false) || Self.replacesFile(mount) {
      let path = mount.path.text
      let isElsewhere = host.map { mount.mountNamespace != 0 && mount.mountNamespace != $0 } ?? false
      guard MountedOverProcess.pid(in: path) == nil, let severity = Self.severity(mount) else { continue }
      findings[path] = card.finding(
        "a \(mount.fileSystem) mount covers \(path)",
        evidence: [
          Evidence(
            source: "/proc/self/mountinfo",
            text: HostString(
              escaped: "\(path) \(mount.source.text) root \(mount.root.text) covers \(mount.covers?.text ?? "")"))
        ],
        severity: isElsewhere ? .info : severity)
    }
    for record in picture.discrepancies where record.kind == .overmount && findings[record.subject.text] == nil {
      let path = record.subject.text
      guard MountedOverProcess.pid(in: path) == nil,
        !picture.mounts.contains(where: { $0.path.text == path && Self.isOwnDevice($0) })
      else { continue }
      findings[path] = card.finding(
        "a mount covers \(path)", evidence: [Evidence(source: record.subject, text: record.detail)],
        severity: Self.isSensitive(path) ? .medium : .info)
    }
    return findings.sorted { $0.key < $1.key }.map(\.value)
  }

  /// A single program or account file is mounted over: nothing "covered" is told of files.
  private static func replacesFile(_ mount: MountRecord) -> Bool {
    let path = mount.path.text
    return ["/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/etc/pam.d/", "/etc/cron"].contains { path.hasPrefix($0) }
      || ["/etc/passwd", "/etc/shadow", "/etc/group", "/etc/sudoers", "/etc/crontab", "/etc/ld.so.preload"].contains(
        path)
  }

  private static func severity(_ mount: MountRecord) -> Severity? {
    let path = mount.path.text
    if [
      "/proc", "/sys", "/dev", "/run", "/snap", "/var/lib/docker", "/var/lib/containerd", "/var/lib/kubelet",
      "/var/lib/containers",
    ].contains(where: path.isPath) {
      return nil
    }
    if path == "/tmp" || path == "/var/tmp" || path == "/" || isOwnDevice(mount) { return .info }
    if ["/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/", "/usr/lib/", "/lib/"].contains(where: { path.hasPrefix($0) }) {
      return .high
    }
    if mount.fileSystem == "autofs" || mount.fileSystem.hasPrefix("fuse.") || mount.fileSystem.hasPrefix("nfs") {
      return .info
    }
    return isSensitive(path) ? .medium : .low
  }

  /// A whole file system of a disk, as separate partitions are.
  private static func isOwnDevice(_ mount: MountRecord) -> Bool {
    mount.source.hasPrefix("/dev/") && !mount.source.hasPrefix("/dev/loop") && mount.root.text == "/"
  }

  private static func isSensitive(_ path: String) -> Bool {
    if ["/etc/resolv.conf", "/etc/hosts", "/etc/hostname", "/etc/machine-id"].contains(path) { return false }
    return ["/etc", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/var/log", "/var/spool", "/root", "/boot", "/home"]
      .contains(where: path.isPath)
  }
}
