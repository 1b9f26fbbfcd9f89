internal import CaseModel
internal import HostFacts

/// A kernel module that one view shows and another does not.
struct HiddenModule: PictureHeuristic {
  let card = HeuristicCard(
    id: "kernel.hidden-module", abnormal: "A kernel module is missing from the module list but shows elsewhere.",
    why: "Rootkits unlink themselves from the list; traces stay in sysfs, symbols and memory areas.",
    techniques: ["T1014", "T1547.006"], severity: .critical,
    benign:
      "A module on its way in or out for an instant. Code built into the kernel, and pseudo modules of eBPF and ftrace symbols, are not counted."
  )

  func examine(_ picture: HostPicture) -> [Finding] {
    var findings: [String: Finding] = [:]
    for record in picture.discrepancies where record.kind == .module {
      findings[record.subject.text] = finding(
        record.subject.text, record.seenBy, record.missingFrom, record.detail.text)
    }
    let views = Set(picture.modules.flatMap(\.seenBy))
    guard views.contains("/proc/modules") else { return sorted(findings) }
    for module in picture.modules where findings[module.name.text] == nil && !module.seenBy.isEmpty {
      guard module.state.isEmpty || module.state == "Live", !Self.isPseudo(module.name.text) else { continue }
      let missing = ["/proc/modules", "/sys/module"].filter { views.contains($0) && !module.seenBy.contains($0) }
      guard !missing.isEmpty else { continue }
      findings[module.name.text] = finding(module.name.text, module.seenBy, missing, "state \(module.state)")
    }
    return sorted(findings)
  }

  private func finding(_ name: String, _ seen: [String], _ missing: [String], _ detail: String) -> Finding {
    card.finding(
      "kernel module \(name) is hidden: seen by \(seen.joined(separator: ", ")), missing from \(missing.joined(separator: ", "))",
      evidence: [
        Evidence(source: HostString(escaped: seen.first ?? "kernel"), text: HostString(escaped: "\(name) \(detail)"))
      ])
  }

  private func sorted(_ findings: [String: Finding]) -> [Finding] { findings.sorted { $0.key < $1.key }.map(\.value) }

  private static func isPseudo(_ name: String) -> Bool { name == "bpf" || name.hasPrefix("__builtin") }
}
