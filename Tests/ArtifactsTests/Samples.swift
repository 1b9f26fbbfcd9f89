import CaseModel

/// A good input for every parser, by its name.
enum Samples {
  static func sample(_ parser: String) throws -> (path: HostString, bytes: [UInt8])? {
    if let text = texts[parser] { return (text.0, Array(text.1.utf8)) }
    switch parser {
    case "utmp":
      return (
        "/var/log/wtmp",
        RecordWriter.utmp(type: 2, user: "reboot", seconds: 1_763_000_000)
          + RecordWriter.utmp(
            type: 7, user: "root", host: "203.0.113.9", seconds: 1_763_000_100, address: [203, 0, 113, 9])
      )
    case "lastlog":
      var writer = RecordWriter()
      writer.zeros(292)
      writer.u32(1_763_000_000)
      writer.field("pts/1", 32)
      writer.field("198.51.100.1", 256)
      return ("/var/log/lastlog", writer.bytes)
    case "journal": return ("/var/log/journal/x/system.journal", try Fixtures.sparse("journal-zstd.sparse"))
    case "pacct":
      return (
        "/var/log/account/pacct",
        RecordWriter.accounting(flag: 2, uid: 0, pid: 9, began: 1_763_000_000, command: "nc")
          + RecordWriter.accounting(uid: 33, pid: 10, began: 1_763_000_001, command: "sh")
      )
    case "private-key": return ("/root/.ssh/id_ed25519", try Fixtures.bytes("key-ed25519-plain"))
    default: return nil
    }
  }

  static let publicKey = "AAAAC3NzaC1lZDI1NTE5AAAAIFanj2abhqoAxqiA0FR9hbIi9PqM7bPYkMe3/l/bl5v3"

  private static let texts: [String: (HostString, String)] = [
    "syslog": (
      "/var/log/auth.log",
      """
      Nov 24 09:00:00 web-1 sshd[1]: Failed password for root from 203.0.113.9 port 4 ssh2
      Nov 24 09:00:05 web-1 sudo:  deploy : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh

      """
    ),
    "audit-log": (
      "/var/log/audit/audit.log",
      """
      type=USER_LOGIN msg=audit(1763000000.123:7): pid=1 uid=0 auid=1000 ses=1 msg='op=login acct="root" exe="/usr/sbin/sshd" addr=203.0.113.9 res=failed'
      type=EXECVE msg=audit(1763000001.000:8): argc=2 a0="sh" a1=2F746D702F6120620A

      """
    ),
    "access-log": (
      "/var/log/nginx/access.log",
      "203.0.113.9 - - [24/Nov/2025:09:00:00 +0100] \"POST /uploads/a.php?cmd=id HTTP/1.1\" 200 12 \"-\" \"curl/8\"\n"
    ),
    "package-log": (
      "/var/log/dpkg.log",
      "2025-11-24 09:00:00 install netcat:amd64 <none> 1.10\n2025-11-24 09:00:01 status installed netcat:amd64 1.10\n"
    ),
    "passwd": ("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nsvc:x:0:100::/:/bin/sh\n"),
    "shadow": (
      "/etc/shadow",
      "root:$y$j9T$abcdefghijklmnop$qrstuvwxyzABCDEFGHIJKLMNOP:19700:0:99999:7:::\nsvc:!:19700:0:99999:7:::\n"
    ),
    "group": ("/etc/group", "root:x:0:\nwheel:x:10:svc,deploy\n"),
    "authorized-keys": (
      "/root/.ssh/authorized_keys",
      "# mine\ncommand=\"/bin/sh -c \\\"id\\\"\",no-pty ssh-ed25519 \(publicKey) ops@example\n"
    ),
    "known-hosts": ("/root/.ssh/known_hosts", "|1|aaaa|bbbb ssh-ed25519 \(publicKey)\n"),
    "shell-history": ("/root/.bash_history", "#1763000000\nmysql -pHunter2 -e x\nls\n"),
    "systemd-session": (
      "/run/systemd/sessions/3", "UID=0\nUSER=root\nREMOTE_HOST=203.0.113.9\nLEADER=77\nREALTIME=1763000000500000\n"
    ),
    "os-release": ("/etc/os-release", "PRETTY_NAME=\"Amazon Linux 2023\"\nID=amzn\n"),
    "dpkg-status": (
      "/var/lib/dpkg/status",
      "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\nConffiles:\n /etc/bash.bashrc 89269e1298235f1b12b4c16e4065ad0d\n\n"
    ),
    "apk-installed": (
      "/lib/apk/db/installed",
      "P:busybox\nV:1.36\nA:x86_64\nF:bin\nR:busybox\na:0:0:755\nZ:Q1AAECAwQFBgcICQoLDA0ODxAREhM=\n\n"
    ),
    "docker-container": (
      "/var/lib/docker/containers/abc/config.v2.json",
      "{\"ID\":\"abc\",\"Name\":\"/web\",\"Config\":{\"Image\":\"nginx\"},\"Path\":\"sh\",\"Args\":[\"-c\",\"mysql -pHunter2\"]}"
    ),
  ]
}
