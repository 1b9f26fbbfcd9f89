"""A database server: Redis for real, a relational database's processes, backups."""
import os

from parts import packages
from parts.unit import Register, require
from . import clean, common

SENTENCE = "database server: a real Redis, a relational database's workers, dumps, a replica"
lookalike = Register("lookalike")
DAY = 86400


def services(g):
    """The usual services and the databases."""
    common.basic_services(g)
    settings = g.read("/etc/redis/redis.conf").replace("bind 127.0.0.1 -::1", "bind 127.0.0.1 10.20.0.15").replace("daemonize yes", "daemonize no").replace("\nlogfile /", "\nrequirepass s3cret-for-the-lab\nlogfile /")
    g.write("/etc/redis/redis.conf", settings, 0o640, "redis", 20 * DAY)
    g.directory("/run/redis", 0o755, "redis")
    g.start("redis", ["/usr/bin/redis-server", "/etc/redis/redis.conf"], user="redis", cwd="/var/lib/redis", unit="system.slice/redis-server.service")
    packages.install(g, "mariadb-vendor", "10.11.6-1", ["/usr/sbin/mariadbd"], age=30 * DAY)
    g.add_account("mysql", 988, "/bin/false", "/var/lib/mysql")
    g.directory("/var/lib/mysql", 0o755, "mysql")
    g.start("mariadb", ["/usr/sbin/mariadbd"], user="mysql", cwd="/var/lib/mysql", script="comm\tmariadbd\nshared\ntcp-listen\t127.0.0.1\t3306\nunix\t/run/mysqld.sock\nopen\t/tmp/ibTmp01\nunlink\t/tmp/ibTmp01"
            .replace("/run/mysqld.sock", "/var/lib/mysql/mysqld.sock") + "".join(f"\nthread\tib_io_rd-{n}" for n in range(4)), unit="system.slice/mariadb.service")
    g.wait_for(lambda: g.listening(6379), "redis")


@lookalike("LD01", "Redis reachable in the private network, with a password, a replica connected", "", ["6379", "10.20.0.40"], {"process": "redis"}, "redis.conf",
           check=lambda g: require(g.listening(6379), "nobody listens"))
def replica(g):
    g.ask_world(do="connect", source="10.20.0.40", port=6379)


@lookalike("LD02", "database's temporary file deleted and open", "", ["/tmp/ibTmp01"], {"process": "mariadb"}, "InnoDB's temporary files",
           check=lambda g: require(any("ibTmp01 (deleted)" in os.readlink(f"/proc/{g.processes['mariadb']}/fd/{n}") for n in os.listdir(f"/proc/{g.processes['mariadb']}/fd")), "no such file"))
def temporary_files(g):
    pass  # the running server has it


@lookalike("LD03", "shared memory shown as a deleted file", "", ["/dev/zero (deleted)"], {"process": "mariadb"}, "mmap(2): shared anonymous memory",
           check=lambda g: require("/dev/zero (deleted)" in g.read(f"/proc/{g.processes['mariadb']}/maps"), "no such memory"))
def shared_memory(g):
    pass  # the running server has it


@lookalike("LD04", "nightly dumps as packed archives, and the job that makes them", "", ["/var/backups/mysql"], {"path": ["/var/backups/mysql/shop-6.sql.gz", "/etc/cron.d/dump"]}, "common practice")
def dumps(g):
    for n in range(7):
        g.write(f"/var/backups/mysql/shop-{n}.sql.gz", b"\x1f\x8b\x08\0" + os.urandom(40000), 0o600, age=n * DAY)
    g.write("/etc/cron.d/dump", "15 2 * * * root mysqldump --single-transaction shop | gzip > /var/backups/mysql/shop-$(date +\\%w).sql.gz\n", age=27 * DAY)
    g.write("/root/.my.cnf", "[client]\nuser=backup\npassword=in-the-vault\n", 0o600, age=27 * DAY)


@lookalike("LD05", "table files that grow, and shared memory segments", "", ["/var/lib/mysql/shop/orders.ibd", "/dev/shm/PostgreSQL.1804289383"], {"path": ["/var/lib/mysql/shop/orders.ibd", "/dev/shm/PostgreSQL.1804289383"]}, "databases")
def tables(g):
    for name in ("orders", "items", "people", "stock"):
        g.write(f"/var/lib/mysql/shop/{name}.ibd", bytes(range(256)) * 2048, 0o660, "mysql")
    g.write("/dev/shm/PostgreSQL.1804289383", b"\0" * 65536, 0o600, "appsrv")


@lookalike("LD06", "kernel settings for databases at boot in rc.local", "", ["/etc/rc.local"], {"path": "/etc/rc.local", "text": "transparent_hugepage"}, "vendors' advice")
def huge_pages(g):
    g.write("/etc/rc.local", "#!/bin/sh -e\necho never > /sys/kernel/mm/transparent_hugepage/enabled || true\nexit 0\n", 0o755, age=27 * DAY)


LOOKALIKES = clean.LOOKALIKES + lookalike.units
