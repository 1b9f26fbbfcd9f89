"""The services that every host runs, as real programs."""
import os

from parts.guest import ADDRESS


def basic_services(g):
    """syslog, cron, at, ssh, dhcp, the web server, the vendor's agent, the application."""
    g.write("/run/utmp", b"", 0o664)
    g.directory("/run/sshd")
    g.directory("/run/systemd/system")
    g.start("rsyslogd", ["/usr/sbin/rsyslogd", "-n", "-iNONE"], unit="system.slice/rsyslog.service")
    g.wait_for(lambda: os.path.exists("/dev/log"), "/dev/log")
    g.start("cron", ["/usr/sbin/cron", "-f"], unit="system.slice/cron.service")
    g.start("atd", ["/usr/sbin/atd", "-f"], unit="system.slice/atd.service")
    g.start("dhclient", ["/sbin/dhclient", "-4", "-d", "-sf", "/bin/true", "-pf", "/run/dhclient.eth0.pid", "-lf", "/var/lib/dhcp/dhclient.eth0.leases", "eth0"],
            unit="system.slice/networking.service")
    g.start("sshd", ["/usr/sbin/sshd", "-D"], unit="system.slice/ssh.service")
    g.start("nginx", ["/usr/sbin/nginx", "-g", "daemon off; master_process on;"], unit="system.slice/nginx.service")
    g.start("agent", ["/usr/bin/amazon-ssm-agent"], script="comm\tamazon-ssm-agen", unit="system.slice/amazon-ssm-agent.service")
    g.start("worker", ["/usr/bin/ssm-agent-worker"], script="comm\tssm-agent-worke", unit="system.slice/amazon-ssm-agent.service")
    g.start("invoiced", ["/opt/invoice/bin/invoiced", "--port", "8080"], user="appsrv", cwd="/opt/invoice",
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LD_LIBRARY_PATH": "/opt/invoice/lib"},
            script="tcp-listen\t127.0.0.1\t8080", unit="system.slice/invoice.service")
    g.wait_for(lambda: g.listening(22), "sshd")
    g.wait_for(lambda: g.listening(80), "nginx")


def login(g, name, user, source, command=("-tt",), terminal=True):
    """A real SSH login from outside that stays open; waits for its shell."""
    before = set(g.pids_by_comm("bash"))
    g.ask_world(do="ssh", user=user, source=source, stay=True, options=["-tt"] if terminal else ["-N"],
                command=[] if terminal else [])
    if terminal:
        pid = g.wait_for(lambda: sorted(set(g.pids_by_comm("bash")) - before), f"{user}'s shell")[0]
        g.processes[name] = pid
    return ADDRESS
