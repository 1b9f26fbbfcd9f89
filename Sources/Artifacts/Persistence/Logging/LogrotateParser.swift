internal import CaseModel
internal import HostFacts

/// logrotate(8): scripts that run as root around rotation.
enum LogrotateParser: ArtifactParser {
  static let name = "logrotate"
  static let about =
    "Script blocks of logrotate(8) (prerotate, postrotate, firstaction, lastaction, preremove) with the files they belong to; mail and compress programs."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.logrotate, input)
    var files: [ArraySlice<UInt8>] = []
    var header: [ArraySlice<UInt8>] = []
    var script: Script?
    for statement in sheet.statements() {
      let line = statement.bytes
      if var open = script {
        if line.equals("endscript") {
          open.add(to: &sheet, files)
          script = nil
        } else {
          open.append(line)
          script = open
        }
      } else if blocks.contains(where: line.equals) {
        script = Script(name: line, line: statement.line)
      } else if line.last == UInt8(ascii: "{") {
        files = header + line.dropLast().words(limit: 256)
        header = []
      } else if line.first == UInt8(ascii: "}") {
        files = []
      } else if line.first == UInt8(ascii: "/") || line.first == UInt8(ascii: "\"") {
        header = (header + line.words(limit: 256)).suffix(256)
      } else {
        setting(&sheet, statement)
      }
    }
    if let open = script {
      sheet.note(line: open.line, "a script without end")
      open.add(to: &sheet, files)
    }
    return sheet.output
  }

  private static func setting(_ sheet: inout PersistenceSheet, _ statement: Statement) {
    let (directive, value) = statement.directive
    guard ["compresscmd", "uncompresscmd", "mail", "include", "su"].contains(where: directive.equals) else { return }
    sheet.set(statement, directive.ascii, value) { record in
      if directive.hasSuffix("cmd") { record.command = value.safe }
    }
  }

  /// An open script block.
  private struct Script {
    var name: ArraySlice<UInt8>
    var line: Int
    private var lines: [ArraySlice<UInt8>] = []

    init(name: ArraySlice<UInt8>, line: Int) {
      self.name = name
      self.line = line
    }

    mutating func append(_ text: ArraySlice<UInt8>) { if lines.count < 1024 { lines.append(text) } }

    func add(to sheet: inout PersistenceSheet, _ files: [ArraySlice<UInt8>]) {
      let body = lines.joined("\n")
      sheet.add(line: line, text: body) { record in
        record.command = body.safe
        record.trigger = name.hostString
        record.account = "root"
        record.attributes["block"] = name.hostString
        record.attributes["files"] = files.joined(" ").safe
      }
    }
  }

  private static let blocks = ["prerotate", "postrotate", "firstaction", "lastaction", "preremove"]
}
