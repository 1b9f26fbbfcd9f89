/// Byte-wise text questions: fast, and without the standard library's pattern matching, which would enlarge the
/// collector.
extension StringProtocol {
  /// Whether `part` stands anywhere in the text.
  func contains(_ part: String) -> Bool { position(of: part) != nil }

  /// Where `part` begins first.
  func position(of part: String) -> Index? {
    let needle = part.utf8
    guard let first = needle.first else { return startIndex }
    let hay = utf8
    var from = hay.startIndex
    while let start = hay[from...].firstIndex(of: first) {
      if hay[start...].starts(with: needle) { return start }
      from = hay.index(after: start)
    }
    return nil
  }

  /// What stands behind the first `part`.
  func after(_ part: String) -> SubSequence? {
    guard let start = position(of: part) else { return nil }
    return self[(utf8.index(start, offsetBy: part.utf8.count))...]
  }

  /// Split at blanks, quotes and shell punctuation; at most 512 words.
  var words: [String] {
    let marks = Set(" \t\"'`;&()<>|")
    return Substring(self).split(maxSplits: 512, whereSeparator: { marks.contains($0) }).map { String($0) }
  }

  /// Without spaces at both ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}

extension String {
  /// The path is the directory itself or lies in it; prefixes that end in a colon are compared as they are.
  func isPath(under directory: String) -> Bool {
    guard utf8.starts(with: directory.utf8) else { return false }
    let rest = utf8.dropFirst(directory.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/") || directory.hasSuffix(":") || directory.hasSuffix("/")
  }
}
