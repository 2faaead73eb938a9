"""tuf-client against a repository written by other hands. Each subject of the public TUF conformance suite is asked in our
own words, over HTTP, of the real program. Usage: suite.py TUF_CLIENT [word in the names of the tests to run]
"""
import http.server
import json
import os
import shutil
import sys
import threading
import traceback
import urllib.parse

sys.dont_write_bytecode = True
from suite_world import TOP, WORLDS, Handler, Key, another, moment, same

# Basic.

def test_first_update(w):
    same(w.init(), 0)
    same(w.refresh(), 0)
    same(w.asked, ["2.root", "timestamp", "1.snapshot", "1.targets"])
    for role in TOP:
        with open(f"{w.metadata}/{role}.json", "rb") as file:
            same(file.read(), w.signed[role][-1])


def test_download_refreshes_first(w):
    w.init()
    same(w.download("nothing"), 1)
    same(w.asked, ["2.root", "timestamp", "1.snapshot", "1.targets"])
    same(w.trusted(), {"root": 1, "snapshot": 1, "targets": 1, "timestamp": 1})


def test_useless_first_root(w):
    root = json.loads(w.signed["root"][0])
    del root["signed"]["version"]
    w.init(json.dumps(root).encode())
    same(w.refresh(), 1)
    same(w.asked, [])


def test_unsigned_first_root(w):
    root = json.loads(w.signed["root"][0])
    root["signatures"][0]["sig"] = Key().sign(b"something else")
    w.init(json.dumps(root).encode())
    same(w.refresh(), 1)
    same(w.asked, [])


def test_unsigned_roles(w):
    for role, trusted in {"root": {"root": 1}, "timestamp": {"root": 2}, "snapshot": {"root": 2, "timestamp": 2},
                          "targets": {"root": 2, "snapshot": 2, "timestamp": 2}}.items():
        own = another(w)
        own.signers[role] = []
        own.publish("root", "targets", "snapshot", "timestamp")
        own.init()
        same(own.refresh(), 1)
        same(own.trusted(), trusted)


def test_version_is_not_that_of_the_name(w):
    for role, trusted in {"root": {"root": 1}, "snapshot": {"root": 2, "timestamp": 2},
                          "targets": {"root": 2, "snapshot": 2, "timestamp": 2}}.items():
        own = another(w)
        own.contents[role]["version"] += 1
        own.publish("root", "targets", "snapshot", "timestamp")
        own.init()
        same(own.refresh(), 1)
        same(own.trusted(), trusted)


def test_other_content_same_timestamp(w):
    w.init()
    same(w.refresh(), 0)
    before = open(w.metadata + "/timestamp.json", "rb").read()
    w.contents["timestamp"]["meta"]["snapshot.json"]["version"] = 100
    w.contents["timestamp"]["version"] = 0
    w.publish("timestamp")
    same(w.refresh(), 0)
    same(w.asked[-1], "timestamp")
    same(open(w.metadata + "/timestamp.json", "rb").read(), before)


def test_hashes(w):
    w.state_hashes = True
    w.publish_all()
    w.init()
    same(w.refresh(), 0)
    w.publish("targets")
    w.contents["snapshot"]["meta"]["targets.json"]["hashes"]["sha256"] = "46" * 32
    w.publish("snapshot", "timestamp")
    same(w.refresh(), 1)
    same(w.trusted(), {"root": 1, "snapshot": 3, "targets": 2, "timestamp": 3})


def test_unknown_fields(w):
    w.init()
    w.contents["root"]["custom"] = {"a": [1, None, True, "\n\"\\é水"]}
    w.appoint("snapshot", [Key(extra={"x": {"a": 1}, "keyid_hash_algorithms": "md5"})])
    w.contents["root"]["roles"]["root"]["another"] = "value"
    w.publish("root", "snapshot", "timestamp")
    same(w.refresh(), 0)
    same(w.trusted()["root"], 2)


def test_missing_documents(w):
    w.init()
    same(w.refresh(), 0)
    w.contents["timestamp"]["meta"]["snapshot.json"]["version"] += 1
    w.publish("timestamp")
    same(w.refresh(), 1)
    same(w.asked[-1], "2.snapshot")
    same(w.trusted(), {"root": 1, "snapshot": 1, "targets": 1, "timestamp": 2})
    w.contents["snapshot"]["meta"]["targets.json"]["version"] += 1
    w.publish("snapshot", "timestamp")
    same(w.refresh(), 1)
    same(w.asked[-1], "2.targets")
    same(w.trusted(), {"root": 1, "snapshot": 2, "targets": 1, "timestamp": 3})
    w.signed["timestamp"] = []
    same(w.refresh(), 1)


