internal import CaseModel
internal import HostFacts

/// A file that is run whole: one record for the file, and one for each of its lines that `ShellLineSigns` finds worth keeping.
enum ScriptSummary {
  /// At most this many lines of one script are kept.
  static let lineLimit = 256
  /// At most this many statements of one script are looked at.
  static let statementLimit = 16_384

  /// Adds the record of a file that something runs.
  ///
  /// - Parameters:
  ///   - trigger: When it runs.
  ///   - needsExecuteBit: Without execute permission it does not run.
  ///   - attributes: Further attributes.
  static func add(
    to sheet: inout PersistenceSheet, trigger: String, needsExecuteBit: Bool = true,
    attributes: [String: HostString] = [:]
  ) {
    let input = sheet.input
    let shape = describe(input)
    let first = firstStatement(of: input)
    sheet.add(line: 0, text: first) { record in
      record.command = input.path
      record.trigger = HostString(trigger)
      record.attributes = shape.merging(attributes) { $1 }
      if needsExecuteBit, let file = input.file { record.isEnabled = file.isExecutable }
    }
    addSigns(to: &sheet, trigger: trigger)
  }

  /// Adds the lines worth keeping.
  static func addSigns(to sheet: inout PersistenceSheet, trigger: String?) {
    guard format(of: sheet.input.bytes) != "elf" else { return }
    var kept = 0
    let statements = sheet.statements(joins: true)
    if statements.count > statementLimit { sheet.note("only the first \(statementLimit) statements were looked at") }
    for statement in statements.prefix(statementLimit) {
      guard let signs = signs(of: statement) else { continue }
      kept += 1
      guard kept <= lineLimit else { continue }
      sheet.add(statement) { fill(&$0, signs, trigger) }
    }
    if kept > lineLimit { sheet.note("\(kept - lineLimit) more lines of note were not kept") }
  }

  /// What a line shows; `nil` for an ordinary line.
  static func signs(of statement: Statement) -> ShellLineSigns? {
    var signs = ShellLineSigns(statement.bytes)
    signs.lookForFunction(statement.bytes)
    return signs.signs.isEmpty ? nil : signs
  }

  static func fill(_ record: inout PersistenceRecord, _ signs: ShellLineSigns, _ trigger: String?) {
    record.command = signs.command?.safe
    record.trigger = trigger.map { HostString($0) }
    record.attributes["signs"] = HostString(signs.signs.joined(separator: ","))
    let name = signs.attributes["variable"]?.hostString.text ?? "value"
    for (key, value) in signs.attributes { record.attributes[key] = value.safe(under: key == "value" ? name : key) }
  }

  /// Format, interpreter, number of lines and digest of a file.
  static func describe(_ input: ArtifactInput) -> [String: HostString] {
    var result: [String: HostString] = ["format": HostString(format(of: input.bytes))]
    if input.bytes.starts(with: "#!".utf8) {
      let line = input.bytes.prefix(512).prefix { $0 != 10 }.dropFirst(2).trimmed
      result["interpreter"] = line.hostString
    }
    let isText = result["format"] != "elf" && result["format"] != "binary"
    let feeds = input.bytes.lazy.filter { $0 == 10 }.count
    if isText {
      result["lines"] = HostString(String(input.bytes.last == 10 || input.bytes.isEmpty ? feeds : feeds + 1))
    }
    if !input.isTruncated, !input.isTail {
      let digest = input.services.sha256(input.bytes)
      if !digest.isEmpty { result["sha256"] = HostString(hex(digest)) }
    }
    return result
  }

  private static func format(of bytes: [UInt8]) -> String {
    if bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) { return "elf" }
    if bytes.starts(with: "#!".utf8) { return "script" }
    return bytes.prefix(4096).contains(0) ? "binary" : "text"
  }

  private static func firstStatement(of input: ArtifactInput) -> ArraySlice<UInt8> {
    if format(of: input.bytes) == "elf" { return ArraySlice("ELF executable") }
    for line in input.lines.prefix(1024) {
      let text = line.bytes.trimmed
      if !text.isEmpty, text.first != UInt8(ascii: "#") { return text }
    }
    return ArraySlice(input.bytes.prefix { $0 != 10 })
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
