import Artifacts
import CaseModel
import HostFacts
import Testing

@Test func rotationScriptsBelongToTheirFiles() {
  let text =
    "compress\n/var/log/a.log\n/var/log/b/*.log {\n  weekly\n  postrotate\n    # c\n    /tmp/x\n    invoke-rc.d y\n  endscript\n}\n/c { prerotate\n"
  let output = runPersistence(
    "logrotate", "/etc/logrotate.d/x", bytes: Array((text + "/d {\n  prerotate\n    /tmp/open\n").utf8))
  let found = persistence(of: output)
  #expect(found[0].command?.text == "/tmp/x\\x0ainvoke-rc.d y" && found[0].line == 5 && found[0].account == "root")
  #expect(found[0].attributes == ["block": "postrotate", "files": "/var/log/a.log /var/log/b/*.log"])
  #expect(found.last?.command == "/tmp/open" && output.notes.count == 1)
}

@Test func syslogRulesShowProgramsDiscardsAndForwards() {
  let text = """
    module(load="imuxsock")
    :programname, contains, "sshd" stop
    auth,authpriv.* ^/tmp/x;T
    *.* @@203.0.113.9:514
    action(type="omprog" binary="/tmp/p --a")
    :msg, contains, "evil" ~
    mail.* -/var/log/mail.log
    $ModLoad imudp
    """
  let found = persistence("rsyslog-conf", "/etc/rsyslog.d/x.conf", text)
  #expect(
    found.map { $0.attributes["kind"]?.text } == [
      "setting", "discard", "program", "forward", "program", "discard", "file", "setting",
    ])
  #expect(found[1].trigger == ":programname, contains, \"sshd\"")
  #expect(found[2].command == "/tmp/x" && found[2].trigger == "auth,authpriv.*")
  #expect(found[3].attributes["target"] == "@@203.0.113.9:514" && found[4].command == "/tmp/p --a")
}

@Test func journalAndAuditSettings() {
  let journal = persistence("journald-conf", "/etc/systemd/journald.conf", "[Journal]\n#Storage=auto\nStorage=none\n")
  #expect(journal.map(\.attributes) == [["section": "Journal", "Storage": "none"]] && journal[0].line == 3)
  let audit = runPersistence(
    "audit-rules", "/etc/audit/rules.d/x.rules",
    bytes: Array("-D\n-e 0\n-a never,exit -F arch=b64 -S execve -F uid=0 -k x\nfoo\n".utf8))
  let rules = persistence(of: audit)
  #expect(rules[0].attributes == ["-D": ""] && rules[1].attributes == ["-e": "0"])
  #expect(rules[2].attributes == ["-a": "never,exit", "-F": "arch=b64 uid=0", "-S": "execve", "-k": "x"])
  #expect(audit.notes.map(\.line) == [4])
  let plugin = persistence("audit-rules", "/etc/audit/plugins.d/x.conf", "active = yes\npath = /tmp/p\n")
  #expect(plugin[0].isEnabled == true && plugin[1].command == "/tmp/p")
}

@Test func certificatesAreCounted() {
  let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
  let found = persistence("ca-certificate", "/usr/local/share/ca-certificates/x.crt", pem + pem)
  #expect(found[0].attributes["certificates"] == "2" && found[0].attributes["format"] == "pem" && found.count == 1)
  let other = runPersistence("ca-certificate", "/usr/local/share/ca-certificates/x.crt", bytes: Array("hello".utf8))
  #expect(other.facts.isEmpty && other.notes.count == 1)
  let der = persistence(
    of: runPersistence("ca-certificate", "/x.der", bytes: [0x30, 0x82] + Array(repeating: 1, count: 100)))
  #expect(der[0].attributes["format"] == "der")
}

@Test func mailGoesToProgramsFilesAndAddresses() {
  let output = runPersistence(
    "mail-alias", "/etc/aliases",
    bytes: Array("root: alice, \"|/tmp/x -a, b\"\n  , /var/m\nlist: :include:/l\n\"a b\": |\"/y z\"\nbad\n".utf8))
  let found = persistence(of: output)
  #expect(found.map { $0.attributes["kind"]?.text } == ["address", "program", "file", "include", "program"])
  #expect(found[1].command == "/tmp/x -a, b" && found[1].account == "root" && found[1].line == 1)
  #expect(found[4].command == "/y z" && found[4].account == "a b" && output.notes.map(\.line) == [5])
  for parser in ["mail-alias", "procmail"] {
    let forward = persistence(parser, "/home/a/.forward", "\\a, \"|/tmp/f\"\n", account: "a")
    #expect(forward.map(\.command) == [nil, "/tmp/f"] && forward[1].account == "a")
  }
}

@Test func procmailActionsHaveTheirConditions() {
  let found = persistence(
    "procmail", "/home/a/.procmailrc", "SHELL=/bin/sh\n:0 c\n* ^Subject: go\n| /tmp/x\n:0\n/dev/null\n", account: "a")
  #expect(found[0].attributes == ["SHELL": "/bin/sh"])
  #expect(found[1].command == "/tmp/x" && found[1].trigger == "mail ^Subject: go")
  #expect(found[2].attributes["kind"] == "file" && found[2].command == nil)
}

