import Artifacts
import CaseModel
import HostFacts
import Testing

/// Every persistence parser with a path that fits and a small good text, for what must hold for all of them.
private let samples: [(parser: String, path: String, text: String)] = [
  ("cron", "/etc/crontab", "1 2 3 4 5 root /bin/a\n"), ("anacron", "/etc/anacrontab", "1 2 a /bin/a\n"),
  ("at-job", "/var/spool/at/a0000301c8a4e0", atJob),
  ("systemd-unit", "/etc/systemd/system/a.service", "[Service]\nExecStart=/a\n"),
  ("systemd-timer", "/a.timer", "[Timer]\nOnCalendar=daily\n"),
  ("systemd-conf", "/etc/systemd/system.conf", "[Manager]\nA=b\n"),
  ("systemd-generator", "/g", "#!/bin/sh\nx &\n"), ("tmpfiles", "/a.conf", "d /x 0755\n"),
  ("init-script", "/etc/init.d/a", "#!/bin/sh\nx &\n"), ("rc-local", "/etc/rc.local", "/bin/a\n"),
  ("inittab", "/etc/inittab", "a:2:once:/x\n"), ("udev-rules", "/a.rules", "A==\"b\", RUN+=\"/x\"\n"),
  ("modules-load", "/etc/modules", "loop\n"), ("modprobe", "/a.conf", "install a /x\n"),
  ("initramfs-hook", "/hooks/a", "#!/bin/sh\nx &\n"), ("grub", "/etc/default/grub", "GRUB_CMDLINE_LINUX=\"init=/x\"\n"),
  ("ld-so-preload", "/etc/ld.so.preload", "/a.so\n"), ("ld-so-conf", "/etc/ld.so.conf", "/a\n"),
  ("sysctl-conf", "/a.conf", "a.b=1\n"), ("binfmt-conf", "/a.conf", ":a:E::b::/x:\n"),
  ("selinux-conf", "/etc/selinux/config", "SELINUX=enforcing\n"), ("pam", "/etc/pam.d/a", "auth required b.so\n"),
  ("nsswitch", "/etc/nsswitch.conf", "a: b\n"), ("sshd-config", "/etc/ssh/sshd_config", "Port 1\n"),
  ("ssh-config", "/etc/ssh/ssh_config", "ProxyCommand x\n"), ("ssh-rc", "/etc/ssh/sshrc", "x &\n"),
  ("sudoers", "/etc/sudoers", "a ALL=(ALL) NOPASSWD: /b\n"), ("polkit", "/a.rules", "polkit.addRule(function() {})\n"),
  ("doas", "/etc/doas.conf", "permit a\n"), ("shell-profile", "/root/.bashrc", "eval x\n"),
  ("environment", "/etc/environment", "PATH=/x\n"), ("motd-script", "/m", "#!/bin/sh\nx &\n"),
  ("desktop-entry", "/autostart/a.desktop", "[Desktop Entry]\nExec=/x\n"),
  ("dbus-service", "/a.service", "[D-BUS Service]\nName=a\nExec=/x\n"),
  ("apt-conf", "/a", "A::Pre-Invoke {\"/x\";};\n"),
  ("apt-sources", "/a.list", "deb http://a b c\n"), ("apt-sources", "/a.sources", "Types: deb\nURIs: x\n"),
  ("yum-conf", "/a.repo", "[a]\ngpgcheck=0\n"), ("git-hook", "/hooks/a", "#!/bin/sh\nx &\n"),
  ("git-config", "/.gitconfig", "[core]\nhooksPath=/x\n"), ("python-startup", "/a.pth", "import a\n"),
  ("interpreter-startup", "/a.pl", "system('a');\n"), ("network-hook", "/if-up.d/a", "#!/bin/sh\nx &\n"),
  ("hosts", "/etc/hosts", "1.1.1.1 a\n"), ("resolv-conf", "/etc/resolv.conf", "nameserver a\n"),
  ("hosts-access", "/etc/hosts.allow", "a: b: spawn /x\n"), ("firewall-rules", "/r", "*nat\n-A X -j DROP\n"),
  ("inetd", "/etc/inetd.conf", "a b c d e /f g\n"), ("xinetd", "/etc/xinetd.d/a", "service a\n{\nserver = /x\n}\n"),
  ("exports", "/etc/exports", "/a b(rw)\n"), ("fstab", "/etc/fstab", "a /b c d\n"),
  ("logrotate", "/l", "/a {\nprerotate\n/x\nendscript\n}\n"), ("rsyslog-conf", "/r.conf", "*.* ^/x\n"),
  ("journald-conf", "/j.conf", "[Journal]\nStorage=none\n"), ("audit-rules", "/a.rules", "-e 0\n"),
  ("ca-certificate", "/c.pem", "-----BEGIN CERTIFICATE-----\n"), ("mail-alias", "/etc/aliases", "a: |/x\n"),
  ("procmail", "/.procmailrc", ":0\n| /x\n"), ("web-server-conf", "/n.conf", "a { load_module x; }\n"),
  ("php-ini", "/php.ini", "auto_prepend_file=/x\n"), ("docker-daemon", "/d.json", "{\"hosts\":[\"a\"]}"),
  ("compose", "/c.yml", "services:\n  a:\n    image: b\n"), ("agent-conf", "/etc/puppet/p.conf", "a = b\n"),
]

@Test func everySampleGivesRecordsAndEveryParserHasASample() {
  for sample in samples {
    let found = persistence(sample.parser, sample.path, sample.text)
    #expect(!found.isEmpty, "\(sample.parser)")
    #expect(
      found.allSatisfy { $0.path.text == sample.path && $0.exhibit == "e1" && $0.mode == 0o644 }, "\(sample.parser)")
  }
  let names = Set(samples.map(\.parser))
  #expect(names.allSatisfy { ArtifactParsers.named($0) != nil })
  #expect(names.count == 62)
}

