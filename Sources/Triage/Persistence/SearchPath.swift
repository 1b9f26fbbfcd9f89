internal import CaseModel
internal import HostFacts

/// The directories that an entry puts into the search path for commands.
enum SearchPath {
  /// In order; empty if the entry sets no path.
  static func directories(of record: PersistenceRecord) -> [String] {
    guard let value = value(of: record) else { return [] }
    return value.filter { $0 != "\"" && $0 != "'" }.split(separator: ":", omittingEmptySubsequences: false).map(
      String.init)
  }

  private static func value(of record: PersistenceRecord) -> String? {
    switch record.mechanism {
    case .shellProfile, .environment, .systemdSettings, .sudoers, .cron: break
    default: return nil
    }
    if let variable = record.setting("variable"), variable == "PATH" { return record.setting("value") }
    if let value = record.setting("secure_path") ?? record.attributes["PATH"]?.text { return value }
    let line = TextScan.trimmed(record.lineText)
    for head in ["PATH=", "export PATH=", "declare -x PATH=", "setenv PATH "] where line.hasPrefix(head) {
      return String(line.dropFirst(head.count).prefix { $0 != ";" && $0 != "&" })
    }
    return nil
  }
}
