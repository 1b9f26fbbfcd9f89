/// What a web server runs, and what in it takes commands from a request.
enum WebScript {
  static let extensions = [
    ".php", ".phtml", ".php5", ".php7", ".phar", ".pht", ".inc", ".jsp", ".jspx", ".jspf", ".asp", ".aspx", ".ashx",
    ".cgi", ".pl", ".cfm", ".war",
  ]

  /// By its extension, the last one or (for servers that take the first) one in the middle.
  static func isScriptName(_ path: String) -> Bool {
    let name = TextScan.lastComponent(path).lowercased()
    return extensions.contains { name.hasSuffix($0) || TextScan.contains(name, $0 + ".") }
  }

  /// Takes something from the request and runs it.
  static func looksLikeShell(_ content: String) -> Bool {
    let takes = TextScan.first(
      of: [
        "$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER", "$_FILES", "php://input", "getParameter", "Request[",
        "Request.", "Request(", "getallheaders",
      ],
      in: content)
    let runs = TextScan.first(
      of: [
        "eval", "system", "exec", "passthru", "popen", "assert", "`", "Runtime", "ProcessBuilder", "create_function",
        "call_user_func",
        "array_map", "preg_replace", "include", "Wscript", "WScript", "move_uploaded_file", "file_put_contents",
        "$_GET[0](", "defineClass",
      ], in: content)
    return takes != nil && runs != nil
  }
}
