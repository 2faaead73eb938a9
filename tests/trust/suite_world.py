"""A repository written by other hands, and the client that reads it, for suite.py: Python's `cryptography` makes the keys
and signatures, Python's json the bytes, and one web server on this machine serves them all.
"""
import datetime
import hashlib
import http.server
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse

try:
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
except ImportError:
    print("skipped: Python's cryptography is not here (package python3-cryptography)")
    sys.exit(77)

CLIENT = os.path.abspath(sys.argv[1])
TOP = ["root", "timestamp", "snapshot", "targets"]
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def moment(days):
    return (NOW + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(value):
    if isinstance(value, dict):
        return "{" + ",".join(f"{canonical(k)}:{canonical(value[k])}" for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return {True: "true", False: "false", None: "null"}[value] if value in (True, False, None) and not (
        isinstance(value, int) and not isinstance(value, bool)) else str(value)


class Key:
    def __init__(self, kind="ecdsa", extra=None):
        self.kind = kind
        if kind == "ed25519":
            self.private = ed25519.Ed25519PrivateKey.generate()
            raw = self.private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
            declared = ("ed25519", "ed25519", raw.hex())
        else:
            self.private = ec.generate_private_key(ec.SECP256R1()) if kind == "ecdsa" else rsa.generate_private_key(65537, 2048)
            pem = self.private.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
            scheme = {"ecdsa": "ecdsa-sha2-nistp256", "rsa": "rsassa-pss-sha256", "rsa-max-salt": "rsassa-pss-sha256"}[kind]
            declared = (kind.split("-")[0], scheme, pem)
        self.declared = {"keytype": declared[0], "scheme": declared[1], "keyval": {"public": declared[2]}, **(extra or {})}
        self.id = hashlib.sha256(canonical(self.declared).encode()).hexdigest()

    def sign(self, data):
        if self.kind == "ed25519":
            return self.private.sign(data).hex()
        if self.kind == "ecdsa":
            return self.private.sign(data, ec.ECDSA(hashes.SHA256())).hex()
        salt = padding.PSS.MAX_LENGTH if self.kind == "rsa-max-salt" else hashes.SHA256().digest_size
        return self.private.sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), salt), hashes.SHA256()).hex()


