"""P8: what a stream costs the server's memory when it rests after broadcasts: the slope between a hundred and many."""

from __future__ import annotations

import asyncio

from goals.crew import crew
from goals.goal import Aim, Columns, Measure, Row, Setting
from goals.programs import Pace, streams

FEW, MANY = 100, 5000
REST_SECONDS = 3


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    pace = Pace(10, 5, listeners=5)
    for _ in range(min(setting.rounds, 3)):  # each on a server of its own: memory that was had once is kept
        async with crew(setting, MANY) as here:
            resident = []
            for count in (FEW, MANY):
                async with streams(here.desk.port, pace, here.inboxes, here.tokens[:count], here.folder) as told:
                    if told["closed"] or told["bad"]:
                        raise RuntimeError(f"streams closed: {told}")
                    await asyncio.sleep(REST_SECONDS)
                    resident.append(here.desk.memory_bytes())
            columns.add(kb=(resident[1] - resident[0]) / (MANY - FEW) / 1024, resident_mb=resident[1] / 1e6)
    return [Row("P8", f"the server's memory for each idle stream after broadcasts, {MANY:,} streams", columns["kb"], Aim("≤", 8, 4, " KB"), " KB")]


MEASURE = Measure("sockets", ("P8",), "memory of idle streams", run)
