import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct AccountTests {
  @Test func theThreeFilesAreJoined() throws {
    let passwd = try #require(try Samples.sample("passwd"))
    let shadow = try #require(try Samples.sample("shadow"))
    let group = try #require(try Samples.sample("group"))
    let output = AccountJoin.join(
      passwd: Fixtures.input(passwd.path, passwd.bytes), shadow: Fixtures.input(shadow.path, shadow.bytes),
      group: Fixtures.input(group.path, group.bytes))
    let accounts = output.accounts
    #expect(accounts.map(\.password) == [.hash, .locked])
    #expect(accounts[0].passwordScheme == "yescrypt" && accounts[0].passwordFingerprint?.count == 64)
    #expect(accounts[0].passwordChangedDay == 19700 && accounts[0].groups.map(\.text) == ["root"])
    #expect(accounts[1].uid == 0 && accounts[1].groups.map(\.text) == ["wheel"])
    #expect(output.notes.isEmpty)
  }

  @Test(
    arguments: [
      ("", AccountRecord.PasswordState.empty, nil), ("x", .unknown, nil), ("!", .locked, nil), ("*", .locked, nil),
      ("!!", .locked, nil),
      ("$6$abc$def", .hash, "sha512"), ("!$6$abc$def", .locked, "sha512"), ("$2b$12$abc", .hash, "bcrypt"),
      ("ab1234567890.", .hash, "des"),
      ("garbage", .locked, nil),
    ] as [(String, AccountRecord.PasswordState, String?)])
  func passwordFields(field: String, state: AccountRecord.PasswordState, scheme: String?) {
    let password = PasswordField(Array(field.utf8), services: Fixtures.services)
    #expect(password.state == state && password.scheme == scheme)
    #expect((password.fingerprint != nil) == (scheme != nil))
  }

  @Test func noHashLeavesTheShadowParser() throws {
    let shadow = try #require(try Samples.sample("shadow"))
    let output = ShadowParser.parse(Fixtures.input(shadow.path, shadow.bytes))
    #expect(output.properties.count == 2)
    for property in output.properties { #expect(!property.value.text.contains("qrstuv")) }
  }

  @Test func aDamagedLineIsNotedAndTheRestKept() {
    let output = PasswdParser.parse(
      Fixtures.input("/etc/passwd", "root:x:0:0::/:/bin/sh\nbad:x:zero:0::/:\n\nok:x:1:1::/:/bin/sh\n"))
    #expect(output.accounts.map(\.name.text) == ["root", "ok"] && output.accounts[1].line == 4)
    #expect(output.notes.map(\.line) == [2])
  }

  @Test func authorizedKeysHaveTheFingerprintOfSSHKeygen() throws {
    let sample = try #require(try Samples.sample("authorized-keys"))
    let key = try #require(AuthorizedKeysParser.parse(Fixtures.input(sample.path, sample.bytes)).keys.first)
    #expect(key.fingerprint == "SHA256:vzvL3ijMRICFeXRrBzHJvXtn6I05ALW82Bsod1kZxPs")
    #expect(key.forcedCommand?.text == "/bin/sh -c \"id\"" && key.comment.text == "ops@example")
    #expect(key.algorithm.text == "ssh-ed25519" && key.line == 2 && key.options.hasSuffix(",no-pty"))
  }

  @Test func aDamagedKeyIsKeptWithoutAFingerprint() {
    let good = "ssh-ed25519 \(Samples.publicKey) x\n"
    #expect(AuthorizedKeysParser.parse(Fixtures.input("/a", good)).keys.count == 1)
    let output = AuthorizedKeysParser.parse(Fixtures.input("/a", good.replacing("ssh-ed25519", with: "ssh-rsa")))
    #expect(output.keys.first?.fingerprint == "" && output.keys.first?.algorithm.text == "ssh-rsa")
    #expect(output.notes.count == 1)
    #expect(AuthorizedKeysParser.parse(Fixtures.input("/a", "not a key at all\n")).keys.isEmpty)
  }

  @Test func knownHostsKeepTheirNamesAndMarkers() {
    let text = "@revoked host.example,203.0.113.9 ssh-ed25519 \(Samples.publicKey)\n"
    let key = KnownHostsParser.parse(Fixtures.input("/a", text)).keys.first
    #expect(
      key?.comment.text == "host.example,203.0.113.9" && key?.options.text == "@revoked" && key?.role == "known_host")
  }

  @Test(arguments: [
    ("key-ed25519-plain", "ssh-ed25519", "unencrypted"), ("key-ed25519-encrypted", "ssh-ed25519", "encrypted"),
    ("key-rsa-pem-encrypted", "rsa", "encrypted"),
  ])
  func privateKeysAreDescribedNotKept(file: String, algorithm: String, state: String) throws {
    let bytes = try Fixtures.bytes(file)
    let keys = PrivateKeyParser.parse(Fixtures.input("/root/.ssh/id", bytes)).keys
    #expect(keys.map(\.algorithm.text) == [algorithm] && keys.map(\.options.text) == [state])
    #expect(keys.first?.fingerprint.count == 64 && keys.first?.role == "private")
  }

  @Test func aPublicKeyFileHoldsNoPrivateKey() {
    #expect(
      PrivateKeyParser.parse(Fixtures.input("/a", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")).facts
        .isEmpty)
  }

  @Test(
    arguments: [
      ("/root/.bash_history", "#1763000000\nls -la\n", "ls -la", 1_763_000_000),
      ("/root/.zsh_history", ": 1763000000:3;ls -la\n", "ls -la", 1_763_000_000),
      ("/root/.local/share/fish/fish_history", "- cmd: ls -la\n  when: 1763000000\n", "ls -la", 1_763_000_000),
      ("/root/.mysql_history", "_HiStOrY_V2_\nselect\\0401;\n", "select 1;", nil),
      ("/root/.lesshst", ".less-history-file:\n.shell\n\"id\n", "!id", nil),
      ("/root/.viminfo", "# x\n:wq\n", ":wq", nil), ("/root/.python_history", "import os\n", "import os", nil),
      ("/root/.bash_history", "sshpass -pHunter2 ssh a\n", "sshpass -p******* ssh a", nil),
    ] as [(HostString, String, String, Int64?)])
  func historiesOfManyTools(path: HostString, text: String, command: String, seconds: Int64?) {
    let history = ShellHistoryParser.parse(Fixtures.input(path, text)).history
    #expect(history.map(\.command.text) == [command])
    #expect(history.first?.time?.seconds == seconds)
  }

  @Test func zshBytesAreTurnedBack() {
    let history = ShellHistoryParser.parse(Fixtures.input("/root/.zsh_history", [0x61, 0xc3, 0x83, 0x9c, 0x0a])).history
    #expect(history.first?.command.bytes == [0x61, 0xc3, 0xbc])
  }

  @Test func aSessionOfLogind() throws {
    let sample = try #require(try Samples.sample("systemd-session"))
    let login = SystemdSessionParser.parse(Fixtures.input(sample.path, sample.bytes)).logins.first
    #expect(login?.pid == 77 && login?.address == "203.0.113.9" && login?.user.text == "root")
    #expect(login?.time == Timestamp(seconds: 1_763_000_000, nanoseconds: 500_000_000))
    #expect(SystemdSessionParser.parse(Fixtures.input("/x", "A=b\n")).notes.count == 1)
  }
}
