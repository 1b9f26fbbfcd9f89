import Artifacts
import CaseModel
import HostFacts
import Testing

@Test func initScriptTellsItsHeader() {
  let text = """
    #!/bin/sh
    ### BEGIN INIT INFO
    # Provides:          agent
    # Default-Start:     2 3 4 5
    # Short-Description: An agent
    ### END INIT INFO
    # Provides: not this
    /usr/local/bin/agent &
    """
  let found = persistence("init-script", "/etc/init.d/agent", text, mode: 0o755)
  #expect(found[0].mechanism == .initScript && found[0].isEnabled == true)
  #expect(found[0].trigger == "runlevels 2 3 4 5")
  #expect(found[0].attributes["Provides"] == "agent" && found[0].attributes["Short-Description"] == "An agent")
  #expect(found[1].command == "/usr/local/bin/agent &" && found[1].line == 8)
}

@Test func rcLocalKeepsEachStatement() {
  let found = persistence(
    "rc-local", "/etc/rc.local", "#!/bin/sh -e\n# nothing\n/opt/x/start \\\n  --quiet\nexit 0\n", mode: 0o755)
  #expect(found.map(\.command) == ["/opt/x/start --quiet"])
  #expect(found[0].line == 3 && found[0].account == "root" && found[0].trigger == "boot" && found[0].isEnabled == true)
  #expect(persistence("rc-local", "/etc/rc.local", "x\n", mode: 0o644)[0].isEnabled == false)
}

@Test func inittabEntryHasFourFields() {
  let output = runPersistence("inittab", "/etc/inittab", bytes: Array("x1:2345:respawn:/tmp/d -a:b\nbroken:2\n".utf8))
  let found = persistence(of: output)
  #expect(found[0].command == "/tmp/d -a:b" && found[0].trigger == "respawn 2345" && found[0].isEnabled == true)
  #expect(found[0].attributes == ["id": "x1", "levels": "2345", "action": "respawn"])
  #expect(found.count == 1 && output.notes.map(\.line) == [2])
}

