internal import CaseModel
internal import HostFacts

extension PersistenceRecord {
  /// The package's own file, untouched: its content is the distribution's business.
  var isPackaged: Bool { package != nil && !differsFromPackage }

  /// The command as a shell would get it.
  var commandText: String? { command.map { String(decoding: $0.bytes, as: UTF8.self) } }

  /// The line as it stands there.
  var lineText: String { String(decoding: text.bytes, as: UTF8.self) }

  /// The value of a setting: an attribute of that name in any case, or what stands behind the name in the text.
  func setting(_ name: String) -> String? {
    let lower = name.lowercased()
    if let value = attributes.first(where: { $0.key.lowercased() == lower })?.value {
      return String(decoding: value.bytes, as: UTF8.self)
    }
    let line = TextScan.trimmed(lineText)
    guard line.lowercased().hasPrefix(lower) else { return nil }
    let rest = line.dropFirst(name.count)
    guard let separator = rest.first, [" ", "\t", "="].contains(separator) else { return nil }
    return TextScan.trimmed(TextScan.trimmed(rest).drop { $0 == "=" })
  }

  /// The line as evidence, with its number.
  var evidence: Evidence {
    let place = line > 0 ? "\(path.text):\(line)" : path.text
    let shown = text.isEmpty ? command ?? "" : text
    return Evidence(
      source: HostString(escaped: place), text: HostString(escaped: TextScan.clipped(shown.text)), exhibit: exhibit)
  }

  /// What its command starts, as evidence, when that tells more.
  var targetEvidence: [Evidence] {
    guard let target else { return [] }
    var words = target.exists ? "exists" : "does not exist"
    words += target.package.map { ", package \($0.text)" } ?? ", no package"
    if let uid = target.uid { words += ", owner \(uid)" }
    if let mode = target.mode { words += ", mode \(String(mode, radix: 8))" }
    return [Evidence(source: target.path, text: HostString(escaped: words), exhibit: nil)]
  }

  /// Runs with the rights of root, as far as the record tells.
  var runsAsRoot: Bool { account == nil || account?.text == "root" || account?.text == "0" }
}