def test_document_of_another_type(w):
    w.init()
    w.signers["snapshot"] += w.signers["timestamp"]
    w.contents["snapshot"]["meta"] = {"snapshot.json": {"version": 1}}
    w.publish("root", "snapshot")
    w.signed["timestamp"].append(w.signed["snapshot"].pop())
    same(w.refresh(), 1)
    same(w.trusted(), {"root": 2})


# Expiry.

def test_root_expires_in_the_future(w):
    w.init()
    w.contents["root"]["expires"] = moment(7)
    w.publish("root")
    same(w.refresh(), 0)
    same(w.refresh(days=8), 1)


def test_expired_roles(w):
    for role, trusted in {"root": {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 1},
                          "timestamp": {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 1},
                          "snapshot": {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 2},
                          "targets": {"root": 2, "snapshot": 2, "targets": 1, "timestamp": 2}}.items():
        own = another(w)
        own.init()
        same(own.refresh(), 0)
        own.contents[role]["expires"] = moment(-1)
        own.publish("root", "targets", "snapshot", "timestamp")
        same(own.refresh(), 1)
        same(own.trusted(), trusted)


def test_kept_but_expired(w):
    w.contents["timestamp"]["expires"] = moment(7)
    w.publish("timestamp")
    w.init()
    same(w.refresh(), 0)
    w.contents["timestamp"]["expires"] = moment(21)
    w.publish("targets", "snapshot", "timestamp")
    same(w.refresh(days=18), 0)
    same(w.trusted(), {"root": 1, "snapshot": 2, "targets": 2, "timestamp": 3})


def test_delegated_and_expired(w):
    w.delegate("targets", "role", ["path/*"])
    w.contents["role"]["expires"] = moment(7)
    w.add_file("role", "path/first", b"first")
    w.add_file("role", "path/second", b"second")
    w.publish_all()
    w.init()
    same(w.download("path/first"), 0)
    same(w.download("path/second", days=18), 1)
    same(w.downloaded(), {"path%2Ffirst": b"first"})
    w.contents["role"]["expires"] = moment(21)
    w.publish("role", "snapshot", "timestamp")
    same(w.download("path/second", days=18), 0)
    own = another(w)
    own.delegate("targets", "role", ["path/*"])
    own.contents["role"]["expires"] = moment(-1)
    own.add_file("role", "path/first", b"first")
    own.publish_all()
    own.init()
    same(own.refresh(), 0)
    same(own.download("path/first"), 1)
    same(own.downloaded(), {})
    same(own.trusted(), {"root": 1, "snapshot": 2, "targets": 2, "timestamp": 2})


# Rollback and recovery.

def test_timestamp_goes_back(w):
    w.publish("timestamp")
    w.init()
    same(w.refresh(), 0)
    w.signed["timestamp"].append(w.signed["timestamp"][0])
    same(w.refresh(), 1)
    same(w.trusted()["timestamp"], 2)


def test_snapshot_goes_back(w):
    for hashes_too in (False, True):
        own = another(w)
        own.state_hashes = hashes_too
        own.publish("snapshot", "timestamp")
        own.init()
        same(own.refresh(), 0)
        own.contents["timestamp"]["meta"]["snapshot.json"]["version"] = 1
        own.publish("timestamp")
        same(own.refresh(), 1)
        same(own.asked[-1], "timestamp")
        same(own.trusted(), {"root": 1, "snapshot": 2, "targets": 1, "timestamp": 2})


def test_targets_go_back(w):
    for hashes_too in (False, True):
        own = another(w)
        own.state_hashes = hashes_too
        own.publish("targets", "snapshot", "timestamp")
        own.init()
        same(own.refresh(), 0)
        own.contents["targets"]["version"] = 0
        own.publish("targets", "snapshot", "timestamp")
        same(own.refresh(), 1)
        same(own.trusted(), {"root": 1, "snapshot": 2, "targets": 2, "timestamp": 3})


def test_fast_forward(w):
    for rotated in (["timestamp"], ["snapshot"], ["timestamp", "snapshot"]):
        own = another(w)
        own.init()
        for role in ("targets", "snapshot", "timestamp"):
            own.contents[role]["version"] = 99
            own.signed[role] = own.signed[role] * 99
        own.publish("targets", "snapshot", "timestamp")
        same(own.refresh(), 0)
        same(own.trusted(), {"root": 1, "snapshot": 100, "targets": 100, "timestamp": 100})
        for role in rotated:
            own.appoint(role, [Key()])
        for role in ("targets", "snapshot", "timestamp"):
            own.contents[role]["version"] = 0
            own.signed[role] = []
        own.publish("root", "targets", "snapshot", "timestamp")
        same(own.refresh(), 0)
        same(own.trusted(), {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 1})


