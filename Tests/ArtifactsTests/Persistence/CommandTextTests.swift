import Artifacts
import CaseModel
import Testing

@Test(arguments: [
  ("/usr/bin/foo --bar", "/usr/bin/foo"),
  ("FOO=1 BAR='a b' sudo -u www-data -E nohup /opt/x/run.sh &", "/opt/x/run.sh"),
  ("/bin/sh -c '/tmp/.x/miner -o pool:3333'", "/tmp/.x/miner"),
  ("bash -c \"exec -a '[kworker/0:1]' /dev/shm/k\"", "/dev/shm/k"),
  ("cd / && run-parts --report /etc/cron.hourly", "run-parts"),
  ("test -x /usr/sbin/anacron || ( cd / && run-parts /etc/cron.daily )", "run-parts"),
  (
    "[ -x /usr/lib/php/sessionclean ] && if [ ! -d /run/systemd/system ]; then /usr/lib/php/sessionclean; fi",
    "/usr/lib/php/sessionclean"
  ),
  ("command -v debian-sa1 > /dev/null && debian-sa1 1 1", "debian-sa1"),
  ("timeout -k 5 30 env -i PATH=/bin python3 -u /srv/job.py --once", "/srv/job.py"),
  ("python3 -c 'import os'", "python3"), ("eval \"$(dircolors -b)\"", "dircolors"), (". /tmp/.e", "/tmp/.e"),
  ("flock -n /run/l /usr/bin/job", "/usr/bin/job"), ("\"/opt/with blank/run\" x", "/opt/with blank/run"),
  ("sudo -i", "sudo"),
  ("/usr/bin/test -e /x && /usr/bin/gdbus call", "/usr/bin/gdbus"),
  ("nice -n 19 ionice -c3 sh /root/b.sh", "/root/b.sh"),
])
func programBehindWrappersIsFound(command: String, program: String) {
  #expect(CommandText.program(of: HostString(command))?.text == program)
}

@Test(arguments: ["", "   ", "# only a comment", "A=1", ">", "&&", "'"])
func noProgramIsInvented(command: String) {
  #expect(CommandText.program(of: HostString(command))?.isEmpty ?? true)
}

@Test func shellTextInsideShellTextIsReadFourLevelsDeep() {
  var command = "/tmp/deep"
  for _ in 0..<3 { command = "sh -c \"\(command.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
  #expect(CommandText.program(of: HostString(command)) == "/tmp/deep")
  for _ in 0..<5 { command = "sh -c \"\(command.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }
  #expect(CommandText.program(of: HostString(command)) == "sh")
}

@Test func wordsLoseQuotesAndAssignments() {
  #expect(CommandText.words(of: #"A=1 echo "a b" 'c'd e\ f 2>/dev/null; ls"#) == ["echo", "a b", "cd", "e f"])
}

@Test func pathsAreFoundOnceInOrderAndAddressesAreNone() {
  let command: HostString =
    #"PATH=/opt/bin:/bin LD_PRELOAD=/tmp/x.so /usr/bin/curl http://h/p -o "/dev/shm/a" --c=/etc/y >/tmp/x.so 2>&1"#
  #expect(
    CommandText.paths(in: command) == [
      "/opt/bin", "/bin", "/tmp/x.so", "/usr/bin/curl", "/dev/shm/a", "/etc/y",
    ])
}

@Test func hostileCommandsStayBounded() {
  let many = HostString(bytes: Array(repeating: Array("/a;".utf8), count: 40_000).joined())
  #expect(CommandText.program(of: many) == "/a")
  #expect(CommandText.paths(in: HostString(bytes: (0..<500).flatMap { Array("/p\($0) ".utf8) })).count == 64)
  for text in [#"'"#, #"""#, #"\"#, "$(", "`", "$($($($(", "<<<", "2>", "&>", "((((", "a\\"] {
    #expect(CommandText.paths(in: HostString(text)).isEmpty)
    _ = CommandText.program(of: HostString(text))
  }
  #expect(CommandText.program(of: HostString(bytes: [0xff, 0xfe, 0x20, 0x61])) == HostString(bytes: [0xff, 0xfe]))
  var nested = "x"
  for _ in 0..<200 { nested = "$(\(nested))" }
  #expect(CommandText.program(of: HostString(nested)) == "x")
}
