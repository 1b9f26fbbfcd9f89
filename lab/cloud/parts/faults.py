"""Faults on purpose: by service and operation, after `skip` calls, `times` times."""
import ctypes
import socket
import struct
import threading
import time

from . import answers

KINDS = {"throttle", "500", "503", "denied", "expired", "slow", "hang", "reset-before", "reset-after", "truncated", "html"}


class Faults:
    """The armed faults."""

    def __init__(self):
        self._armed = []
        self._lock = threading.Lock()

    def arm(self, spec):
        """Adds one fault; returns it."""
        kind = str(spec.get("kind"))
        if kind not in KINDS:
            raise answers.Refusal("InvalidFault", f"kind is one of {sorted(KINDS)}")
        fault = {"service": spec.get("service", "*"), "operation": spec.get("operation", "*"), "kind": kind,
                 "skip": int(spec.get("skip", 0)), "times": int(spec.get("times", 1)), "every": int(spec.get("every", 1)),
                 "seconds": float(spec.get("seconds", 2)), "account": spec.get("account", "*"), "internal": bool(spec.get("internal", False)), "seen": 0, "hit": 0}
        if kind == "hang":
            fault["seconds"] = float(spec.get("seconds", 120))
        with self._lock:
            self._armed.append(fault)
        return fault

    def clear(self):
        """Disarms everything."""
        with self._lock:
            self._armed.clear()

    def list(self):
        """What is armed, with counts."""
        with self._lock:
            return [dict(fault) for fault in self._armed]

    def pick(self, call):
        """The fault that strikes this call, or None."""
        with self._lock:
            for fault in self._armed:
                if fault["service"] not in ("*", call.service) or fault["operation"] not in ("*", call.operation):
                    continue
                if fault["account"] not in ("*", call.account) or fault["internal"] != bool(call.by):
                    continue
                fault["seen"] += 1
                if fault["seen"] <= fault["skip"] or (fault["times"] >= 0 and fault["hit"] >= fault["times"]):
                    continue
                if (fault["seen"] - fault["skip"] - 1) % fault["every"]:
                    continue
                fault["hit"] += 1
                return dict(fault)
        return None


def before(fault, call, environ):
    """Strikes before the operation; an Answer replaces it, None lets it happen."""
    kind = fault["kind"]
    if kind == "throttle":
        return answers.throttle(call.service)
    if kind in ("500", "503"):
        return answers.internal(call.service, int(kind))
    if kind == "denied":
        return answers.denied(call.service, call.operation, f"arn:aws:iam::{call.account}:user/lab")
    if kind == "expired":
        return answers.expired(call.service)
    if kind == "html":
        return answers.HTML
    if kind == "slow":
        time.sleep(fault["seconds"])
    elif kind == "hang":
        time.sleep(fault["seconds"])
        reset(environ)
    elif kind == "reset-before":
        reset(environ)
    return None


def after(fault, answer, environ):
    """Strikes after the operation took effect."""
    if fault["kind"] == "reset-after":
        reset(environ)
    if fault["kind"] == "truncated":
        half = answer.body[:len(answer.body) // 2]
        lines = [f"HTTP/1.1 {answer.status} OK", *(f"{key}: {value}" for key, value in answer.headers.items()
                                                   if key.lower() not in ("content-length", "transfer-encoding"))]
        lines.append(f"Content-Length: {len(answer.body) + (0 if answer.body else 10)}")
        link = environ["werkzeug.socket"]
        link.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + half)
        link.shutdown(socket.SHUT_RDWR)
        raise ConnectionAbortedError("truncated on purpose")


def reset(environ):
    """Cuts the connection with a reset: connecting to "no family" aborts at once."""
    link = environ["werkzeug.socket"]
    ctypes.CDLL(None).connect(link.fileno(), struct.pack("H14x", socket.AF_UNSPEC), 16)
    raise ConnectionAbortedError("reset on purpose")
