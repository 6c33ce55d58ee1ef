#!/usr/bin/env python3
"""Checks an export or a proof of Session Warden by docs/audit.md alone: verify.py FILE [NAME+ID+KEY].

Needs Python's standard library, and openssl for the signature. Prints what it found; exit code 0 where everything holds.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile

HEADER = ("sequence at type source outcome who incident server session revision payloadHash previousHash").split()
faults = []

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def header(record):
    lines = [f"{name}={json.dumps(record[name], ensure_ascii=False)[1:-1]}" for name in HEADER]
    return ("session-warden record 1\n" + "".join(line + "\n" for line in lines)).encode()

def check_record(record):
    if "payload" in record and sha(record["payload"].encode()).hex() != record["payloadHash"]:
        faults.append(f"record {record['sequence']}: its payload was altered")
    if sha(header(record)).hex() != record["hash"]:
        faults.append(f"record {record['sequence']}: its header was altered")
    return sha(b"\0", header(record))

def append(peaks, leaf, size):
    while size & 1:
        leaf, size = sha(b"\1", peaks.pop(), leaf), size >> 1
    peaks.append(leaf)

def root_of(peaks):
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = sha(b"\1", peak, root)
    return root

def root_by_path(leaf, index, size, path):  # RFC 9162, 2.1.3.2
    last = size - 1
    for node in path:
        if index & 1 or index == last:
            leaf = sha(b"\1", node, leaf)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = sha(b"\1", leaf, node)
        index, last = index >> 1, last >> 1
    return leaf if last == 0 else None

def check_signature(note, key):
    text, signature = note.split("\n\n")
    typed, signed = base64.b64decode(key.split("+", 2)[2]), base64.b64decode(signature.split(" ")[2])
    if signed[:4].hex() != key.split("+")[1] or sha((key.split("+")[0] + "\n").encode(), typed)[:4] != signed[:4]:
        faults.append("the checkpoint is signed by another key")
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": bytes.fromhex("302a300506032b6570032100") + typed[1:], "text": (text + "\n").encode(), "sig": signed[4:]}
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        try:
            done = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin",
                                   "-in", "text", "-sigfile", "sig"], cwd=folder, capture_output=True)
            if done.returncode:
                faults.append("the signature of the checkpoint is wrong")
        except FileNotFoundError:
            print("no openssl here: the signature was not checked")

peaks, size, previous, proofs, end = [], 0, "0" * 64, [], None
bare, told = [], 0  # the records without a payload, and up to which one the records say that payloads were removed
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        if end is not None:
            faults.append("the checkpoint is not the last line")
        if "checkpoint" in record:
            end = record
            continue
        if "payload" not in record:
            bare.append(int(record["sequence"]))
        elif record["type"] == "PAYLOADS_REMOVED":
            told = max(told, min(int(json.loads(record["payload"])["upTo"]), int(record["sequence"]) - 1))
        leaf = check_record(record)
        if "path" in record:
            proofs.append((leaf, int(record["sequence"]), [bytes.fromhex(node) for node in record["path"].split()]))
            continue
        if int(record["sequence"]) != size + 1 or record["previousHash"] != previous:
            faults.append(f"record {record['sequence']}: does not follow what stands before it")
        append(peaks, leaf, size)
        size, previous = size + 1, record["hash"]

if end is None:
    faults.append("the last line, with the checkpoint, is missing")
else:
    origin, signed_size, root = end["checkpoint"].split("\n")[:3]
    root = base64.b64decode(root)
    check_signature(end["checkpoint"], sys.argv[2] if len(sys.argv) > 2 else end["key"])
    for leaf, sequence, path in proofs:
        if root_by_path(leaf, sequence - 1, int(signed_size), path) != root:
            faults.append(f"record {sequence}: not among the records that were signed")
    if proofs and size:
        faults.append("lines of an export and of a proof: a file is the one or the other")
    if (size or not proofs) and (int(signed_size) != size or root_of(peaks) != root):
        faults.append("the checkpoint is of other records")

if size:
    faults += [f"record {sequence}: its payload was removed, and no record says so" for sequence in bare if sequence > told]
elif bare:
    print(f"without their payload: {len(bare)}")
for fault in faults:
    print(fault)
print(f"{size or len(proofs)} records, {len(faults)} faults")
sys.exit(1 if faults else 0)
