internal import CaseModel

/// Code in other languages than the shell: `python -c`, `perl -e`, `awk '…'`, `.pth` lines, scripts.
enum InlineCodeSigns {
  static func detect(_ reading: CommandReading) -> [CommandSign] {
    reading.stages.flatMap { stage -> [CommandSign] in
      guard let code = Interpreters.inlineCode(of: stage) else {
        // `python <<EOF … EOF`.
        guard Interpreters.languages.contains(stage.name),
          let body = stage.redirections.last(where: { $0.operation.hasPrefix("<<") })?.target.text
        else { return [] }
        return signs(inCode: body, language: stage.name, isOneLiner: true)
      }
      let modules = stage.arguments.filter { $0.hasPrefix("-M") || $0.hasPrefix("-r") }.joined(separator: " ")
      return signs(inCode: modules + " " + code, language: stage.name, isOneLiner: true)
    }
  }

  /// - Parameter isOneLiner: Whether all of it belongs to one deed; in a longer script the parts of a deed must share
  /// a line.
  static func signs(inCode code: String, language: String, isOneLiner: Bool) -> [CommandSign] {
    let text = String(decoding: code.utf8.prefix(ShellParser.longestInput), as: UTF8.self)
    var signs: [CommandSign] = []
    if let detail = remoteShell(text, language) {
      signs.append(CommandSign(.remoteShell, .critical, typed: .high, detail))
    }
    if TextScan.first(of: ["memfd_create", "syscall(319", "syscall 319", "MFD_CLOEXEC"], in: text) != nil {
      signs.append(CommandSign(.memoryExecution, .high, "\(language) makes a file in memory"))
    }
    for line in isOneLiner ? [text] : TextScan.lines(text) {
      signs += oneDeed(line, language)
    }
    if isOneLiner || Interpreters.shells.contains(language) == false { signs += started(text, language, isOneLiner) }
    return signs
  }

  private static let runs = [
    "exec(", "eval(", "os.system", "subprocess", "popen", "system(", "Popen", "shell_exec", "passthru", "proc_open",
    "child_process",
    "instance_eval", "loadstring", "__import__('os')", "exec $", "eval ", "create_function",
  ]
  private static let evaluates = [
    "exec(", "eval(", "eval ", "loadstring", "instance_eval", "marshal.loads", "pickle.loads", "assert(base",
  ]

  private static func oneDeed(_ line: String, _ language: String) -> [CommandSign] {
    var signs: [CommandSign] = []
    let decodes = TextScan.first(
      of: [
        "b64decode", "base64_decode", "fromhex", "unhexlify", "pack(\"H", "pack('H", "decode_base64", "'base64')",
        "\"base64\")",
        "zlib.decompress", "gzinflate", "str_rot13", "codecs.decode", "unpack(\"m", "unpack1", "a85decode", "bytes([",
      ], in: line)
    let fetches = TextScan.first(
      of: [
        "urlopen", "requests.get", "urllib", "LWP::", "http.get", "Net::HTTP", "open-uri", "URI.open",
        "file_get_contents('http",
        "file_get_contents(\"http", "http.client", "HTTP::Tiny", "socket.http", "urlretrieve", "fetch(",
      ], in: line)
    let evaluated = TextScan.first(of: evaluates, in: line)
    if let decodes, evaluated != nil {
      signs.append(CommandSign(.encodedPayload, .high, typed: .medium, "\(language) runs what \(decodes) gives"))
    }
    if fetches != nil, let run = TextScan.first(of: runs, in: line) {
      signs.append(CommandSign(.fetchAndExecute, .high, typed: .medium, "\(language) fetches and calls \(run)"))
    }
    return signs
  }

  private static func remoteShell(_ text: String, _ language: String) -> String? {
    if TextScan.contains(text, "/inet/tcp/") || TextScan.contains(text, "/inet/udp/") {
      return TextScan.first(of: ["|&", "getline", "system("], in: text).map { _ in "awk on a connection" }
    }
    let connects = TextScan.first(
      of: [
        "socket.socket", "socket(", "IO::Socket", "TCPSocket", "fsockopen", "pfsockopen", "socket.tcp",
        "require(\"socket\")", "require('socket')", "net.connect", "net.Socket",
        "stream_socket_client", "create_connection", "TCPServer", "socket_create", "new net.", "require('net')",
        "require(\"net\")", "use Socket",
      ], in: text)
    let joins = TextScan.first(
      of: [
        "dup2", "pty.spawn", "fdopen", ">&S", "<&3", "STDIN,\">&", "STDIN,'>&", "/bin/sh", "/bin/bash", "'sh'",
        "\"sh\"", "io.popen", "IO.popen",
        "proc_open", "shell_exec", "passthru", "child_process", "exec sprintf", "system$_", "`$_`", "Popen(",
        "os.popen", "getoutput",
      ], in: text)
    guard let connects, let joins else { return nil }
    return "\(language) joins \(connects) and \(joins)"
  }

  /// Shell text inside the code, such as `os.system("curl … | sh")`.
  private static func started(_ text: String, _ language: String, _ isOneLiner: Bool) -> [CommandSign] {
    let calls = [
      "os.system(", "system(", "popen(", "shell_exec(", "passthru(", "exec(", "execSync(", "os.execute(", "getoutput(",
      "Popen(", "run(", "call(", "exec ", "system ",
    ]
    var signs: [CommandSign] = []
    let bytes = Array(text.utf8)
    for call in calls {
      var position = 0
      for _ in 0..<8 {
        guard let start = TextScan.offset(of: call, in: bytes, from: position) else { break }
        position = start + call.utf8.count
        guard let literal = literal(bytes[min(position, bytes.count)...]), literal.count > 3 else { continue }
        signs += CommandJudge.shellOnly(literal)
      }
    }
    return signs
  }

  /// The first quoted text.
  private static func literal(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let open = bytes.prefix(24).firstIndex(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }) else {
      return nil
    }
    let body = bytes[(open + 1)...].prefix { $0 != bytes[open] && $0 != 0x0a }
    return body.isEmpty ? nil : String(decoding: body, as: UTF8.self)
  }
}
