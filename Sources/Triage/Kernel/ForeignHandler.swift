internal import CaseModel
internal import HostFacts

/// An entry of a kernel table that leads out of the kernel. Only memory shows it.
struct ForeignHandler: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.foreign-handler",
    abnormal:
      "An entry of the system call or interrupt table, or an ftrace registration, leads outside the kernel's own code.",
    why: "Rootkits answer system calls themselves, so that every program on the host sees what they want.",
    techniques: ["T1014", "T1056.004"], severity: .critical,
    benign:
      "Nothing ordinary changes the two tables. Live patches and monitoring agents register with ftrace from a module that is listed: that is low."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    let listed = picture.modules.filter { $0.seenBy.contains("module list") }.map(\.name.text)
    return picture.properties.filter { $0.group == "hook" }.map { hook in
      let isFromListed =
        hook.name.text.hasPrefix("ftrace ") && listed.contains { hook.value.text.hasSuffix("in module \($0)") }
      return card.finding(
        "\(hook.name.text) leads out of the kernel: \(hook.value.text)",
        evidence: [Evidence(source: hook.source, text: HostString(escaped: "\(hook.name.text) → \(hook.value.text)"))],
        severity: isFromListed ? .low : .critical)
    }
  }
}
