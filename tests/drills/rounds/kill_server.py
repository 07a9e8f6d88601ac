"""T01: kill -9 of the server under load, at random moments and in the middle of named system calls."""

from __future__ import annotations

import asyncio
import signal
from random import Random

from drills.desk import Desk
from drills.measures import milliseconds
from drills.platforms.misdeeds import QUICK
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

# Reading a request, writing to a socket or the database, waiting, writing and syncing the spool.
CALLS = ("recvmsg", "sendmsg", "recvfrom", "sendto", "epoll_wait", "write", "futex")
READY_SECONDS_MAX = 2.0


async def kill_in_call(desk: Desk, random: Random) -> None:
    """The process dies as it enters its n-th call of one kind; by hand when that call does not come."""
    assert desk.process is not None
    call, count = random.choice(CALLS), random.randint(1, 300)
    tracer = await asyncio.create_subprocess_exec(
        "strace", "-f", "-qq", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={count}",
        "-o", "/dev/null", "-p", str(desk.pid), stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await asyncio.wait_for(desk.process.wait(), 3.0)
    except asyncio.TimeoutError:
        pass
    if tracer.returncode is None:
        tracer.send_signal(signal.SIGTERM)
    await desk.kill()
    await tracer.wait()


async def one_life(here: World, outcome: Outcome, ready: list[float], round_: int) -> None:
    await asyncio.sleep(here.random.uniform(0.005, 0.8 if here.setting.is_short else 3.0))
    if round_ % 2 == 1:
        await kill_in_call(here.desk, here.random)
    else:
        await here.desk.kill()
    ready.append(await here.desk.launch())


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    ready: list[float] = []
    async with world(setting) as here:
        for platform in here.platforms:
            platform.script.names, platform.script.share = QUICK, 0.05
            platform.thinks_seconds = 0.3  # so that something is in its hands at every kill
        here.load()
        for round_ in range(setting.rounds):
            await one_life(here, outcome, ready, round_)
        await asyncio.sleep(0.5)
        await here.rest(holders_died=True)
        outcome.figures["kills"] = setting.rounds
        outcome.figures["ready_p99_ms"] = milliseconds(ready, 0.99)
        outcome.add(await here.check())
    # A machine that runs other tests beside this one must not make it red: the figure is for a quiet one.
    limit = READY_SECONDS_MAX * (5 if setting.is_short else 1)
    outcome.expect(sorted(ready)[len(ready) // 2] <= limit, f"ready only after {sorted(ready)} s")
    outcome.expect(outcome.figures.get("answered", 0) > 50 * setting.rounds ** 0.5, "hardly any load: nothing was shown")
    return outcome


DRILL = Drill("kill-server", "T01", "kill -9 of the server under load", run, rounds_short=3, rounds_full=50,
              seconds_max=7200)
