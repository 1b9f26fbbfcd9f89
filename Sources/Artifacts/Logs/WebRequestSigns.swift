/// Which requests are worth keeping: those that can carry a command or reach a script that should not be there. A sign is no verdict.
enum WebRequestSigns {
  private static let longQuery = 1024

  static func isWorthKeeping(_ line: AccessLogLine) -> Bool {
    let raw = line.target.prefix(8192)
    let plain = decoded(raw).lowercased
    let (path, query) = plain.cut(at: UInt8(ascii: "?")) ?? (plain, [])
    if agentSigns.isAny(in: line.agent.prefix(1024).lowercased) { return true }
    if isScript(path) {
      let isWrite = line.method.equals("POST") || line.method.equals("PUT")
      if isWrite && line.status < 400 { return true }
      if line.status < 400, places.isAny(in: path) { return true }
      if line.status == 200, isOddName(path) { return true }
    }
    if line.method.equals("PUT"), line.status < 300 { return true }
    if signs.isAny(in: plain) { return true }
    return !query.isEmpty && hasShellParameter(query, path: path, status: line.status)
  }

  /// Percent escapes resolved twice, as filters are passed by double encoding.
  static func decoded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> { once(once(text)) }

  private static func once(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(UInt8(ascii: "%")) else { return text }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex, let high = text[index + 1].hexValue,
        let low = text[index + 2].hexValue
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result[...]
  }

  static func isScript(_ path: ArraySlice<UInt8>) -> Bool {
    // Path information may follow the script: `/x.php/y`.
    scripts.contains { path.hasSuffix($0) || path.contains($0 + "/") }
  }

  /// Names that no application has: one or two letters, or only digits, or 8 and more random-looking characters without a vowel.
  private static func isOddName(_ path: ArraySlice<UInt8>) -> Bool {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
    let stem = name.prefix { $0 != UInt8(ascii: ".") }
    if stem.isEmpty { return name.first == UInt8(ascii: ".") }
    if stem.count <= 2 || stem.allSatisfy(\.isDigit) { return true }
    return stem.count >= 8 && !stem.contains { "aeiouy".utf8.contains($0) }
  }

  private static func hasShellParameter(_ query: ArraySlice<UInt8>, path: ArraySlice<UInt8>, status: Int) -> Bool {
    for pair in query.split(separator: UInt8(ascii: "&"), maxSplits: 64) {
      guard let (name, value) = pair.cut(at: UInt8(ascii: "=")) else { continue }
      if parameters.contains(where: name.equals), !value.isEmpty { return true }
      if isScript(path), shortParameters.contains(where: name.equals), looksLikeCommand(value) { return true }
      if isScript(path), status < 400, value.count >= 64, isBase64(value) { return true }
    }
    return isScript(path) && status < 400 && query.count >= longQuery
  }

  private static func looksLikeCommand(_ value: ArraySlice<UInt8>) -> Bool {
    let first = value.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-") }
    let last = first.lastIndex(of: UInt8(ascii: "/")).map { first[($0 + 1)...] } ?? first
    return commands.contains(where: last.equals)
  }

  private static func isBase64(_ value: ArraySlice<UInt8>) -> Bool {
    value.allSatisfy { Base64.value(of: $0) != nil || $0 == UInt8(ascii: "=") || $0 == 32 }
  }

  private static let scripts = [
    ".php", ".phtml", ".phar", ".php5", ".php7", ".jsp", ".jspx", ".asp", ".aspx", ".ashx", ".cgi", ".pl", ".war",
  ]
  private static let places = KeywordTable([
    "/upload", "/image", "/img", "/cache", "/tmp", "/temp", "/files/", "/media/", "/avatar", "/.well-known/", "/css/",
    "/js/", "/fonts/",
  ])
  private static let parameters = [
    "cmd", "exec", "command", "execute", "shell", "system", "passthru", "shell_exec", "eval", "do_exec", "cmdline",
  ]
  private static let shortParameters = [
    "c", "e", "q", "x", "a", "p", "0", "1", "run", "code", "ping", "host", "ip", "arg",
  ]
  private static let commands = [
    "id", "whoami", "uname", "ls", "cat", "wget", "curl", "nc", "bash", "sh", "python", "python3", "perl", "pwd", "ps",
    "ifconfig",
    "ip", "netstat", "ss", "echo", "chmod", "rm", "env", "hostname", "w", "crontab",
  ]
  /// Looked for in the decoded target.
  private static let signs = KeywordTable([
    "${jndi:", "${lower:", "${env:", "../../", "..\\..\\", "/etc/passwd", "/etc/shadow", "/proc/self/", "php://input",
    "php://filter",
    "data://text", "expect://", "allow_url_include", "auto_prepend_file", "() {", "/bin/sh", "/bin/bash", "wget http",
    "curl http", "wget+http", "curl+http", "|sh", "|bash", "eval(", "base64_decode", "system(", "passthru(",
    "runtime.getruntime",
    "processbuilder", "class.module.classloader", "#cmd", "ognl", "invokefunction", "call_user_func_array",
    "union select",
    "into outfile", "xp_cmdshell", "169.254.169.254", "/cgi-bin/.%", "@java.lang", "t(java.lang", "%{(#",
    "/latest/meta-data",
  ])
  private static let agentSigns = KeywordTable([
    "${jndi:", "() {", "<?php", "eval(", "/bin/sh", "/bin/bash", "sqlmap", "nuclei", "masscan",
  ])
}
