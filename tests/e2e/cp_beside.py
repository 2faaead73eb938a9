#!/usr/bin/env python3
"""A desk and commands that change one region at the same time: tests/e2e/cp_beside.py BUILD. Real programs.

A command that waits for what somebody types keeps nobody from publishing; one that publishes reads nothing before it has
the region to itself, and waits for nobody; a password set by a command ends the sessions of its user; a log that
cannot be written does not make what was published look as if it had failed; and what a command brings rings at the desk.
"""
import fcntl
import json
import os
import pwd
import shutil
import struct
import subprocess
import termios

from cp_play import (BIN, PASSWORD, Desk, Hub, Posting, Waiting, check, cp, make_record, make_region, register_kiosk,
                     stage)


def await_drained(pipe):
    """Whatever was written has been read: whoever reads waits for more."""
    while struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0\0\0\0"))[0]:
        pass


def change_situation(content):
    situation = content / "demo/situation.toml"
    situation.write_text(situation.read_text() + "\n# changed\n")


def publish(region, content):
    return cp("publish", region, "--content", content / "national", "--content", content / "demo")


def a_prompt_holds_nobody_up(region, content):
    for words in (["add", region, "bram", "--role", "operator"], ["passwd", region, "bram"]):
        ours, theirs = os.pipe()
        command = subprocess.Popen([str(BIN / "baken-cp"), "user", *map(str, words)], stdin=ours)
        os.close(ours)
        os.write(theirs, b"een heel ")
        await_drained(theirs)
        change_situation(content)
        check("situation.toml" in publish(region, content), "a publication goes out while somebody types")
        os.write(theirs, b"ander wachtwoord\n")
        os.close(theirs)
        check(command.wait() == 0, "and what they typed is taken")


