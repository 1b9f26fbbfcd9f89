import Foundation

/// An instance metadata service, version 2, on the loopback address: a token first, then answers for those who bring it.
final class MetadataServer {
  let port: UInt16
  private let process = Process()
  private let input = Pipe()
  private let log = Pipe()

  private static let program = """
    import http.server, sys, threading
    answers = {
        "/latest/dynamic/instance-identity/document":
            '{"instanceId": "i-0123456789abcdef0", "accountId": "123456789012", "region": "eu-central-1"}',
        "/latest/dynamic/instance-identity/pkcs7": "MIAGCSqGSIb3DQEHAqCA", "/latest/dynamic/instance-identity/rsa2048": "MIAGCSqGSIb3",
        "/latest/dynamic/instance-identity/signature": "c2lnbmF0dXJl", "/latest/meta-data/instance-id": "i-0123456789abcdef0",
        "/latest/meta-data/ami-id": "ami-0abc", "/latest/meta-data/instance-life-cycle": "on-demand", "/latest/meta-data/iam/info": "{}",
        "/latest/meta-data/tags/instance": "Name", "/latest/meta-data/tags/instance/Name": "web-1"}
    class Handler(http.server.BaseHTTPRequestHandler):
        def reply(self, status, text):
            print(self.path, file=sys.stderr, flush=True)
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())
        def do_PUT(self):
            self.reply(200, "TOKEN") if self.path == "/latest/api/token" else self.reply(404, "")
        def do_GET(self):
            known = self.headers.get("X-aws-ec2-metadata-token") == "TOKEN"
            self.reply(200 if self.path in answers else 404, answers.get(self.path, "")) if known else self.reply(401, "")
        def log_message(self, *arguments):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    """

  init() throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = log
    try process.run()
    struct NotReady: Error {}
    let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = UInt16(said.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw NotReady() }
    self.port = port
  }

  /// Ends the service; the paths that were asked for.
  func asked() -> [String] {
    try? input.fileHandleForWriting.close()
    let text = log.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
