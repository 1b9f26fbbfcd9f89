internal import CLinuxShims
internal import CaseModel

/// Puts `KernelQuery`s to the running kernel.
///
/// A question that could make the kernel load a module is put only once the part of the kernel that answers is proven to
/// be there; otherwise it is refused as `.unsupported` and nothing is touched. One thread only: a question about another
/// network namespace moves the calling thread there and back.
public final class KernelQueries {
  /// What ends an answer early.
  public struct Limits: Sendable {
    /// Bytes of one answer.
    public var bytes = 16 << 20
    /// Messages of one answer.
    public var messages = 100_000
    /// How long one datagram is waited for.
    public var timeoutMilliseconds: Int32 = 2000
    /// The usual limits.
    public init() {}
  }

  private unowned let host: any HostSource
  private let procDirectory: Int32
  private let limits: Limits
  private var known: KernelPresence?
  private var isLost = false

  /// - Parameters:
  ///   - host: Where proof of presence is read. It owns this object and so outlives it.
  ///   - procDirectory: Descriptor of a fresh procfs; -1 takes `/proc`.
  ///   - limits: What ends an answer early.
  public init(host: any HostSource, procDirectory: Int32 = -1, limits: Limits = Limits()) {
    self.host = host
    self.procDirectory = procDirectory
    self.limits = limits
  }

  /// Answers a query; see `KernelQuery` for the form of each answer.
  ///
  /// - Throws: `.unsupported` for what is not proven present or what this kernel does not know, `.denied`, `.stalled` when
  ///   nothing came in time, `.failed` for the rest. An answer that breaks off is returned as far as it came.
  public func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]] {
    try provePresence(query)
    switch query {
    case .netlinkDump(let family, let type, let payload, let pid):
      return try netlink(NetlinkRequest(family: family, type: type, payload: payload, isDump: true), pid: pid)
    case .netlinkGet(let family, let type, let payload):
      return try netlink(NetlinkRequest(family: family, type: type, payload: payload, isDump: false), pid: nil)
    case .bpfPrograms: return try bpf(nt_bpf_program, "programs")
    case .bpfLinks: return try bpf(nt_bpf_link, "links")
    case .bpfMaps: return try bpf(nt_bpf_map, "maps")
    case .iptablesEntries(let version): return try legacyTables(version)
    case .kernelLog: return try kernelLog()
    }
  }

  /// How everything that a query needs was proven to be present; `nil` if something was not. Touches nothing.
  public func proof(for query: KernelQuery) -> String? {
    let needed = KernelFeature.needed(for: query)
    let presence = presence(for: needed)
    guard presence.unproven(needed) == nil else { return nil }
    return needed.compactMap { presence.proof(of: $0) }.last ?? "nothing is needed"
  }

  private func provePresence(_ query: KernelQuery) throws(SourceError) {
    let needed = KernelFeature.needed(for: query)
    guard let missing = presence(for: needed).unproven(needed) else { return }
    throw SourceError(.unsupported, "\(missing) is not proven present: not touched, so that no module is loaded")
  }

  private func presence(for needed: [KernelFeature]) -> KernelPresence {
    var presence = known ?? KernelPresence.gather(from: host)
    let symbolsWereRead = presence.partsWithSymbols != nil || presence.builtinParts != nil
    if case .module = presence.unproven(needed), !symbolsWereRead {
      presence.addSymbols(from: host)
      // An empty set says that it was tried, so that the symbols are not read for each question.
      presence.builtinParts = presence.builtinParts ?? []
    }
    known = presence
    return presence
  }
}

extension KernelQueries {
  private struct NetlinkRequest {
    var family: Int32
    var type: UInt16
    var payload: [UInt8]
    var isDump: Bool
  }

  private func netlink(_ request: NetlinkRequest, pid: Int?) throws(SourceError) -> [[UInt8]] {
    guard !isLost else { throw SourceError(.failed, "the collector could not return to its own network namespace") }
    let socket = try openSocket(request.family, pid: pid)
    defer { nt_descriptor_close(socket) }
    // NLM_F_REQUEST, and NLM_F_ROOT|NLM_F_MATCH for a dump.
    let flags: UInt16 = request.isDump ? 0x301 : 0x001
    let sent = request.payload.withUnsafeBytes {
      nt_netlink_send(socket, request.type, flags, 1, $0.baseAddress, $0.count)
    }
    guard sent == 0 else { throw KernelRefusal.error(sent, "sending to netlink protocol \(request.family)") }
    return try receive(socket, request)
  }

