internal import CaseModel
internal import HostFacts
internal import Triage

/// The kernel's side: views that disagree, eBPF programs, modules that taint, containers.
struct KernelSection {
  let page: PageContext

  var html: HTML {
    let picture = page.report.picture
    let odd = picture.modules.filter { !$0.taint.isEmpty || $0.seenBy.count == 1 }
    let lead = """
      \(Words.count(picture.modules.count, "module")), \(Words.count(picture.bpfPrograms.count, "eBPF program")), \
      \(Words.count(picture.mounts.count, "mount")), \(Words.count(picture.containers.count, "container")).
      """
    return section("kernel", "Kernel and containers", lead: lead) {
      element(.h3) { "Views that disagree (\(Words.grouped(picture.discrepancies.count)))" }
      discrepancies(picture.discrepancies)
      if !odd.isEmpty {
        element(.h3) { "Modules that taint the kernel or show in one view only (\(Words.grouped(odd.count)))" }
        modules(odd)
      }
      if !picture.bpfPrograms.isEmpty {
        folded(Words.count(picture.bpfPrograms.count, "eBPF program")) { programs(picture.bpfPrograms) }
      }
      if !picture.containers.isEmpty {
        folded(Words.count(picture.containers.count, "container")) { containers(picture.containers) }
      }
    }
  }

  private func discrepancies(_ records: [DiscrepancyRecord]) -> HTML {
    guard !records.isEmpty else { return element(.p, .style("note")) { "None: all views of the host show the same." } }
    var table = DataTable(
      "Views that disagree",
      [.init("Kind"), .init("Subject", "w"), .init("Seen by", "w"), .init("Missing from", "w"), .init("Detail", "w")],
      rowLimit: 100,
      byteLimit: 60_000)
    for record in records {
      table.add("marked") {
        [
          .text(Self.words(record.kind)), suspect(record.subject, limit: 200), names(record.seenBy),
          names(record.missingFrom),
          suspect(record.detail, limit: 300),
        ]
      }
    }
    return table.html
  }

  private func names(_ names: [String]) -> HTML { .text(names.prefix(10).joined(separator: ", "), limit: 200) }

  private static func words(_ kind: DiscrepancyRecord.Kind) -> String {
    switch kind {
    case .process: "hidden process"
    case .module: "hidden module"
    case .overmount: "mounted over"
    case .unbindableMount: "unbindable mount"
    case .file: "hidden file"
    case .stalledRead: "stalled read"
    case .socket: "hidden socket"
    }
  }

  private func modules(_ records: [ModuleRecord]) -> HTML {
    var table = DataTable(
      "Modules", [.init("Module"), .init("Taint"), .init("State"), .init("Size", "n"), .init("Seen by", "w")],
      rowLimit: 100,
      byteLimit: 40_000)
    for module in records {
      table.add {
        [
          suspect(module.name, limit: 80), .text(module.taint, limit: 20), .text(module.state, limit: 20),
          .text(Words.bytes(module.size)), names(module.seenBy),
        ]
      }
    }
    return table.html
  }

  private func programs(_ records: [BPFProgramRecord]) -> HTML {
    var table = DataTable(
      "eBPF programs",
      [
        .init("Id", "n"), .init("Kind"), .init("Name"), .init("Loaded (UTC)"), .init("Held by", "w"),
        .init("Attached, pinned", "w"),
      ],
      rowLimit: 200, byteLimit: 60_000)
    for program in records.sorted(by: { $0.id < $1.id }) {
      table.add {
        let places = program.attachments.prefix(8) + program.pins.prefix(8).map(\.text)
        return [
          .text("\(program.id)"), .text(program.kind, limit: 40), suspect(program.name, limit: 40),
          page.moment(program.loadedAt), page.processes(program.pids),
          suspect(HostString(escaped: places.joined(separator: " ")), limit: 300),
        ]
      }
    }
    return table.html
  }

  private func containers(_ records: [ContainerRecord]) -> HTML {
    var table = DataTable(
      "Containers", [.init("Engine"), .init("Name"), .init("Image", "w"), .init("Command", "w"), .init("Marks")],
      rowLimit: 100,
      byteLimit: 40_000)
    for container in records {
      table.add(container.isPrivileged ? "marked" : "") {
        [
          .text(container.engine, limit: 40), suspect(container.name ?? container.id, limit: 80),
          suspect(container.image, limit: 160), suspect(container.command, limit: 200),
          container.isPrivileged ? chip("privileged", "high") : .empty,
        ]
      }
    }
    return table.html
  }
}
