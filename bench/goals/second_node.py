"""P12: ingest at one node while a second one is awake, beside the same node alone; somebody watches at each."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from drills.database import OwnDatabase
from drills.desk import Desk

from goals.crew import NOWHERE, Crew
from goals.goal import Aim, Columns, Measure, Row, Setting
from goals.programs import Pace, closed_loop, streams

CONNECTIONS = 256
WATCHED = Pace(1, 0.1, listeners=0)  # a stream that takes what comes and looks at nothing


@asynccontextmanager
async def two_nodes(setting: Setting) -> AsyncIterator[tuple[Crew, Desk]]:
    """The first with all that a desk has; the second stopped as yet."""
    folder = Path(tempfile.mkdtemp(prefix="balie-bench-"))
    folder.chmod(0o755)
    database = OwnDatabase(folder / "postgres")
    environment = {
        "BALIE_DATABASE_URL": database.url("balie_app"), "BALIE_DATABASE_OWNER_URL": database.url("balie_owner"),
        "BALIE_MASTER_KEY_FILE": str(folder / "master.key"), "BALIE_MEDIA_DIR": str(folder / "media"), "BALIE_LOG_LEVEL": "warn",
    }
    (folder / "media").mkdir()
    first, second = (Desk(setting.binary, folder / name, [NOWHERE], environment) for name in ("first", "second"))
    for desk in (first, second):
        desk.own_database = database
    try:
        await database.make()
        await first.launch()
        here = Crew(first, folder)
        await here.settle(1)
        yield here, second
    finally:
        await second.stop()
        await first.stop()
        await database.remove()
        shutil.rmtree(folder, ignore_errors=True)


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    async with two_nodes(setting) as (here, second):
        await here.warm(3 * setting.seconds)
        async with streams(here.desk.port, WATCHED, here.inboxes, here.tokens, here.folder):
            for _ in range(setting.rounds):
                alone = await closed_loop(here.desk.port, CONNECTIONS, setting.seconds, here.inboxes)
                here.spare_search()
                await second.launch()
                async with streams(second.port, WATCHED, here.inboxes, here.tokens, here.folder):
                    together = await closed_loop(here.desk.port, CONNECTIONS, setting.seconds, here.inboxes)
                await second.stop()
                here.spare_search()
                columns.add(ratio=together["per_second"] / alone["per_second"], alone=alone["per_second"])
    return [Row("P12", f"ingest with a second node awake / alone, {CONNECTIONS} connections", columns["ratio"], Aim("≥", 0.9, 0.98))]


MEASURE = Measure("second-node", ("P12",), "ingest beside a second node", run)
