#!/usr/bin/env python3
"""Two hubs on one PostgreSQL: tests/e2e/cp_hubs.py BUILD. Real programs; 77: what it needs is not installed.

A publication, a receipt and news of the desk at one hub wake who waits at the other; a session of one opens the desk of
the other, and the records with it; what is decided at both at once is decided once; a hub that is killed and a database
that is restarted under load lose and double nothing.
"""
import fcntl
import json
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from cp_play import (PASSWORD, POSTGRES, Database, Desk, Hub, Posting, Waiting, check, cp, hand_in, make_record,
                     make_region, register_crowd, register_kiosk, stage)


def await_gauge(hub, name, count):
    for _ in range(5000):
        if hub.gauge(name) >= count:
            return
    raise SystemExit(f"FAILED: {name} never came to {count}")


def publication_wakes_both(region, content, hubs):
    asked = [Waiting(hub, "/baken/changes?after=1000000&site=draaikom") for hub in hubs]
    for hub in hubs:
        await_gauge(hub, "baken_polls_open", 1)
    version = json.loads((region / "public/baken/repository/metadata/timestamp.json").read_text())["signed"]["version"]
    waiting = [Waiting(hub, f"/baken/changes?after={version}&site=draaikom") for hub in hubs]
    for hub in hubs:
        await_gauge(hub, "baken_polls_open", 2)
    situation = content / "demo/situation.toml"
    situation.write_text(situation.read_text() + "\n# changed\n")
    cp("publish", region, "--content", content / "national", "--content", content / "demo")
    published = time.monotonic()
    for one in waiting:
        one.join(30)
        check(one.status == 200, "a publication wakes the polls of both hubs")
    check(all(one.is_alive() for one in asked), "who has something newer goes on waiting")
    print(f"a publication woke both hubs {max(one.at for one in waiting) - published:+.3f} s after the command ended")


def receipt_wakes_the_other(hubs, desk, maker, region):
    kiosk, record, body = make_record(region, maker, "help", "Mijn verhaal")
    answer, _ = hubs[0].ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)
    check(answer.status == 201, "a record is taken by the one hub")
    answer, _ = hubs[1].ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)
    check(answer.status == 200, "and known to the other")
    listed = desk.get(hubs[1], "records")["records"]
    check([one["record"]["body"]["note"] for one in listed] == ["Mijn verhaal"], "both read it, in one session")
    waiting = Waiting(hubs[1], f"/baken/receipts/{kiosk}/changes?after=1")
    await_gauge(hubs[1], "baken_receipt_waits_open", 1)
    told = time.monotonic()
    desk.post(hubs[0], "records/tell", {"id": record, "state": "accepted", "answer": "Wij komen"})
    waiting.join(30)
    check(waiting.status == 200 and b".2.receipt" in waiting.text, "a receipt of one hub wakes a kiosk at the other")
    print(f"a receipt of one hub was told by the other after {waiting.at - told:.3f} s")


def news_of(hub, desk, after=0):
    answer, data = hub.ask("GET", f"/desk/api/changes?after={after}", headers=desk.headers)
    check(answer.status == 200, "the desk's news")
    return json.loads(data)["timestamp"]


def desk_hears_of_the_other(hubs, desk, maker, region):
    waiting = Waiting(hubs[1], f"/desk/api/changes?after={news_of(hubs[1], desk)}", desk.headers)
    kiosk, record, body = make_record(region, maker, "emergency", "Brand")
    sent = time.monotonic()
    check(hubs[0].ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)[0].status == 201, "an emergency")
    waiting.join(30)
    check(waiting.status == 200, "an emergency at one hub reaches the desk of the other")
    print(f"an emergency at one hub was told to the desk of the other after {waiting.at - sent:.3f} s")


def follow(hub, desk, number):
    """Asks as a page does, until there is nothing more to hear; who waits then."""
    while True:
        waiting = Waiting(hub, f"/desk/api/changes?after={number}", desk.headers)
        while waiting.is_alive() and hub.gauge("baken_desk_waits_open") == 0:
            pass
        if waiting.is_alive():
            return waiting
        number = json.loads(waiting.text)["timestamp"]


def desk_moves_between_hubs(hubs, desk, maker, region):
    """Behind a balancer a page comes to a hub with the number of the other: the one started first, or the one after."""
    for told, asked in (hubs, reversed(hubs)):
        waiting = follow(asked, desk, news_of(told, desk))
        kiosk, record, body = make_record(region, maker, "emergency", "Brand")
        check(told.ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)[0].status == 201, "an emergency")
        waiting.join(30)
        check(waiting.status == 200, "an emergency reaches a desk that came from another hub")


def sessions_are_shared(hubs, desk):
    stranger = Desk()
    check(stranger.get(hubs[1], "me", 401)["check"] == "desk.session", "a stranger")
    check(desk.get(hubs[1], "me")["records"] == "open", "a session of the one hub is known to the other")
    other = Desk()
    other.sign_in(hubs[1])
    other.post(hubs[0], "sign-out", {})
    other.get(hubs[1], "me", 401)


