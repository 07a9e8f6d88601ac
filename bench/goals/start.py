"""P13: the server's memory when nobody asks anything of it, and how soon it is ready on a cluster that is there."""

from __future__ import annotations

import asyncio

from goals.crew import crew
from goals.goal import Aim, Columns, Measure, Row, Setting

REST_SECONDS = 5


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    async with crew(setting) as here:
        for _ in range(setting.rounds):
            await here.desk.stop()
            seconds = await here.desk.launch()
            await asyncio.sleep(REST_SECONDS)
            columns.add(mb=here.desk.memory_bytes() / 2**20, seconds=seconds)
    return [
        Row("P13", "the server's resident memory, idle", columns["mb"], Aim("≤", 40, 20, " MB"), " MB"),
        Row("P13", "start to ready, the cluster's start included", columns["seconds"], Aim("≤", 1, 0.3, " s"), " s"),
    ]


MEASURE = Measure("start", ("P13",), "memory at rest, and the start", run)
