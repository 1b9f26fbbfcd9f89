#!/usr/bin/env python3
"""Verifies a Needletail bundle, written from docs/formats/bundle.md alone. Usage: verify_bundle.py DIRECTORY [SEAL]"""
import hashlib, io, json, os, subprocess, sys, tarfile
FILES = {"bundle.json", "content.tar.zst", "facts.jsonl.zst", "ledger.jsonl", "manifest.jsonl", "receipt.json"}
PARTIAL = {f"{name}.json.partial" for name in ("bundle", "seal-volatile", "receipt", "seal")}
CONTAINER = {"frame": "content.tar.zst", "facts": "facts.jsonl.zst"}
def sha(data): return hashlib.sha256(data).hexdigest()
def lines(data): return data.split(b"\n")[:-1]  # what follows the last line feed is the cut of a prefix
def zstd(data): return data and subprocess.run(["zstd", "-dc"], input=data, capture_output=True, check=True).stdout
def need(truth, what):
    if not truth: raise ValueError(what)
def walk(data):  # gives the rows, where the frames of each kind end, and (head, exhibits, records) after each line
    rows, ends, marks = [], {"frame": 0, "facts": 0}, [(sha(data["bundle.json"]), 0, 0)]
    for n, text in enumerate(lines(data["manifest.jsonl"])):
        rows.append(row := json.loads(text))
        need(row["n"] == n and row["prev"] == marks[-1][0], f"manifest.jsonl line {n}: number or chain")
        marks.append((sha(text), marks[-1][1] + (row["kind"] == "exhibit"), marks[-1][2] + row.get("records", 0)))
        if row["kind"] == "exhibit": continue
        start, name, ends[row["kind"]] = ends[row["kind"]], CONTAINER[row["kind"]], row["offset"] + row["length"]
        stored = data[name][start:ends[row["kind"]]]
        need(row["offset"] == start and sha(stored) == row["sha256"], f"manifest.jsonl line {n}: frame of {name}")
    return rows, ends, marks
def check_stored(rows, content, facts):
    tar = tarfile.open(fileobj=io.BytesIO(content)) if content.strip(b"\0") else []
    segments = {member.name: tar.extractfile(member).read() for member in tar}
    need(all(sha(segment) == name for name, segment in segments.items()), "content.tar.zst: segment and name differ")
    for row in rows:
        if row["kind"] == "exhibit":
            whole = b"".join(segments[name] for name in row["segments"])
            need(len(whole) == row["size"] and sha(whole) == row["sha256"], f"exhibit {row['source']}")
        elif row["kind"] == "facts":
            frame, facts = facts[:row["plain"]], facts[row["plain"]:]
            need(sha(frame) == row["plain_sha256"] and frame.count(b"\n") == row["records"], "facts.jsonl.zst: records")
def check_seal(name, data, marks):  # gives what it covers
    seal = json.loads(data[name])
    head, count = seal["manifest"]["head"], seal["manifest"]["lines"]
    need(marks[count] == (head, seal["exhibits"], seal["records"]), f"{name}: head or counts")
    for row in seal["files"]:
        need(sha(data[row["name"]][:row["length"]]) == row["sha256"], f"{row['name']} is not what {name} sealed")
    return {row["name"]: row["length"] for row in seal["files"]}, count
def verify(where, given):
    names, seals = set(os.listdir(where)), {"seal-volatile.json", "seal.json", "seal.sha256"}
    need(names <= FILES | seals | (PARTIAL if "seal.json" not in names else set()), "foreign files")
    data = dict.fromkeys(FILES, b"") | {name: open(f"{where}/{name}", "rb").read() for name in names - PARTIAL}
    if not any(data.values()) and not given: return "prefix, empty"
    need(json.loads(data["bundle.json"])["version"] == 1, "bundle.json: version")
    rows, ends, marks = walk(data)
    check_stored(rows, *(zstd(data[name][:ends[kind]]) for kind, name in CONTAINER.items()))
    if "seal-volatile.json" in names: check_seal("seal-volatile.json", data, marks)
    if "seal.json" not in names: return need(not given, "not sealed") or "prefix"
    whole = {name: len(data[name]) for name in names - {"seal.json", "seal.sha256"}}
    need(check_seal("seal.json", data, marks) == (whole, len(rows)) and FILES <= names, "seal.json: files or lines")
    need(all(ends[kind] == len(data[name]) for kind, name in CONTAINER.items()), "bytes that no line lists")
    ids = [json.loads(row)["id"] for row in lines(data["ledger.jsonl"])]
    need(all(ids.count(f"C{number:03}") == 1 for number in range(1, 125)), "ledger.jsonl: rows")
    need(data["seal.sha256"] == f"{sha(data['seal.json'])}  seal.json\n".encode(), "seal.sha256")
    return need(given in (None, sha(data["seal.json"])), "another seal") or ("verified" if given else "consistent")

try: print(verify(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
except Exception as fault: sys.exit(print(f"failed: {type(fault).__name__}: {fault}") or 4)
