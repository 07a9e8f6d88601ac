"""A world whose desk speaks to its database through the proxy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from drills.database import OwnDatabase
from drills.postgres_proxy import PostgresProxy
from drills.setting import Setting
from drills.world import ALL_CHANNELS, World, world


@asynccontextmanager
async def world_behind_proxy(
    setting: Setting, channels: tuple[str, ...] = ALL_CHANNELS, agents: int = 2, watchers: int = 2
) -> AsyncIterator[tuple[World, PostgresProxy]]:
    folder = Path(tempfile.mkdtemp(prefix="balie-drill-db-"))
    folder.chmod(0o755)
    database = OwnDatabase(folder / "postgres")
    await database.make()
    proxy = PostgresProxy(database.port)
    await proxy.start()
    environment = {
        "BALIE_DATABASE_URL": database.url("balie_app", proxy.port),
        "BALIE_DATABASE_OWNER_URL": database.url("balie_owner"),
    }
    try:
        async with world(
            setting, channels, agents=agents, watchers=watchers, environment=environment, database=database
        ) as here:
            yield here, proxy
    finally:
        await proxy.stop()
        await database.remove()
        shutil.rmtree(folder, ignore_errors=True)
