internal import CaseModel
internal import HostFacts

/// Rules of polkit(8): JavaScript `.rules`, and `.pkla` of the local authority.
enum PolkitParser: ArtifactParser {
  static let name = "polkit"
  static let about =
    "polkit rules (polkit(8)) by addRule block with results, actions, groups and users; commands of polkit.spawn; .pkla sections."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.polkit, input)
    if input.path.hasSuffix(".pkla") || input.path.hasSuffix(".conf") {
      sections(&sheet)
    } else {
      blocks(&sheet)
    }
    return sheet.output
  }

  private static func sections(_ sheet: inout PersistenceSheet) {
    for section in Section.read(sheet.statements()) where section.line > 0 {
      sheet.add(line: section.line, text: section.text) { record in
        record.attributes["section"] = section.name.hostString
        for entry in section.entries.prefix(64) { record.attributes[entry.name.hostString.text] = entry.value.safe }
        record.account = section.value("Identity")?.safe
        record.trigger = section.value("Action")?.safe
      }
    }
  }

  private static func blocks(_ sheet: inout PersistenceSheet) {
    let text = sheet.input.bytes.prefix(1 << 20)
    var line = 1
    var last = text.startIndex
    for (start, end) in starts(in: text) {
      line += text[last..<start].lazy.filter { $0 == 10 }.count
      last = start
      let block = text[start..<end]
      sheet.add(line: line, text: block) { fill(&$0, block) }
    }
  }

  /// Blocks reach from `polkit.addRule` or `addAdminRule` to the next one.
  private static func starts(in text: ArraySlice<UInt8>) -> [(Int, Int)] {
    var found: [Int] = []
    var from = text.startIndex
    while found.count < 1024, let hit = text.find("polkit.add", from: from) {
      found.append(hit)
      from = hit + 1
    }
    return found.indices.map { (found[$0], $0 + 1 < found.count ? found[$0 + 1] : text.endIndex) }
  }

  private static func fill(_ record: inout PersistenceRecord, _ block: ArraySlice<UInt8>) {
    let strings = strings(in: block)
    let actions = strings.filter { $0.isAction }.map(\.text)
    record.trigger = actions.isEmpty ? nil : actions.joined(" ").safe
    record.attributes["function"] = block.hasPrefix("polkit.addAdminRule") ? "addAdminRule" : "addRule"
    let results = ["YES", "AUTH_SELF_KEEP", "AUTH_SELF", "AUTH_ADMIN_KEEP", "AUTH_ADMIN", "NO", "NOT_HANDLED"]
      .filter { block.contains("polkit.Result.\($0)") }
    record.attributes["results"] = HostString(results.joined(separator: " "))
    let groups = strings.filter { $0.follows("isInGroup(") }.map(\.text)
    let users = strings.filter { $0.isComparedWith("user") }.map(\.text)
    if !groups.isEmpty { record.attributes["groups"] = groups.joined(" ").safe }
    if !users.isEmpty { record.attributes["users"] = users.joined(" ").safe }
    record.account = users.first?.safe ?? groups.first.map { (Array("group ".utf8) + $0)[...].safe }
    if let spawn = block.find("polkit.spawn(") {
      let list = block[spawn...].prefix { $0 != UInt8(ascii: "]") && $0 != 10 }
      record.command = Self.strings(in: list).map(\.text).joined(" ").safe
    }
  }

  /// A quoted string and what stands in front of it.
  private struct Quoted {
    var text: ArraySlice<UInt8>
    var before: ArraySlice<UInt8>

    func follows(_ mark: String) -> Bool { before.trimmed.hasSuffix(mark) }

    func isComparedWith(_ name: String) -> Bool {
      let head = before.trimmed
      return head.hasSuffix("\(name) ==") || head.hasSuffix("\(name)==") || head.hasSuffix("\(name) ===")
        || head.hasSuffix("\(name)===")
    }

    /// `action.id == "…"`, `action.id.indexOf("…")`: something with dots.
    var isAction: Bool { before.suffix(48).contains("action.id") && text.contains(UInt8(ascii: ".")) }
  }

  private static func strings(in block: ArraySlice<UInt8>) -> [Quoted] {
    var result: [Quoted] = []
    var index = block.startIndex
    while index < block.endIndex, result.count < 256 {
      let byte = block[index]
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
        index += 1
        continue
      }
      let end = block[(index + 1)...].firstIndex { $0 == byte || $0 == 10 } ?? block.endIndex
      result.append(Quoted(text: block[(index + 1)..<end], before: block[max(block.startIndex, index - 64)..<index]))
      index = min(end + 1, block.endIndex)
    }
    return result
  }
}