def at_both_hubs(region, hubs, desk, path, fields):
    """The same at both hubs at once: each has come as far as it may before its turn, and then they go on."""
    with open(region / ".lock", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        posted = [Posting(hub, desk, path, fields) for hub in hubs]
        for hub in hubs:
            hub.await_turn(region)
    for one in posted:
        one.join(30)
    return sorted(one.status for one in posted)


def two_hubs_decide_once(region, hubs, desk):
    cp("user", "add", region, "bram", "--role", "operator", input=PASSWORD + "\n")
    bram = Desk()
    bram.sign_in(hubs[0], "bram")
    bram.post(hubs[0], "drafts/publish", {"aim": "new", "words": {"nl": {"headline": "Soep om 17 uur"}}})
    before = desk.get(hubs[0], "bulletins")
    draft = before["drafts"][0]
    told = at_both_hubs(region, hubs, desk, "drafts/approve", {"id": draft["id"], "print": draft["print"]})
    check(told[0] == 200 and told[1] in (404, 409), f"a draft is approved once: {told}")
    after = desk.get(hubs[1], "bulletins")
    check(len(after["bulletins"]) == len(before["bulletins"]) + 1, "and one message goes out")

    soup = {"aim": "new", "words": {"nl": {"headline": "Soep om 19 uur"}}}
    kept = desk.post(hubs[0], "drafts/keep", soup)
    told = at_both_hubs(region, hubs, desk, "drafts/publish", {**soup, **kept})
    # Whoever is second hears that it is out, or that there is no such draft any more.
    check(told[0] == 200 and told[1] in (200, 404, 409), f"a draft is published: {told}")
    once = desk.get(hubs[1], "bulletins")
    check(len(once["bulletins"]) == len(after["bulletins"]) + 1 and once["drafts"] == [], "and published once")

    shown = desk.get(hubs[0], "site?id=draaikom")
    card = {"id": "draaikom", "print": shown["print"], "referrals": shown["site"]["referrals"],
            "facilities": [{"kind": "food", "status": "available", "note": {"nl": "Soep"}}]}
    told = at_both_hubs(region, hubs, desk, "site", card)
    check(told == [200, 409], f"a menu card is not written over by who did not see it: {told}")


def shown_at(hub, desk):
    """What a page would offer: the noodsteunpunten, and the forms for messages; the code of a refusal is none of them."""
    sites, forms = (json.loads(hub.ask("GET", "/desk/api/" + path, headers=desk.headers)[1])
                    for path in ("sites", "templates"))
    return len(sites.get("sites", [])), len(forms.get("templates", []))


def both_hubs_show_all(hubs, desk):
    """After a publication both hubs lay out what is published, at the same moment, in one folder."""
    whole = shown_at(hubs[0], desk)
    check(min(whole) > 0, "there are noodsteunpunten and templates")
    for number in range(12):
        desk.post(hubs[number % 2], "drafts/publish", {"aim": "new", "words": {"nl": {"headline": "Thee"}}})
        with ThreadPoolExecutor(8) as pages:
            seen = list(pages.map(lambda at: shown_at(hubs[at % 2], desk), range(8)))
        check(set(seen) == {whole}, f"publication {number}: both hubs show all that is published: {seen}")


def await_behind(hub, value):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if hub.gauge("baken_publication_behind") == value:
            return
    raise SystemExit(f"FAILED: a hub never found out whether it is behind: {value}")


def folder_that_is_behind(work, region, database, hubs, desk, maker):
    """A third hub whose folder is an old copy: it serves nothing that is old, publishes nothing, and takes records."""
    old = work / "old"
    shutil.copytree(region, old)
    third = Hub(old, database.address, work / "hub3.log")
    timestamp = "/baken/repository/metadata/timestamp.json"
    check(third.gauge("baken_publication_behind") == 0, "a copy that is new is not behind")
    check(third.ask("GET", timestamp)[0].status == 200, "and serves")
    desk.post(hubs[0], "drafts/publish", {"aim": "new", "words": {"nl": {"headline": "Soep om 18 uur"}}})
    await_behind(third, 1)
    check(third.ask("GET", timestamp)[0].status == 503, "who is behind tells nobody what is newest")
    check(third.ask("GET", "/baken/changes?after=1")[0].status == 503, "and lets nobody wait for it")
    check(third.ask("GET", "/cap/feed.atom")[0].status == 503, "nor has it a feed for broadcasters and apps")
    check(hubs[1].ask("GET", timestamp)[0].status == 200, "another hub does")
    check(hubs[1].ask("GET", "/cap/feed.atom")[0].status == 200, "which has the feed as well")
    refused = desk.post(third, "drafts/publish", {"aim": "new", "words": {"nl": {"headline": "Brood"}}}, 422)
    check(refused["check"] == "region.behind", "and publishes nothing")
    check(desk.get(third, "bulletins")["behind"], "the desk says so")
    kiosk, record, body = make_record(region, maker, "help", "Mijn verhaal is nog niet uit")
    check(third.ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)[0].status == 201, "records are taken still")
    shutil.copytree(region / "public", old / "public", dirs_exist_ok=True)
    await_behind(third, 0)
    check(third.ask("GET", timestamp)[1] == hubs[0].ask("GET", timestamp)[1], "with the folder it serves again")
    third.kill()


