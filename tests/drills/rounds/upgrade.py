"""T26: from an older build to this one, node by node, behind haproxy and under load; and back, and there again.

The older build runs on the schema of the newer one all the while. BALIE_OLD_BINARY names it.
"""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace
from pathlib import Path

from drills.desk import DeskFault
from drills.fleet import Fleet, fleet
from drills.rounds.nodes import CONVERGED_SECONDS_MAX, Seen, converge
from drills.setting import Drill, Outcome, Setting

ANSWER_SECONDS_MAX = 1.0  # of a webhook, while the schema changes


async def migrate(here: Fleet, binary: Path, outcome: Outcome) -> None:
    """With the newer build, under load; how long a webhook waited meanwhile."""
    before = [len(one.answered_in) for one in here.platforms]
    with here.desk.cluster.connect() as connection:
        had = connection.execute("SELECT count(*) FROM schema_migrations").fetchone()
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        str(binary), "migrate", env=here.nodes[0].environment, cwd="/",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode != 0:
        raise DeskFault(f"migrate: {said.decode()[-600:]}")
    outcome.figures["migrate_s"] = round(time.monotonic() - began, 1)
    await asyncio.sleep(1.0)
    with here.desk.cluster.connect() as connection:
        has = connection.execute("SELECT count(*) FROM schema_migrations").fetchone()
    assert had is not None and has is not None
    outcome.figures["migrations"] = has[0] - had[0]
    took = [seconds for one, was in zip(here.platforms, before) for seconds in one.answered_in[was:]]
    outcome.figures["webhook_max_ms_meanwhile"] = round(max(took, default=0) * 1000)
    outcome.expect(len(took) > 10, "hardly any load while the schema changed")
    outcome.expect(max(took, default=0) <= ANSWER_SECONDS_MAX, "a webhook waited for the schema")


async def roll_to(here: Fleet, seen: Seen, binary: Path) -> None:
    """Each node in its turn is told to go, and comes back as the other build."""
    for one in here.nodes:
        leaving = asyncio.create_task(one.stop())
        await converge(here, seen, "roll", one)
        status, _ = await leaving
        if status != 0:
            raise DeskFault(f"node {one.name} ended with {status}")
        one.binary = binary
        await one.launch()
        await here.served()
        seen.faults += 1


async def run(setting: Setting) -> Outcome:
    older = os.environ.get("BALIE_OLD_BINARY", "")
    if not older:
        return Outcome(skipped="BALIE_OLD_BINARY names no older build")
    outcome = Outcome()
    seen = Seen()
    old, new = Path(older).resolve(), setting.binary
    async with fleet(replace(setting, binary=old), setting.carrier or "postgres") as here:
        for platform in here.platforms:
            for customer in range(10):
                await platform.deliver(platform.message(customer, here.next_text(platform)))
            platform.thinks_seconds = 0.3
        here.load(writers=1, pause=0.05, reply_pause=0.1)
        await asyncio.sleep(1.0)
        await migrate(here, new, outcome)
        for round_ in range(setting.rounds):
            await roll_to(here, seen, old if round_ % 2 else new)
            await asyncio.sleep(here.random.uniform(0.3, 1.0))
        await here.rest()
        offers = sum(one.offers for one in here.platforms)
        away = [status for one in here.platforms for status in one.turned_away]
        worst = max(seen.converged["roll"])
        outcome.figures.update(replaced=seen.faults, converged_max_s=round(worst, 1), offers=offers, turned_away=len(away))
        outcome.expect(worst <= CONVERGED_SECONDS_MAX, f"browsers waited {worst:.1f} s")
        outcome.expect(not away, f"{len(away)} of {offers} webhooks were turned away: {sorted(set(away))}")
        outcome.add(await here.check())
        outcome.expect(outcome.figures["uncertain"] == 0, "a node that was told to go left something in doubt")
    return outcome


DRILL = Drill("upgrade", "T26", "from an older build to this one and back, node by node", run, rounds_short=0,
              rounds_full=5, seconds_max=3600)
