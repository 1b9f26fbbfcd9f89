internal import CaseModel

/// Signs in program code: server pages and scripts that run what a request brings, or hand a shell to a connection.
enum CodeSigns {
  static let catalogue: [(name: String, about: String)] = [
    ("php-eval-request", "PHP evaluates code from the request: the core of a web shell."),
    ("php-eval-decoded", "PHP evaluates code that it decodes or decompresses first: hidden code."),
    ("php-system-request", "PHP runs a command from the request: a web shell."),
    ("php-function-request", "PHP calls a function whose name comes from the request: a web shell."),
    ("php-include-request", "PHP includes a file named by the request."),
    ("jsp-runtime-exec", "A Java server page runs a command from the request: a web shell."),
    ("jsp-class-loader", "A Java server page loads a class from the request: a web shell in memory."),
    ("asp-eval-request", "An ASP page evaluates or runs what the request brings: a web shell."),
    ("script-shell-request", "A Python, Node or Ruby handler runs a command from the request."),
    ("reverse-shell", "A shell is connected to a network connection."),
    ("code-from-encoding", "A script evaluates code that it decodes first."),
    ("memory-execution", "A script makes a file in memory and executes it."),
  ]

  static func find(_ text: ArraySlice<UInt8>, path: HostString) -> [(String, Int)] {
    let folded = FoldedText(text, style: .code)
    let scan = Scan(folded: folded, index: KeywordIndex(folded.bytes, table))
    var found: [(String, Int)] = []
    let name = path.text.lowercased()
    if scan.index.has("<?php") || scan.index.has("<?=") || text.contains("<? ")
      || phpEndings.contains(where: name.hasSuffix)
    {
      found += php(scan)
    }
    if scan.index.has("<%") || name.hasSuffix(".jsp") || name.hasSuffix(".jspx") || name.hasSuffix(".java") {
      found += pages(scan)
    }
    found += scripts(scan)
    return found.map { ($0.0, folded.origin(of: $0.1)) }
  }

  private static let phpEndings = [".php", ".phtml", ".php5", ".php7", ".inc", ".phar"]

  /// Folded code and where its keywords stand.
  struct Scan {
    let folded: FoldedText
    let index: KeywordIndex

    /// From a position to the end of its statement.
    func statement(_ start: Int) -> ArraySlice<UInt8> {
      let window = folded.bytes[start..<min(start + 2048, folded.bytes.count)]
      return window.prefix { $0 != UInt8(ascii: ";") }
    }

    /// Positions of a keyword that is a whole function name followed by an opening bracket.
    func calls(_ names: [String]) -> [Int] {
      names.flatMap { name in
        index[name].filter { hit in
          if hit > 0 {
            let before = folded.bytes[hit - 1]
            // A method or a longer name is another function.
            if before.isAlphanumeric || before == UInt8(ascii: "_") || before == UInt8(ascii: ">")
              || before == UInt8(ascii: "$")
            {
              return false
            }
          }
          let behind = folded.bytes[(hit + name.utf8.count)...].prefix(3).drop { $0 == UInt8(ascii: ")") }
          return behind.first == UInt8(ascii: "(")
        }
      }
    }

    /// Positions of calls into whose arguments one of the texts goes.
    func calls(_ names: [String], with parts: [String]) -> [Int] {
      calls(names).filter { hit in parts.contains { statement(hit).contains($0) } }
    }

    func has(_ keywords: String...) -> Bool { keywords.allSatisfy { index.has($0) } }
    func first(_ keywords: [String]) -> Int? { keywords.compactMap { index[$0].first }.min() }
  }

  // MARK: PHP

  private static let request = [
    "$_post", "$_get", "$_request", "$_cookie", "$_files", "$_server[http_", "$_server[query_string", "php://input",
    "getallheaders(",
    "apache_request_headers(",
  ]
  private static let evaluators = ["eval", "assert", "create_function"]
  private static let runners = ["system", "exec", "shell_exec", "passthru", "popen", "proc_open", "pcntl_exec"]
  private static let callers = [
    "call_user_func", "call_user_func_array", "array_map", "array_filter", "usort", "uasort",
    "register_shutdown_function",
  ]
  private static let decoders = [
    "base64_decode", "gzinflate", "gzuncompress", "gzdecode", "str_rot13", "hex2bin", "strrev", "convert_uudecode",
    "rawurldecode", "chr(",
  ]

  private static func php(_ scan: Scan) -> [(String, Int)] {
    let sources = request + tainted(scan)
    var found = scan.calls(evaluators, with: sources).map { ("php-eval-request", $0) }
    found += scan.calls(evaluators, with: decoders).map { ("php-eval-decoded", $0) }
    found += scan.calls(runners, with: sources).map { ("php-system-request", $0) }
    found += scan.calls(callers, with: sources).map { ("php-function-request", $0) }
    found += includes(scan).map { ("php-include-request", $0) }
    found += calledRequests(scan).map { ("php-function-request", $0) }
    found += backticks(scan).map { ("php-system-request", $0) }
    found += replacements(scan).map { ("php-eval-request", $0) }
    return found
  }

