"""Our signer and client, files on disk, a plain web server on this machine, and other people's implementations.
Usage: interop.py BUILD_FOLDER. Without node or its packages, and without securesystemslib, those parts are skipped.
"""
import functools
import glob
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(sys.argv[1])
CONTENT = {
    "situation.toml": b"phase = 1\n",
    "pages/water/nl.md": "Drink het kraanwater niet. Kook het eerst \u00e9\u00e9n minuut.\n".encode(),
    "bulletins/flood.xml": b"<alert/>\n",
    "bulletins/local/market.xml": b"<alert>local</alert>\n",
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def run(*words, status=0):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)
    if done.returncode != status:
        raise SystemExit(f"{' '.join(words)}: status {done.returncode}, expected {status}\n{done.stdout}{done.stderr}")
    return done.stdout


def write(folder, files):
    for path, data in files.items():
        os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
        with open(f"{folder}/{path}", "wb") as file:
            file.write(data)


def same(actual, expected):
    if actual != expected:
        raise SystemExit(f"is {actual!r}, expected {expected!r}")


def our_client(url, state, paths, status=0):
    names = [word for path in paths for word in ("--target-name", path)]
    run(BUILD + "/bin/tuf-client", "--metadata-dir", state + "/metadata", "--metadata-url", url + "/metadata", *names,
        "--target-dir", state + "/files", "--target-base-url", url + "/targets", "download", status=status)


def downloaded(state):
    found = {}
    for name in sorted(os.listdir(state + "/files")):
        with open(f"{state}/files/{name}", "rb") as file:
            found[name.replace("%2F", "/")] = file.read()
    return found


def node_modules():
    """Where the other client is, fetched when it is not there yet; nothing without node or a package registry."""
    folder = BUILD + "/interop"
    if not shutil.which("node") or not shutil.which("npm"):
        return None
    if not os.path.isdir(folder + "/node_modules/tuf-js"):
        os.makedirs(folder, exist_ok=True)
        shutil.copy(HERE + "/package.json", folder)
        # A connection that hangs is given up soon and tried again; npm alone would wait for five minutes.
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--fetch-timeout=20000", "--fetch-retries=5",
                        "--prefix", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return folder + "/node_modules" if os.path.isdir(folder + "/node_modules/tuf-js") else None


def check_by_securesystemslib(repository):
    """A third canonical form and a third Ed25519 check every signature of ours."""
    script = """
import glob, json, sys
from securesystemslib import formats, keys
root = json.load(open(sys.argv[1] + '/metadata/1.root.json'))['signed']
known = dict(root['keys'])
documents = [json.load(open(name)) for name in glob.glob(sys.argv[1] + '/metadata/*.json')]
for document in documents:
    known.update(document['signed'].get('keys', {}))
    known.update(document['signed'].get('delegations', {}).get('keys', {}))
count = 0
for document in documents:
    data = formats.encode_canonical(document['signed']).encode()
    for signature in document['signatures']:
        key = dict(known[signature['keyid']], keyid=signature['keyid'])
        assert keys.verify_signature(key, signature, data), signature
        count += 1
print(count)
"""
    python = next((each for each in ("/usr/bin/python3", sys.executable) if subprocess.run(
        [each, "-c", "import securesystemslib.keys"], stderr=subprocess.DEVNULL).returncode == 0), None)
    if python is None:
        print("skipped: python3-securesystemslib is not here")
        return
    same(int(run(python, "-c", script, repository)) > 6, True)
    print("securesystemslib: every signature of ours is right")


def journey(folder, modules):
    """Begin, change, rotate; after each step our client, and theirs, has what was published."""
    repository, content, url = folder + "/repository", folder + "/content", serve(folder)
    write(content, CONTENT)
    run(BUILD + "/bin/tuf-author", "begin", repository, content)
    states = {"ours": folder + "/ours", **({"theirs": folder + "/theirs"} if modules else {})}
    for state in states.values():
        os.makedirs(state + "/metadata")
        shutil.copy(repository + "/metadata/1.root.json", state + "/metadata/root.json")
    run(BUILD + "/bin/tuf-client", "--metadata-dir", states["ours"] + "/metadata", "init",
        repository + "/metadata/1.root.json")
    expected = dict(CONTENT)

    def all_read():
        our_client(url + "/repository", states["ours"], expected)
        same(downloaded(states["ours"]), dict(sorted(expected.items())))
        if modules:
            run("env", "NODE_PATH=" + modules, "node", HERE + "/their_client.js", url + "/repository",
                states["theirs"], *expected)
            same(downloaded(states["theirs"]), dict(sorted(expected.items())))

    all_read()
    expected["bulletins/flood.xml"] = b"<alert>higher</alert>\n"
    write(content, expected)
    written = run(BUILD + "/bin/tuf-author", "publish", repository, content).split()
    same([name.split("/")[-1].split(".", 1)[-1] for name in written[1:]], ["region.json", "snapshot.json", "json"])
    all_read()
    run(BUILD + "/bin/tuf-author", "rotate", repository)
    all_read()
    check_by_securesystemslib(repository)
    our_client(url + "/repository", states["ours"], ["nothing.txt"], status=1)
    for name in glob.glob(repository + "/targets/*.situation.toml"):
        with open(name, "wb") as file:
            file.write(b"phase = 9\n")
    os.remove(states["ours"] + "/files/situation.toml")
    our_client(url + "/repository", states["ours"], ["situation.toml"], status=1)
    print("ours on disk: read by tuf-client" + (" and by tuf-js" if modules else ""))


def theirs(folder, modules):
    repository, url = folder + "/their-repository", serve(folder)
    run("env", "NODE_PATH=" + modules, "node", HERE + "/their_author.js", repository)
    state = folder + "/reader"
    run(BUILD + "/bin/tuf-client", "--metadata-dir", state + "/metadata", "init", repository + "/metadata/1.root.json")
    paths = ["top.txt", "pages/water/nl.md", "binned/a", "binned/b", "binned/c"]
    our_client(url + "/their-repository", state, paths)
    same(downloaded(state), {"binned/a": b"in binned/a", "binned/b": b"in binned/b", "binned/c": b"in binned/c",
                             "pages/water/nl.md": b"Drink", "top.txt": b"top"})
    our_client(url + "/their-repository", state, ["pages/water/fr.md"], status=1)
    print("theirs on disk: read by tuf-client")


def main():
    modules = node_modules()
    with tempfile.TemporaryDirectory(prefix="trust-interop-") as folder:
        journey(folder, modules)
        if modules:
            theirs(folder, modules)
        else:
            print("skipped: node, or its package tuf-js, is not here")


main()