# Keys.

def test_key_kinds(w):
    for kind in ("ed25519", "ecdsa", "rsa", "rsa-max-salt"):
        own = another(w)
        own.init()
        key = Key(kind)
        own.appoint("root", own.signers["root"] + [key], 2)
        own.publish("root")
        same(own.refresh(), 0)
        same(own.trusted()["root"], 2)
        own.publish("root")
        root = json.loads(own.signed["root"].pop())
        root["signatures"][1]["sig"] = key.sign(b"something else")
        own.signed["root"].append(json.dumps(root).encode())
        same(own.refresh(), 1)
        same(own.trusted()["root"], 2)


def test_thresholds(w):
    keys = [Key() for _ in range(3)]
    w.appoint("snapshot", keys, 3)
    w.publish("root", "snapshot", "timestamp")
    w.init()
    same(w.refresh(), 0)
    w.signers["snapshot"] = keys[:2]
    w.publish("snapshot", "timestamp")
    same(w.refresh(), 1)
    same(w.trusted()["snapshot"], 2)
    w.appoint("snapshot", keys, 4)
    w.publish("root", "snapshot", "timestamp")
    same(w.refresh(), 1)
    same(w.trusted()["root"], 3)


def test_one_key_as_many(w):
    w.init()
    key = Key()
    w.appoint("snapshot", [key], 3)
    w.contents["root"]["roles"]["snapshot"]["keyids"] = [key.id] * 9
    w.publish("root", "snapshot", "timestamp")
    document = json.loads(w.signed["snapshot"].pop())
    document["signatures"] *= 9
    w.signed["snapshot"].append(json.dumps(document).encode())
    same(w.refresh(), 1)
    same("snapshot" in w.trusted(), False)


def test_signature_twice(w):
    w.init()
    document = json.loads(w.signed["snapshot"].pop())
    document["signatures"] *= 2
    w.signed["snapshot"].append(json.dumps(document).encode())
    same(w.refresh(), 1)
    same("snapshot" in w.trusted(), False)


def test_one_useless_signature(w):
    w.init()
    for useless in (Key().sign(b"x"), ""):
        w.appoint("timestamp", w.signers["timestamp"][:1] + [Key()])
        w.publish("root", "timestamp")
        document = json.loads(w.signed["timestamp"].pop())
        document["signatures"][0]["sig"] = useless
        w.signed["timestamp"].append(json.dumps(document).encode())
        same(w.refresh(), 0)


