#!/usr/bin/env python3
"""A copy of a region that is at work, and the region put back: tests/e2e/cp_backup.py BUILD sqlite|postgresql. Real
programs; 77: what it needs is not installed.

While a crowd hands in records and the desk writes drafts, `baken-cp backup` copies. What was acknowledged before the copy
began is in it, whole. Put back into a fresh folder and an empty store, a hub serves the same content, opens the same
records, knows each of them when a kiosk brings it again, and takes those that came after the copy.
"""
import base64
import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
import threading

from cp_play import (BIN, POSTGRES, Database, Desk, Hub, check, cp, hand_in, make_record, make_region, register_crowd,
                     register_kiosk, stage)

RECORDS = 2000
KIOSKS = 50


class Store:
    """The records of a region, looked at without the hub."""

    def __init__(self, region, database, name):
        self.region, self.database, self.name = region, database, name
        self.address = database.make(name) if database else ""
        self.more = ["--store", self.address] if database else []

    def ask(self, statement):
        if self.database:
            return [tuple(line.split("|")) for line in self.database.ask(statement, self.name).splitlines()]
        if not (self.region / "inbox.sqlite").exists():
            return []
        with sqlite3.connect(f"file:{self.region}/inbox.sqlite?mode=ro", uri=True) as sql:
            return [tuple(map(str, row)) for row in sql.execute(statement)]

    def records(self):
        """What a kiosk was told is here: its record, the envelope, and the first receipt."""
        return {row[:2]: row[2:] for row in self.ask(
            "SELECT r.kiosk, r.id, r.arrived, e.bytes, p.bytes FROM record r JOIN envelope e ON e.kiosk = r.kiosk AND"
            " e.id = r.id JOIN receipt p ON p.kiosk = r.kiosk AND p.record = r.id AND p.n = 1")}


class Writer(threading.Thread):
    """Somebody at the desk who keeps and throws away drafts for as long as the copy is made."""

    def __init__(self, hub, desk):
        super().__init__(daemon=True)
        self.hub, self.desk, self.over, self.kept = hub, desk, False, 0
        self.start()

    def run(self):
        while not self.over:
            kept = self.desk.post(self.hub, "drafts/keep", {"aim": "new", "words": {"nl": {"headline": "Soep"}}})
            self.desk.post(self.hub, "drafts/remove", {"id": kept["id"]})
            self.kept += 1


