"""T37: the n-th call of every kind fails once, for every n that a webhook, a reply and a resumed stream need."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from pathlib import Path

from drills.failing import CALLS, Call, Failing
from drills.rounds.database_errors import scene
from drills.setting import Drill, Outcome, Setting
from drills.uploads import put
from drills.wire import Lost
from drills.world import World, world

STEPS_MAX = 200
NEVER = 1 << 30
ON_DISK = ("open EMFILE", "write ENOSPC", "write EIO", "fdatasync EIO")
HANG_SECONDS = 30.0


async def shelved(here: World) -> None:
    """The database hangs, a webhook goes to the disk, and a file of an agent's too once it goes on."""
    cluster = here.desk.cluster
    processes = [process for process, _ in cluster.children()] + [cluster.postmaster]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    platform = here.random.choice(here.platforms)
    try:
        await platform.deliver(platform.message(1, here.next_text(platform)), tries_max=2)
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)
    await scene(here)
    conversation = here.random.choice(await here.agents[0].conversations())
    try:
        await put(here, here.agents[0], conversation["id"], here.said)
    except (Lost, RuntimeError):  # it is told that it failed
        pass


async def step(here: World, failing: Failing, call: Call, after: int, outcome: Outcome) -> tuple[int, int]:
    """One failure. Without memory the server may end; it must not hang, and a new one goes on."""
    failing.order(call, after)
    try:
        here.watchers[0].cut()
        task = asyncio.create_task(shelved(here) if call.name in ON_DISK else scene(here))
        until = asyncio.get_running_loop().time() + HANG_SECONDS
        while not task.done() and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.01)
            if not here.desk.is_alive():
                outcome.figures["ended"] = outcome.figures.get("ended", 0) + 1
                outcome.expect(call.name == "malloc", f"{call.name} after {after} ended the server: {here.desk.tail(300)}")
                failing.end()
                await here.desk.launch()
        if not task.done():
            task.cancel()
            outcome.violations.append(f"{call.name} after {after} left something hanging")
    finally:
        counts = failing.end()
    return counts


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    folder = Path(tempfile.mkdtemp(prefix="balie-drill-failing-"))
    folder.chmod(0o755)
    failing = Failing(folder)
    points = 0
    try:
        async with world(setting, environment=failing.environment, agents=1, watchers=1) as here:
            for platform in here.platforms:
                await platform.deliver(platform.message(1, here.next_text(platform)))
            for call in CALLS:
                if call.name == "malloc" and setting.is_short:
                    continue
                _, calls = await step(here, failing, call, NEVER, outcome)
                afters = range(min(max(calls, 1), STEPS_MAX))
                chosen = here.random.sample(afters, min(2 * setting.rounds, len(afters))) if setting.is_short else afters
                for after in chosen:
                    failed, _ = await step(here, failing, call, after, outcome)
                    points += failed
            await here.rest(holders_died=True)
            outcome.figures["points"] = points
            outcome.expect(points > 10, f"only {points} calls failed")
            outcome.add(await here.check())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return outcome


DRILL = Drill("system-calls", "T37", "the n-th call of every kind fails", run, rounds_short=1, rounds_full=1, seconds_max=7200)