@Test func everyPrefixAndEveryFlippedByteIsSurvived() {
  for sample in samples {
    let bytes = Array(sample.text.utf8)
    for end in bytes.indices { _ = runPersistence(sample.parser, sample.path, bytes: Array(bytes[..<end])) }
    for index in bytes.indices {
      for value: UInt8 in [0, 0xff, 0x22, 0x5c] {
        var changed = bytes
        changed[index] = value
        _ = runPersistence(sample.parser, sample.path, bytes: changed)
      }
    }
  }
}

/// What an attacker may write, by name of the trick.
private let tricks: [(name: String, bytes: [UInt8])] = [
  ("empty", []), ("zeros", Array(repeating: 0, count: 4096)), ("not UTF-8", Array(repeating: 0xfe, count: 4096)),
  ("continuation bomb", Array(repeating: Array("a=\"b\\\n".utf8), count: 2_000).flatMap { $0 }),
  ("one long line", Array(repeating: 0x61, count: 70_000)), ("backslashes", Array(repeating: 0x5c, count: 10_000)),
  ("quotes", Array(repeating: 0x22, count: 10_000)), ("braces", Array(repeating: 0x7b, count: 10_000)),
  ("closed braces", Array("a }\n".utf8) + Array(repeating: 0x7d, count: 10_000)),
  ("brackets", Array(repeating: 0x5b, count: 10_000)), ("colons", Array(repeating: 0x3a, count: 10_000)),
  ("commas", Array("a b=".utf8) + Array(repeating: Array("c,".utf8), count: 5_000).flatMap { $0 }),
  ("groups", Array("a b=".utf8) + Array(repeating: Array(" : x=y".utf8), count: 2_000).flatMap { $0 }),
  ("substitutions", Array(repeating: Array("$(`".utf8), count: 3_000).flatMap { $0 }),
  ("list items", Array("services:\n a:\n  ".utf8) + Array(repeating: Array("- ".utf8), count: 3_000).flatMap { $0 }),
  ("many lines", Array(repeating: Array("* * * * * root /bin/sh /a:b\n".utf8), count: 300).flatMap { $0 }),
  ("many settings", Array(repeating: Array("a = /b\n".utf8), count: 300).flatMap { $0 }),
  ("open quote", Array("a \"b\nc = d\n".utf8)),
]

@Test(arguments: samples.indices)
func hostileTextStaysWithinBounds(index: Int) {
  let sample = samples[index]
  for trick in tricks {
    let output = runPersistence(sample.parser, sample.path, bytes: trick.bytes)
    #expect(output.facts.count <= 4096, "\(sample.parser): \(trick.name)")
    #expect(output.notes.count <= ArtifactOutput.noteLimit + 1, "\(sample.parser): \(trick.name)")
    for record in persistence(of: output) {
      #expect(
        record.text.bytes.count <= 4096 && (record.command?.bytes.count ?? 0) <= 4096, "\(sample.parser): \(trick.name)"
      )
    }
  }
}

@Test func damageInFrontDoesNotLoseWhatFollows() {
  for sample in samples where !["docker-daemon", "at-job", "apt-conf", "systemd-generator"].contains(sample.parser) {
    let good = persistence(sample.parser, sample.path, sample.text)
    let damaged = Array("\u{1}\u{2}???\n\n".utf8) + Array(sample.text.utf8)
    let found = persistence(of: runPersistence(sample.parser, sample.path, bytes: damaged))
    for command in good.compactMap(\.command) { #expect(found.contains { $0.command == command }, "\(sample.parser)") }
  }
}

@Test func recordsOfOneFileAreLimitedAndTheRestIsCounted() {
  let lines = Array(repeating: Array("1.1.1.1 a\n".utf8), count: 4_100).flatMap { $0 }
  let output = runPersistence("hosts", "/etc/hosts", bytes: lines)
  #expect(output.facts.count == 4096 && output.notes.map(\.message) == ["4 more entries were not kept"])
}

@Test func thousandsOfCommandsDoNotEachCarryAllSettings() {
  let text = "[Service]\nType=oneshot\nDescription=x\n" + String(repeating: "ExecStart=/a\n", count: 70)
  let found = persistence("systemd-unit", "/a.service", text)
  #expect(found.count == 70 && found[63].attributes["Description"] == "x" && found[64].attributes["Description"] == nil)
  #expect(found[69].attributes["Type"] == "oneshot" && found[69].command == "/a")
}

@Test func aTailIsReadFromItsFirstWholeLine() {
  var input = ArtifactInput(
    path: "/etc/crontab", bytes: Array("root /cut\n1 2 3 4 5 root /bin/a\n1 2 3 4 5 root /bi".utf8),
    now: Timestamp(seconds: 0))
  input.isTail = true
  input.isTruncated = true
  input.offset = 100
  let output = ArtifactParsers.named("cron")?.parse(input) ?? ArtifactOutput()
  #expect(persistence(of: output).map(\.command) == ["/bin/a"])
}

@Test func aContinuationBombIsCutAndWhatFollowsIsKept() {
  let bomb = Array(repeating: Array("install a\\\n".utf8), count: 8_000).flatMap { $0 }
  let output = runPersistence("modprobe", "/a.conf", bytes: bomb + Array("b\ninstall usb /bin/x\n".utf8))
  #expect(output.notes.map(\.message) == ["the statement was too long and was cut"])
  #expect(persistence(of: output).map(\.line) == [1, 8002] && persistence(of: output).last?.command == "/bin/x")
}