def folder_that_is_behind_without_a_desk(work, region, database, hubs, desk):
    """A hub for kiosks alone finds that out as well; who asks it is seen at the desks of the others."""
    old = work / "older"
    shutil.copytree(region, old)
    fourth = Hub(old, database.address, work / "hub4.log", desk=False)
    timestamp = "/baken/repository/metadata/timestamp.json"
    check(fourth.gauge("baken_publication_behind") == 0, "a copy that is new is not behind")
    heard = {one["id"]: one.get("version") for one in desk.get(hubs[0], "sites")["sites"]}
    check(heard["draaikom"] != 3, "what the site has is not known yet")
    fourth.ask("GET", "/baken/changes?after=3&site=draaikom")
    until = time.monotonic() + 60
    while heard["draaikom"] != 3 and time.monotonic() < until:
        heard = {one["id"]: one.get("version") for one in desk.get(hubs[0], "sites")["sites"]}
    check(heard["draaikom"] == 3, "a kiosk at a hub without a desk is seen at the desk of another")
    desk.post(hubs[0], "drafts/publish", {"aim": "new", "words": {"nl": {"headline": "Soep om 20 uur"}}})
    await_behind(fourth, 1)
    check(fourth.ask("GET", timestamp)[0].status == 503, "a hub without a desk tells nobody what is newest either")
    fourth.kill()


def count_of(database, what):
    return int(database.ask(what))


def nothing_is_lost_or_doubled(region, database, hubs):
    before = count_of(database, "SELECT COUNT(*) FROM record")
    crowd = hand_in(region / "coordination-point.toml", 50, 6000, [hub.port for hub in hubs])
    check(crowd.stdout.readline() == "made\n", "the crowd")

    def taken():
        try:
            return count_of(database, "SELECT COUNT(*) FROM record") - before
        except subprocess.CalledProcessError:
            return 0

    while taken() < 500:
        pass
    hubs[0].kill()
    hubs[0].start()
    print(f"one hub was killed and started anew after {taken()} records")
    while taken() < 2000:
        pass
    database.kill()
    database.start()
    print(f"PostgreSQL was ended and started anew after {taken()} records")
    while taken() < 4000:
        pass
    hubs[1].kill()
    hubs[1].start()
    line = crowd.stdout.readline().strip()
    check(crowd.wait() == 0, f"every envelope is taken: {line}")
    print(line)
    check(count_of(database, "SELECT COUNT(*) FROM record") - before == 6000, "each record once")
    check(count_of(database, "SELECT COUNT(*) FROM envelope") == count_of(database, "SELECT COUNT(*) FROM record"),
          "each envelope with its record")
    check(count_of(database, "SELECT COUNT(*) FROM (SELECT kiosk, record FROM receipt WHERE state = 0"
                             " GROUP BY kiosk, record HAVING COUNT(*) > 1) AS twice") == 0, "no receipt is doubled")
    cp("inbox", "list", region, "--store", database.address)
    check(count_of(database, "SELECT COUNT(*) FROM record r WHERE NOT EXISTS (SELECT 1 FROM receipt p WHERE p.kiosk ="
                             " r.kiosk AND p.record = r.id)") == 0, "each has its receipt")


def main():
    if not (POSTGRES / "postgres").exists():
        print("skipped: PostgreSQL 15 is not installed")
        sys.exit(77)
    with stage("hubs") as work:
        content, region, maker = work / "content", work / "region", work / "kiosk"
        make_region(region, content)
        register_kiosk(region, maker)
        register_crowd(region, 50)
        database = Database(work / "postgres")
        hubs = [Hub(region, database.address, work / f"hub{number}.log") for number in (1, 2)]
        desk = Desk()
        desk.sign_in(hubs[0])
        sessions_are_shared(hubs, desk)
        receipt_wakes_the_other(hubs, desk, maker, region)
        desk_hears_of_the_other(hubs, desk, maker, region)
        desk_moves_between_hubs(hubs, desk, maker, region)
        two_hubs_decide_once(region, hubs, desk)
        both_hubs_show_all(hubs, desk)
        publication_wakes_both(region, content, hubs)
        folder_that_is_behind(work, region, database, hubs, desk, maker)
        folder_that_is_behind_without_a_desk(work, region, database, hubs, desk)
        nothing_is_lost_or_doubled(region, database, hubs)
        check(desk.get(hubs[1], "me")["records"] == "open", "the session outlived all of that")
        logs = b"".join((work / f"hub{number}.log").read_bytes() for number in (1, 2, 3, 4))
        check(b"verhaal" not in logs and b"Naarderstraat" not in logs, "no log tells what somebody wrote")
    print("Two hubs on one database work.")


main()
