internal import CaseModel
internal import HostFacts

/// Questions about numeric addresses as text.
enum Address {
  /// 127/8, ::1, and the mapped form.
  static func isLoopback(_ text: String) -> Bool {
    let bare = unmapped(text)
    return bare.hasPrefix("127.") || bare == "::1" || bare == "localhost"
  }

  /// 0.0.0.0, ::, or nothing.
  static func isWildcard(_ text: String) -> Bool { ["", "0.0.0.0", "::", "*"].contains(unmapped(text)) }

  /// Not loopback, private (RFC 1918, 4193), shared (6598), link-local, multicast or nothing.
  static func isPublic(_ text: String) -> Bool {
    let bare = unmapped(text)
    if isWildcard(bare) || isLoopback(bare) { return false }
    if bare.contains(":") {
      let start = bare.lowercased()
      return !["fe8", "fe9", "fea", "feb", "fc", "fd", "ff"].contains { start.hasPrefix($0) }
    }
    let parts = bare.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return false }
    switch (parts[0], parts[1]) {
    case (10, _), (192, 168), (172, 16...31), (169, 254), (100, 64...127), (0, _), (224..., _): return false
    default: return true
    }
  }

  /// Four numbers and three dots.
  static func isIPv4(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { Int($0).map { (0...255).contains($0) } ?? false }
  }

  private static func unmapped(_ text: String) -> String {
    text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
  }
}

extension SocketRecord {
  /// Carries a byte stream or datagrams over a network (or to the hypervisor).
  var isInternet: Bool {
    switch transport {
    case .tcp, .udp, .udplite, .sctp, .dccp, .mptcp, .vsock: true
    default: false
    }
  }

  /// A peer is known.
  var hasPeer: Bool { remotePort != 0 && !isListening }

  /// "tcp 0.0.0.0:22", for titles and evidence.
  var label: String { "\(transport.rawValue) \(endpoints)\(state.isEmpty ? "" : " \(state)")" }

  /// Evidence that quotes the socket.
  var evidence: Evidence { Evidence(source: HostString("socket:[\(inode)]"), text: HostString(escaped: label)) }
}
