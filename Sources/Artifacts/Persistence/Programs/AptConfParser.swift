internal import CaseModel
internal import HostFacts

/// apt.conf(5): nested groups and `::` names; hooks that run commands around updates and installations.
enum AptConfParser: ArtifactParser {
  static let name = "apt-conf"
  static let about =
    "apt.conf(5): hooks (Pre-Invoke, Post-Invoke, Pre-Install-Pkgs, …) as commands, other settings by full name."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.packageHook, input)
    var reader = AptConfReader(input.bytes.prefix(1 << 20))
    reader.read()
    for setting in reader.settings {
      let key = setting.name.hostString.text
      sheet.add(line: setting.line, text: setting.name + Array(" ".utf8) + setting.value) { record in
        record.attributes[key] = setting.value.safe(under: key)
        record.attributes["setting"] = HostString(escaped: key)
        guard hooks.contains(where: { setting.name.lowercased.contains($0) }) else { return }
        record.command = setting.value.safe
        record.trigger = HostString(escaped: key)
        record.account = "root"
      }
    }
    if reader.isUnbalanced { sheet.note("braces or quotes do not match") }
    return sheet.output
  }

  private static let hooks = [
    "pre-invoke", "post-invoke", "pre-install-pkgs", "post-install-pkgs", "post-invoke-success", "::planners",
    "proxy-auto-detect",
    "proxyautodetect", "dir::bin::", "apt::compressor",
  ]
}

/// Reads apt.conf: statements end with `;`, groups stand in braces, `//`, `#` and `/* */` are comments.
struct AptConfReader {
  struct Setting {
    var line: Int
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
  }

  private(set) var settings: [Setting] = []
  /// A brace or quote was left open, or closed without being open.
  private(set) var isUnbalanced = false
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var line = 1
  private var groups: [ArraySlice<UInt8>] = []
  /// The pieces of the open statement: the name, then quoted or bare values.
  private var pieces: [ArraySlice<UInt8>] = []
  private var pieceLine = 1

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  mutating func read() {
    while index < bytes.endIndex, settings.count < 4096 { step(bytes[index]) }
    if !groups.isEmpty { isUnbalanced = true }
    endStatement()
  }

  private mutating func step(_ byte: UInt8) {
    switch byte {
    case 10:
      line += 1
      index += 1
    case 0...32: index += 1
    case UInt8(ascii: "#"): skipLine()
    case UInt8(ascii: "/") where next == byte: skipLine()
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "\""): quoted()
    case UInt8(ascii: "{"): open()
    case UInt8(ascii: "}"): close()
    case UInt8(ascii: ";"):
      endStatement()
      index += 1
    default: bare()
    }
  }

  private var next: UInt8? { index + 1 < bytes.endIndex ? bytes[index + 1] : nil }

  private mutating func skipLine() { index = bytes[index...].firstIndex(of: 10) ?? bytes.endIndex }

  private mutating func skipComment() {
    let end = bytes[index...].find("*/").map { $0 + 2 } ?? bytes.endIndex
    line += bytes[index..<end].lazy.filter { $0 == 10 }.count
    index = end
  }

  private mutating func quoted() {
    var end = index + 1
    while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") && end + 1 < bytes.endIndex ? 2 : 1
    }
    if end >= bytes.endIndex { isUnbalanced = true }
    end = min(end, bytes.endIndex)
    add(bytes[(index + 1)..<end])
    line += bytes[index..<end].lazy.filter { $0 == 10 }.count
    index = min(end + 1, bytes.endIndex)
  }

  private mutating func bare() {
    let word = bytes[index...].prefix { $0 > 32 && !"{};\"".utf8.contains($0) }
    add(word)
    index = word.endIndex
  }

  private mutating func add(_ piece: ArraySlice<UInt8>) {
    if pieces.isEmpty { pieceLine = line }
    if pieces.count < 64 { pieces.append(piece) }
  }

  private mutating func open() {
    if groups.count < 32 { groups.append(pieces.joined(" ")) } else { isUnbalanced = true }
    pieces = []
    index += 1
  }

  private mutating func close() {
    endStatement()
    if groups.popLast() == nil { isUnbalanced = true }
    index += 1
  }

  /// `NAME "value";` in any group, or `"value";` for one item of a list, whose name is the group's.
  private mutating func endStatement() {
    defer { pieces = [] }
    guard let last = pieces.last else { return }
    let name = (groups + pieces.dropLast()).filter { !$0.isEmpty }.joined("::")
    settings.append(Setting(line: pieceLine, name: name.trimmed, value: last))
  }
}
