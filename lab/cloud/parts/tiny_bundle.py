"""The smallest sealed bundle that a verifier accepts, made after docs/formats/bundle.md alone: one exhibit, two facts, a full ledger."""
import functools
import hashlib
import json
import struct
import time

BLOCK_LARGE, BLOCK_SMALL = 67108864, 65536
LARGE = {"content.tar.zst", "facts.jsonl.zst", "manifest.jsonl"}
TOOL = {"name": "needletail-collector", "version": "0.1.0"}
PROFILES = ("quick", "standard")
_MASK = (1 << 64) - 1
_PRIMES = (11400714785074694791, 14029467366897019727, 1609587929392839161, 9650029242287828579, 2870177450012600261)


class Bundle:
    """Files by name, the seal, and where a collector would have put them on a share."""

    def __init__(self, folder, files):
        self.folder, self.files = folder, files
        self.seal = digest(files["seal.json"])

    def packed(self):
        """The directory as one tar archive: the entry file first, 1,024 zero bytes at the end."""
        names = ["bundle.json", *sorted(name for name in self.files if name != "bundle.json")]
        return b"".join(member(name, self.files[name]) for name in names) + bytes(1024)


def make(case, nonce, hostname, profile="quick", instance=None, now=None):
    """A bundle of a quiet host. `now` is in nanoseconds."""
    if profile not in PROFILES:
        raise ValueError(f"no such profile: {profile}")
    now = time.time_ns() if now is None else now
    host = {"hostname": hostname, "machine_id": digest(hostname.encode())[:32], "boot_id": _uuid(f"boot {hostname}"),
            "kernel": "Linux version 6.1.0 (stand-in)", "architecture": "x86_64", **({"instance_id": instance} if instance else {})}
    entry = {"format": "needletail-bundle", "version": 1, "case": case, "profile": profile, "nonce": nonce, "created": now, "tool": TOOL,
             "host": host, "clock": {"realtime": now, "boottime": 5_000_000_000}, "fingerprint_key": "collection", "secrets_included": False}
    files = {"bundle.json": line(entry), "ledger.jsonl": _ledger()}
    content, facts, rows = _stored(host, now)
    files["content.tar.zst"], files["facts.jsonl.zst"] = b"".join(content), b"".join(facts)
    files["manifest.jsonl"], head = _chained(rows, files["bundle.json"])
    files["receipt.json"] = line({"view": "stand-in", "processes_left": 0, "share_bytes": sum(map(len, files.values()))})
    seal = {"format": "needletail-seal", "version": 1, "scope": "final", "case": case, "nonce": nonce, "sealed": now + 90_000_000,
            "host": {name: host[name] for name in ("machine_id", "boot_id", "instance_id") if name in host},
            "manifest": {"lines": len(rows), "head": head}, "exhibits": 1, "records": sum(row.get("records", 0) for row in rows),
            "files": [_listed(name, files[name]) for name in sorted(files)]}
    files["seal.json"] = line(seal)
    files["seal.sha256"] = f"{digest(files['seal.json'])}  seal.json\n".encode()
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now // 1_000_000_000))
    return Bundle(f"{case}/{hostname}-{stamp}-{nonce[:8]}", files)


def _stored(host, now):
    """(frames of content, frames of facts, rows of the manifest)."""
    hosts = f"127.0.0.1 localhost {host['hostname']}\n".encode()
    records = [{"type": "host", "hostname": host["hostname"], "kernel": host["kernel"], "architecture": host["architecture"],
                "machineID": host["machine_id"], "bootID": host["boot_id"], "now": now, "utcOffsetSeconds": 0, "isPrivileged": True,
                **({"instanceID": host["instance_id"]} if "instance_id" in host else {})},
               {"type": "property", "group": "sysctl", "name": "kernel.core_pattern", "value": "core", "source": "/proc/sys/kernel/core_pattern"}]
    plain = b"".join(line(record) for record in records)
    segment, end, facts = member(digest(hosts), hosts, 0o400), bytes(1024), frame(plain)
    first, last = frame(segment), frame(end)
    rows = [{"kind": "frame", "offset": 0, "length": len(first), "sha256": digest(first), "plain": len(segment), "members": 1},
            {"kind": "exhibit", "size": len(hosts), "sha256": digest(hosts), "segments": [digest(hosts)], "source": "/etc/hosts",
             "method": "read", "started": now, "ended": now, "entries": ["C091"]},
            {"kind": "facts", "offset": 0, "length": len(facts), "sha256": digest(facts), "plain": len(plain),
             "plain_sha256": digest(plain), "records": len(records)},
            {"kind": "frame", "offset": len(first), "length": len(last), "sha256": digest(last), "plain": len(end), "members": 0}]
    return [first, last], [facts], rows


