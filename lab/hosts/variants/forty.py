"""A populated host for measuring: many files, a hundred processes."""
import os
import random

from . import clean, common

SENTENCE = "populated host for benchmarks: --files N (40000), --megabytes M (800), a hundred processes"
LOOKALIKES = clean.LOOKALIKES
DAY = 86400
# share of the files, folder, ending, mean share of the data, how text-like
KINDS = [(.34, "/srv/app/node_modules", ".js", .10), (.16, "/srv/app/vendor", ".php", .08), (.14, "/var/cache/app", ".bin", .14), (.12, "/home/deploy/src", ".c", .06),
         (.10, "/srv/data/img", ".jpg", .26), (.06, "/var/log/app", ".log", .20), (.04, "/opt/tools/lib", ".so", .14), (.04, "/srv/mail", ".eml", .02)]


def services(g):
    """The usual services, workers up to a hundred, and the files."""
    common.basic_services(g)
    g.program("/opt/tools/bin/queue-worker", "worker", age=20 * DAY)
    for n in range(84):
        g.start(f"queue-{n}", ["/opt/tools/bin/queue-worker", f"--queue={n}"], user="appsrv", script="open\t/dev/null", unit=f"system.slice/queue@{n}.service")
    populate(g, int(g.options.get("files", 40000)), int(g.options.get("megabytes", 800)) << 20)


def populate(g, count, size):
    """Writes the files: always the same names, sizes and bytes for the same numbers."""
    r = random.Random(f"{count}/{size}")
    text = b"".join(b"line %d of an ordinary file with words, numbers %d and an end\n" % (n, n * 7919 % 10007) for n in range(40000))
    noise = r.randbytes(1 << 22)
    for share, top, ending, weight in KINDS:
        files = max(1, round(count * share))
        mean = size * weight / files
        block = noise if ending in (".bin", ".jpg", ".so") else text
        for n in range(files):
            folder = f"{top}/{n % 37:02d}/{n // 37 % 29:02d}"
            if n < 37 * 29:
                os.makedirs(folder, exist_ok=True)
            length = max(40, int(mean * r.expovariate(1)))
            path, at = f"{folder}/f{n}{ending}", r.randrange(len(block) // 2)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o755 if ending == ".so" else 0o644)
            while length > 0:
                piece = block[at:at + min(length, len(block) - at)]
                os.write(handle, piece)
                length, at = length - len(piece), 0
            os.close(handle)
            moment = g.now - r.randrange(2 * DAY, 40 * DAY)
            os.utime(path, (moment, moment))
