internal import CaseModel
internal import HostFacts

/// The control-group tree with how many processes are in each group (C039).
enum ControlGroups {
  private static let mostGroups = 5000

  static func collect(_ book: CoverageBook) throws {
    var count = 0
    // Depth first, with a stack of our own.
    var open = roots(book)
    while let group = open.popLast(), count < mostGroups {
      try book.sink.breathe()
      guard let members = try? book.source.read(group.appending("cgroup.procs"), limit: 1 << 20) else { continue }
      count += 1
      book.property("cgroup", group, summary(group, members, book), from: group)
      let children = (try? book.source.list(group, limit: 10_000)) ?? []
      for child in children where child.kind == .directory && open.count < 20_000 {
        open.append(group.appending(child.name))
      }
    }
    book.update("C039") {
      $0.add(count)
      if count >= mostGroups { $0.shortfall("more than \(mostGroups) groups") }
    }
  }

  /// The one tree of version 2; of version 1 the hierarchies that name services and count processes.
  private static func roots(_ book: CoverageBook) -> [HostString] {
    let base: HostString = "/sys/fs/cgroup"
    let names = book.list(base, "C039")
    if names.contains(where: { $0.name == "cgroup.procs" }) { return [base] }
    let wanted: [HostString] = ["unified", "systemd", "pids"]
    return names.filter { $0.kind == .directory && wanted.contains($0.name) }.map { base.appending($0.name) }
  }

  private static func summary(_ group: HostString, _ members: SourceBytes, _ book: CoverageBook) -> HostString {
    var text = "processes=\(members.lines.count)"
    for (file, name) in [("memory.current", "memory"), ("cpu.stat", "cpu")] {
      guard let content = try? book.source.read(group.appending(HostString(file)), limit: 4096),
        let line = content.lines.first, let value = KernelText.fields(line).last, KernelText.number(value) != nil
      else { continue }
      text += " \(name)=\(KernelText.text(value))"
    }
    return HostString(text)
  }
}
