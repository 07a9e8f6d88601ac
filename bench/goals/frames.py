"""P6, P7: from a post until its frame stands at a browser's stream, with forty agents and with a thousand."""

from __future__ import annotations

import asyncio

from drills.measures import percentile

from goals.crew import Reference, crew
from goals.goal import Aim, Columns, Measure, Row, Setting
from goals.programs import Pace, streamed

FEW, MANY = 40, 1000
RATE = 500


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    pace = Pace(RATE, setting.seconds)
    async with crew(setting, MANY) as here:
        reference = Reference(here.desk.cluster, here.folder)
        reference.make()
        await here.warm(setting.seconds)
        for _ in range(setting.rounds):
            commits = await asyncio.to_thread(reference.commits, 2)
            commit_us = percentile(commits, 0.5) * 1e6
            few = await streamed(here.desk.port, pace, here.inboxes, here.tokens[:FEW], here.folder)
            many = await streamed(here.desk.port, pace, here.inboxes, here.tokens, here.folder)
            lost = sum(one["bad"] + one["missing"] + one["closed"] for one in (few, many))
            columns.add(
                p50=few["frame_p50_us"] / commit_us, p99=few["frame_p99_us"] / commit_us, many=many["frame_p99_us"] / few["frame_p99_us"],
                lost=lost, commit_ms=commit_us / 1e3, few_p99_ms=few["frame_p99_us"] / 1e3, many_p99_ms=many["frame_p99_us"] / 1e3,
            )
    return [
        Row("P6", f"post to frame, {FEW} agents, {RATE} a second: p50 / p50 of one-row commits", columns["p50"], Aim("≤", 3, 2)),
        Row("P6", "the same: p99 / p50 of one-row commits", columns["p99"], Aim("≤", 10, 5)),
        Row("P6", "the same: p99", columns["few_p99_ms"], unit=" ms"),
        Row("P7", f"{MANY:,} agents, everyone watching: frame p99 / with {FEW} agents", columns["many"], Aim("≤", 8, 4)),
        Row("P7", "the same: p99", columns["many_p99_ms"], unit=" ms"),
        Row("P7", "posts that were not answered 200, frames that did not come, streams that closed", columns["lost"], Aim("≤", 0)),
    ]


MEASURE = Measure("frames", ("P6", "P7"), "from a post to its frame, with 40 and with 1,000 agents", run)
