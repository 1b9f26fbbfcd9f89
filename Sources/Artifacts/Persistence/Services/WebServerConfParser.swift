internal import CaseModel
internal import HostFacts

/// Configuration of Apache httpd, nginx, lighttpd: what loads code, runs programs, hands requests on, or hides them.
enum WebServerConfParser: ArtifactParser {
  static let name = "web-server-conf"
  static let about =
    "Apache httpd and nginx: modules, CGI, handlers, proxies, Lua and Perl, PHP settings, piped and switched-off logs, includes; the block as trigger."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.webServer, input)
    var blocks: [ArraySlice<UInt8>] = []
    for statement in sheet.statements(joins: true) {
      for piece in pieces(of: statement.bytes) { take(piece, line: statement.line, &blocks, &sheet) }
    }
    return sheet.output
  }

  /// nginx writes several statements on a line: `location /x { proxy_pass http://…; }`.
  private static func pieces(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    if line.first == UInt8(ascii: "<") || line.contains("RewriteRule") || line.contains("RewriteCond") { return [line] }
    var result: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    var quote: UInt8?
    var variables = 0
    func add(_ piece: ArraySlice<UInt8>) { if !piece.trimmed.isEmpty { result.append(piece.trimmed) } }
    for index in line.indices where result.count < 256 {
      let byte = line[index]
      if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == quote {
        quote = nil
      }
      guard quote == nil, "{};".utf8.contains(byte) else { continue }
      // `%{REMOTE_ADDR}` and `${variable}` are no blocks.
      if byte == UInt8(ascii: "{"), index > line.startIndex, "%$".utf8.contains(line[index - 1]) {
        variables += 1
      } else if byte == UInt8(ascii: "}"), variables > 0 {
        variables -= 1
      } else {
        add(line[start..<(byte == UInt8(ascii: "{") ? index + 1 : index)])
        if byte == UInt8(ascii: "}") { result.append(line[index...index]) }
        start = index + 1
      }
    }
    let rest = line[start...].trimmed
    return rest.isEmpty ? result : result + [rest]
  }

  private static func take(
    _ piece: ArraySlice<UInt8>, line: Int, _ blocks: inout [ArraySlice<UInt8>], _ sheet: inout PersistenceSheet
  ) {
    if piece.hasPrefix("</") || piece.equals("}") {
      blocks = blocks.dropLast()
      return
    }
    let isOpening = piece.first == UInt8(ascii: "<") || piece.last == UInt8(ascii: "{")
    let head = piece.first == UInt8(ascii: "<") ? piece.dropFirst().prefix { $0 != UInt8(ascii: ">") } : piece
    let text = head.last == UInt8(ascii: "{") ? head.dropLast().trimmed : head
    let directive = text.firstWord
    let value = text[directive.endIndex...].trimmed
    let key = directive.lowercased
    let isCode = blocks.last.map { $0.lowercased.contains("_by_lua") || $0.lowercased.hasPrefix("perl") } ?? false
    if isCode || isKept(key, value) {
      sheet.add(line: line, text: piece) { record in
        record.attributes["directive"] = directive.hostString
        record.attributes["value"] = value.safe
        if isCode { record.attributes["kind"] = "code" }
        record.trigger = blocks.isEmpty ? nil : blocks.joined(" / ").safe
        record.command = command(key, value)?.safe
      }
    }
    if isOpening, blocks.count < 32 { blocks.append(text) }
  }

  private static func isKept(_ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
    if exact.contains(where: key.equals) || parts.contains(where: { key.contains($0) }) { return true }
    if key.equals("options") { return value.lowercased.contains("cgi") || value.lowercased.contains("includes") }
    if key.equals("rewriterule") {
      return value.contains("P]") || value.contains("P,") || value.contains("http") || value.contains("H=")
    }
    if key.equals("setenv") || key.equals("env") { return value.hasPrefix("LD_") || value.contains("PATH") }
    if key.equals("fastcgi_param") { return value.hasPrefix("PHP_") }
    if key.hasSuffix("log") || key.equals("access_log") {
      return value.contains(UInt8(ascii: "|")) || value.hasPrefix("off") || value.contains("/dev/null")
        || value.contains(" if=")
    }
    return false
  }

  private static func command(_ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let bare =
      value.firstWord.first == UInt8(ascii: "\"") ? value.dropFirst().prefix { $0 != UInt8(ascii: "\"") } : value
    if bare.first == UInt8(ascii: "|") { return bare.drop { "|$".utf8.contains($0) } }
    if let program = value.dropping(prefix: "exec:") { return program }
    if key.equals("rewritemap"), let program = value.after("prg:") { return program }
    if key.equals("server.modules") { return nil }
    return key.equals("bin-path") ? value : nil
  }

  private static let exact = [
    "loadmodule", "load_module", "loadfile", "scriptalias", "scriptaliasmatch", "addhandler", "sethandler", "action",
    "script",
    "proxypass", "proxypassmatch", "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "proxyremote",
    "rewritemap",
    "php_value", "php_admin_value", "php_flag", "php_admin_flag", "include", "includeoptional", "sslpassphrasedialog",
    "ssl_password_file", "wsgiscriptalias", "wsgidaemonprocess", "extfilterdefine", "dontlog", "user", "group", "alias",
    "aliasmatch",
    "securityfilterengine", "secruleengine", "modsecurity", "sub_filter", "mirror", "server.modules", "bin-path",
    "cgi.assign",
    "addtype", "addoutputfilter", "substitute", "autoindex", "dav", "dav_methods", "allowoverride",
  ]
  private static let parts = ["lua", "perl", "js_", "fcgid", "by_njs"]
}
