internal import CaseModel
internal import HostFacts

extension LogEventRecord {
  /// The line with its place.
  var evidence: Evidence {
    Evidence(
      source: HostString(escaped: "\(source.text):\(line)"), text: HostString(escaped: TextScan.clipped(message.text)))
  }
}

extension WebRequestRecord {
  /// The line with its place.
  var evidence: Evidence {
    Evidence(
      source: HostString(escaped: "\(source.text):\(line)"),
      text: HostString(escaped: TextScan.clipped("\(address.text) \(method.text) \(target.text) \(status)")))
  }
}

extension LogFileRecord {
  /// The file with its bounds.
  var evidence: Evidence {
    var words = "\(kind), \(size) bytes, \(entries) entries"
    if let first { words += ", first \(first.description)" }
    if let last { words += ", last \(last.description)" }
    if let bornAt { words += ", made \(bornAt.description)" }
    return Evidence(source: path, text: HostString(escaped: words), exhibit: exhibit)
  }

  /// Tells of logins and of the system, not of an application.
  var isSystemLog: Bool {
    ["auth", "syslog", "wtmp", "btmp", "lastlog", "audit", "journal", "secure", "messages", "faillog"].contains(kind)
  }

  /// The live file, not a rotated one.
  var isCurrent: Bool {
    let name = path.lastComponent
    return !name.hasSuffix(".gz") && !name.hasSuffix(".xz") && !name.hasSuffix(".zst") && !TextScan.contains(name, ".1")
      && !TextScan.contains(name, "-20") && !(name.last?.isNumber ?? false)
  }
}
