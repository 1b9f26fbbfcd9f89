internal import CaseModel
internal import HostFacts

/// A mount that refuses to be copied, and what runs from it.
struct UnbindableMount: PictureHeuristic {
  let card = HeuristicCard(
    id: "hiding.unbindable-mount", abnormal: "A mount is unbindable, so that copies of the file tree leave it out.",
    why: "It hides files from tools that look through a clone of the mounts.", techniques: ["T1564.013", "T1564"],
    severity: .low,
    benign:
      "Polyinstantiated directories of pam_namespace and some sandboxes use it. Programs that run from there, or a hidden or device place, are another matter."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    var details: [String: HostString] = [:]
    for mount in picture.mounts where mount.propagation.contains("unbindable") {
      details[mount.path.text] = HostString(escaped: "\(mount.fileSystem) \(mount.source.text) \(mount.propagation)")
    }
    for record in picture.discrepancies where record.kind == .unbindableMount {
      details[record.subject.text] = record.detail
    }
    return details.sorted { $0.key < $1.key }.map { path, detail in finding(path, detail, picture) }
  }

  private func finding(_ path: String, _ detail: HostString, _ picture: HostPicture) -> Finding {
    let users =
      path == "/"
      ? []
      : picture.suspects.filter { process in
        process.path.isPath(under: path) || process.libraries.contains { $0.text.isPath(under: path) }
          || process.descriptors.contains { $0.target.text.isPath(under: path) }
      }
    let runs = users.first { $0.path.isPath(under: path) }
    let isOdd = Place(path).isOdd || PathShape.isConcealed(path) || PathShape.isTrick(path)
    let severity: Severity = runs.map { picture.origin(of: $0) > .packaged } ?? false ? .high : isOdd ? .medium : .low
    return card.finding(
      "unbindable mount at \(path)\(runs.map { ", \($0.label) runs from it" } ?? "")",
      evidence: [Evidence(source: HostString(escaped: path), text: detail)] + users.prefix(3).flatMap(\.usualEvidence),
      severity: severity, processes: users.prefix(16).map(\.pid))
  }
}
