package import BinaryCursor

/// One HTTP/1.1 answer of a small server that closes after it (RFC 9112): status, headers, body.
package struct HTTPAnswer {
  var status: Int
  /// Names in lower case; the first of each counts.
  var headers: [String: [UInt8]] = [:]
  package private(set) var body: [UInt8]

  /// - Throws: `.truncated` when the head or the announced body is not whole, `.badValue` for what is no answer,
  ///   `.unsupportedVersion` for a transfer coding, which was not asked for.
  package init(_ bytes: [UInt8]) throws(ParseError) {
    guard let end = Self.endOfHead(bytes) else { throw ParseError(.truncated, at: bytes.count, "HTTP head") }
    let lines = bytes[..<end].split(separator: 10).map { KernelText.trimmed($0) }
    let first = KernelText.fields((lines.first ?? [])[...], limit: 3)
    guard first.count >= 2, first[0].starts(with: Array("HTTP/1.".utf8)), let code = KernelText.number(first[1]),
      (100...599).contains(code)
    else { throw ParseError(.badValue, at: 0, "HTTP status line") }
    status = Int(code)
    for line in lines.dropFirst().prefix(100) {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = KernelText.text(parts[0]).lowercased()
      if headers[name] == nil { headers[name] = KernelText.trimmed(parts[1]) }
    }
    guard headers["transfer-encoding"] == nil else { throw ParseError(.unsupportedVersion, at: 0, "transfer coding") }
    body = Array(bytes[(end + 4)...])
    guard let announced = headers["content-length"] else { return }
    guard let length = KernelText.number(announced), length <= body.count else {
      throw ParseError(.truncated, at: bytes.count, "HTTP body")
    }
    body = Array(body.prefix(Int(length)))
  }

  /// Whether everything that was announced has come, so that nobody waits for a server that does not close.
  package static func isWhole(_ bytes: [UInt8]) -> Bool {
    guard let answer = try? HTTPAnswer(bytes) else { return false }
    return answer.headers["content-length"] != nil
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...(bytes.count - 4)).first { bytes[$0] == 13 && bytes[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10]) }
  }
}
