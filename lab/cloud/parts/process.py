"""The process of one cloud: starts everything, tells when it is ready, ends everything."""
import os
import select
import shutil
import signal
import sys
import threading
import time

os.environ.setdefault("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
for name in ("MOTO_ACCOUNT_ID", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
    os.environ.pop(name, None)

from . import commands, landscape, seeds, server, services, state, suspects  # noqa: E402


def run(seed_name, folder, port, ready):
    """The cloud's main function; `ready` is a descriptor that gets "ok" or a complaint."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        cloud = state.Cloud(folder, seeds.load(seed_name), port)
        cloud.write("process.json", {"pid": os.getpid(), "pid_start": start_time(os.getpid())})
        state.install(cloud)
        cloud.suspects = suspects.Suspects(cloud)
        cloud.runner = commands.Runner(cloud)
        services.prepare(cloud)
        http = server.start(cloud, port)
        landscape.open_accounts(cloud)
        landscape.build(cloud)
        cloud.front.log.clear()
        cloud.write("cloud.json", describe(cloud))
    except Exception as error:  # told to whoever waits
        os.write(ready, f"{type(error).__name__}: {error}".encode()[:4000])
        raise
    os.write(ready, b"ok")
    os.close(ready)
    stop.wait()
    cloud.closing.set()
    http.shutdown()
    services.close(cloud)
    cloud.suspects.close()


def describe(cloud):
    """cloud.json."""
    home = cloud.accounts[cloud.home]
    return {
        "endpoint": cloud.endpoint, "target_endpoint": f"http://{suspects.TARGET_ADDRESS}:{cloud.port}",
        "pid": os.getpid(), "pid_start": start_time(os.getpid()), "port": cloud.port, "region": cloud.seed["region"],
        "home": cloud.home, "access_key": home["key"], "secret_key": home["secret"],
        "accounts": [{"id": ident, **value} for ident, value in cloud.accounts.items()],
        "instances": {plan.name: {"id": plan.id, "account": plan.account, "region": plan.region, "vpc": plan.vpc, "zone": plan.zone,
                                  "platform": plan.platform, "suspect": plan.suspect, "agent": plan.agent}
                      for plan in cloud.instances.values()},
    }


def start_time(pid):
    """Start time of a process in clock ticks, None if it has gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def daemon(seed_name, folder, port, limit=600):
    """Starts the process in the background; returns "" or a complaint."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setsid()
        null = os.open("/dev/null", os.O_RDONLY)
        log = os.open(f"{folder}/server.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for number, target in ((0, null), (1, log), (2, log)):
            os.dup2(target, number)
        code = 0
        try:
            run(seed_name, folder, port, writing)
        except BaseException:
            import traceback
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        os._exit(code)
    os.close(writing)
    text = b""
    deadline = time.monotonic() + limit
    while b"ok" != text and select.select([reading], [], [], max(0, deadline - time.monotonic()))[0]:
        piece = os.read(reading, 4096)
        if not piece:
            break
        text += piece
    os.close(reading)
    if text == b"ok":
        return ""
    if start_time(child):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.path.exists(f"{folder}/process.json") and os.unlink(f"{folder}/process.json")
    return text.decode("utf-8", "replace") or "no answer; see server.log"


def end(folder, pid, started, limit=90):
    """Ends the process by id and start time, then whatever hosts it left."""
    ended = False
    if start_time(pid) == started:
        descriptor = os.pidfd_open(pid)
        signal.pidfd_send_signal(descriptor, signal.SIGTERM)
        if not select.select([descriptor], [], [], limit)[0]:
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
            select.select([descriptor], [], [], 20)
        os.close(descriptor)
        ended = True
    hosts = f"{folder}/suspects"
    for name in os.listdir(hosts) if os.path.isdir(hosts) else []:
        suspects.end(f"{hosts}/{name}")
    shutil.rmtree(folder, ignore_errors=True)
    return ended