  /// Variables that are set from the request: `$c=$_post[…]` gives `$c`. Two rounds follow a value once more.
  private static func tainted(_ scan: Scan) -> [String] {
    var names: [String] = []
    for source in request {
      for hit in scan.index[source].prefix(64) where names.count < 32 {
        let bytes = scan.folded.bytes
        let start =
          bytes[max(0, hit - 256)..<hit].lastIndex { ";{}".utf8.contains($0) }.map { $0 + 1 } ?? max(0, hit - 256)
        let head = bytes[start..<hit]
        guard let dollar = head.firstIndex(of: UInt8(ascii: "$")) else { continue }
        let name = head[dollar...].dropFirst().prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
        let behind = head[name.endIndex...]
        guard !name.isEmpty, name.first != UInt8(ascii: "_"), behind.first == UInt8(ascii: "="),
          behind.dropFirst().first != UInt8(ascii: "=")
        else { continue }
        names.append("$" + name.ascii)
      }
    }
    return names
  }

  private static func includes(_ scan: Scan) -> [Int] {
    ["include", "include_once", "require", "require_once"].flatMap { scan.index[$0] }.filter { hit in
      let isWord =
        hit == 0 || !(scan.folded.bytes[hit - 1].isAlphanumeric || "_>$".utf8.contains(scan.folded.bytes[hit - 1]))
      let statement = scan.statement(hit).prefix(256)
      return isWord && ["$_post", "$_get", "$_request", "$_cookie", "php://input"].contains { statement.contains($0) }
    }
  }

  /// `$_get[0]($_get[1])`.
  private static func calledRequests(_ scan: Scan) -> [Int] {
    ["$_post", "$_get", "$_request", "$_cookie"].flatMap { scan.index[$0] }.filter { hit in
      let rest = scan.folded.bytes[hit..<min(hit + 96, scan.folded.bytes.count)]
      guard let (head, behind) = rest.cut(at: UInt8(ascii: "]")), head.contains(UInt8(ascii: "[")) else { return false }
      return behind.drop { $0 == UInt8(ascii: "}") }.first == UInt8(ascii: "(")
    }
  }

  private static func backticks(_ scan: Scan) -> [Int] {
    ["`$_post", "`$_get", "`$_request", "`$_cookie", "`{$_"].flatMap { scan.index[$0] }
  }

  /// `preg_replace('/.*/e', …)`: the modifier evaluates.
  private static func replacements(_ scan: Scan) -> [Int] {
    scan.calls(["preg_replace"], with: request).filter { scan.statement($0).prefix(96).contains("/e,") }
  }

  // MARK: Server pages of other kinds

  private static func pages(_ scan: Scan) -> [(String, Int)] {
    var found: [(String, Int)] = []
    let takesRequest =
      scan.first(["request.getparameter", "request.getheader", "request.getinputstream", "request.getreader"]) != nil
    if takesRequest,
      let hit = scan.first(["getruntime().exec(", "new processbuilder(", "getruntime()", "scriptenginemanager"])
    {
      found.append(("jsp-runtime-exec", hit))
    }
    if takesRequest || scan.has("session.getattribute"), let hit = scan.first(["defineclass(", "urlclassloader("]) {
      found.append(("jsp-class-loader", hit))
    }
    let asp = [
      "eval(request", "execute(request", "evalrequest(", "executerequest(", "eval(context.request",
      "process.start(request",
    ]
    if let hit = scan.first(asp) { found.append(("asp-eval-request", hit)) }
    if scan.has("process.start("),
      scan.first(["request.form", "request.querystring", "request[", "request.params"]) != nil
    {
      found.append(("asp-eval-request", scan.first(["process.start("]) ?? 0))
    }
    return found
  }

  // MARK: Scripts

  private static func scripts(_ scan: Scan) -> [(String, Int)] {
    var found = reverseShells(scan).map { ("reverse-shell", $0) }
    let handlers = [
      "request.args", "request.form", "request.values", "req.query", "req.body", "params[:", "cgi.fieldstorage",
    ]
    let runners = ["os.system(", "os.popen(", "subprocess.", "child_process", "execsync(", "io.popen("]
    if scan.first(handlers) != nil, let hit = scan.first(runners) { found.append(("script-shell-request", hit)) }
    let evaluated = scan.calls(
      ["exec", "eval"],
      with: ["b64decode(", "zlib.decompress(", "marshal.loads(", "atob(", "buffer.from(", "decode_base64("])
    found += evaluated.map { ("code-from-encoding", $0) }
    if let hit = scan.first(["memfd_create"]),
      scan.first(["fexecve", "/proc/self/fd", "/proc/", "execve", "exec"]) != nil
    {
      found.append(("memory-execution", hit))
    }
    if scan.first(["syscall(319", "syscall(279"]) != nil, let hit = scan.first(["syscall(319", "syscall(279"]) {
      found.append(("memory-execution", hit))
    }
    return found
  }

