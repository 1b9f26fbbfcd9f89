/// Scheme, host, port and an optional prefix of the path.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
  /// `https`, or `http` for a lab.
  public var scheme: String
  /// Name or address; an IPv6 address in brackets.
  public var host: String
  /// `nil` for the scheme's own.
  public var port: Int?
  /// Begins with a slash and does not end with one; empty for none.
  public var pathPrefix: String

  /// - Parameter pathPrefix: Empty, or with a leading and without a trailing slash.
  public init(scheme: String = "https", host: String, port: Int? = nil, pathPrefix: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.pathPrefix = pathPrefix
  }

  /// Reads `http://127.0.0.1:5000/prefix`. `nil` unless it is http or https with a host, and nothing but a path after it.
  public init?(url: String) {
    guard let colon = url.firstRange(of: "://") else { return nil }
    let scheme = url[..<colon.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = url[colon.upperBound...]
    guard !rest.contains(where: { "?#@\\ ".contains($0) }), rest.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      return nil
    }
    let authority = rest.prefix { $0 != "/" }
    var path = String(rest.dropFirst(authority.count))
    while path.hasSuffix("/") { path.removeLast() }
    let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
    if let mark = authority[bracket...].lastIndex(of: ":") {
      guard let port = UInt16(authority[authority.index(after: mark)...]), port > 0 else { return nil }
      self.init(scheme: scheme, host: String(authority[..<mark]), port: Int(port), pathPrefix: path)
    } else {
      self.init(scheme: scheme, host: String(authority), pathPrefix: path)
    }
    guard !host.isEmpty else { return nil }
  }

  /// The Host header: with the port unless it is the scheme's own.
  public var authority: String {
    guard let port, port != (scheme == "http" ? 80 : 443) else { return host }
    return "\(host):\(port)"
  }

  /// `scheme://host[:port]`.
  public var origin: String { "\(scheme)://\(authority)" }

  /// Whether the host is an address and not a name: buckets cannot be put before it.
  public var isAddress: Bool {
    host.hasPrefix("[") || (host.split(separator: ".").count == 4 && host.allSatisfy { $0.isNumber || $0 == "." })
  }

  public var description: String { origin + pathPrefix }
}
