"""T11: the wall clock jumps while the desk works; only the order of our own numbers counts.

libfaketime gives the server (not PostgreSQL) a clock that a file moves; its steady clock is left alone.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from drills.agents import Agent
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

JUMPS = ("+3600", "-3600", "-86400", "+2592000", "+0", "-7200", "+86399")
LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


async def write_on(here: World, agent: Agent, seconds: float) -> None:
    """Customers write, platforms date their messages as they like, agents answer."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while loop.time() < until:
        for platform in here.platforms:
            await platform.deliver(platform.message(here.random.randrange(6), here.next_text(platform)))
        open_ones = await agent.conversations()
        await agent.reply(here.random.choice(open_ones)["id"])


async def in_order(agent: Agent, outcome: Outcome) -> int:
    """Every thread reads in the order of our own numbers, page by page."""
    threads = 0
    for conversation in await agent.all_of("/conversations"):
        page = await agent.get(f"/conversations/{conversation['id']}/messages?limit=200")
        numbers = [int(message["id"]) for message in page["items"]]
        outcome.expect(numbers == sorted(numbers), f"conversation {conversation['id']} is out of order: {numbers}")
        threads += 1
    return threads


async def run(setting: Setting) -> Outcome:
    if not Path(LIBRARY).exists():
        return Outcome(skipped="libfaketime is not here")
    outcome = Outcome()
    file = Path(f"/tmp/balie-drill-clock-{os.getpid()}")
    file.write_text("+0\n")
    environment = {
        "LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    try:
        async with world(setting, environment=environment, watchers=2, agents=1) as here:
            agent = here.agents[0]
            for jump in JUMPS * setting.rounds:
                file.write_text(f"{jump}\n")
                platform = here.platforms[here.random.randrange(len(here.platforms))]
                platform.clock_offset = here.random.choice((0, -3600, 3600, -86_400, -30))
                await write_on(here, agent, 0.4 if setting.is_short else 2.0)
            file.write_text("+0\n")
            await here.rest(holders_died=True)
            outcome.figures["jumps"] = len(JUMPS) * setting.rounds
            outcome.figures["threads"] = await in_order(agent, outcome)
            outcome.add(await here.check())
    finally:
        file.unlink(missing_ok=True)
    return outcome


DRILL = Drill("clock", "T11", "the wall clock jumps by hours and days", run, rounds_short=1, rounds_full=10)
