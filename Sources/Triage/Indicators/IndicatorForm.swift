internal import CaseModel

/// Brings values into the form in which they are compared, and refuses what no value of the kind can be.
enum IndicatorForm {
  /// Why a value is refused.
  struct Refusal: Error {
    var message: String
  }

  /// - Returns: The kind, which the value may make more precise (a path instead of a name), and the value.
  static func normal(_ kind: Indicator.Kind, _ raw: String) -> Result<(Indicator.Kind, String), Refusal> {
    let value = TextScan.trimmed(raw)
    guard !value.isEmpty else { return refusal("the value is empty") }
    guard value.utf8.count <= 4_096 else { return refusal("the value is longer than 4,096 bytes") }
    switch kind {
    case .sha256: return hex(kind, value, 64)
    case .sha1: return hex(kind, value, 40)
    case .md5: return hex(kind, value, 32)
    case .address: return address(refanged(value))
    case .domain: return domain(refanged(value))
    case .url: return url(refanged(value))
    case .fileName, .filePath:
      if value.hasPrefix("/") { return .success((.filePath, value)) }
      return value.utf8.contains(UInt8(ascii: "/"))
        ? refusal("neither a file name nor an absolute path: \(shown(value))") : .success((.fileName, value))
    case .account, .process: return .success((kind, value))
    case .sshKey:
      return value.hasPrefix("SHA256:")
        ? .success((kind, value)) : refusal("not a fingerprint as ssh-keygen prints it: \(shown(value))")
    }
  }

  /// A note, bounded and fit to be shown.
  static func note(_ text: String) -> HostString { HostString(TextScan.clipped(text, 240)) }

  /// A digest whose kind only its length tells.
  static func digestKind(_ value: String) -> Indicator.Kind? {
    switch TextScan.trimmed(value).utf8.count {
    case 64: .sha256
    case 40: .sha1
    case 32: .md5
    default: nil
    }
  }

  private static func refusal(_ message: String) -> Result<(Indicator.Kind, String), Refusal> {
    .failure(Refusal(message: message))
  }

  static func shown(_ value: String) -> String { HostString(TextScan.clipped(value, 80)).text }

  private static func hex(_ kind: Indicator.Kind, _ value: String, _ length: Int) -> Result<
    (Indicator.Kind, String), Refusal
  > {
    let lower = value.lowercased()
    let isHex = lower.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    return isHex && lower.utf8.count == length
      ? .success((kind, lower)) : refusal("not \(length) hex digits: \(shown(value))")
  }

  /// `1.2.3[.]4` and `hxxp://` are written so that nobody clicks them.
  private static func refanged(_ value: String) -> String {
    var bytes: [UInt8] = []
    let marks: [(String, String)] = [("[.]", "."), ("(.)", "."), ("[:]", ":"), ("[://]", "://")]
    var rest = Array(value.utf8)[...]
    if rest.starts(with: "hxxp".utf8) { rest = (Array("http".utf8) + rest.dropFirst(4))[...] }
    while !rest.isEmpty {
      if let mark = marks.first(where: { rest.starts(with: $0.0.utf8) }) {
        bytes += mark.1.utf8
        rest = rest.dropFirst(mark.0.utf8.count)
      } else {
        bytes.append(rest[rest.startIndex])
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func address(_ value: String) -> Result<(Indicator.Kind, String), Refusal> {
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let address = NumericAddress(first) else {
      return refusal("not an address: \(shown(value))")
    }
    guard parts.count == 2 else {
      return address.isWorthComparing
        ? .success((.address, address.text)) : refusal("every host has this address: \(shown(value))")
    }
    guard let length = Int(parts[1]), (0...address.width).contains(length) else {
      return refusal("not a range of addresses: \(shown(value))")
    }
    guard length >= (address.isIPv4 ? 8 : 16) else { return refusal("the range is too wide: \(shown(value))") }
    if length == address.width { return .success((.address, address.text)) }
    return .success((.address, "\(address.prefix(length).text)/\(length)"))
  }

  private static func domain(_ value: String) -> Result<(Indicator.Kind, String), Refusal> {
    var name = value.lowercased()[...]
    if name.hasPrefix("*.") { name = name.dropFirst(2) }
    while name.hasSuffix(".") { name = name.dropLast() }
    if NumericAddress(name) != nil { return address(String(name)) }
    let isName = name.utf8.allSatisfy {
      ShellParser.isNameByte($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    guard isName, name.utf8.count <= 253, name.split(separator: ".").count >= 2 else {
      return refusal("not a host name: \(shown(value))")
    }
    return .success((.domain, String(name)))
  }

  private static func url(_ value: String) -> Result<(Indicator.Kind, String), Refusal> {
    guard let key = WebKey(value), key.hasPath || TextScan.contains(value, "://") else {
      return refusal("not a URL: \(shown(value))")
    }
    return .success((.url, key.text))
  }
}

/// A URL as it is compared: without its scheme, its host in lower case, without a slash at its end.
struct WebKey: Sendable, Hashable {
  let text: String
  let host: String
  /// Something stands behind the host.
  let hasPath: Bool

  /// - Parameter word: With or without a scheme; `nil` if no host can be made out.
  init?(_ word: some StringProtocol) {
    var bytes = Array(word.utf8)[...]
    if let mark = TextScan.offset(of: "://", in: Array(bytes.prefix(32))) { bytes = bytes.dropFirst(mark + 3) }
    while let last = bytes.last, "/.,".utf8.contains(last) { bytes = bytes.dropLast() }
    let authority = bytes.prefix { !"/?#".utf8.contains($0) }
    let name = authority.split(separator: UInt8(ascii: "@")).last ?? authority
    guard name.contains(UInt8(ascii: ".")) || name.contains(UInt8(ascii: ":")), name.count <= 300 else { return nil }
    let whole = String(decoding: name, as: UTF8.self).lowercased()
    let rest = String(decoding: bytes.dropFirst(authority.count), as: UTF8.self)
    text = whole + rest
    hasPath = !rest.isEmpty
    host = whole.hasPrefix("[") ? String(whole.dropFirst().prefix { $0 != "]" }) : String(whole.prefix { $0 != ":" })
  }
}