  private static func reverseShells(_ scan: Scan) -> [Int] {
    let hasShell =
      scan.first([
        "/bin/sh", "/bin/bash", "cmd.exe", "/bin/zsh", "(sh,", "[sh,", "(bash", "exec{sh", "exec sh", "spawn(sh",
      ]) != nil
    var hits: [Int] = []
    // Python: a socket whose descriptor becomes standard input, or a terminal spawned on it.
    if scan.has("socket.socket("), hasShell || scan.has("pty.spawn("),
      scan.first(["os.dup2(", "dup2(", "pty.spawn(", "subprocess."]) != nil
    {
      hits += scan.index["socket.socket("].prefix(1)
    }
    // Perl: a socket reopened as standard input.
    if scan.first(["sockaddr_in", "io::socket::inet"]) != nil,
      scan.first(["open(stdin,>&", "stdin->fdopen", "open(stdout,>&"]) != nil
    {
      hits += [scan.first(["sockaddr_in", "io::socket::inet"]) ?? 0]
    }
    // PHP: a socket as the descriptors of a process.
    if scan.first(["fsockopen(", "stream_socket_client(", "socket_connect("]) != nil, hasShell,
      scan.first(["proc_open(", "popen(", "shell_exec(", "<&3"]) != nil
    {
      hits += [scan.first(["fsockopen(", "stream_socket_client(", "socket_connect("]) ?? 0]
    }
    // Ruby, Node, Java, Lua.
    if scan.first(["tcpsocket.new(", "tcpsocket.open("]) != nil, scan.first(["exec", "popen", "/bin/sh"]) != nil {
      hits += scan.index["tcpsocket.new("].prefix(1) + scan.index["tcpsocket.open("].prefix(1)
    }
    if scan.first(["net.socket()", "net.connect(", "net.createconnection("]) != nil, scan.has("child_process"),
      scan.has(".pipe("), hasShell
    {
      hits += scan.index["child_process"].prefix(1)
    }
    if scan.has("new socket("), hasShell, scan.first(["processbuilder(", "getruntime()"]) != nil {
      hits += scan.index["new socket("].prefix(1)
    }
    // C: descriptors 0 to 2 onto a socket, then a shell.
    if scan.first(["dup2("]) != nil, scan.first(["connect(", "accept("]) != nil, scan.has("socket("), hasShell,
      scan.first(["execve(", "execl(", "execlp("]) != nil
    {
      hits += scan.index["dup2("].prefix(1)
    }
    return hits
  }

  private static let table = KeywordTable(
    request + evaluators + runners + callers + [
      "<?php", "<?=", "<%", "include", "include_once", "require", "require_once", "`$_post", "`$_get", "`$_request",
      "`$_cookie", "`{$_",
      "preg_replace", "request.getparameter", "request.getheader", "request.getinputstream", "request.getreader",
      "getruntime().exec(", "new processbuilder(", "getruntime()", "scriptenginemanager", "session.getattribute",
      "defineclass(",
      "urlclassloader(", "eval(request", "execute(request", "evalrequest(", "executerequest(", "eval(context.request",
      "process.start(request", "process.start(", "request.form", "request.querystring", "request[", "request.params",
      "request.args",
      "request.values", "req.query", "req.body", "params[:", "cgi.fieldstorage", "os.system(", "os.popen(",
      "subprocess.",
      "child_process", "execsync(", "io.popen(", "memfd_create", "fexecve", "/proc/self/fd", "/proc/", "execve", "exec",
      "syscall(319",
      "syscall(279", "/bin/sh", "/bin/bash", "/bin/zsh", "cmd.exe", "(sh,", "[sh,", "(bash", "exec{sh", "exec sh",
      "spawn(sh",
      "socket.socket(", "pty.spawn(", "os.dup2(", "dup2(", "sockaddr_in", "io::socket::inet", "open(stdin,>&",
      "stdin->fdopen",
      "open(stdout,>&", "fsockopen(", "stream_socket_client(", "socket_connect(", "proc_open(", "popen(", "shell_exec(",
      "<&3",
      "tcpsocket.new(", "tcpsocket.open(", "popen", "net.socket()", "net.connect(", "net.createconnection(", ".pipe(",
      "new socket(",
      "processbuilder(", "connect(", "accept(", "socket(", "execve(", "execl(", "execlp(", "eval",
    ])
}