@Test func webServerDirectivesOfNoteKnowTheirBlock() {
  let apache = """
    LoadModule evil_module /tmp/mod_evil.so
    <Directory "/var/www/up">
      Options +ExecCGI -Indexes
      AddHandler cgi-script .jpg
    </Directory>
    php_value auto_prepend_file /tmp/p.php
    CustomLog "|/tmp/log -x" combined
    DocumentRoot /var/www
    """
  let found = persistence("web-server-conf", "/etc/apache2/conf-enabled/x.conf", apache)
  #expect(found.map(\.line) == [1, 3, 4, 6, 7])
  #expect(
    found[0].attributes == ["directive": "LoadModule", "value": "evil_module /tmp/mod_evil.so"]
      && found[0].trigger == nil)
  #expect(found[1].trigger == "Directory \"/var/www/up\"" && found[3].trigger == nil)
  #expect(found[4].command == "/tmp/log -x")
  let nginx =
    "server {\n  location /x { proxy_pass http://203.0.113.9:81; access_log off; }\n  content_by_lua_block { os.execute(\"id\") }\n}\nload_module /tmp/m.so;\n"
  let other = persistence("web-server-conf", "/etc/nginx/nginx.conf", nginx)
  #expect(
    other.map { $0.attributes["directive"]?.text } == [
      "proxy_pass", "access_log", "content_by_lua_block", "os.execute(\"id\")", "load_module",
    ])
  #expect(other[0].trigger == "server / location /x" && other[0].attributes["value"] == "http://203.0.113.9:81")
  #expect(other[4].trigger == nil && other[4].attributes["value"] == "/tmp/m.so")
}

@Test func phpSettingsThatRunCode() {
  let found = persistence(
    "php-ini", "/etc/php/8.2/fpm/php.ini",
    "[PHP]\nauto_prepend_file = /tmp/p.php ; x\ndisable_functions =\nallow_url_include=On\nmemory_limit = 1M\nextension=/tmp/e.so\n"
  )
  #expect(found.map(\.line) == [2, 3, 4, 6])
  #expect(
    found[0].command == "/tmp/p.php" && found[0].attributes == ["section": "PHP", "auto_prepend_file": "/tmp/p.php"])
  #expect(found[1].attributes["disable_functions"] == "" && found[3].command == "/tmp/e.so")
  let pool = persistence("php-ini", "/etc/php-fpm.d/www.conf", "[www]\nphp_admin_value[auto_append_file] = /tmp/a\n")
  #expect(pool[0].attributes["auto_append_file"] == "/tmp/a")
}

@Test func dockerSettingsAndRuntimes() {
  let text =
    #"{"hosts":["unix://","tcp://0.0.0.0:2375"],"tls":false,"runtimes":{"x":{"path":"/tmp/runc","runtimeArgs":["-a"]}}}"#
  let found = persistence("docker-daemon", "/etc/docker/daemon.json", text)
  #expect(found[0].attributes["hosts"] == "unix:// tcp://0.0.0.0:2375" && found[0].attributes["tls"] == "false")
  #expect(found[1].command == "/tmp/runc -a" && found[1].attributes["runtime"] == "x")
  let broken = runPersistence("docker-daemon", "/etc/docker/daemon.json", bytes: Array(text.dropLast().utf8))
  #expect(broken.facts.isEmpty && broken.notes.count == 1)
}

@Test func composeServicesAreReadByIndentation() {
  let text = """
    version: "3"
    services:
      web:
        image: nginx:1
        privileged: true   # all
        ports: ["80:80", '443:443']
        volumes:
          - /:/host:rw
          - type: bind
            source: /etc
        environment:
          DB_PASSWORD: hunter2
        command:
        - sh
        - -c
        - /tmp/x
      db:
        image: "postgres"
    volumes:
      data: {}
    """
  let found = persistence("compose", "/srv/docker-compose.yml", text)
  #expect(found.map { $0.attributes["service"]?.text } == ["web", "db"] && found.map(\.line) == [3, 17])
  #expect(found[0].attributes["privileged"] == "true" && found[0].attributes["image"] == "nginx:1")
  #expect(found[0].attributes["ports"] == "80:80 443:443")
  #expect(found[0].attributes["volumes"] == "/:/host:rw; type=bind; source=/etc")
  #expect(found[0].command == "sh -c /tmp/x" && found[1].attributes["image"] == "postgres")
  #expect(found[0].attributes.values.contains { $0.contains("hunter2") } == false && !found[0].text.contains("hunter2"))
}

@Test func agentSettingsInTheirFormats() {
  let json = persistence(
    "agent-conf", "/etc/amazon/ssm/amazon-ssm-agent.json",
    #"{"Agent":{"Region":"x","Self":true},"Mds":{"StopTimeoutMillis":3}}"#)
  #expect(json.map { $0.attributes["setting"]?.text } == ["Agent.Region", "Agent.Self", "Mds.StopTimeoutMillis"])
  #expect(json[0].attributes["agent"] == "ssm" && json[0].mechanism == .agent)
  let puppet = persistence(
    "agent-conf", "/etc/puppet/puppet.conf", "[agent]\nserver = evil.example\nprerun_command = /tmp/x\n")
  #expect(puppet[0].attributes["setting"] == "agent.server" && puppet[1].command == "/tmp/x")
  let salt = persistence("agent-conf", "/etc/salt/minion", "master: evil.example\nid: a\n")
  #expect(salt.map { $0.attributes["value"]?.text } == ["evil.example", "a"])
  let chef = persistence("agent-conf", "/etc/chef/client.rb", "chef_server_url \"https://evil/\"\n")
  #expect(chef[0].attributes["setting"] == "chef_server_url" && chef[0].attributes["value"] == "https://evil/")
}
