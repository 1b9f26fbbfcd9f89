internal import CaseModel
internal import HostFacts

/// Rules of udev that run or import something (udev(7)).
enum UdevRulesParser: ArtifactParser {
  static let name = "udev-rules"
  static let about =
    "udev rules (udev(7)): one record for each RUN, PROGRAM or IMPORT{program} with the rule's matches as trigger; rules that set SYSTEMD_WANTS too."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.udev, input)
    for statement in sheet.statements(joins: true) {
      let terms = terms(of: statement.bytes)
      if terms.isEmpty { sheet.note(line: statement.line, "not a rule") }
      let matches = terms.filter { $0.operation.equals("==") || $0.operation.equals("!=") }.map(\.text).joined(", ")
        .safe
      let text = statement.bytes.safe
      for term in terms where term.starts {
        sheet.add(line: statement.line, shown: text) { record in
          record.trigger = matches
          record.attributes = [
            "key": term.key.hostString, "operation": term.operation.hostString, "value": term.value.safe,
          ]
          if !term.isWish, !term.isBuiltIn { record.command = term.value.safe }
          record.account = "root"
        }
      }
    }
    return sheet.output
  }

  /// `KEY{attribute}OPERATION"value"`.
  private struct Term {
    var key: ArraySlice<UInt8>
    var operation: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
    var text: ArraySlice<UInt8>

    /// Names a unit to start.
    var isWish: Bool { key.equals("ENV{SYSTEMD_WANTS}") || key.equals("ENV{SYSTEMD_USER_WANTS}") }

    /// Runs code of udev itself.
    var isBuiltIn: Bool { key.equals("RUN{builtin}") }

    /// Starts something.
    var starts: Bool {
      let isRun = key.equals("RUN") || key.equals("RUN{program}") || isBuiltIn
      let sets = !operation.equals("==") && !operation.equals("!=")
      return (isRun || isWish) && sets && !value.isEmpty || key.equals("PROGRAM") || key.equals("IMPORT{program}")
    }
  }

  private static func terms(of rule: ArraySlice<UInt8>) -> [Term] {
    var result: [Term] = []
    var index = rule.startIndex
    while index < rule.endIndex, result.count < 256 {
      let rest = rule[index...].drop { $0.isBlank || $0 == UInt8(ascii: ",") }
      guard let quote = rest.firstIndex(of: UInt8(ascii: "\"")) else { break }
      let head = rest[rest.startIndex..<quote].trimmed
      let end = closing(rest, after: quote)
      let value = rest[(quote + 1)..<end]
      // `e"…"` is a string with escapes (systemd 247).
      let bare = head.hasSuffix("e") && head.dropLast().last == UInt8(ascii: "=") ? head.dropLast() : head
      let key = bare.prefix { !"=!+-:".utf8.contains($0) }.trimmed
      result.append(
        Term(
          key: key, operation: bare.drop { !"=!+-:".utf8.contains($0) }.trimmed, value: value,
          text: rest[rest.startIndex..<min(end + 1, rest.endIndex)]))
      index = min(end + 1, rest.endIndex)
    }
    return result
  }

  private static func closing(_ rest: ArraySlice<UInt8>, after quote: Int) -> Int {
    var index = quote + 1
    while index < rest.endIndex {
      if rest[index] == UInt8(ascii: "\\") {
        index += 1
      } else if rest[index] == UInt8(ascii: "\"") {
        return index
      }
      index += 1
    }
    return rest.endIndex
  }
}
