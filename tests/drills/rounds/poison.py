"""T38: authentic webhooks that nobody can read, among good ones: kept and shown, their neighbours stored.

So are those that the database refuses. No body that we know of gets that far, so a trigger refuses some.
"""

from __future__ import annotations

import asyncio
import json
from random import Random

from drills.platforms import Platform
from drills.platforms.base import Json, Webhook
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

SHOWN_SECONDS_MAX = 5.0

# Items that stand beside a good message in one body: broken in form, or such that a database might refuse them.
ITEMS: list[Json] = [
    {"id": "wamid.POISON", "from": "31600000001", "type": "text"},
    {"id": 17, "from": [], "type": "text", "text": {"body": "x"}},
    {"from": "31600000001", "type": "text", "text": {"body": "no id"}},
    {"id": "wamid.LATE", "from": "31600000001", "timestamp": "99999999999999999999", "type": "text", "text": {"body": "x"}},
    {"id": "wamid.EARLY", "from": "31600000001", "timestamp": "-9223372036854775808", "type": "text", "text": {"body": "x"}},
    {"id": "wamid.NEXT", "from": "31600000001", "timestamp": "1", "type": "hologram", "hologram": {"beam": 1}},
    {"id": "wamid.\u0000NUL", "from": "31600000001", "timestamp": "1", "type": "text", "text": {"body": "\u0000"}},
    {"id": "wamid.HALF", "from": "31600000001", "timestamp": "1", "type": "text", "text": {"body": "\ud800 alone"}},
    {"id": "x" * 9000, "from": "31600000001", "timestamp": "1", "type": "text", "text": {"body": "long id"}},
    {"id": "wamid.WHO", "from": "9" * 5000, "timestamp": "1", "type": "text", "text": {"body": "long number"}},
    {"id": "wamid.TEXT", "from": "31600000001", "timestamp": "1", "type": "text", "text": {"body": "y" * 400_000}},
    {"id": "wamid.PLACE", "from": "31600000001", "timestamp": "1", "type": "location",
     "location": {"latitude": 1e308, "longitude": -1e308}},
]

# Whole bodies that are signed and cannot be read.
BODIES = [b"", b"{", b"null", b"[]", b"\xff\xfe\x00", b'{"object": 7}', b'{"entry": "x"}', b"[" * 20_000, b'"text"']


REFUSED = "what the database refuses"
REFUSE = f"""
    CREATE FUNCTION drill_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.text LIKE '%{REFUSED}%' THEN RAISE EXCEPTION 'a drill' USING ERRCODE = '22023'; END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER drill_refuses BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION drill_refuses()"""
ALLOW = "DROP FUNCTION drill_refuses CASCADE"
CROWD = 24  # so many at once stand in a batch together
REFUSED_OF_CROWD = 3


def beside_a_good_one(here: World, platform: Platform, item: Json) -> Webhook:
    good = platform.message(here.random.randrange(20), here.next_text(platform))
    body = json.loads(good.body)
    messages = body["entry"][0]["changes"][0]["value"]["messages"]
    messages.insert(here.random.randrange(2), item)
    # An item of an unknown kind, or with an odd id, is data and may be stored: it was sent.
    forms = [str(item.get("id", "")), str(item.get("id", "")).replace("\0", "\ufffd")]
    platform.ledger.write("offered", inbox=platform.inbox, kind="message", events=forms, status="")
    return Webhook(json.dumps(body).encode(), "message", good.events)


async def poison(here: World, outcome: Outcome, random: Random) -> int:
    """Everything unreadable once, in any order; how many of it must be in the quarantine."""
    platform = here.platform("whatsapp")
    item_hooks = [beside_a_good_one(here, platform, item) for item in ITEMS]
    hooks = item_hooks + [Webhook(body + b" " * random.randrange(3), "poison", []) for body in BODIES]
    random.shuffle(hooks)
    for hook in hooks:
        status = await platform.deliver(hook, tries_max=1)
        outcome.expect(status == 200, f"an authentic webhook was answered {status}: {hook.body[:80]!r}")
    return len(BODIES)


def ask(here: World, sql: str) -> None:
    with here.desk.cluster.connect() as connection:
        connection.execute(sql.encode())


async def crowd(here: World, outcome: Outcome) -> None:
    """Some of many at once are refused: these alone are put aside."""
    platform = here.platform("whatsapp")
    bad = set(here.random.sample(range(CROWD), REFUSED_OF_CROWD))
    hooks = [platform.message(here.random.randrange(20), f"{here.next_text(platform)} {REFUSED if one in bad else ''}")
             for one in range(CROWD)]
    answers = await asyncio.gather(*(platform.deliver(hook, tries_max=1) for hook in hooks))
    outcome.expect(set(answers) == {200}, f"webhooks that the database refuses were answered {set(answers)}")


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, channels=("whatsapp",), agents=2, watchers=1) as here:
        here.load(writers=4, pause=0.03)
        shown = 0
        ask(here, REFUSE)
        for _ in range(setting.rounds):
            least = await poison(here, outcome, here.random)
            await crowd(here, outcome)
            until = asyncio.get_running_loop().time() + SHOWN_SECONDS_MAX
            while shown < least and asyncio.get_running_loop().time() < until:
                shown = len(await here.agents[0].all_of("/quarantine"))
        outcome.expect(shown >= least, f"{shown} of {least} unreadable bodies are shown")
        await here.rest()  # what a slow commit put into the spool is looked at later
        entries = await here.agents[0].all_of("/quarantine")
        refused = [one for one in entries if "database" in one["reason"]]
        expected = REFUSED_OF_CROWD * setting.rounds
        outcome.expect(len(refused) == expected, f"{len(refused)} webhooks were put aside where {expected} were refused")
        ask(here, ALLOW)
        for entry in entries:
            answer = await here.agents[0].surely("POST", f"/quarantine/{entry['id']}/replay")
            outcome.expect(answer.status in (200, 422), f"a replay was answered {answer.status}: {answer.body[:200]!r}")
        await here.rest()
        outcome.figures.update(shown=shown, refused=expected)
        outcome.add(await here.check())
    return outcome


DRILL = Drill("poison", "T38", "unreadable webhooks among good ones", run, rounds_short=1, rounds_full=20)
