/// A host named in a command: in a URL, or as an argument.
struct WebAddress: Sendable, Hashable {
  /// `http`, `https`, `ftp`, ….
  var scheme: String
  /// Name or number, without port.
  var host: String
  /// Port, if given.
  var port: Int?
  /// From the first slash.
  var path: String

  /// URLs in the text, at most 32.
  static func all(in text: String) -> [WebAddress] {
    let bytes = Array(text.utf8)
    var result: [WebAddress] = []
    var position = 0
    while result.count < 32, let mark = TextScan.offset(of: "://", in: bytes, from: position) {
      position = mark + 3
      let scheme = bytes[..<mark].reversed().prefix { ShellParser.isNameByte($0) || $0 == UInt8(ascii: "+") }.reversed()
      let rest = bytes[position...].prefix { $0 > 0x20 && !"'\"`|;<>()".utf8.contains($0) }
      guard !scheme.isEmpty, !rest.isEmpty else { continue }
      result.append(
        WebAddress(scheme: String(decoding: scheme, as: UTF8.self), rest: String(decoding: rest, as: UTF8.self)))
    }
    return result
  }

  /// - Parameter rest: What stands after `://`, or a bare `host:port/path`.
  init(scheme: String, rest: String) {
    self.scheme = scheme.lowercased()
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    path = String(rest.dropFirst(authority.count))
    let hostPort = authority.split(separator: "@").last ?? authority[...]
    if hostPort.hasPrefix("[") {
      host = String(hostPort.dropFirst().prefix { $0 != "]" })
      port = hostPort.split(separator: "]").last.flatMap { Int($0.dropFirst()) }
    } else {
      let parts = hostPort.split(separator: ":")
      host = String(parts.first ?? "").lowercased()
      port = parts.count > 1 ? Int(parts[1]) : nil
    }
  }

  /// This host.
  var isLoopback: Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "0.0.0.0" || host.hasSuffix(".localhost")
  }

  /// Four numbers, or one number, or hex: an address and no name. Attackers write `http://3232235777/` too.
  var isNumeric: Bool {
    if host.contains(":") { return true }
    if host.hasPrefix("0x") { return host.dropFirst(2).allSatisfy(\.isHexDigit) }
    return !host.isEmpty && host.allSatisfy { $0.isNumber || $0 == "." }
  }

  /// An address of a private network, link-local included (RFC 1918, RFC 3927, RFC 6598, RFC 4193).
  var isPrivate: Bool { AddressRange.isPrivate(host) }

  /// An address as a number out in the Internet.
  var isPublicNumber: Bool { isNumeric && !isPrivate && !isLoopback }

  /// Places where anybody can leave a file without an account, or a message for later.
  var isDropPlace: Bool {
    let hosts = [
      "pastebin.com", "paste.ee", "hastebin.com", "ghostbin.", "rentry.co", "dpaste.", "termbin.com", "ix.io", "0x0.st",
      "transfer.sh", "file.io", "bashupload.com", "oshi.at", "temp.sh", "anonfiles", "gofile.io", "catbox.moe",
      "webhook.site",
      "requestbin", "pipedream.net", "interact.sh", "oast.", "burpcollaborator", "ngrok.io", "ngrok-free.app",
      "ngrok.app",
      "trycloudflare.com", "serveo.net", "api.telegram.org", "discord.com", "discordapp.com", ".onion", "onion.",
      "tor2web",
      "t.me", "sprunge.us", "pasteio", "mega.nz",
    ]
    return TextScan.first(of: hosts, in: host) != nil
      && !(host.hasPrefix("discord") && !TextScan.contains(path, "webhooks") && !TextScan.contains(path, "attachments"))
  }
}