def tree(region):
    """Everything that kiosks fetch, by its hash."""
    public = region / "public"
    return {str(path.relative_to(public)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in public.rglob("*") if path.is_file()}


def receipts_of(hub, kiosk, record):
    got = [hub.ask("GET", f"/baken/receipts/{kiosk}/{record}.{n}.receipt") for n in (1, 2)]
    check([answer.status for answer, _ in got] == [200, 200], "a kiosk finds its receipts")
    return [data for _, data in got]


def copy_under_load(work, region, store, hub, desk):
    crowd = hand_in(region / "coordination-point.toml", KIOSKS, RECORDS, [hub.port])
    check(crowd.stdout.readline() == "made\n", "the crowd")
    while len(store.ask("SELECT id FROM record")) < RECORDS // 5:
        pass
    writer = Writer(hub, desk)
    acknowledged = store.records()
    print(cp("backup", region, work / "backup", *store.more).strip())
    writer.over = True
    writer.join()
    check(crowd.poll() is None, "the crowd still hands in when the copy is done")
    check(writer.kept > 0, "the desk was at work meanwhile")
    check(crowd.stdout.readline() and crowd.wait() == 0, "every envelope is taken")
    return acknowledged


def a_command_names_its_store(work, region):
    """Records that lie in a database are not in the region's folder: whatever looks there would find none."""
    password, stick = work / "password", work / "stick"
    stick.mkdir(exist_ok=True)
    password.write_text("lange wandeling 7 langs het water\n")
    for words in (["backup", region, work / "empty"], ["inbox", "list", region], ["inbox", "wipe", region],
                  ["stick", "write", region, stick], ["user", "passwd", region, "pia", "--password-file", password]):
        done = subprocess.run([str(BIN / "baken-cp"), *map(str, words)], capture_output=True, text=True)
        check(done.returncode != 0 and "store.elsewhere" in done.stderr,
              f"{words[:2]} without a store is refused: {done.stderr}")
        check("--store" in done.stderr, "and the advice says what to type")
    check(not (region / "inbox.sqlite").exists() and not (work / "empty").exists(), "nothing is made")


def half_of_a_copy_does_not_stay(work, region, store):
    """The disk is full before all is copied: here, no file may be larger than some."""
    def no_large_file():
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run([str(BIN / "baken-cp"), "backup", str(region), str(work / "half"), *store.more],
                          capture_output=True, text=True, preexec_fn=no_large_file, restore_signals=False)
    check(done.returncode != 0 and ".write: " in done.stderr, f"it is told: {done.stderr}")
    check(not (work / "half").exists(), "and what was written is gone again")


def a_small_disk_gets_no_copy(work, region, store):
    """The hub lives from what is left on a disk: a copy that would take it is not begun."""
    small = work / "small"
    small.mkdir()
    on_small_disk = ["unshare", "--map-root-user", "--mount", "sh", "-c", 'mount -t tmpfs -o size=64m small "$0" && "$@"; ended=$?; ls -A "$0"; exit $ended', small]
    if subprocess.run([*on_small_disk, "true"], capture_output=True).returncode != 0:
        print("skipped: no small disk, because this machine lets nobody mount one")
        return
    done = subprocess.run([*on_small_disk, BIN / "baken-cp", "backup", region, small / "copy", *store.more], capture_output=True, text=True)
    check(done.returncode != 0 and "backup.full" in done.stderr, f"it is told: {done.stderr}")
    check(done.stdout == "", f"nothing is begun: {done.stdout}")


def everything_is_there(acknowledged, restored, final):
    there = restored.records()
    lost = [key for key, row in acknowledged.items() if there.get(key) != row]
    check(not lost, f"{len(lost)} of {len(acknowledged)} acknowledged records are not as they were")
    strange = [key for key, row in there.items() if final.get(key) != row]
    check(not strange, f"{len(strange)} records are none that were handed in")
    check(len(there) < len(final), "the copy is of one moment: later ones are not in it")
    print(f"{len(acknowledged)} acknowledged before the copy, {len(there)} in it, {len(final)} in the end")


def main():
    on_postgresql = sys.argv[2] == "postgresql"
    if on_postgresql and not (POSTGRES / "postgres").exists():
        print("skipped: PostgreSQL 15 is not installed")
        sys.exit(77)
    with stage("backup") as work:
        region, again, maker = work / "region", work / "again", work / "kiosk"
        make_region(region, work / "content")
        register_kiosk(region, maker)
        register_crowd(region, KIOSKS)
        database = Database(work / "postgres") if on_postgresql else None
        store = Store(region, database, "present")
        hub = Hub(region, store.address, work / "hub.log")
        desk = Desk()
        desk.sign_in(hub)
        kiosk, first, envelope = make_record(region, maker, "help", "Mijn verhaal")
        path = f"/baken/outbox/{kiosk}/{first}.envelope"
        answer, receipt = hub.ask("PUT", path, envelope)
        check(answer.status == 201, "a record is taken")
        desk.post(hub, "records/tell", {"id": first, "state": "accepted", "answer": "Wij komen"})
        told = receipts_of(hub, kiosk, first)
        check(told[0] == receipt, "the first receipt is the one that the kiosk got")

        if on_postgresql:
            a_command_names_its_store(work, region)
        half_of_a_copy_does_not_stay(work, region, store)
        a_small_disk_gets_no_copy(work, region, store)
        acknowledged = copy_under_load(work, region, store, hub, desk)
        check((kiosk, first) in acknowledged, "what a kiosk got a receipt for counts as acknowledged")
        final = store.records()
        later = [key for key in final if key not in acknowledged]
        before = tree(region)
        hub.kill()

        restored = Store(again, database, "restored")
        line = cp("restore", again, work / "backup", *restored.more).strip()
        print(line)
        for words in (f"baken-cp kiosk revoke {again} ", f"baken-cp user disable {again} ",
                      json.loads((work / "backup/manifest.json").read_text())["made"]):
            check(words in line, f"whoever puts it back is told {words}: what was revoked since is trusted again")
        everything_is_there(acknowledged, restored, final)
        if on_postgresql:
            a_command_names_its_store(work, again)
        check(tree(again) == before, "what kiosks fetch is the same, byte for byte")

        hub = Hub(again, restored.address, work / "hub2.log")
        check(hub.ask("GET", "/baken/repository/metadata/timestamp.json")[1] ==
              (region / "public/baken/repository/metadata/timestamp.json").read_bytes(), "the hub serves it")
        check(hub.ask("PUT", path, envelope)[0].status == 200, "a record that was acknowledged is known")
        check(receipts_of(hub, kiosk, first) == told, "its receipts are the same: that it came, and what was answered")
        desk = Desk()
        desk.sign_in(hub)
        opened = desk.get(hub, f"record?id={first}")["record"]
        check(opened["record"]["body"]["note"] == "Mijn verhaal", "the desk opens what was told")
        # Kiosks know receipts that were given after the copy: what is given now must not bear their numbers.
        desk.post(hub, "records/tell", {"id": first, "state": "answered", "answer": "Blijf binnen"})
        listed = json.loads(hub.ask("GET", f"/baken/receipts/{kiosk}/changes?after=2&era=0")[1])
        check(listed["era"] > 200_000_000 and listed["last"] > 200_000_000_000, f"kiosks are told a new era: {listed}")
        check(listed["receipts"] == [f"{first}.{n}.receipt" for n in (1, 2, listed["era"] + 1)],
              f"and get all receipts, the new one under a number that was never given: {listed}")
        # So they offer once more what came after the copy was made, or a stick brings it: it is taken once more.
        there = restored.records()
        missing = [key for key in later if key not in there]
        check(missing, "something came later")
        sender, record = missing[0]
        late = base64.b64decode(final[(sender, record)][1])
        for status in (201, 200):
            answer, _ = hub.ask("PUT", f"/baken/outbox/{sender}/{record}.envelope", late)
            check(answer.status == status, f"what came after the copy is taken once: {answer.status}")
        desk.post(hub, "drafts/keep", {"aim": "new", "words": {"nl": {"headline": "Weer aan het werk"}}})
        situation = work / "content/demo/situation.toml"
        situation.write_text(situation.read_text() + "\n# changed\n")
        cp("publish", again, "--content", work / "content/national", "--content", work / "content/demo")
        version = json.loads(hub.ask("GET", "/baken/repository/metadata/timestamp.json")[1])["signed"]["version"]
        old = json.loads((region / "public/baken/repository/metadata/timestamp.json").read_text())["signed"]["version"]
        check(version > old, "the region publishes on, where it was")
    print(f"A copy made while the hub works can be put back ({sys.argv[2]}).")


main()
