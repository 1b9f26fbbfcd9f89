internal import CaseModel
internal import HostFacts

/// A local listener whose name is out of sight.
struct ConcealedSocket: ProcessHeuristic {
  let card = HeuristicCard(
    id: "network.concealed-socket",
    abnormal: "A program of no package listens on a UNIX socket in a hidden place of a temporary or system directory.",
    why: "Backdoors and relays take their orders over such a socket; no port is open, no list of ports shows it.",
    techniques: ["T1559", "T1090", "T1564.001"], severity: .medium,
    benign:
      "X11, ICE and database sockets (.X11-unix, .s.PGSQL), browsers and editors in homes; packaged programs and developers' tools are passed over."
  )

  func examine(_ process: ProcessRecord, in picture: HostPicture) -> Finding? {
    let listeners = picture.sockets(of: process.pid).filter {
      $0.transport == .unix && $0.isListening && isHidden($0.localAddress.text)
    }
    guard let first = listeners.first else { return nil }
    let origin = picture.origin(of: process)
    guard origin >= .vendor, !picture.isDeveloperWork(process) else { return nil }
    let isStrange = origin == .stray || origin == .odd
    return card.finding(
      "\(process.label) listens on \(first.localAddress.text)", process,
      severity: isStrange || process.isDetached && process.isRoot ? .medium : .low,
      evidence: listeners.prefix(4).map(\.evidence))
  }

  private func isHidden(_ path: String) -> Bool {
    guard path.hasPrefix("/"), [.temporary, .device, .data, .system].contains(Place(path)) else { return false }
    return path.split(separator: "/").contains { part in
      part.hasPrefix(".") && !HiddenOutput.isUsual(String(part)) && !Self.usual.contains(String(part))
    }
  }

  private static let usual: Set<String> = [".ICE-unix", ".font-unix", ".XIM-unix", ".Test-unix", ".docker", ".vscode"]
}
