"""T36: SIGTERM under load: what was accepted is finished, nothing is left in doubt, the next start goes on."""

from __future__ import annotations

import asyncio

from drills.setting import Drill, Outcome, Setting
from drills.world import world

DRAIN_SECONDS_MAX = 10.0


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    drains: list[float] = []
    async with world(setting) as here:
        here.load()
        for _ in range(setting.rounds):
            await asyncio.sleep(here.random.uniform(0.2, 0.8))
            status, seconds = await here.desk.stop()
            drains.append(seconds)
            outcome.expect(status == 0, f"the server ended with {status}")
            await here.desk.launch()
        await asyncio.sleep(0.3)
        await here.rest()
        outcome.figures.update(stops=setting.rounds, longest_drain_s=round(max(drains), 2))
        outcome.add(await here.check())
    outcome.expect(max(drains) <= DRAIN_SECONDS_MAX, f"a stop took {max(drains):.1f} s")
    outcome.expect(outcome.figures.get("uncertain", 0) == 0, "a stop left messages in doubt")
    return outcome


DRILL = Drill("terminate", "T36", "SIGTERM under load", run, rounds_short=3, rounds_full=50, seconds_max=7200)
