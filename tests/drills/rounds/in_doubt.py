"""T05: the line to the database is cut at commits: before they are passed on, in the middle, before their answer."""

from __future__ import annotations

import asyncio

from drills.behind_proxy import world_behind_proxy
from drills.postgres_proxy import Choice, Fault, Statement
from drills.setting import Drill, Outcome, Setting

CUTS = (Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.CUT_AT_ONCE)
SHARE = 0.2


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world_behind_proxy(setting, agents=3) as (here, proxy):

        def cut_commits(statement: Statement) -> Choice:
            if statement.commits and here.random.random() < SHARE:
                return here.random.choice(CUTS), ""
            return Fault.NONE, ""

        proxy.policy = cut_commits
        here.load(writers=2, pause=0.01, reply_pause=0.03)
        until = asyncio.get_running_loop().time() + 600
        while proxy.faults < 25 * setting.rounds and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.1)
        cuts = proxy.faults
        proxy.policy = lambda _: (Fault.NONE, "")
        await here.rest(holders_died=True)
        outcome.figures.update(cuts=cuts, statements=proxy.statements)
        outcome.expect(cuts >= 10 * setting.rounds, f"only {cuts} commits were cut")
        outcome.add(await here.check())
    return outcome


DRILL = Drill("in-doubt", "T05", "the line is cut at commits, before, in and after them", run, rounds_short=1,
              rounds_full=40, seconds_max=7200)
