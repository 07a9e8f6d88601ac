"""T07: one channel refuses everything for a while behind a backlog; the others do not notice, and order is kept."""

from __future__ import annotations

import asyncio
import time

from drills.ledger import records
from drills.measures import milliseconds
from drills.platforms.base import Send
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

ALLOWED_A_SECOND = 80  # WhatsApp's
CONVERSATIONS = 20
HELD_SECONDS = 120  # so long, a reply that is tried again holds those behind it


async def answers(here: World, channel: str, count: int) -> list[float]:
    """Seconds from a reply's 201 to the platform having it."""
    agent = here.agents[0]
    platform = here.platform(channel)
    heard: dict[str, float] = {}

    def hear(send: Send) -> None:
        heard.setdefault(send.text, time.monotonic())

    platform.on_send = hear
    found = [one["id"] for one in await agent.conversations(f"&inbox_id={platform.inbox}")]
    took = []
    for number in range(count):
        answer = await agent.reply(found[number % len(found)])
        began = time.monotonic()
        text = answer.json()["text"]
        while text not in heard and time.monotonic() - began < 10:
            await asyncio.sleep(0.005)
        took.append(max(0.0, heard.get(text, time.monotonic()) - began))
    return took


async def backlog(here: World, size: int) -> None:
    agent = here.agents[1]
    found = [one["id"] for one in await agent.conversations(f"&inbox_id={here.platform('whatsapp').inbox}")]
    for number in range(size):
        await agent.reply(found[number % len(found)])


def in_order(here: World) -> list[str]:
    """A conversation's replies reached the customer as they were written; one that is tried for two minutes is passed."""
    asked = {one["text"]: one["at"] for one in records(here.ledgers, "agent-*") if one["what"] == "asked"}
    newest: dict[str, float] = {}
    faults = []
    for one in records(here.ledgers, "platform-whatsapp"):
        if one["what"] != "took":
            continue
        if asked[one["text"]] < newest.get(one["to"], 0) and one["at"] < asked[one["text"]] + HELD_SECONDS:
            faults.append(f"'{one['text']}' came after a later one")
        newest[one["to"]] = max(asked[one["text"]], newest.get(one["to"], 0))
    return faults


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    size, seconds = (60, 4.0) if setting.is_short else (100 * setting.rounds, 60.0)
    async with world(setting, watchers=1, agents=2) as here:
        sick = here.platform("whatsapp")
        for platform in here.platforms:
            for customer in range(CONVERSATIONS):
                await platform.deliver(platform.message(customer, here.next_text(platform)))
        calm = await answers(here, "telegram", 40)
        # A limit without a word of when asks for a minute's patience: too long for a commit's test.
        sick.script.names, sick.script.share = ["error_503"] if setting.is_short else ["limited", "error_503"], 1.0
        calls: list[float] = []
        sick.on_send = lambda send: calls.append(time.monotonic())
        await backlog(here, size)
        began = time.monotonic()
        stormy = await answers(here, "telegram", 40)
        await asyncio.sleep(max(0.0, seconds - (time.monotonic() - began)))
        asked, storm = len(calls), time.monotonic() - began
        sick.script.share = 0.0
        healed = time.monotonic()
        await here.rest(seconds=300)
        outcome.figures.update(
            backlog=size, calls_to_the_sick=asked, gone_after_s=round(time.monotonic() - healed, 1),
            other_channel_p99_ms=milliseconds(stormy, 0.99), before_ms=milliseconds(calm, 0.99),
        )
        limit = ALLOWED_A_SECOND * (storm + 1) * 1.05
        outcome.expect(asked <= limit, f"the sick platform was called {asked} times in {storm:.0f} s")
        slack = 0.5 if setting.is_short else 0.1
        outcome.expect(milliseconds(stormy, 0.5) <= milliseconds(calm, 0.5) * 1.2 + slack * 1000, "another channel waited")
        outcome.violations += in_order(here)
        outcome.add(await here.check())
        outcome.expect(outcome.figures["replies"] == outcome.figures["taken"], "something of the backlog never left")
    return outcome


DRILL = Drill("storm", "T07", "one channel refuses everything behind a backlog", run, rounds_short=0, rounds_full=10)
