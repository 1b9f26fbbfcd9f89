internal import CaseModel
internal import HostFacts

/// The kernel's modules as its separate lists show them, at one moment.
struct ModuleViews {
  /// A line of `/proc/modules`, by name; `nil` if there is no such file.
  var listed: [HostString: ModuleRecord]?
  /// Directories of `/sys/module` with an `initstate`, which only loadable modules have; `nil` if it could not be read.
  var inSysfs: Set<HostString>?
  /// Tags in `/proc/kallsyms`; `nil` if it could not be read or tells none.
  var inSymbols: Set<HostString>?

  /// `nf_tables 303104 1 nft_ct,nft_log, Live 0xffffffffc0a3b000 (OE)`
  static func record(_ line: ArraySlice<UInt8>) -> ModuleRecord? {
    let fields = KernelText.fields(line)
    guard fields.count >= 6, let size = KernelText.signed(fields[1]) else { return nil }
    var record = ModuleRecord(name: HostString(bytes: Array(fields[0])))
    record.size = size
    record.usedBy = fields[3].split(separator: UInt8(ascii: ",")).map { HostString(bytes: Array($0)) }.filter {
      $0 != "-" && $0 != "[permanent]"
    }
    record.state = HostString(bytes: Array(fields[4])).text
    let taint = fields.count > 6 ? fields[6].filter { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") } : []
    record.taint = HostString(bytes: taint).text
    return record
  }

  /// Names between brackets at the ends of lines. What the kernel itself puts there for code made at run time is no module.
  static func tags(_ symbols: [UInt8]) -> Set<HostString> {
    var result: Set<[UInt8]> = []
    var position = 0
    while position < symbols.count {
      let end = symbols[position...].firstIndex(of: 10) ?? symbols.count
      let line = symbols[position..<end]
      if line.last == UInt8(ascii: "]"), let start = line.lastIndex(of: UInt8(ascii: "[")), result.count < 10_000 {
        result.insert(Array(line[(start + 1)..<(end - 1)]))
      }
      position = end + 1
    }
    let own: Set<HostString> = ["bpf", "ftrace", "kprobes", "__builtin__ftrace", "__builtin__kprobes"]
    return Set(result.map { HostString(bytes: $0) }).subtracting(own)
  }

  /// Each module with the views that show it, by name.
  func merged() -> [ModuleRecord] {
    let names = Set((listed ?? [:]).keys).union(inSysfs ?? []).union(inSymbols ?? [])
    return names.sorted().map { name in
      var record = listed?[name] ?? ModuleRecord(name: name)
      record.seenBy = views(of: name)
      return record
    }
  }

  /// Modules that `/proc/modules` or `/sys/module` does not show although another list does, with the lists that do not.
  /// Being in no symbol list is no sign: a module of data only has none.
  func hidden() -> [HostString: [String]] {
    var result: [HostString: [String]] = [:]
    for record in merged() {
      var missing: [String] = []
      if let listed, listed[record.name] == nil { missing.append("/proc/modules") }
      if let inSysfs, !inSysfs.contains(record.name) { missing.append("/sys/module") }
      if !missing.isEmpty { result[record.name] = missing }
    }
    return result
  }

  /// Views that show a module.
  func views(of name: HostString) -> [String] {
    [
      listed?[name] == nil ? nil : "/proc/modules", inSysfs?.contains(name) == true ? "/sys/module" : nil,
      inSymbols?.contains(name) == true ? "kallsyms" : nil,
    ].compactMap(\.self)
  }
}
