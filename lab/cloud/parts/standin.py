"""What a stand-in answers: a well-formed summary, and a small valid bundle put where the order says. Nothing runs."""
import hashlib
import http.client
import json
import os
import urllib.parse

from . import tiny_bundle


def answer(cloud, command, one):
    """The agent's answer for a stand-in."""
    if one.cancelled.wait(cloud.delay("standinCommand")):
        return {"outcome": "cancel", "code": -1, "stdout": "", "stderr": ""}
    filled = {name: value[0] for name, value in command.filled.items() if value}
    if "bundleUrl" not in filled and "evidenceAddress" not in filled:
        return {"outcome": "exit", "code": 0, "stdout": "stand-in\n", "stderr": ""}
    profile = "quick" if filled.get("bundleUrl") else "standard"
    case, nonce = filled.get("caseId", "case"), filled.get("nonce", "")
    bundle = tiny_bundle.make(case, nonce, one.plan.name, profile, one.plan.id)
    if filled.get("bundleUrl"):
        transport = {"upload": upload(cloud, filled["bundleUrl"], bundle.packed())}
    elif share(cloud, one, filled["evidenceAddress"], bundle):
        transport = {"share": {"bundle": bundle.folder, "source": f"{filled['evidenceAddress']}:/", "method": "helper",
                               "modules": ""}}
    else:
        text = json.dumps({"error": {"code": "mount-refused", "message": f"{filled['evidenceAddress']}:/ cannot be mounted or written"}})
        return {"outcome": "exit", "code": 1, "stdout": f"{text}\n", "stderr": ""}
    lines = [json.dumps(value, separators=(",", ":")) for value in (summary(bundle, case, nonce, profile), transport)]
    return {"outcome": "exit", "code": 0, "stdout": "\n".join(lines) + "\n", "stderr": ""}


def summary(bundle, case, nonce, profile):
    """The collector's answer."""
    return {"verdict": "clear", "confidence": "high", "provisional": True, "reasons": [], "next_step": "nothing stands out",
            "not_seen": [], "seal": bundle.seal, "nonce": nonce, "case": case, "profile": profile, "bundle": bundle.folder,
            "incomplete": False, "volatile_sealed_milliseconds": 40, "milliseconds": 90, "phases": {"volatile": 40, "rest": 50},
            "ledger": {"obtained": 1, "absent": 123}, "findings_total": 0, "findings": []}


def upload(cloud, address, data):
    """Puts the bundle with the presigned URL, as the suspect's curl would, straight on the loop-back."""
    parts = urllib.parse.urlsplit(address)
    for _ in range(3):  # as curl with --retry 2
        link = http.client.HTTPConnection("127.0.0.1", cloud.port, timeout=30)
        try:
            link.request("PUT", f"{parts.path}?{parts.query}", data, {"Host": parts.netloc, "If-None-Match": "*"})
            status = link.getresponse().status
        except OSError:
            status = 0
        finally:
            link.close()
        if status not in (0, 429, 500, 502, 503, 504):
            break
    return {"status": "stored" if status == 200 else "failed", "http": status, "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest()}


def share(cloud, one, address, bundle):
    """Writes the bundle onto the evidence file system; false if this instance may not mount or write it."""
    folder = cloud.shares.folder_at(one.plan, address)
    if not folder:
        return False
    os.makedirs(f"{folder}/{bundle.folder}")
    for name, data in bundle.files.items():
        with open(f"{folder}/{bundle.folder}/{name}", "wb") as file:
            file.write(data)
    return True
