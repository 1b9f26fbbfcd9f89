internal import CaseModel
internal import HostFacts

/// exports(5): what is given to others over NFS.
enum ExportsParser: ArtifactParser {
  static let name = "exports"
  static let about = "exports(5): one record a client of a directory, with options."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.exports, input)
    for statement in sheet.statements(joins: true) {
      let bytes = statement.bytes
      let isQuoted = bytes.first == UInt8(ascii: "\"")
      let path = isQuoted ? bytes.dropFirst().prefix { $0 != UInt8(ascii: "\"") } : bytes.firstWord
      let rest = bytes[path.endIndex...].dropFirst(isQuoted ? 1 : 0).withoutComment().trimmed
      let clients = rest.isEmpty ? [ArraySlice("*")] : rest.words(limit: 256)
      for client in clients {
        sheet.add(line: statement.line, text: path + Array(" ".utf8) + client) { record in
          record.attributes["directory"] = path.hostString
          let name = client.prefix { $0 != UInt8(ascii: "(") }
          record.attributes["client"] = name.isEmpty ? "*" : name.hostString
          record.attributes["options"] = client.between("(", ")")?.hostString
        }
      }
    }
    return sheet.output
  }
}

/// fstab(5): what is mounted, and how.
enum FstabParser: ArtifactParser {
  static let name = "fstab"
  static let about = "fstab(5): device, mount point, type and options of each line."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.fstab, input)
    for statement in sheet.statements() {
      let words = statement.bytes.words(limit: 6)
      guard words.count >= 3 else {
        sheet.note(line: statement.line, "fewer than three fields")
        continue
      }
      sheet.add(statement) { record in
        for (name, word) in zip(["device", "directory", "type"], words) { record.attributes[name] = word.safe }
        let options = words.count > 3 ? words[3] : ArraySlice("defaults")
        record.attributes["options"] =
          options.split(separator: UInt8(ascii: ",")).map { safe($0) }.joined(",").hostString
        record.trigger = options.split(separator: UInt8(ascii: ",")).contains { $0.equals("noauto") } ? "mount" : "boot"
      }
    }
    return sheet.output
  }

  /// `password=…` of a CIFS mount is masked as an option of its own.
  private static func safe(_ option: ArraySlice<UInt8>) -> ArraySlice<UInt8> { SecretMask.mask(option).bytes[...] }
}
