internal import CaseModel
internal import HostFacts

/// /etc/ld.so.preload: libraries that are loaded into every program (ld.so(8)).
enum LdSoPreloadParser: ArtifactParser {
  static let name = "ld-so-preload"
  static let about = "/etc/ld.so.preload (ld.so(8)): one record a library."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.dynamicLinker, input)
    for statement in sheet.statements() {
      // Blanks and colons separate; the loader knows no other syntax.
      let text = statement.bytes.withoutComment()
      for library in text.split(whereSeparator: { $0.isBlank || $0 == UInt8(ascii: ":") }).prefix(1024) {
        sheet.add(line: statement.line, text: library) { record in
          record.command = library.safe
          record.trigger = "program start"
          record.attributes["library"] = library.hostString
        }
      }
    }
    return sheet.output
  }
}

/// ld.so.conf(5): directories of libraries.
enum LdSoConfParser: ArtifactParser {
  static let name = "ld-so-conf"
  static let about = "ld.so.conf and ld.so.conf.d: one record a directory or include."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.dynamicLinker, input)
    for statement in sheet.statements() {
      let (directive, value) = statement.directive
      let isDirective = directive.equals("include") || directive.equals("hwcap")
      if isDirective {
        sheet.set(statement, directive.ascii, value)
      } else {
        let paths = statement.bytes.split { $0.isBlank || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") }
        for path in paths.prefix(1024) {
          sheet.add(line: statement.line, text: path) { $0.attributes["directory"] = path.hostString }
        }
      }
    }
    return sheet.output
  }
}