  private func openSocket(_ family: Int32, pid: Int?) throws(SourceError) -> Int32 {
    var namespace: Int32 = -1
    if let pid {
      namespace = nt_network_namespace_open(procDirectory, Int32(truncatingIfNeeded: pid))
      guard namespace >= 0 else { throw KernelRefusal.error(namespace, "network namespace of process \(pid)") }
    }
    let socket = nt_netlink_open(family, namespace, limits.timeoutMilliseconds)
    if namespace >= 0 { nt_descriptor_close(namespace) }
    if socket == NT_NAMESPACE_LOST {
      isLost = true
      throw SourceError(.failed, "the collector could not return to its own network namespace")
    }
    guard socket >= 0 else { throw KernelRefusal.error(socket, "netlink protocol \(family)") }
    return socket
  }

  private func receive(_ socket: Int32, _ request: NetlinkRequest) throws(SourceError) -> [[UInt8]] {
    var answer = NetlinkAnswer(limits: limits, isDump: request.isDump)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let deadline = nt_milliseconds() + 5 * Int64(limits.timeoutMilliseconds)
    while !answer.isComplete {
      let length = buffer.withUnsafeMutableBytes { nt_netlink_receive(socket, $0.baseAddress, $0.count) }
      guard length > 0 else {
        if answer.messages.isEmpty {
          throw KernelRefusal.error(Int32(truncatingIfNeeded: length), "answer of netlink protocol \(request.family)")
        }
        break
      }
      answer.add(buffer[..<min(Int(length), buffer.count)])
      if nt_milliseconds() > deadline { break }
    }
    if let errno = answer.refusal {
      throw KernelRefusal.error(-errno, "netlink protocol \(request.family), message type \(request.type)")
    }
    return answer.messages
  }

  private func bpf(_ kind: nt_bpf_kind, _ what: String) throws(SourceError) -> [[UInt8]] {
    var answer: [[UInt8]] = []
    var buffer = [UInt8](repeating: 0, count: 1024)
    var id: UInt32 = 0
    while answer.count < min(limits.messages, 16384) {
      let result = nt_bpf_next_id(kind, id, &id)
      if KernelRefusal.isEndOfList(result) { break }
      guard result == 0 else { throw KernelRefusal.error(result, "list of bpf \(what)") }
      let length = buffer.withUnsafeMutableBytes { nt_bpf_info(kind, id, $0.baseAddress, $0.count) }
      // One that was unloaded in between has no information and is not missing.
      if length > 0 { answer.append(Array(buffer[..<min(Int(length), buffer.count)])) }
    }
    return answer
  }

  private func legacyTables(_ version: Int) throws(SourceError) -> [[UInt8]] {
    // A table that is not in this list would be loaded by asking for it.
    let path: HostString = version == 6 ? "/proc/net/ip6_tables_names" : "/proc/net/ip_tables_names"
    let names = try host.read(path, limit: 4096).lines
    var answer: [[UInt8]] = []
    var buffer = [UInt8](repeating: 0, count: 4 << 20)
    for name in names.prefix(16) where name.count < 32 {
      let length = buffer.withUnsafeMutableBytes {
        nt_legacy_table_read(Int32(version), KernelText.text(name), $0.baseAddress, $0.count)
      }
      guard length > 0 else { throw KernelRefusal.error(Int32(truncatingIfNeeded: length), "iptables table") }
      answer.append(Array(buffer[..<min(Int(length), buffer.count)]))
    }
    return answer
  }

  private func kernelLog() throws(SourceError) -> [[UInt8]] {
    let device = nt_kernel_log_open(procDirectory)
    guard device >= 0 else { return [try copyKernelLog(reason: device)] }
    defer { nt_descriptor_close(device) }
    var answer: [[UInt8]] = []
    var total = 0
    // CONSOLE_EXT_LOG_MAX: no record is longer.
    var buffer = [UInt8](repeating: 0, count: 8192)
    var overwritten = 0
    while answer.count < limits.messages, total < limits.bytes {
      let length = buffer.withUnsafeMutableBytes { nt_kernel_log_read(device, $0.baseAddress, $0.count) }
      if KernelRefusal.isOverwritten(length), overwritten < 16 {
        overwritten += 1
        continue
      }
      guard length > 0 else { break }
      total += Int(length)
      answer.append(Array(buffer[..<min(Int(length), buffer.count)]))
    }
    return answer
  }

  private func copyKernelLog(reason: Int32) throws(SourceError) -> [UInt8] {
    let capacity = nt_kernel_log_capacity()
    guard capacity > 0 else { throw KernelRefusal.error(reason, "/dev/kmsg and syslog(2)") }
    var buffer = [UInt8](repeating: 0, count: min(Int(capacity), limits.bytes))
    let length = buffer.withUnsafeMutableBytes { nt_kernel_log_copy($0.baseAddress, $0.count) }
    guard length >= 0 else { throw KernelRefusal.error(Int32(truncatingIfNeeded: length), "syslog(2)") }
    return Array(buffer[..<min(Int(length), buffer.count)])
  }
}
