/// The profiles of the shared config and credentials files.
///
/// - SeeAlso: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
struct SharedConfig: Sendable {
  /// By profile name: the credentials file's settings over the config file's.
  private(set) var profiles: [String: [String: String]] = [:]
  /// The `sso-session` sections by name.
  private(set) var ssoSessions: [String: [String: String]] = [:]
  /// The `services` sections by name; nested settings are `service.key`.
  private(set) var services: [String: [String: String]] = [:]

  /// - Throws: `AWSError` `.credentials` if a file cannot be read.
  init(_ environment: AWSEnvironment) throws {
    let config = environment["AWS_CONFIG_FILE"] ?? "~/.aws/config"
    let credentials = environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials"
    for (name, values) in Self.sections(try environment.text(config) ?? "") {
      let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
      switch (words.first, words.count) {
      case ("profile", 2...): profiles[words[1...].joined(separator: " "), default: [:]].merge(values) { $1 }
      case ("default", 1): profiles["default", default: [:]].merge(values) { $1 }
      case ("sso-session", 2): ssoSessions[words[1], default: [:]].merge(values) { $1 }
      case ("services", 2): services[words[1], default: [:]].merge(values) { $1 }
      default: break
      }
    }
    for (name, values) in Self.sections(try environment.text(credentials) ?? "") {
      profiles[name, default: [:]].merge(values) { $1 }
    }
  }

  /// Sections in order. Keys are lower case; an indented line belongs to the key before it.
  static func sections(_ text: String) -> [(String, [String: String])] {
    var sections: [(String, [String: String])] = []
    var outer: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let content = String(line).trimmed
      if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
      if content.hasPrefix("["), let end = content.firstIndex(of: "]") {
        sections.append((String(content[content.index(after: content.startIndex)..<end]).trimmed, [:]))
        outer = nil
        continue
      }
      guard !sections.isEmpty, let mark = content.firstIndex(of: "=") else { continue }
      let key = String(content[..<mark]).trimmed.lowercased()
      let value = comment(String(content[content.index(after: mark)...])).trimmed
      let isNested = line.first?.isWhitespace == true
      if isNested, let outer {
        sections[sections.count - 1].1["\(outer).\(key)"] = value
      } else {
        outer = value.isEmpty ? key : nil
        sections[sections.count - 1].1[key] = value
      }
    }
    return sections
  }

  /// A number sign after a space begins a comment.
  private static func comment(_ value: String) -> String {
    for mark in [" #", " ;", "\t#", "\t;"] {
      if let range = value.firstRange(of: mark) { return String(value[..<range.lowerBound]) }
    }
    return value
  }
}
