internal import CaseModel
internal import HostFacts

/// The right side of a user specification of sudoers(5): `(runas) TAG:TAG: command, TAG: command`.
struct SudoersGrant {
  /// Every command without tags, in order.
  private(set) var commands: [ArraySlice<UInt8>] = []
  /// Commands for which no password is asked.
  private(set) var free: [ArraySlice<UInt8>] = []
  /// Every tag and option that stands anywhere, each once.
  private(set) var tags: [String] = []
  /// Run-as lists, each once.
  private(set) var runAs: [ArraySlice<UInt8>] = []

  init(_ text: ArraySlice<UInt8>) {
    // Tags hold for the commands that follow, until the opposite one.
    var isFree = false
    for item in SudoersParser.split(protected(text), at: UInt8(ascii: ",")) {
      var rest = takeRunAs(item)
      while let tag = Self.tag(at: rest) {
        let name = tag.ascii
        if !tags.contains(name) { tags.append(name) }
        if name == "NOPASSWD" { isFree = true }
        if name == "PASSWD" { isFree = false }
        rest = rest[tag.endIndex...].trimmed.drop { $0 == UInt8(ascii: ":") }.trimmed
      }
      guard !rest.isEmpty else { continue }
      commands.append(rest)
      if isFree { free.append(rest) }
    }
  }

  func fill(_ record: inout PersistenceRecord) {
    record.attributes["commands"] = commands.joined(", ").safe
    if !runAs.isEmpty { record.attributes["runas"] = runAs.joined(" ").hostString }
    if !tags.isEmpty { record.attributes["tags"] = HostString(tags.joined(separator: " ")) }
    if !free.isEmpty { record.attributes["nopasswd"] = free.joined(", ").safe }
  }

  /// Commas inside `( … )` separate names, not commands: they become blanks, which a name cannot hold.
  private func protected(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var depth = 0
    return text.map { byte in
      if byte == UInt8(ascii: "(") { depth = 1 }
      if byte == UInt8(ascii: ")") { depth = 0 }
      return depth > 0 && byte == UInt8(ascii: ",") ? 32 : byte
    }[...]
  }

  private mutating func takeRunAs(_ item: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard item.first == UInt8(ascii: "("), let end = item.firstIndex(of: UInt8(ascii: ")")) else { return item }
    let list = item[(item.startIndex + 1)..<end].words().joined(",")
    if !runAs.contains(list) { runAs.append(list) }
    return item[(end + 1)...].trimmed
  }

  private static func tag(at text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let word = text.prefix { $0.isLetter || $0 == UInt8(ascii: "_") }
    let behind = text[word.endIndex...].trimmed
    return behind.first == UInt8(ascii: ":") && known.contains(where: word.equals) ? word : nil
  }

  private static let known = [
    "NOPASSWD", "PASSWD", "SETENV", "NOSETENV", "EXEC", "NOEXEC", "FOLLOW", "NOFOLLOW", "LOG_INPUT", "NOLOG_INPUT",
    "LOG_OUTPUT", "NOLOG_OUTPUT", "MAIL", "NOMAIL", "INTERCEPT", "NOINTERCEPT",
  ]
}
