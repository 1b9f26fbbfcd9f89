/// The one text form of a request that both sides hash.
struct CanonicalRequest {
  /// What is hashed.
  let text: String
  /// The query as it must go on the wire for a presigned URL.
  let query: String
  /// Lower-case names joined by semicolons.
  let signedHeaders: String

  init(_ request: SignableRequest, encodesPathTwice: Bool) {
    query = Self.query(request.query)
    signedHeaders = Self.headerNames(request.headers)
    let path = encodesPathTwice ? PercentEncoding.encode(Self.normalised(request.path), keepsSlash: true) : request.path
    text = [
      request.method, path.isEmpty ? "/" : path, query, Self.headers(request.headers), signedHeaders,
      request.payloadHash,
    ].joined(separator: "\n")
  }

  /// Encoded pairs in byte order of name, then of value.
  private static func query(_ pairs: [NamedValue]) -> String {
    pairs.map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
      .sorted { $0.0 == $1.0 ? $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) : precedes($0.0, $1.0) }
      .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// One line a name, values of one name joined by commas, each line ended.
  private static func headers(_ pairs: [NamedValue]) -> String {
    var values: [String: [String]] = [:]
    for pair in pairs { values[pair.name.lowercased(), default: []].append(trimmed(pair.value)) }
    return values.keys.sorted(by: precedes).map { "\($0):\((values[$0] ?? []).joined(separator: ","))\n" }.joined()
  }

  static func headerNames(_ pairs: [NamedValue]) -> String {
    Set(pairs.map { $0.name.lowercased() }).sorted(by: precedes).joined(separator: ";")
  }

  /// Without outer spaces; inner runs of them become one.
  private static func trimmed(_ value: String) -> String {
    value.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }.joined(separator: " ")
  }

  /// RFC 3986, 5.2.4: without dot segments and doubled slashes. S3 keys are never treated so.
  private static func normalised(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    let ending = !parts.isEmpty && (path.hasSuffix("/") || path.hasSuffix("/.") || path.hasSuffix("/..")) ? "/" : ""
    return "/" + parts.joined(separator: "/") + ending
  }
}
