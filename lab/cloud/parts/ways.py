"""Ways into the lab from a suspect: addresses in the network around it, answered here."""
import ctypes
import os
import select
import socket
import subprocess
import threading

CLONE_NEWNET = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


class WayError(Exception):
    """A socket could not be made in a suspect's surroundings."""


def listen_in(pid, address, port):
    """A listening socket inside the network namespace of a process.

    The thread that makes it joins the namespace and ends; the socket stays.
    """
    made = []

    def work():
        try:
            space = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
            try:
                if _libc.setns(space, CLONE_NEWNET):
                    raise OSError(ctypes.get_errno(), "setns")
            finally:
                os.close(space)
            listener = socket.socket()
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen(64)
            made.append(listener)
        except OSError as error:
            made.append(error)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    if not made or isinstance(made[0], OSError):
        raise WayError(f"listening on {address}:{port} around process {pid}: {made or 'no answer'}")
    return made[0]


def address(pid, verb, value):
    """Adds ("add") or removes ("del") an address of the surroundings."""
    done = subprocess.run(["nsenter", f"--net=/proc/{pid}/ns/net", "ip", "addr", verb, f"{value}/32", "dev", "lo"],
                          capture_output=True, text=True, timeout=10, check=False)
    if done.returncode and verb == "add" and "exists" not in done.stderr and "assigned" not in done.stderr:
        raise WayError(f"address {value}: {done.stderr.strip()}")


class Way:
    """One address and port around a suspect; every connection goes to `serve(socket)` in a thread."""

    def __init__(self, pid, ip, port, serve):
        self.pid, self.ip, self.serve = pid, ip, serve
        address(pid, "add", ip)
        self.listener = listen_in(pid, ip, port)
        self._closed = threading.Event()
        threading.Thread(target=self._accept, daemon=True, name=f"way {ip}:{port}").start()

    def _accept(self):
        while not self._closed.is_set():
            try:
                if not _readable([self.listener], 1.0):
                    continue
                link, _ = self.listener.accept()
            except (OSError, ValueError):
                return
            threading.Thread(target=self._guarded, args=(link,), daemon=True).start()

    def _guarded(self, link):
        try:
            self.serve(link)
        except OSError:
            pass
        finally:
            link.close()

    def close(self):
        """Takes the address away."""
        self._closed.set()
        self.listener.close()
        try:
            address(self.pid, "del", self.ip)
        except (WayError, OSError, subprocess.SubprocessError):
            pass  # the surroundings have gone


def _readable(sockets, seconds):
    """Those of the sockets that can be read (poll: descriptors may be above 1023)."""
    waiting, by_number = select.poll(), {one.fileno(): one for one in sockets}
    for number in by_number:
        waiting.register(number, select.POLLIN)
    return [by_number[number] for number, _ in waiting.poll(int(seconds * 1000))]


def pump(one, other, links):
    """Carries bytes both ways until both have ended."""
    port = other.getsockname()[1]
    one.settimeout(None)
    other.settimeout(None)
    peers, open_ends = {one: other, other: one}, {one, other}
    try:
        while open_ends:
            ready = _readable(open_ends, 300)
            if not ready:
                return
            for end in ready:
                data = end.recv(262144)
                if data:
                    peers[end].sendall(data)
                else:
                    open_ends.discard(end)
                    peers[end].shutdown(socket.SHUT_WR)
    except OSError:
        pass
    finally:
        links.pop(port, None)
        other.close()