class World:
    """A repository whose author does what a test says, and the client's two folders."""

    def __init__(self, port, name):
        self.url = f"http://127.0.0.1:{port}/{name}"
        self.folder = tempfile.mkdtemp(prefix="tuf-suite-")
        self.metadata, self.downloads = self.folder + "/metadata", self.folder + "/downloads"
        self.signed, self.signers, self.asked, self.contents = {}, {}, [], {}
        self.state_hashes = False
        for role in TOP:
            self.contents[role] = {"_type": role, "spec_version": "1.0.31", "version": 0, "expires": moment(30)}
        self.contents["root"].update(consistent_snapshot=True, keys={}, roles={})
        self.contents["timestamp"]["meta"] = self.contents["snapshot"]["meta"] = None
        self.contents["timestamp"]["meta"], self.contents["snapshot"]["meta"] = {}, {}
        self.contents["targets"]["targets"] = {}
        self.files = {}
        for role in TOP:
            self.appoint(role, [Key()])
        self.publish("root", "targets", "snapshot", "timestamp")

    def appoint(self, role, keys, threshold=1):
        self.signers[role] = list(keys)
        root = self.contents["root"]
        root["keys"].update({key.id: key.declared for key in keys})
        root["roles"][role] = {"keyids": [key.id for key in keys], "threshold": threshold}

    def delegate(self, source, role, paths=("*",), terminating=False, keys=None):
        keys = keys or [Key()]
        delegations = self.contents[source].setdefault("delegations", {"keys": {}, "roles": []})
        delegations["keys"].update({key.id: key.declared for key in keys})
        delegations["roles"].append({"name": role, "keyids": [key.id for key in keys], "threshold": 1,
                                     "terminating": terminating, "paths": list(paths)})
        if role not in self.contents:
            self.contents[role] = {"_type": "targets", "spec_version": "1.0.31", "version": 0, "expires": moment(30),
                                   "targets": {}}
            self.signers[role] = keys

    def add_file(self, role, path, data, algorithms=("sha256",)):
        digests = {name: hashlib.new(name, data).hexdigest() for name in algorithms}
        self.contents[role]["targets"][path] = {"length": len(data), "hashes": digests}
        self.files[path] = data

    def document(self, role):
        content = self.contents[role]
        data = canonical(content).encode()
        signatures = [{"keyid": key.id, "sig": key.sign(data)} for key in self.signers[role]]
        return json.dumps({"signatures": signatures, "signed": content}, indent=1).encode()

    def publish(self, *roles):
        for role in roles:
            self.contents[role]["version"] += 1
            data = self.document(role)
            self.signed.setdefault(role, []).append(data)
            stated = {"version": self.contents[role]["version"]}
            if self.state_hashes:
                stated.update(length=len(data), hashes={"sha256": hashlib.sha256(data).hexdigest()})
            if role == "snapshot":
                self.contents["timestamp"]["meta"]["snapshot.json"] = stated
            elif role not in ("root", "timestamp"):
                self.contents["snapshot"]["meta"][role + ".json"] = stated

    def publish_all(self):
        delegated = [role for role in self.contents if role not in TOP]
        self.publish(*delegated, "targets", "snapshot", "timestamp")

    def get(self, path):
        if path.startswith("metadata/") and path.endswith(".json"):
            name = path[len("metadata/"):-len(".json")]
            self.asked.append(name)
            version, dot, role = name.partition(".")
            if name == "timestamp":
                return self.signed["timestamp"][-1] if self.signed.get("timestamp") else None
            documents = self.signed.get(urllib.parse.unquote(role), [])
            return documents[int(version) - 1] if 0 < int(version) <= len(documents) else None
        folder, slash, name = urllib.parse.unquote(path[len("targets/"):]).rpartition("/")
        digest, dot, rest = name.partition(".")
        self.asked.append("file " + folder + slash + rest)
        stated = [hash for role in self.contents.values()
                  for hash in role.get("targets", {}).get(folder + slash + rest, {}).get("hashes", {}).values()]
        return self.files.get(folder + slash + rest) if digest in stated else None

    def run(self, *words, days=0):
        self.asked.clear()
        command = [CLIENT, *words]
        if days:
            command = ["faketime", "-f", f"+{days}d", *command]
        # faketime puts itself before the sanitizer, which a sanitized client would otherwise object to.
        environment = {**os.environ, "ASAN_OPTIONS": "verify_asan_link_order=0"}
        return subprocess.run(command, stderr=subprocess.DEVNULL, timeout=60, env=environment).returncode

    def init(self, root=None):
        with open(self.folder + "/first.json", "wb") as file:
            file.write(root or self.signed["root"][0])
        return self.run("--metadata-dir", self.metadata, "init", self.folder + "/first.json")

    def refresh(self, days=0):
        return self.run("--metadata-url", self.url + "/metadata/", "--metadata-dir", self.metadata, "refresh", days=days)

    def download(self, *names, days=0):
        words = [word for name in names for word in ("--target-name", name)]
        return self.run("--metadata-url", self.url + "/metadata", "--metadata-dir", self.metadata, *words, "--target-dir",
                        self.downloads, "--target-base-url", self.url + "/targets", "download", days=days)

    def trusted(self):
        found = {}
        for name in sorted(os.listdir(self.metadata)):
            with open(f"{self.metadata}/{name}", "rb") as file:
                found[name.removesuffix(".json")] = json.loads(file.read())["signed"]["version"]
        return found

    def downloaded(self):
        found = {}
        for name in os.listdir(self.downloads) if os.path.isdir(self.downloads) else []:
            with open(f"{self.downloads}/{name}", "rb") as file:
                found[name] = file.read()
        return found


WORLDS = {}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        world, _, path = self.path.lstrip("/").partition("/")
        data = WORLDS[world].get(path)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *words):
        pass


def same(actual, expected):
    if actual != expected:
        raise AssertionError(f"is {actual!r}, expected {expected!r}")


def another(world):
    number = len(WORLDS)
    port = world.url.split(":")[2].split("/")[0]
    WORLDS[f"w{number}"] = World(port, f"w{number}")
    return WORLDS[f"w{number}"]
