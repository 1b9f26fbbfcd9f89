"""What a stand-in answers: a well-formed summary, a small object put where the order says. Nothing runs."""
import hashlib
import http.client
import io
import json
import os
import tarfile
import time
import urllib.parse


def answer(cloud, command, one):
    """The agent's answer for a stand-in."""
    if one.cancelled.wait(cloud.delay("standinCommand")):
        return {"outcome": "cancel", "code": -1, "stdout": "", "stderr": ""}
    filled = {name: value[0] for name, value in command.filled.items() if value}
    if "bundleUrl" not in filled and "evidenceAddress" not in filled:
        return {"outcome": "exit", "code": 0, "stdout": "stand-in\n", "stderr": ""}
    seal = hashlib.sha256(f"{one.plan.id} {filled.get('nonce')}".encode()).hexdigest()
    bundle = f"{filled.get('caseId', 'case')}-{one.plan.name}"
    summary = {"verdict": "clear", "confidence": "medium", "provisional": True, "reasons": [], "next_step": "nothing stands out",
               "not_seen": [], "seal": seal, "nonce": filled.get("nonce", ""), "case": filled.get("caseId", ""),
               "profile": "quick", "bundle": bundle, "incomplete": False, "volatile_sealed_milliseconds": 40, "milliseconds": 90,
               "phases": {"volatile": 40, "rest": 50}, "ledger": {"collected": 30}, "findings_total": 0, "findings": []}
    lines = [json.dumps(summary, separators=(",", ":"))]
    if filled.get("bundleUrl"):
        lines.append(json.dumps({"upload": upload(cloud, filled["bundleUrl"], bundle, seal)}, separators=(",", ":")))
    else:
        lines.append(json.dumps({"share": share(cloud, one, filled, bundle, seal)}, separators=(",", ":")))
    return {"outcome": "exit", "code": 0, "stdout": "\n".join(lines) + "\n", "stderr": ""}


def packed(bundle, seal):
    """A tar of a bundle directory with one member."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo(f"{bundle}/seal.txt")
        info.size, info.mtime = len(seal), int(time.time())
        archive.addfile(info, io.BytesIO(seal.encode()))
    return buffer.getvalue()


def upload(cloud, address, bundle, seal):
    """Puts the bundle with the presigned URL, as the suspect's curl would, straight on the loop-back."""
    data = packed(bundle, seal)
    parts = urllib.parse.urlsplit(address)
    link = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=30)
    try:
        link.request("PUT", f"{parts.path}?{parts.query}", data, {"Host": parts.netloc, "If-None-Match": "*"})
        status = link.getresponse().status
    except OSError:
        status = 0
    finally:
        link.close()
    return {"status": "stored" if status == 200 else "failed", "http": status, "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest()}


def share(cloud, one, filled, bundle, seal):
    """Writes the bundle onto the evidence file system, if there is one at this address."""
    folder = cloud.shares.folder_at(one.plan, filled["evidenceAddress"]) if hasattr(cloud, "shares") else None
    if folder:
        os.makedirs(f"{folder}/{bundle}", exist_ok=True)
        with open(f"{folder}/{bundle}/seal.txt", "w", encoding="ascii") as file:
            file.write(seal)
    return {"bundle": bundle, "source": f"{filled['evidenceAddress']}:/", "method": "helper", "modules": ""}
