/// What is known to be in the running kernel already, so that a question to it loads nothing.
///
/// A value made from what was read; it reads nothing itself. The kernel's own lists come first. The file `modules.builtin`
/// lies on the suspect's disk, so it counts only where the kernel's symbols cannot be read.
public struct KernelPresence: Sendable {
  /// Netlink protocols with a socket, from `/proc/net/netlink`: a protocol with one is registered.
  public var netlinkProtocols: Set<Int32> = []
  /// Names in `/proc/net/protocols`.
  public var socketProtocols: Set<String> = []
  /// Names in `/proc/modules`; `nil` if there is no such file.
  public var loadedModules: Set<String>?
  /// Names in `/sys/module`.
  public var systemModules: Set<String> = []
  /// Parts whose function was found in `/proc/kallsyms`; `nil` if it was not read.
  public var partsWithSymbols: Set<String>?
  /// Parts named by `modules.builtin`; `nil` if it was not read.
  public var builtinParts: Set<String>?
  /// The kernel can run no loader: it has no `/proc/modules` and no `kernel.modprobe`, or the latter is empty.
  public var cannotLoadModules = false

  /// Nothing is known.
  public init() {}

  /// How a feature was proven, for the ledger; `nil` if it was not.
  public func proof(of feature: KernelFeature) -> String? {
    switch feature {
    case .byName: return nil
    case _ where cannotLoadModules: return "this kernel loads no modules"
    case .netlink(let number): return netlinkProtocols.contains(number) ? "/proc/net/netlink" : nil
    case .socket(let name): return socketProtocols.contains(name) ? "/proc/net/protocols" : nil
    case .module(let name): return proof(ofModule: name)
    }
  }

  /// The first of them that is not proven.
  func unproven(_ features: [KernelFeature]) -> KernelFeature? { features.first { proof(of: $0) == nil } }

  private func proof(ofModule name: String) -> String? {
    if loadedModules?.contains(name) == true { return "/proc/modules" }
    if systemModules.contains(name) { return "/sys/module" }
    if let partsWithSymbols { return partsWithSymbols.contains(name) ? "/proc/kallsyms" : nil }
    return builtinParts?.contains(name) == true ? "modules.builtin" : nil
  }
}

extension KernelPresence {
  /// A function of each part that may be built in: the one that answers dumps, kept under its name since Linux 4.14.
  static let witnesses: [String: String] = [
    "inet_diag_handler_cmd": "inet_diag", "tcp_diag_dump": "tcp_diag", "udp_diag_dump": "udp_diag",
    "raw_diag_dump": "raw_diag", "sctp_diag_dump": "sctp_diag", "dccp_diag_dump": "dccp_diag",
    "mptcp_diag_dump": "mptcp_diag", "unix_diag_dump": "unix_diag", "packet_diag_dump": "af_packet_diag",
    "netlink_diag_dump": "netlink_diag", "vsock_diag_dump": "vsock_diag", "xsk_diag_dump": "xsk_diag",
    "nf_tables_dump_tables": "nf_tables", "ctnetlink_dump_table": "nf_conntrack_netlink", "ip_set_dump_do": "ip_set",
  ]

  /// Protocol numbers of `/proc/net/netlink`, whose second column is one.
  static func netlinkProtocols(inTable bytes: [UInt8]) -> Set<Int32> {
    Set(
      bytes.split(separator: 10).dropFirst().compactMap { line in
        let fields = KernelText.fields(line, limit: 3)
        return fields.count == 3 ? KernelText.number(fields[1]).flatMap(Int32.init(exactly:)) : nil
      })
  }

  /// First words of the lines, as in `/proc/modules` and `/proc/net/protocols`.
  static func firstWords(_ bytes: [UInt8]) -> Set<String> {
    Set(bytes.split(separator: 10).compactMap { KernelText.fields($0, limit: 2).first.map { KernelText.text($0) } })
  }

  /// Module names of `modules.builtin`, whose lines are such as `kernel/net/ipv4/tcp_diag.ko`.
  static func builtinParts(_ bytes: [UInt8]) -> Set<String> {
    Set(
      bytes.split(separator: 10).compactMap { line in
        guard let name = line.split(separator: UInt8(ascii: "/")).last, name.suffix(3).elementsEqual(".ko".utf8) else {
          return nil
        }
        return KernelText.text(name.dropLast(3).map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 })
      })
  }

  /// Parts whose witness stands in `/proc/kallsyms`. One pass and no allocation for a line, because there are 200,000.
  static func partsWithSymbols(_ bytes: [UInt8]) -> Set<String> {
    var names: [ArraySlice<UInt8>: String] = [:]
    for (symbol, part) in witnesses { names[ArraySlice(symbol.utf8)] = part }
    let longest = witnesses.keys.map(\.utf8.count).max() ?? 0
    var result: Set<String> = []
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
      if let name = symbolName(bytes[position..<end]), name.count <= longest, let part = names[name] {
        result.insert(part)
      }
      position = end + 1
    }
    return result
  }

  /// `ffffffff81f051b0 t netlink_diag_dump.isra.0	[netlink_diag]`: what stands between the type and a dot, tab or the end.
  private static func symbolName(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let space = line.firstIndex(of: 32), space + 3 < line.endIndex else { return nil }
    let name = line[(space + 3)...]
    return name.prefix { $0 != UInt8(ascii: ".") && $0 != 9 && $0 != 32 }
  }
}
