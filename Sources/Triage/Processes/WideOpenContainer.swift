internal import CaseModel
internal import HostFacts

/// A container that is root of the host for all practical purposes.
struct WideOpenContainer: PictureHeuristic {
  let card = HeuristicCard(
    id: "process.wide-open-container",
    abnormal: "A container has all privileges, the host's root or the engine's socket.",
    why: "Whoever is in it is root on the host; intruders with access to an engine start one.",
    techniques: ["T1611", "T1610"],
    severity: .info,
    benign:
      "Node agents, storage plugins and build runners need this: info. With the host's root and a bare shell as its command it is no agent (medium)."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    picture.containers.compactMap { container in
      let sources = container.binds.map { $0.text.split(separator: ":").first.map(String.init) ?? $0.text }
      let hasRoot = sources.contains("/")
      let hasSocket = sources.contains {
        $0.hasSuffix("docker.sock") || $0.hasSuffix("containerd.sock") || $0.hasSuffix("crio.sock")
      }
      guard container.isPrivileged || hasRoot || hasSocket else { return nil }
      let command = container.command?.text.words ?? []
      let isShell =
        command.first.map {
          Program.shells.contains(Program.family($0)) || $0.hasSuffix("nsenter") || $0.hasSuffix("chroot")
        } ?? false
      let isEntry = hasRoot && (isShell || command.contains { $0.hasSuffix("chroot") || $0.hasSuffix("nsenter") })
      let words = [
        container.isPrivileged ? "all privileges" : nil, hasRoot ? "the host's root" : nil,
        hasSocket ? "the engine's socket" : nil,
      ]
      return card.finding(
        "container \(container.name?.text ?? container.id.text) has \(words.compactMap { $0 }.joined(separator: ", "))",
        evidence: [
          Evidence(
            source: container.source,
            text: HostString(escaped: "\(container.image?.text ?? "") \(container.command?.text ?? "")"))
        ],
        severity: isEntry ? .medium : .info)
    }
  }
}
