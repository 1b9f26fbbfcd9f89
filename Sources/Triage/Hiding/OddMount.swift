internal import CaseModel
internal import HostFacts

/// A file system is mounted at a hidden place.
struct OddMount: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.odd-mount",
    abnormal: "A file system is mounted at a hidden directory of a system, device or temporary place.",
    why: "What is on it is outside the disk's images and gone after a reboot.", techniques: ["T1564.013", "T1564.001"],
    severity: .medium,
    benign: "AppImages (FUSE at /tmp/.mount_…), containers' storage in homes, snapshots: not reported."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let host = picture.processes[1]?.namespaces["mnt"]
    return picture.mounts.compactMap { mount in
      let path = mount.path.text
      guard PathShape.isConcealed(path) || PathShape.isTrick(path), Place(path) != .home, Place(path) != .vendor,
        host == nil || mount.mountNamespace == 0 || mount.mountNamespace == host
      else { return nil }
      return card.finding(
        "\(mount.fileSystem) is mounted at a hidden place: \(path)",
        evidence: [
          Evidence(
            source: "/proc/self/mountinfo",
            text: HostString(escaped: "\(path) \(mount.fileSystem) \(mount.source.text)"))
        ])
    }
  }
}
