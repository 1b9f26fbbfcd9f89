internal import CaseModel
internal import HostFacts

/// Loaded modules by every list the kernel keeps, what hides from one of them, and their details (C027, C029).
public struct ModuleFamily: CollectionFamily {
  public let entries = ["C027", "C029"]

  /// The family has no settings.
  public init() {}

  public func collect(from source: any HostSource, into sink: any CollectionSink) throws {
    let book = CoverageBook(entries, source: source, sink: sink)
    try book.record {
      let views = read(book, isFirst: true)
      try sink.breathe()
      for var record in views.merged() {
        record.sourceVersion = details(record.name, views, book)
        sink.emit(.module(record))
        book.update("C027") { $0.add(1) }
      }
      report(confirmed(views, book), book)
      countAreas(views, book)
      if views.listed == nil, views.inSysfs?.isEmpty != false {
        book.update("C029") { $0.fault(SourceError(.absent, "no loadable module"), on: "/sys/module") }
      }
    }
  }

  private func read(_ book: CoverageBook, isFirst: Bool) -> ModuleViews {
    var views = ModuleViews()
    if let table = book.read("/proc/modules", "C027", limit: 4 << 20, keeps: isFirst, count: 0) {
      let records = table.lines.compactMap(ModuleViews.record)
      views.listed = Dictionary(records.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      if records.count < table.lines.count {
        book.update("C027") { $0.shortfall("/proc/modules: lines not understood") }
      }
    }
    let directories = book.list("/sys/module", "C027")
    if !directories.isEmpty {
      views.inSysfs = Set(
        directories.map(\.name).filter { name in
          (try? book.source.status(
            HostString("/sys/module/").appending(name).appending("initstate"), followLinks: false))
            != nil
        })
    }
    let symbols = book.read("/proc/kallsyms", "C027", limit: 48 << 20, keeps: false, count: 0)
    views.inSymbols = symbols.map { ModuleViews.tags($0.bytes) }
    return views
  }

  /// Those that a second reading of all lists shows in the same way: a module can be on its way in or out.
  private func confirmed(_ views: ModuleViews, _ book: CoverageBook) -> [(HostString, [String], [String])] {
    let suspects = views.hidden()
    guard !suspects.isEmpty else { return [] }
    let again = read(book, isFirst: false)
    let still = again.hidden()
    return suspects.filter { still[$0.key] == $0.value }
      .map { ($0.key, again.views(of: $0.key), $0.value) }
      .sorted { $0.0 < $1.0 }
  }

  private func report(_ hidden: [(HostString, [String], [String])], _ book: CoverageBook) {
    for (name, seenBy, missingFrom) in hidden.prefix(1000) {
      book.sink.emit(
        .discrepancy(
          DiscrepancyRecord(
            kind: .module, subject: name, seenBy: seenBy, missingFrom: missingFrom,
            detail: "two readings of the kernel's module lists agree")))
    }
  }

  /// - Returns: `srcversion`.
  private func details(_ name: HostString, _ views: ModuleViews, _ book: CoverageBook) -> HostString? {
    guard views.inSysfs?.contains(name) == true else { return nil }
    let directory = HostString("/sys/module").appending(name)
    var version: HostString?
    for file in ["taint", "srcversion", "version", "refcnt", "initstate", "coresize"] {
      let path = directory.appending(HostString(file))
      guard let content = try? book.source.read(path, limit: 4096) else { continue }
      let value = HostString(bytes: KernelText.trimmed(content.bytes))
      if file == "srcversion" { version = value }
      if !value.isEmpty { book.property("module", name.appending(HostString(file)), value, from: path) }
      book.update("C029") { $0.obtained(directory, count: 1) }
    }
    let sections = (try? book.source.list(directory.appending("sections"), limit: 512)) ?? []
    if !sections.isEmpty {
      let names = sections.map(\.name.text).sorted().joined(separator: " ")
      book.property("module", name.appending("sections"), HostString(escaped: names), from: directory)
    }
    return version
  }

  /// `/proc/vmallocinfo` names the function that asked for an area, not the module; areas of the module loader on a kernel
  /// that lists no module are a sign all the same.
  private func countAreas(_ views: ModuleViews, _ book: CoverageBook) {
    guard let table = book.read("/proc/vmallocinfo", "C027", limit: 8 << 20, keeps: false) else { return }
    let callers = ["load_module+", "move_module+", "layout_and_allocate+"].map { Array($0.utf8) }
    let areas = table.lines.count { line in
      KernelText.fields(line).contains { field in callers.contains { field.starts(with: $0) } }
    }
    book.property("module", "areas", HostString(String(areas)), from: "/proc/vmallocinfo")
    book.update("C027") { $0.remark("/proc/vmallocinfo names no modules: its areas were counted") }
    guard areas > 0, views.merged().isEmpty else { return }
    book.sink.emit(
      .discrepancy(
        DiscrepancyRecord(
          kind: .module, subject: "(unnamed)", seenBy: ["vmallocinfo"], missingFrom: ["/proc/modules", "/sys/module"],
          detail: HostString("\(areas) areas of the module loader, and no module in any list"))))
  }
}