def a_command_reads_what_it_publishes_when_its_turn_has_come(region, content):
    """Somebody else has the region; what would be found in the content is not even looked for."""
    broken = content / "demo/bulletins/broken.xml"
    broken.write_text("<alert>")
    with open(region / ".lock", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run([str(BIN / "baken-cp"), "publish", str(region), "--content", str(content / "demo")],
                              capture_output=True, text=True)
    broken.unlink()
    check(done.returncode != 0 and "region.busy" in done.stderr, f"who publishes takes turns: {done.stderr}")
    check("broken.xml" not in done.stderr, "nothing was read before")


def a_new_password_ends_sessions(region, hub, desk):
    stranger = Desk()
    stranger.sign_in(hub)
    cp("user", "passwd", region, "anna", input="vier losse woorden hier\n")
    check(stranger.get(hub, "me", 401)["check"] == "desk.session", "who knew the old password is out")
    desk.sign_in(hub)


def a_new_password_ends_the_wait(region, hub):
    """Strangers tried wrong passwords; the administrator helps whom they keep out."""
    wrong = json.dumps({"name": "anna", "password": "geen van deze woorden"})
    tried = [hub.ask("POST", "/desk/api/sign-in", wrong, {"Content-Type": "application/json"})[0].status
             for _ in range(6)]
    check(tried == [401] * 5 + [429], f"a name waits after five wrong passwords: {tried}")
    cp("user", "passwd", region, "anna", input=PASSWORD + "\n")
    Desk().sign_in(hub)


def a_password_takes_its_turn(region, hub):
    """What a command changes in the list of users while somebody's new password is stretched is not lost."""
    users, desk = region / "desk/users.toml", Desk()
    desk.sign_in(hub)
    with open(region / ".lock", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        change = Posting(hub, desk, "password", {"present": PASSWORD, "next": PASSWORD + " twee"})
        hub.await_turn(region)
        users.write_text(users.read_text().replace('"bram"\nfull_name = "bram"', '"bram"\nfull_name = "Bram Bos"'))
        check("Bram Bos" in users.read_text(), "a command would write this")
    change.join(30)
    check(change.status == 200 and "Bram Bos" in users.read_text(), f"both changes are there: {change.status}")
    cp("user", "passwd", region, "anna", input=PASSWORD + "\n")


def a_log_that_is_full_takes_nothing_back(region, hub, desk):
    """The log's folder is none, so nothing can be written to it."""
    log = region / "desk/audit"
    log.rename(region / "desk/audit-before")
    log.write_text("")
    soup = {"aim": "new", "words": {"nl": {"headline": "Soep om 18 uur"}}}
    kept = desk.post(hub, "drafts/keep", soup)
    told = desk.post(hub, "drafts/publish", {**soup, **kept})
    check(not told["waits"], "what is published is told as published")
    shown = desk.get(hub, "bulletins")
    check([one["identifier"] for one in shown["bulletins"]].count(told["identifier"]) == 1, "it is there, once")
    check(shown["drafts"] == [], "and its draft is not")
    Desk().sign_in(hub)
    log.unlink()
    (region / "desk/audit-before").rename(log)


def targets_of(region):
    """What kiosks have, by role."""
    metadata, newest = region / "public/baken/repository/metadata", {}
    for path in metadata.glob("*.*.json"):
        version, role = path.name.removesuffix(".json").split(".")
        newest[role] = max(newest.get(role, 0), int(version))
    signed = {role: json.loads((metadata / f"{n}.{role}.json").read_text())["signed"] for role, n in newest.items()}
    return {role: one["targets"] for role, one in signed.items() if one.get("targets")}


def one_folder_leaves_the_others(region, content):
    """The desk wrote a bulletin before; now somebody publishes what the nation gives, alone."""
    before = targets_of(region)
    check(list((region / "desk/content/bulletins").iterdir()), "the desk wrote something")
    dutch = content / "national/strings/nl.toml"
    dutch.write_text(dutch.read_text() + "\n# changed\n")
    told = cp("publish", region, "--content", content / "national")
    after = targets_of(region)
    check("~ strings/nl.toml" in told, f"what is given goes out: {told}")
    check({role: set(one) for role, one in after.items()} == {role: set(one) for role, one in before.items()},
          f"nothing else goes: {told}")
    check({role: one for role, one in after.items() if role != "national"} ==
          {role: one for role, one in before.items() if role != "national"}, "or changes")


def what_never_went_out_stays_in(region, content):
    """The power failed after the file was written at the desk, and before it was published."""
    bulletins, before = region / "desk/content/bulletins", targets_of(region)["region"]
    stray = bulletins / "stray.xml"
    shutil.copy(next(bulletins.iterdir()), stray)
    change_situation(content)
    done = subprocess.run([str(BIN / "baken-cp"), "publish", str(region), "--content", str(content / "demo")],
                          capture_output=True, text=True, check=True)
    after = targets_of(region)["region"]
    check(set(after) == set(before), f"no more and no less is shown: {done.stdout}")
    check(after["situation.toml"] != before["situation.toml"], "what is given goes out")
    check("stray.xml" in done.stderr, f"it is told: {done.stderr}")
    stray.unlink()


def a_new_key_asks_for_the_password(work, region, content, hub, desk):
    """Whoever is in carries the keys of when they came in; a report that is sealed to a newer one needs them anew."""
    register_kiosk(region, work / "kiosk-of-key")
    cp("rotate", region, "--role", "sealing")
    change_situation(content)
    publish(region, content)
    kiosk, record, envelope = make_record(region, work / "kiosk-of-key", "help", "Na de wissel")
    check(hub.ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", envelope)[0].status == 201, "a record comes")
    check(desk.get(hub, f"record?id={record}", 401)["check"] == "desk.session", "the page asks for the password")
    desk.sign_in(hub)
    opened = desk.get(hub, f"record?id={record}")["record"]["record"]
    check(opened.get("body", {}).get("note") == "Na de wissel", f"then it opens: {opened}")


def follow(hub, desk):
    """Somebody who waits as a page does, after all news that there is."""
    number = 0
    while True:
        waiting = Waiting(hub, f"/desk/api/changes?after={number}", desk.headers)
        while waiting.is_alive() and hub.gauge("baken_desk_waits_open") == 0:
            pass
        if waiting.is_alive():
            return waiting
        number = json.loads(waiting.text)["timestamp"]


def a_command_rings_at_the_desk(work, region, hub, desk):
    """What comes while a page waits for news reaches it at once, also when a command brings it."""
    warning = work / "warning.xml"
    shutil.copy(next((work / "content/demo/bulletins").glob("*.xml")), warning)
    kiosk, record, envelope = make_record(region, work / "kiosk-of-key", "emergency", "Brand")
    folder = work / "stick/baken/outbox" / kiosk
    folder.mkdir(parents=True)
    (folder / f"{record}.envelope").write_bytes(envelope)
    for words in (["stick", "read", region, work / "stick"], ["inbox", "accept", region, record],
                  ["inbox", "radio", region, "--site", "draaikom", "--number", "00000"],
                  ["cap", "import", region, warning]):
        waiting = follow(hub, desk)
        cp(*words)
        waiting.join(30)
        check(waiting.status == 200, f"{words[0]} {words[1]} wakes the desk: {waiting.status}")
    check([one["id"] for one in desk.get(hub, "records")["records"]].count(record) == 1, "and the report is there")


def run(*words):
    return subprocess.run([str(BIN / "baken-cp"), *map(str, words)], capture_output=True, text=True,
                          input=PASSWORD + "\n")


def a_wrong_passphrase_takes_no_keys(work):
    """Keys that are protected: whoever mistypes their passphrase leaves everything as it was, and hears of it."""
    region, right, wrong = work / "closed", work / "right", work / "wrong"
    right.write_text("een lange zin die niemand raadt\n")
    wrong.write_text("een lange zin die niemand raad\n")
    cp("init", region, "--region", "Gooi", "--municipality", "GM0406=draaikom", "--passphrase-file", right)
    bram = ["user", "add", region, "bram", "--role", "operator", "--passphrase-file"]
    done = run(*bram, wrong)
    check(done.returncode != 0 and "key.passphrase" in done.stderr, f"a wrong passphrase is told: {done.stderr}")
    check(not (region / "desk/users.toml").exists(), "and nobody is taken in")
    done = run(*bram, right)
    check(done.returncode == 0 and not done.stderr, f"the right one gives the keys: {done.stderr}")
    before = [(region / "desk" / name).read_bytes() for name in ("users.toml", "keys/bram.json")]
    done = run("user", "passwd", region, "bram", "--passphrase-file", wrong)
    check(done.returncode != 0 and "key.passphrase" in done.stderr, f"as it is for a new password: {done.stderr}")
    check([(region / "desk" / name).read_bytes() for name in ("users.toml", "keys/bram.json")] == before,
          "then the old password and its keys are there still")
    done = run("user", "passwd", region, "bram")
    check(done.returncode == 0 and "Reports stay closed for bram" in done.stderr and "--passphrase-file" in done.stderr,
          f"without a passphrase it says what is missing: {done.stderr}")
    check(not (region / "desk/keys/bram.json").exists(), "keys under the old password are gone")
    check(run("user", "passwd", region, "bram", "--passphrase-file", right).returncode == 0, "and can be given again")
    check((region / "desk/keys/bram.json").exists(), "with the passphrase")
    a_wrong_passphrase_makes_no_keys(region, right, wrong)


def everything_in(region):
    return {str(path): path.read_bytes() for path in region.rglob("*") if path.is_file() and path.name != ".lock"}


def a_wrong_passphrase_makes_no_keys(region, right, wrong):
    """A key under another passphrase than the rest would shut them all, and one that is published shut every report."""
    present = everything_in(region)
    orders = [["rotate", region, "--role", role] for role in ("sealing", "receipts", "timestamp", "region")]
    for order in [*orders, ["municipality", region, "GM0402=oost"]]:
        for passphrase in ([], ["--passphrase-file", wrong]):
            done = run(*order, *passphrase)
            check(done.returncode != 0 and "key.passphrase" in done.stderr, f"{order[0]} is refused: {done.stderr}")
            check(everything_in(region) == present, f"{order[0]} leaves everything as it was")
    for order in ([*orders[0], "--passphrase-file", right], ["municipality", region, "GM0402=oost",
                                                             "--passphrase-file", right]):
        done = run(*order)
        check(done.returncode == 0, f"{order[0]} works with the right one: {done.stderr}")
    check(len(json.loads((region / "desk/keys/bram.json").read_text())["records"]) == 2, "a reader has the new key, too")


def what_root_does_stays_the_hubs(work):
    """The hub runs as a user of its own, and an administrator is root: the hub must read what they leave behind."""
    if os.geteuid() != 0:
        print("not looked at: what root leaves behind, because this does not run as root")
        return
    hubs = pwd.getpwnam("nobody")
    home = work / "home"
    home.mkdir()
    region, again = home / "region", home / "again"
    cp("init", region, "--region", "Gooi", "--municipality", "GM0406=draaikom", "--demo")
    publish(region, work / "content")
    cp("user", "add", region, "anna", "--role", "publisher", input=PASSWORD + "\n")
    register_kiosk(region, work / "kiosk")
    (region / ".lock").unlink()
    shutil.rmtree(region / "desk/audit")
    subprocess.run(["chown", "-R", f"{hubs.pw_uid}:{hubs.pw_gid}", home], check=True)
    cp("user", "disable", region, "anna")
    cp("kiosk", "revoke", region, cp("kiosk", "list", region).split()[0])
    cp("rotate", region, "--role", "timestamp")
    cp("rotate", region, "--role", "sealing")
    cp("inbox", "list", region)
    cp("backup", region, home / "backup")
    cp("restore", again, home / "backup")
    others = [str(path) for path in home.rglob("*") if (path.lstat().st_uid, path.lstat().st_gid) !=
              (hubs.pw_uid, hubs.pw_gid)]
    check((region / "inbox.sqlite").exists() and (again / "inbox.sqlite").exists(), "there is a store to look at")
    check(not others, f"these belong to somebody else: {others[:5]}")


def main():
    with stage("beside") as work:
        content, region = work / "content", work / "region"
        make_region(region, content)
        what_root_does_stays_the_hubs(work)
        a_wrong_passphrase_takes_no_keys(work)
        a_prompt_holds_nobody_up(region, content)
        a_command_reads_what_it_publishes_when_its_turn_has_come(region, content)
        hub = Hub(region, "", work / "hub.log")
        desk = Desk()
        desk.sign_in(hub)
        a_new_password_ends_sessions(region, hub, desk)
        a_new_password_ends_the_wait(region, hub)
        a_password_takes_its_turn(region, hub)
        desk.sign_in(hub)
        a_log_that_is_full_takes_nothing_back(region, hub, desk)
        one_folder_leaves_the_others(region, content)
        what_never_went_out_stays_in(region, content)
        a_new_key_asks_for_the_password(work, region, content, hub, desk)
        a_command_rings_at_the_desk(work, region, hub, desk)
        check(b"audit log check=" in (work / "hub.log").read_bytes(), "the hub's own log tells of it")
    print("A desk and commands work beside each other.")


main()
