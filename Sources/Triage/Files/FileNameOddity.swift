internal import CaseModel

/// Names that are made to be overlooked or taken for something else.
enum FileNameOddity {
  /// - Parameter name: Last component in escaped form.
  /// - Returns: What is odd, for people.
  static func reason(_ name: String) -> String? {
    guard let first = name.utf8.first, let last = name.utf8.last else { return nil }
    // Nearly all names are plain; they are done with here.
    let isPlain = first > 0x2e && last != 0x20 && name.utf8.allSatisfy { $0 < 0x80 && $0 != 0x5c }
    if isPlain { return nil }
    if name.allSatisfy({ $0 == "." }), name.count > 2 { return "only dots" }
    if name.hasPrefix("..") && name.count > 2 && name.dropFirst(2).first.map({ $0 == " " || $0 == "." }) == true {
      return "looks like .."
    }
    if name.allSatisfy({ $0 == " " }) { return "only blanks" }
    if name == ". " || name == ".. " { return "a dot and a blank" }
    if name.hasSuffix(" ") { return "blank at the end" }
    if name.hasPrefix(" ") { return "blank in front" }
    if TextScan.contains(name, "\\x") { return control(name) }
    return lookalike(name).map { "letter of another script for \($0)" }
  }

  /// Escaped bytes: control characters and invisible characters are odd; bytes of an older character set are not.
  private static func control(_ name: String) -> String? {
    let bytes = HostString(escaped: name).bytes
    if bytes.contains(0x0a) { return "line feed in the name" }
    if bytes.contains(0x1b) { return "escape sequence in the name" }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7f }) { return "control character in the name" }
    let isInvisible = String(validating: bytes, as: UTF8.self) != nil
    return isInvisible ? "invisible or reordering character in the name" : nil
  }

  private static let twins: [Character: Character] = [
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "i", "ѕ": "s", "ј": "j", "ԁ": "d",
    "һ": "h", "ո": "n",
    "ο": "o", "α": "a", "ν": "v", "ı": "i", "ɡ": "g", "ⅼ": "l", "ѵ": "v", "ԛ": "q", "ԝ": "w", "к": "k", "т": "t",
    "м": "m",
  ]

  /// Cyrillic, Greek and full-width letters that look like Latin ones, in a name that also has Latin letters.
  private static func lookalike(_ name: String) -> Character? {
    let latin = name.contains { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
    guard latin else { return nil }
    // A word wholly in one script beside an extension is somebody's language, not a trick.
    let stem = name.split(separator: ".").first ?? ""
    guard stem.contains(where: { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }) else { return nil }
    return stem.compactMap { twins[$0] }.first
  }
}