@Test func udevRuleIsSplitIntoMatchesAndWhatRuns() {
  let text = #"""
    SUBSYSTEM=="net", ACTION=="add", \
      ENV{X}="1", RUN{program}+="/tmp/a \"b\" c", RUN+="/bin/d"
    KERNEL=="sd*", IMPORT{program}="/lib/udev/probe $tempnode", PROGRAM=="/bin/p", RUN{builtin}+="kmod load"
    KERNEL=="x", ENV{SYSTEMD_WANTS}+="evil.service"
    KERNEL=="y", SYMLINK+="z"
    """#
  let found = persistence("udev-rules", "/etc/udev/rules.d/99-x.rules", text)
  #expect(found.map(\.line) == [1, 1, 3, 3, 3, 4])
  #expect(found[0].trigger?.text == #"SUBSYSTEM=="net", ACTION=="add""#)
  #expect(found[0].command == HostString(#"/tmp/a \"b\" c"#))
  #expect(found[0].attributes["key"] == "RUN{program}" && found[0].attributes["operation"] == "+=")
  #expect(found[1].command == "/bin/d")
  #expect(found[2].command == "/lib/udev/probe $tempnode" && found[3].command == "/bin/p")
  #expect(found[4].command == nil && found[4].attributes["value"] == "kmod load")
  #expect(found[5].command == nil && found[5].attributes["value"] == "evil.service")
}

@Test func modulesAreListedWithParameters() {
  let found = persistence("modules-load", "/etc/modules", "# x\nloop max_loop=8\n; y\nrootkit\n")
  #expect(found.map { $0.attributes["module"] } == ["loop", "rootkit"])
  #expect(found[0].attributes["parameters"] == "max_loop=8" && found[1].mechanism == .moduleLoad)
}

@Test func modprobeCommandsOptionsAndBlacklists() {
  let output = runPersistence(
    "modprobe", "/etc/modprobe.d/x.conf",
    bytes: Array(
      "install usb-storage \\\n  /bin/sh -c '/tmp/x'\nblacklist nouveau\noptions kvm nested=1\nnonsense a\n".utf8))
  let found = persistence(of: output)
  #expect(found[0].command == "/bin/sh -c '/tmp/x'" && found[0].trigger == "install usb-storage" && found[0].line == 1)
  #expect(found[1].attributes == ["directive": "blacklist", "module": "nouveau"])
  #expect(found[2].attributes["value"] == "nested=1" && found[2].command == nil)
  #expect(output.notes.map(\.line) == [5])
}

@Test func initramfsHookIsScriptOrSetting() {
  let hook = persistence("initramfs-hook", "/etc/initramfs-tools/hooks/x", "#!/bin/sh\ncp /x /y\n", mode: 0o755)
  #expect(hook.map(\.command) == ["/etc/initramfs-tools/hooks/x"] && hook[0].trigger == "initramfs update")
  let conf = persistence("initramfs-hook", "/etc/dracut.conf.d/x.conf", "install_items+=\" /tmp/evil \"\n")
  #expect(conf[0].attributes == ["install_items": "/tmp/evil"])
}

@Test func kernelCommandLineShowsWhatChangesTheBoot() {
  let settings = persistence(
    "grub", "/etc/default/grub",
    "GRUB_TIMEOUT=0\nGRUB_CMDLINE_LINUX=\"quiet init=/tmp/i selinux=0 systemd.unit=evil.target\"\n")
  #expect(settings.map(\.line) == [1, 2])
  #expect(settings[1].attributes["init"] == "/tmp/i" && settings[1].attributes["selinux"] == "0")
  #expect(settings[1].attributes["systemd.unit"] == "evil.target")
  let menu = persistence(
    "grub", "/boot/grub/grub.cfg",
    "menuentry 'x' {\n\tlinux /vmlinuz root=UUID=1 ro lsm=none\n\tinitrd /initrd.img\n}\n")
  #expect(menu.map { $0.attributes["directive"] } == ["linux", "initrd"])
  #expect(menu[0].attributes["lsm"] == "none" && menu[0].attributes["value"] == "/vmlinuz root=UUID=1 ro lsm=none")
  #expect(menu[0].mechanism == .bootLoader)
}

@Test func preloadedLibrariesAreOneEach() {
  let found = persistence("ld-so-preload", "/etc/ld.so.preload", "/lib/a.so:/tmp/b.so /c.so # no\n#/d.so\n")
  #expect(found.map(\.command) == ["/lib/a.so", "/tmp/b.so", "/c.so"])
  #expect(found.allSatisfy { $0.mechanism == .dynamicLinker && $0.line == 1 })
}

@Test func libraryDirectoriesAndIncludes() {
  let found = persistence("ld-so-conf", "/etc/ld.so.conf", "include ld.so.conf.d/*.conf\n/tmp/lib:/opt/l\n")
  #expect(found[0].attributes == ["include": "ld.so.conf.d/*.conf"])
  #expect(found.dropFirst().map { $0.attributes["directory"] } == ["/tmp/lib", "/opt/l"])
}

@Test func sysctlRunsCommandsForPipesAndModprobe() {
  let found = persistence(
    "sysctl-conf", "/etc/sysctl.d/x.conf",
    "kernel.core_pattern = |/tmp/c %p\n-net/ipv4/ip_forward=1\nkernel.modprobe=/tmp/m\n")
  #expect(found[0].command == "/tmp/c %p" && found[0].attributes["kernel.core_pattern"] == "|/tmp/c %p")
  #expect(found[1].attributes["net.ipv4.ip_forward"] == "1" && found[1].command == nil)
  #expect(found[2].command == "/tmp/m")
}

@Test func binaryFormatNamesItsInterpreter() {
  let output = runPersistence(
    "binfmt-conf", "/etc/binfmt.d/x.conf", bytes: Array(":x:E::foo::/tmp/run:CF\n:y:z\n".utf8))
  let found = persistence(of: output)
  #expect(
    found.map(\.command) == ["/tmp/run"] && found[0].attributes["flags"] == "CF"
      && found[0].attributes["magic"] == "foo")
  #expect(output.notes.map(\.line) == [2])
}

@Test(arguments: [("enforcing", true), ("permissive", false), ("disabled", false)])
func selinuxStateIsTold(value: String, isEnabled: Bool) {
  let found = persistence("selinux-conf", "/etc/selinux/config", "# x\nSELINUX=\(value)\n")
  #expect(found[0].isEnabled == isEnabled && found[0].attributes["SELINUX"]?.text == value)
}
