"""T03 by protocol: watchers are cut again and again while much happens; in the end each has what the store has."""

from __future__ import annotations

import asyncio

from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

WATCHERS = 12


async def cut_for(here: World, seconds: float) -> int:
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    cuts = 0
    while loop.time() < until:
        here.random.choice(here.watchers).cut()
        cuts += 1
        await asyncio.sleep(here.random.uniform(0.0, 0.05))
    return cuts


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, watchers=WATCHERS) as here:
        here.load(writers=2, pause=0.02, reply_pause=0.05)
        cuts = await cut_for(here, 4.0 * setting.rounds)
        await here.rest()
        connects = sum(one.connects for one in here.watchers)
        outcome.figures.update(cuts=cuts, connects=connects)
        outcome.expect(connects > WATCHERS * 3, "hardly anybody was cut off: nothing was shown")
        outcome.add(await here.check())
    return outcome


DRILL = Drill("cuts", "T03", "watchers that are cut off resume without loss", run, rounds_short=1, rounds_full=60,
              seconds_max=7200)