def test_root_rotations(w):
    cases = [
        ([([1], 1, [1]), ([2], 1, [2, 1]), ([2], 1, [2])], 0),
        ([([1], 1, [3, 1, 4]), ([2], 1, [3, 2, 1, 4]), ([2], 1, [3, 2, 4])], 0),
        ([([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([5, 6, 7, 8, 9], 3, [0, 2, 4, 5, 6, 7]), ([5, 6, 7, 8, 9], 3, [5, 6, 7])], 0),
        ([([1, 2, 3], 2, [1, 2]), ([1, 2, 3], 1, [1, 2]), ([1, 2, 3], 1, [1])], 0),
        ([([1], 1, [1]), ([2], 1, [2, 3, 4])], 1),
        ([([1], 1, [1]), ([2], 1, [1, 3, 4])], 1),
        ([([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 3, 4, 5], 3, [0, 2, 4])], 1),
        ([([0, 1, 2, 3, 4], 3, [0, 2, 4]), ([0, 1, 3, 4, 5], 3, [0, 4, 5])], 1),
        ([([1, 2, 3], 1, [1]), ([1, 2, 3], 2, [2])], 1),
        ([([1, 2, 3], 2, [1, 2]), ([1, 2, 3], 1, [1])], 1),
    ]
    keys = [Key("ed25519") for _ in range(10)]
    for chain, status in cases:
        own = another(w)
        own.signed["root"], own.contents["root"]["version"] = [], 0
        for listed, threshold, signing in chain:
            own.appoint("root", [keys[i] for i in listed], threshold)
            own.signers["root"] = [keys[i] for i in signing]
            own.publish("root")
        own.init()
        same(own.refresh(), status)
        with open(own.metadata + "/root.json", "rb") as file:
            same(file.read(), own.signed["root"][-1 - status])


# Downloads.

def test_files(w):
    w.init()
    w.add_file("targets", "top.txt", b"top")
    w.add_file("targets", "a/deep/file name.txt", b"deep")
    w.publish_all()
    same(w.refresh(), 0)
    same(w.downloaded(), {})
    same(w.download("top.txt"), 0)
    same(w.asked.count("file top.txt"), 1)
    same(w.download("top.txt"), 0)
    same(w.asked.count("file top.txt"), 0)
    same(w.downloaded(), {"top.txt": b"top"})
    w.files["top.txt"] = b"evil"
    same(w.download("top.txt"), 0)
    same(w.downloaded(), {"top.txt": b"top"})
    w.add_file("targets", "top.txt", b"newer")
    w.publish_all()
    same(w.download("top.txt"), 0)
    same(w.downloaded(), {"top.txt": b"newer"})
    same(w.download("a/deep/file name.txt", "top.txt"), 0)
    same(w.asked[-1], "file a/deep/file name.txt")
    same(w.downloaded(), {"top.txt": b"newer", "a%2Fdeep%2Ffile%20name.txt": b"deep"})
    own = another(w)
    own.add_file("targets", "x", b"good")
    own.publish_all()
    own.files["x"] = b"evil"
    own.init()
    same(own.download("x"), 1)
    same(own.downloaded(), {})


def test_hash_kinds(w):
    w.init()
    w.add_file("targets", "one", b"content", ["sha256"])
    w.add_file("targets", "two", b"content", ["sha512"])
    w.add_file("targets", "three", b"content", ["sha512", "sha256"])
    w.add_file("targets", "four", b"content", ["sha256"])
    w.contents["targets"]["targets"]["four"]["hashes"] = {"unknown": "00"}
    w.publish_all()
    same(w.download("one", "two", "three"), 0)
    same(w.download("four"), 1)
    same(len(w.downloaded()), 3)


def test_without_consistent_snapshots(w):
    w.contents["root"]["consistent_snapshot"] = False
    w.publish("root")
    w.init()
    inside, w.get = w.get, None

    def get(path):
        role = path[len("metadata/"):-len(".json")]
        if role in ("snapshot", "targets"):
            w.asked.append(role)
            return w.signed[role][-1]
        return inside(path)
    w.get = get
    same(w.refresh(), 0)
    same(w.asked, ["2.root", "3.root", "timestamp", "snapshot", "targets"])


# Delegations.

def test_graphs(w):
    cases = [
        ([("targets", "A"), ("targets", "B"), ("A", "C"), ("A", "D")], ["1.A", "1.C", "1.D", "1.B"]),
        ([("targets", "A"), ("targets", "B"), ("A", "C", ["*"], True), ("A", "D")], ["1.A", "1.C"]),
        ([("targets", "A", ["*.py"]), ("targets", "B"), ("A", "C")], ["1.B"]),
        ([("targets", "A"), ("targets", "B"), ("B", "C"), ("C", "D"), ("D", "B")], ["1.A", "1.B", "1.C", "1.D"]),
    ]
    for delegations, asked in cases:
        own = another(w)
        own.init()
        for delegation in delegations:
            own.delegate(*delegation)
        own.publish_all()
        same(own.download("missing"), 1)
        same(own.asked[4:], asked)


def test_same_role_of_two_delegators(w):
    w.init()
    a, b = Key(), Key()
    w.delegate("targets", "A", ["a/*"])
    w.delegate("targets", "B", ["b/*"])
    w.delegate("A", "C", ["a/*"], keys=[a])
    w.delegate("B", "C", ["b/*"], keys=[b])
    w.add_file("C", "a/x", b"one")
    w.add_file("C", "b/x", b"two")
    w.publish_all()
    same(w.download("a/x", "b/x"), 1)
    same(w.downloaded(), {"a%2Fx": b"one"})
    same(w.download("b/x"), 1)
    w.signers["C"] = [a, b]
    w.publish("C", "snapshot", "timestamp")
    same(w.download("a/x", "b/x"), 0)


def test_unusual_role_names(w):
    for role in ("?", "#", "/delegated", "../delegated"):
        own = another(w)
        own.init()
        own.delegate("targets", role)
        own.publish_all()
        same(own.download("missing"), 1)
        same(own.asked[-1], "1." + urllib.parse.quote(role, ""))
        same(len(own.trusted()), 5)


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    tests = {name: test for name, test in globals().items() if name.startswith("test_") and wanted in name}
    failed = 0
    for name, test in tests.items():
        seed = type("Seed", (), {"url": f"http://127.0.0.1:{server.server_port}/"})
        try:
            if not shutil.which("faketime") and "expire" in name:
                print(f"skipped {name}: no faketime")
                continue
            test(another(seed))
        except Exception:
            failed += 1
            print(f"FAILED {name}")
            traceback.print_exc()
        for world in WORLDS.values():
            shutil.rmtree(world.folder, ignore_errors=True)
    print(f"{len(tests)} subjects, {failed} failed")
    sys.exit(1 if failed else 0)


main()
