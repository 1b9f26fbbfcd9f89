"""The network around a host: its gateway, the internet's addresses, other people.

Lives in network, mount and process namespaces of its own, so that nothing of
it shows on the host but what comes over the wire. Ends when the host's init
ends.
"""
import json
import os
import select
import socket
import subprocess
import time

from . import kernel
from .guest import ADDRESS, GATEWAY

INTERNET = ["203.0.113.66/32", "203.0.113.99/32", "203.0.113.120/32", "198.51.100.23/32", "198.51.100.77/32",
            "192.0.2.10/32", "10.20.0.40/32", "10.20.0.9/32", "10.20.0.2/32", "169.254.169.254/32"]
INTERNET += [f"198.51.100.{n}/32" for n in range(30, 50)]
SERVICES = (53, 80, 443, 3333, 4444, 8443, 9001, 7000)
ENV = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8"}


def live(init, control, image, folder):
    """Builds the network, answers requests until the host ends."""
    watch = os.pidfd_open(init)
    space = os.open(f"/proc/{init}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    with open(f"{folder}/people_key", "rb") as file:
        key = file.read()
    kernel.unshare(kernel.CLONE_NEWNET | kernel.CLONE_NEWNS)
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    _network(init, space)
    _own_root(image, folder)
    descriptor = os.open("/tmp/key", os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(descriptor, key)
    os.close(descriptor)
    listeners = [_listen(port) for port in SERVICES]
    control.send(b'{"ready": true}')
    _serve(watch, control, listeners)


def _ip(*arguments):
    subprocess.run(["ip", *arguments], env=ENV, check=True, timeout=10)


def _network(init, space):
    """A cable between the two network namespaces, addresses on both ends."""
    _ip("link", "set", "lo", "up")
    _ip("link", "add", "gw0", "type", "veth", "peer", "name", "eth0", "address", "06:3b:9c:51:e2:0f", "netns", str(init))
    for address in INTERNET:
        _ip("addr", "add", address, "dev", "lo")
    _ip("addr", "add", f"{GATEWAY}/20", "dev", "gw0")
    _ip("link", "set", "gw0", "up")
    child = os.fork()
    if child == 0:
        try:
            kernel.setns(space)
            for command in (("link", "set", "lo", "up"), ("addr", "add", f"{ADDRESS}/20", "dev", "eth0"),
                            ("link", "set", "eth0", "up"), ("route", "add", "default", "via", GATEWAY)):
                _ip(*command)
            os._exit(0)
        except BaseException as error:  # the only way out of a forked child
            print(error, flush=True)
            os._exit(1)
    if os.waitpid(child, 0)[1]:
        raise OSError("the host's network could not be set up")
    with open("/proc/sys/net/ipv4/conf/all/rp_filter", "w", encoding="ascii") as file:
        file.write("0")


def _own_root(image, folder):
    """A computer of its own for the other people: the base, read-only."""
    device, handle = kernel.attach_loop(image, read_only=True)
    top = f"{folder}/mnt"
    os.makedirs(top, exist_ok=True)
    kernel.mount(device, top, "ext4", kernel.MS_RDONLY, "noload")
    os.close(handle)
    kernel.mount("tmpfs", f"{top}/tmp", "tmpfs", 0, "size=4m")
    kernel.mount("tmpfs", f"{top}/dev", "tmpfs", 0, "size=1m")
    os.mknod(f"{top}/dev/null", 0o020666, os.makedev(1, 3))
    os.chmod(f"{top}/dev/null", 0o666)
    os.mknod(f"{top}/dev/urandom", 0o020666, os.makedev(1, 9))
    os.chroot(top)
    os.chdir("/")


def _listen(port):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", port))
    listener.listen(64)
    return listener


def _serve(watch, control, listeners):
    """Accepts and keeps connections, carries out requests."""
    kept, sessions, asking = {}, [], [control]
    while True:
        ready, _, _ = select.select([watch, *asking, *listeners, *kept.values()], [], [])
        if watch in ready:
            return
        for item in ready:
            if item in listeners:
                connection, _ = item.accept()
                kept[connection.fileno()] = connection
            elif item is control:
                text = control.recv(65536)
                if not text:
                    asking = []
                    continue
                control.send(json.dumps(_do(json.loads(text), sessions, kept)).encode())
            elif item in kept.values():
                _drain(item, kept)


def _drain(connection, kept):
    """Reads and drops what came; closes at the end."""
    try:
        data = connection.recv(65536)
    except OSError:
        data = b""
    if not data:
        kept.pop(connection.fileno(), None)
        connection.close()


def _do(request, sessions, kept):
    """One request of the host's variant."""
    try:
        return {"ssh": _ssh, "http": _http, "connect": _connect}[request["do"]](request, sessions, kept)
    except (OSError, KeyError, subprocess.SubprocessError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _ssh(request, sessions, _kept):
    """A real login over the wire; with "stay" it is kept open."""
    command = ["ssh", "-i", "/tmp/key", "-b", request["source"], "-o", "StrictHostKeyChecking=no",
               "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=60", "-F", "/dev/null",
               *request.get("options", []), f"{request['user']}@{ADDRESS}", *request.get("command", [])]
    if request.get("stay"):
        sessions.append(subprocess.Popen(command, env=ENV, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                         preexec_fn=kernel.die_with_parent))
        return {"started": True}
    done = subprocess.run(command, env=ENV, stdin=subprocess.DEVNULL, capture_output=True, timeout=12, check=False,
                          preexec_fn=kernel.die_with_parent)
    return {"code": done.returncode, "output": done.stdout.decode("utf-8", "replace")[-2000:]}


def _http(request, _sessions, _kept):
    """One HTTP request to the host's web server."""
    with socket.create_connection((ADDRESS, request.get("port", 80)), timeout=5, source_address=(request["source"], 0)) as link:
        body = request.get("body", "").encode()
        head = f"{request['method']} {request['path']} HTTP/1.1\r\nHost: shop\r\nUser-Agent: {request.get('agent', 'Mozilla/5.0')}\r\n"
        head += f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        link.sendall(head.encode() + body)
        text, deadline = b"", time.monotonic() + 5
        while time.monotonic() < deadline and (piece := link.recv(65536)):
            text += piece
    return {"status": text[9:12].decode("ascii", "replace")}


def _connect(request, _sessions, kept):
    """An inbound TCP connection that stays."""
    link = socket.create_connection((ADDRESS, request["port"]), timeout=5, source_address=(request["source"], 0))
    kept[link.fileno()] = link
    return {"connected": True}
