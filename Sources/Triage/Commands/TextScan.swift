/// Byte-wise questions about text. Suspect text is long and hostile: no normalisation, no pattern engine, linear time.
enum TextScan {
  /// Whether `part` stands in `text`, byte for byte.
  static func contains(_ text: String, _ part: String) -> Bool {
    let hay = text.utf8
    return holds(hay.span, part)
  }

  /// Whether any of `parts` stands in `text`; the first of the list that does.
  static func first(of parts: [String], in text: String) -> String? {
    let hay = text.utf8
    return parts.first { holds(hay.span, $0) }
  }

  /// Without a copy of either: this is asked of each path several times.
  private static func holds(_ hay: Span<UInt8>, _ part: String) -> Bool {
    let view = part.utf8
    let needle = view.span
    guard needle.count > 0 else { return true }
    guard hay.count >= needle.count else { return false }
    let head = needle[0]
    for start in 0...(hay.count - needle.count) where hay[start] == head {
      var offset = 1
      while offset < needle.count, hay[start + offset] == needle[offset] { offset += 1 }
      if offset == needle.count { return true }
    }
    return false
  }

  /// Offset of `part` in bytes at or after `start`.
  static func offset(of part: String, in hay: [UInt8], from start: Int = 0) -> Int? {
    let needle = Array(part.utf8)
    guard let head = needle.first else { return start }
    guard start >= 0, hay.count >= needle.count else { return nil }
    var index = start
    while index <= hay.count - needle.count {
      if hay[index] == head, hay[index..<(index + needle.count)].elementsEqual(needle) { return index }
      index += 1
    }
    return nil
  }

  /// What stands after the first `mark`, or `nil`.
  static func after(_ mark: String, in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let start = offset(of: mark, in: bytes) else { return nil }
    return String(decoding: bytes[(start + mark.utf8.count)...], as: UTF8.self)
  }

  /// Without white space at both ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let blanks: Set<Character> = [" ", "\t", "\r", "\n", "\r\n"]
    return String(text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }

  /// Words between blanks, without quotes being understood.
  static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" }.map(String.init)
  }

  /// Lines, at most `limit`.
  static func lines(_ text: String, limit: Int = 256) -> [String] {
    text.split(maxSplits: limit) { $0 == "\n" || $0 == "\r\n" }.prefix(limit).map(String.init)
  }

  /// The name a path ends in.
  static func lastComponent(_ path: String) -> String {
    String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
  }

  /// What stands before the last slash; "/" for something in the root, empty without a slash.
  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// At most `limit` characters, with a mark where it was cut.
  static func clipped(_ text: String, _ limit: Int = 240) -> String {
    text.count <= limit ? text : text.prefix(limit) + "…"
  }

  /// ASCII bytes that are printable or white space, for judging whether decoded bytes are a script.
  static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { ($0 >= 0x20 && $0 < 0x7f) || $0 == 9 || $0 == 10 || $0 == 13 }
  }
}
