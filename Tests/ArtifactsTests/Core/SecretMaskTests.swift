import Artifacts
import CaseModel
import HostFacts
import Testing

@Suite struct SecretMaskTests {
  @Test(arguments: [
    ("curl --password=Hunter2 x", "Hunter2"), ("mysql -u root -pHunter2 db", "Hunter2"),
    ("/usr/bin/mysqldump -pHunter2 --all", "Hunter2"), ("sshpass -p Hunter2 ssh a@b", "Hunter2"),
    ("curl -H 'Authorization: Bearer abc.def-ghi' http://x", "abc.def-ghi"),
    (
      "export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    ),
    ("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    ("GET /x?token=abcd1234&a=1", "abcd1234"), ("git clone https://me:Hunter2@git.example/x", "Hunter2"),
    ("db_password: \"two words\"", "two words"), ("'password' => 'Hunter2',", "Hunter2"),
    ("{\"api_key\": \"Hunter2\"}", "Hunter2"), ("curl -u admin:Hunter2 http://x", "Hunter2"),
    ("echo root:Hunter2 | chpasswd", "Hunter2"), ("echo Hunter2 | passwd --stdin root", "Hunter2"),
    ("login --token ghp_0123456789abcdefghijABCDEFGHIJ012345", "0123456789abcdefghijABCDEFGHIJ012345"),
    ("usermod -p '$6$saltsalt$0123456789abcdefghij' root", "0123456789abcdefghij"),
    ("ALTER USER a IDENTIFIED BY 'Hunter2'", "Hunter2"), ("PGPASSWORD=Hunter2 psql", "Hunter2"),
    ("redis-cli -a Hunter2 info", "Hunter2"),
    ("signing_key=0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
  ])
  func secretsAreReplacedByAsManyStars(text: String, secret: String) {
    let masked = SecretMask.mask(Array(text.utf8))
    let result = String(decoding: masked.bytes, as: UTF8.self)
    #expect(!result.contains(secret), "\(result)")
    #expect(masked.bytes.count == text.utf8.count)
    #expect(!masked.ranges.isEmpty && masked.offsetsAndLengths[0].count == 2)
  }

  @Test(arguments: [
    "ls -la /root", "mysql -p db", "curl -s https://example.com/a?b=c", "export PATH=/bin:/usr/bin",
    "cd /tmp && ./x -p 8080",
    "curl --password=$PASS x", "TOKEN=${TOKEN}", "password_file=/etc/x", "PWD=/root", "ssh -p 2222 root@host",
    "PasswordAuthentication yes", "password = required", "tar -pxf a.tar", "git commit -m 'tokenizer'",
    "-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----", "aws_access_key_id=AKIAIOSFODNN7EXAMPLE",
  ])
  func whatIsNoSecretStays(text: String) {
    #expect(
      SecretMask.mask(Array(text.utf8)).ranges.isEmpty,
      "\(String(decoding: SecretMask.mask(Array(text.utf8)).bytes, as: UTF8.self))")
  }

  @Test func privateKeysLoseTheirBodyAndKeepTheirLines() {
    let text = "a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\nNzaC\n-----END OPENSSH PRIVATE KEY-----\nb"
    let result = String(decoding: SecretMask.mask(Array(text.utf8)).bytes, as: UTF8.self)
    #expect(result == "a\n-----BEGIN OPENSSH PRIVATE KEY-----\n******\n****\n-----END OPENSSH PRIVATE KEY-----\nb")
  }

  @Test func anArgumentIsMaskedWhole() {
    #expect(
      SecretMask.mask(arguments: ["x", "--password", "two words", "--token=a b", "rest"]).map(\.text)
        == ["x", "--password", "*********", "--token=***", "rest"])
    #expect(SecretMask.mask(arguments: ["x", "--port", "80"]).map(\.text) == ["x", "--port", "80"])
  }

  /// Each would cost its length squared if a rule looked without end.
  @Test(arguments: [
    "cookie:$a ", "eyJ-", "/AKIA0123456789abcdef", "sudo -S ", "password='$", "://a", "-----BEGIN PRIVATE KEY-----",
    "$1$",
    "identified by '", "mysql -p", "x=", "--token ",
  ])
  func textsMadeToCostTimeAreSurvived(piece: String) {
    let text = Array(String(repeating: piece, count: 40_000 / piece.utf8.count).utf8)
    #expect(SecretMask.mask(text).bytes.count == text.count)
  }

  @Test func environmentValuesAreKeptByNameOnly() {
    #expect(EnvironmentNames.mayKeepValue(of: "LD_PRELOAD") && EnvironmentNames.mayKeepValue(of: "SSH_CONNECTION"))
    #expect(!EnvironmentNames.mayKeepValue(of: "AWS_SECRET_ACCESS_KEY") && !EnvironmentNames.mayKeepValue(of: "DB_URL"))
  }
}
