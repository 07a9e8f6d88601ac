"""T30, as far as it is a drill: forged, altered and borrowed signatures are refused, and leave nothing behind."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import parse_qsl

from drills.platforms import Platform
from drills.platforms.base import Webhook
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world


def flipped(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def said(form: bytes) -> list[tuple[str, str]]:
    return sorted(parse_qsl(form.decode("latin-1"), keep_blank_values=True))


def forgeries(platform: Platform, webhook: Webhook, other: Platform, random: Random) -> list[tuple[str, bytes, dict[str, str]]]:
    """Each a body with headers that do not prove it. Telegram proves no body, only that the sender knows the word."""
    good = platform.sign(webhook.body)
    name = next(one for one in good if one != "content-type")
    made = [("no signature", webhook.body, {"content-type": good["content-type"]}), ("empty", webhook.body, {**good, name: ""})]
    made.append(("altered signature", webhook.body, {**good, name: good[name][:-2] + ("aa" if good[name][-2:] != "aa" else "bb")}))
    made.append(("another's", webhook.body, other.sign(webhook.body) if other.channel != "telegram" else {**good, name: "x"}))
    if platform.channel == "telegram":
        return made
    for _ in range(8):
        altered = flipped(webhook.body, random)
        # Twilio signs what a form says and not how it is spelt: %2B and %2b are one.
        if platform.channel != "twilio" or said(altered) != said(webhook.body):
            made.append(("altered body", altered, good))
    if platform.channel != "twilio":
        again = json.dumps(json.loads(webhook.body), separators=(",", ":")).encode()
        made.append(("the same JSON, tidied", again, good))
        made.append(("signed tidied, sent as it was", webhook.body, platform.sign(again)))
        made.append(("a space more", webhook.body + b" ", good))
    return made


async def forge(here: World, outcome: Outcome, platform: Platform) -> int:
    others = [one for one in here.platforms if one.channel != platform.channel]
    webhook = platform.message(here.random.randrange(50), here.next_text(platform))
    tried = forgeries(platform, webhook, here.random.choice(others), here.random)
    for what, body, headers in tried:
        status = await platform.offer(Webhook(body, "forged", webhook.events), headers)
        outcome.expect(status == 401, f"{platform.channel}, {what}: answered {status}")
    return len(tried)


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    tried = 0
    async with world(setting, watchers=0, agents=1) as here:
        for _ in range(setting.rounds):
            for platform in here.platforms:
                tried += await forge(here, outcome, platform)
                await platform.deliver(platform.message(1, here.next_text(platform)))
        await here.rest()
        shown = await here.agents[0].all_of("/quarantine")
        outcome.expect(not shown, f"{len(shown)} forged webhooks are kept in the quarantine")
        outcome.figures["forged"] = tried
        outcome.add(await here.check())
    return outcome


DRILL = Drill("signatures", "T30", "forged, altered and borrowed signatures", run, rounds_short=1, rounds_full=200)
