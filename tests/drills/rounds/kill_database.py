"""T02 and T02b: PostgreSQL dies, stops at once or freezes under load; and both die together."""

from __future__ import annotations

import asyncio
import os
import signal

from drills.cluster import Cluster
from drills.measures import milliseconds
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

OUTAGE_ANSWER_MS_MAX = 900  # p99 of a webhook while the database is away
AVAILABLE_MIN = 0.999


async def kill_postmaster(here: World, cluster: Cluster) -> None:
    cluster.kill()


async def kill_backend(here: World, cluster: Cluster) -> None:
    """The postmaster ends all the others and recovers."""
    backends = cluster.backends()
    if backends:
        cluster.kill_backend(here.random.choice(backends))


async def stop_at_once(here: World, cluster: Cluster) -> None:
    cluster.stop_at_once()


async def freeze(here: World, cluster: Cluster) -> None:
    """It takes what it is sent and answers nothing: a commit that hangs."""
    frozen = [process for process, _ in cluster.children()] + [cluster.postmaster]
    for process in frozen:
        _signal(process, signal.SIGSTOP)
    await asyncio.sleep(here.random.uniform(0.6, 2.5))
    for process in frozen:
        _signal(process, signal.SIGCONT)


def _signal(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass


WAYS = (kill_postmaster, kill_backend, freeze, stop_at_once)


async def serving(here: World) -> None:
    """Agents can read again."""
    await here.desk.ready("/readyz?for=desk")


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting) as here:
        here.load(writers=3)
        await asyncio.sleep(0.5)
        for round_ in range(setting.rounds):
            await WAYS[round_ % len(WAYS)](here, here.desk.cluster)
            await asyncio.sleep(here.random.uniform(0.3, 1.0 if setting.is_short else 3.0))
            await serving(here)
        await here.rest(holders_died=True)
        judge_availability(here, outcome)
        outcome.figures["outages"] = setting.rounds
        outcome.add(await here.check())
    return outcome


def judge_availability(here: World, outcome: Outcome) -> None:
    offers = sum(one.offers for one in here.platforms)
    away = [status for one in here.platforms for status in one.turned_away]
    answered = [seconds for one in here.platforms for seconds in one.answered_in]
    p99 = milliseconds(answered, 0.99)
    outcome.figures.update(offers=offers, turned_away=len(away), answer_p50_ms=milliseconds(answered, 0.5), answer_p99_ms=p99)
    outcome.expect(len(away) <= max(1, offers * (1 - AVAILABLE_MIN)), f"turned away {len(away)} of {offers}: {sorted(set(away))}")
    slack = 3 if here.setting.is_short else 1
    outcome.expect(p99 <= OUTAGE_ANSWER_MS_MAX * slack, f"p99 of a webhook was {p99} ms")


async def run_both(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting) as here:
        here.load()
        for _ in range(setting.rounds):
            await asyncio.sleep(here.random.uniform(0.2, 0.8 if setting.is_short else 3.0))
            here.desk.cluster.kill()
            # With the database away the spool is written, with it back the spool is emptied: the server dies in both.
            await asyncio.sleep(here.random.uniform(0.0, 1.2))
            await here.desk.kill()
            await here.desk.launch()
        await asyncio.sleep(0.5)
        await here.rest(holders_died=True)
        outcome.figures["kills"] = setting.rounds
        outcome.add(await here.check())
    return outcome


DRILL = Drill("kill-database", "T02", "PostgreSQL is killed, stopped at once, frozen", run, rounds_short=4,
              rounds_full=20, seconds_max=7200)
BOTH = Drill("kill-both", "T02b", "PostgreSQL and the server die together", run_both, rounds_short=2, rounds_full=20,
             seconds_max=7200)
