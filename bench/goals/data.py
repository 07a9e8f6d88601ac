"""Desks with a past: made once for each size by bench/data.sql, kept under var/bench, and opened again by later runs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drills.cluster import Cluster
from drills.database import BINARIES
from drills.desk import Desk

from goals.crew import NOWHERE, Crew, add_agents
from goals.goal import KEPT, ROOT, Setting

INBOXES, USERS, TEAMS = 20, 40, 5
# While it is made: nothing of it is worth more than making it again.
CARELESS = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "8GB", "autovacuum": "off"}


@dataclass(frozen=True)
class Past:
    """A running desk with so many messages."""

    desk: Desk
    messages: int
    account: int
    inboxes: list[int]
    agent: str  # tokens; the agent works in every inbox
    admin: str

    @property
    def conversations(self) -> int:
        return self.messages // 10


def fingerprint() -> str:
    """Of all that decides what the data looks like."""
    whole = hashlib.sha256()
    for file in [*sorted((ROOT / "migrations").glob("*.sql")), ROOT / "bench/data.sql", Path(__file__)]:
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


def place(messages: int) -> Path:
    """Where a desk of this size is kept; those that an older schema made are removed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    own = KEPT / f"data-{messages}-{fingerprint()}"
    for other in KEPT.glob(f"data-{messages}-*"):
        if other != own:
            shutil.rmtree(other)
    return own


def set_careless(cluster: Cluster, is_careless: bool) -> None:
    with cluster.connect() as connection:
        for name, value in CARELESS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'" if is_careless else f"ALTER SYSTEM RESET {name}")
        connection.execute("SELECT pg_reload_conf()")


def fill(cluster: Cluster, messages: int, account: int, inboxes: list[int]) -> None:
    with cluster.connect() as connection:
        users = [row[0] for row in connection.execute("SELECT id FROM users WHERE account_id = %s", [account])]
        teams = [row[0] for row in connection.execute(
            "INSERT INTO teams (account_id, id, name) SELECT %s, nextval('team_ids'), 'Team ' || g FROM generate_series(1, %s) g RETURNING id",
            [account, TEAMS])]
    arrays = {"inboxes": inboxes, "users": users, "teams": teams}
    variables = [word for name, ids in arrays.items() for word in ("-v", f"{name}='{{{','.join(map(str, ids))}}}'")]
    words = dict(word.split("=", 1) for word in cluster.dsn.split())
    command = [str(BINARIES / "psql"), "-q", "-X", "-h", words["host"], "-p", words["port"], "-U", words["user"], "-d", "balie",
               "-v", f"account={account}", "-v", f"messages={messages}", *variables, "-f", str(ROOT / "bench/data.sql")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


async def make(here: Crew, messages: int) -> dict[str, Any]:
    here.account = int((await here.desk.command("account", "create", "--name", "Measured"))["id"])
    inboxes = [(await here.add_inbox(str(400000000000001 + number))).id for number in range(INBOXES)]
    cluster = here.desk.cluster
    agents = add_agents(cluster, here.account, inboxes, USERS)
    admins = add_agents(cluster, here.account, [], 1, "admin")
    set_careless(cluster, True)
    try:
        fill(cluster, messages, here.account, inboxes)
    finally:
        set_careless(cluster, False)
    with cluster.connect() as connection:
        connection.execute("CHECKPOINT")
    os.sync()
    return {"account": here.account, "inboxes": inboxes, "agent": agents[0], "admin": admins[0]}


@asynccontextmanager
async def past(setting: Setting, messages: int) -> AsyncIterator[Past]:
    folder = place(messages)
    noted = folder / "crew.json"
    if not noted.exists():
        shutil.rmtree(folder, ignore_errors=True)
    desk = Desk(setting.binary, folder / "desk", [NOWHERE], {"BALIE_LOG_LEVEL": "warn"})
    try:
        await desk.launch()
        if not noted.exists():
            print(f"    making {messages:,} messages", flush=True)
            began = time.monotonic()
            noted.write_text(json.dumps(await make(Crew(desk, folder), messages)))
            print(f"    made in {time.monotonic() - began:.0f} s", flush=True)
        yield Past(desk, messages, **json.loads(noted.read_text()))
    finally:
        await desk.stop()
