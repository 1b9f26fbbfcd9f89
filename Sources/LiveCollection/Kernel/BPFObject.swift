internal import BinaryCursor
internal import CaseModel

/// Reads what bpf(2) tells of programs, links and maps (`struct bpf_prog_info`, `bpf_link_info`, `bpf_map_info` of
/// linux/bpf.h). An older kernel fills less; what is missing stays zero or empty.
enum BPFObject {
  /// The parts of `struct bpf_prog_info` that are kept.
  struct Program {
    var type: UInt32
    var id: UInt32
    var tag: [UInt8]
    /// Nanoseconds since the kernel was started.
    var loadTime: UInt64 = 0
    var uid: UInt32 = 0
    var name: [UInt8] = []

    init(_ bytes: [UInt8]) throws(ParseError) {
      var reader = ByteReader(bytes.span.bytes)
      type = try reader.u32le()
      id = try reader.u32le()
      tag = try reader.take(8)
      guard reader.count >= 80 else { return }
      try reader.seek(to: 40)
      loadTime = try reader.u64le()
      uid = try reader.u32le()
      try reader.seek(to: 64)
      name = try reader.takeFixedField(16)
    }
  }

  /// The head of `struct bpf_link_info`.
  struct Link {
    var type: UInt32
    var id: UInt32
    var program: UInt32

    init(_ bytes: [UInt8]) throws(ParseError) {
      var reader = ByteReader(bytes.span.bytes)
      type = try reader.u32le()
      id = try reader.u32le()
      program = try reader.u32le()
    }
  }

  /// The head of `struct bpf_map_info`.
  struct Map {
    var type: UInt32
    var id: UInt32
    var keySize: UInt32
    var valueSize: UInt32
    var mostEntries: UInt32
    var name: [UInt8] = []

    init(_ bytes: [UInt8]) throws(ParseError) {
      var reader = ByteReader(bytes.span.bytes)
      type = try reader.u32le()
      id = try reader.u32le()
      keySize = try reader.u32le()
      valueSize = try reader.u32le()
      mostEntries = try reader.u32le()
      guard reader.count >= 40 else { return }
      try reader.seek(to: 24)
      name = try reader.takeFixedField(16)
    }
  }

  /// `enum bpf_prog_type`.
  static func programKind(_ number: UInt32) -> String {
    let names = [
      "unspec", "socket_filter", "kprobe", "sched_cls", "sched_act", "tracepoint", "xdp", "perf_event", "cgroup_skb",
      "cgroup_sock", "lwt_in", "lwt_out", "lwt_xmit", "sock_ops", "sk_skb", "cgroup_device", "sk_msg", "raw_tracepoint",
      "cgroup_sock_addr", "lwt_seg6local", "lirc_mode2", "sk_reuseport", "flow_dissector", "cgroup_sysctl",
      "raw_tracepoint_writable", "cgroup_sockopt", "tracing", "struct_ops", "ext", "lsm", "sk_lookup", "syscall",
      "netfilter",
    ]
    return number < names.count ? names[Int(number)] : "type \(number)"
  }

  /// `enum bpf_link_type`.
  static func linkKind(_ number: UInt32) -> String {
    let names = [
      "unspec", "raw_tracepoint", "tracing", "cgroup", "iter", "netns", "xdp", "perf_event", "kprobe_multi",
      "struct_ops", "netfilter", "tcx", "uprobe_multi", "netkit", "sockmap",
    ]
    return number < names.count ? names[Int(number)] : "type \(number)"
  }
}