def _chained(rows, entry):
    """The manifest, and the digest of its last line."""
    head, lines = digest(entry), []
    for number, row in enumerate(rows):
        text = line({"n": number, "prev": head, **row})
        head = digest(text[:-1])
        lines.append(text)
    return b"".join(lines), head


@functools.cache
def _ledger():
    """All 124 rows: the exhibit's own one is obtained, of the rest a stand-in has nothing."""
    rows = [{"id": f"C{number:03}", "name": f"entry {number}", "status": "absent", "why": "a stand-in has none", "tried": ["/"],
             "count": 0, "required": True} for number in range(1, 125)]
    rows[90] |= {"name": "hosts file", "status": "obtained", "why": "", "tried": ["/etc/hosts"], "count": 1}
    return b"".join(line(row) for row in rows)


def _listed(name, data):
    size = BLOCK_LARGE if name in LARGE else BLOCK_SMALL
    return {"name": name, "length": len(data), "sha256": digest(data), "block_size": size,
            "blocks": [digest(data[start:start + size]) for start in range(0, len(data), size)]}


def digest(data):
    """SHA-256 as the format writes it."""
    return hashlib.sha256(data).hexdigest()


def line(value):
    """One object on one line."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def _uuid(text):
    text = digest(text.encode())
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:32]))


def member(name, data, mode=0o600):
    """A member of a ustar archive, padded: numbers are octal digits and one NUL, everything that names people is empty."""
    head = bytearray(512)
    for start, text in ((0, name), (100, f"{mode:07o}"), (108, "0000000"), (116, "0000000"), (124, f"{len(data):011o}"),
                        (136, "00000000000"), (148, " " * 8), (156, "0"), (257, "ustar"), (263, "00")):
        head[start:start + len(text)] = text.encode("ascii")
    head[148:156] = f"{sum(head):06o}\0 ".encode("ascii")
    return bytes(head) + data + bytes(-len(data) % 512)


def frame(data):
    """A zstd frame (RFC 8878) of raw blocks, with content size and checksum."""
    out = [struct.pack("<IBI", 0xFD2FB528, 0xA4, len(data))]  # a single segment, a size of four bytes, a checksum
    pieces = [data[start:start + 131072] for start in range(0, len(data), 131072)] or [b""]
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        out += [struct.pack("<I", last | len(piece) << 3)[:3], piece]
    return b"".join([*out, struct.pack("<I", xxh64(data) & 0xFFFFFFFF)])


def _turn(value, bits):
    return (value << bits | value >> 64 - bits) & _MASK


def _round(lane, word):
    return _turn((lane + word * _PRIMES[1]) & _MASK, 31) * _PRIMES[0] & _MASK


def xxh64(data):
    """XXH64 with seed 0, after its specification; what a frame's checksum is cut from."""
    one, two, three, four, five = _PRIMES
    whole = len(data) // 32 * 32
    if whole:
        lanes = [(one + two) & _MASK, two, 0, -one & _MASK]
        for words in struct.iter_unpack("<4Q", data[:whole]):
            lanes = [_round(lane, word) for lane, word in zip(lanes, words)]
        value = sum(_turn(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18))) & _MASK
        for lane in lanes:
            value = ((value ^ _round(0, lane)) * one + four) & _MASK
    else:
        value = five
    value = (value + len(data)) & _MASK
    rest = data[whole:]
    while len(rest) >= 8:
        value = (_turn(value ^ _round(0, int.from_bytes(rest[:8], "little")), 27) * one + four) & _MASK
        rest = rest[8:]
    if len(rest) >= 4:
        value = (_turn(value ^ int.from_bytes(rest[:4], "little") * one & _MASK, 23) * two + three) & _MASK
        rest = rest[4:]
    for byte in rest:
        value = _turn(value ^ byte * five & _MASK, 11) * one & _MASK
    value = (value ^ value >> 33) * two & _MASK
    value = (value ^ value >> 29) * three & _MASK
    return value ^ value >> 32
