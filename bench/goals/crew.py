"""A desk that is measured: one account, a WhatsApp inbox, agents with tokens, and a database for what it is held against."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from drills.cluster import Cluster
from drills.database import BINARIES
from drills.desk import Desk
from drills.platforms import Platform

from goals.goal import ROOT, Setting
from goals.programs import Inbox, closed_loop

NOWHERE = "http://127.0.0.1:9"  # nothing is sent in a measure
REST_SECONDS_MAX = 300.0
TICKS = os.sysconf("SC_CLK_TCK")


class Crew:
    """The desk with whoever is at it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        self.account = 0
        self.inboxes: list[Inbox] = []
        self.tokens: list[str] = []

    async def settle(self, agents: int, platform: Platform | None = None) -> None:
        self.account = int((await self.desk.command("account", "create", "--name", "Measured"))["id"])
        self.inboxes.append(await self.add_inbox("400000000000001", platform))
        self.tokens = add_agents(self.desk.cluster, self.account, [one.id for one in self.inboxes], agents)

    async def add_inbox(self, address: str, platform: Platform | None = None) -> Inbox:
        settings = {
            "phone_number_id": address, "waba_id": "1", "access_token": "t", "app_secret": "secret-of-the-load",
            "verify_token": "v", "api_base": NOWHERE,
        }
        if platform is not None:
            settings = {**platform.settings(), "api_base": platform.api_base}
        made = await self.desk.command(
            "inbox", "create", "--account", str(self.account), "--channel", "whatsapp", "--name", f"Load {address}",
            "--settings-stdin", given=json.dumps(settings),
        )
        if platform is not None:
            platform.connect(self.desk.client, str(made["id"]), str(made["webhook_url"]))
        return Inbox(int(made["id"]), urlsplit(made["webhook_url"]).path, settings["phone_number_id"], settings["app_secret"])

    async def warm(self, seconds: int) -> None:
        """The customers exist after this, and the planner knows them."""
        await closed_loop(self.desk.port, 64, seconds, self.inboxes)
        with self.desk.cluster.connect() as connection:
            connection.execute("ANALYZE")
        self.spare_search()

    def spare_search(self) -> None:
        """What was said until now need not be found: what one side of a round leaves undone must not fall to the other."""
        with self.desk.cluster.connect() as connection:
            connection.execute(
                "UPDATE search_cursors c SET seq = s.seq, messages_below = 0, contacts_below = 0 FROM streams s"
                " WHERE s.account_id = c.account_id AND c.account_id = %s", [self.account])

    async def rest(self) -> None:
        """Until search has read all that was said."""
        until = time.monotonic() + REST_SECONDS_MAX
        with self.desk.cluster.connect() as connection:
            while time.monotonic() < until:
                row = connection.execute(
                    "SELECT s.seq - coalesce(c.seq, 0) FROM streams s LEFT JOIN search_cursors c USING (account_id) WHERE account_id = %s", [self.account]
                ).fetchone()
                if row is None or row[0] <= 0:
                    return
                await asyncio.sleep(0.2)
        raise RuntimeError(f"search is behind by {row[0] if row else 0} events after {REST_SECONDS_MAX:.0f} s")


def add_agents(cluster: Cluster, account: int, inboxes: list[int], count: int, role: str = "agent") -> list[str]:
    """Users who work in these inboxes; their tokens. By SQL: a command each would take minutes for a thousand."""
    tokens = [secrets.token_urlsafe(32) for _ in range(count)]
    mark = secrets.token_hex(4)
    with cluster.connect() as connection:
        rows = connection.execute(
            "INSERT INTO users (account_id, id, email, name, role)"
            " SELECT %s, nextval('user_ids'), %s || g || '@bench.test', 'Agent ' || g, %s FROM generate_series(1, %s) g RETURNING id",
            [account, f"agent-{mark}-", role, count],
        ).fetchall()
        users = [int(row[0]) for row in rows]
        hashes = [hashlib.sha256(token.encode()).digest() for token in tokens]
        connection.execute(
            "INSERT INTO api_tokens (account_id, id, user_id, name, secret_hash)"
            " SELECT %s, nextval('api_token_ids'), t.usr, 'measure', t.hash FROM unnest(%s::bigint[], %s::bytea[]) AS t(usr, hash)",
            [account, users, hashes],
        )
        connection.execute(
            "INSERT INTO inbox_members (account_id, inbox_id, user_id)"
            " SELECT %s, i, u FROM unnest(%s::bigint[]) AS i, unnest(%s::bigint[]) AS u",
            [account, inboxes, users],
        )
    return tokens


@asynccontextmanager
async def crew(setting: Setting, agents: int = 0, platform: Platform | None = None) -> AsyncIterator[Crew]:
    """Gone afterwards, with its data. With a platform, what the agents write is sent."""
    folder = Path(tempfile.mkdtemp(prefix="balie-bench-"))
    folder.chmod(0o755)
    desk = Desk(setting.binary, folder / "desk", [NOWHERE if platform is None else platform.api_base], {"BALIE_LOG_LEVEL": "warn"})
    here = Crew(desk, folder)
    try:
        await desk.launch()
        await here.settle(agents, platform)
        yield here
    finally:
        await desk.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Reference:
    """pgbench and psql on the desk's own cluster."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.folder = folder
        words = dict(word.split("=", 1) for word in cluster.dsn.split())
        self._where = ["-h", words["host"], "-p", words["port"], "-U", words["user"]]

    def run(self, program: str, *arguments: str) -> str:
        command = [str(BINARIES / program), *self._where, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stderr[-800:]}")
        return done.stdout

    def make(self) -> None:
        """The database `reference`, with what the naive transaction writes to and a table for one-row commits."""
        self.run("psql", "-q", "-d", "postgres", "-c", "CREATE DATABASE reference")
        self.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", "reference", "-f", str(ROOT / "bench/naive_schema.sql"))
        self.run("psql", "-q", "-d", "reference", "-c", "CREATE TABLE one_row (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())")

    def naive(self, clients: int, seconds: int) -> int:
        """How many naive transactions were committed."""
        said = self.run("pgbench", "-n", "-M", "prepared", "-T", str(seconds), "-j", "1", "-c", str(clients),
                        "-f", str(ROOT / "bench/naive.sql"), "reference")
        return int(said.split("actually processed: ")[1].split()[0].split("/")[0])

    def commits(self, seconds: int) -> list[float]:
        """Seconds of each one-row commit, one after the other."""
        script = self.folder / "commit.sql"
        script.write_text("INSERT INTO one_row DEFAULT VALUES;\n")
        for old in self.folder.glob("commits.*"):
            old.unlink()
        self.run("pgbench", "-n", "-M", "prepared", "-T", str(seconds), "-c", "1", "-l", "--log-prefix", str(self.folder / "commits"),
                 "-f", str(script), "reference")
        lines = [line for file in self.folder.glob("commits.*") for line in file.read_text().splitlines()]
        return [int(line.split()[2]) / 1e6 for line in lines]


def cpu_seconds(process: int, with_ended_children: bool = False) -> float:
    """Of a process; of its children too that it has waited for."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(ticks) for ticks in fields[11:15 if with_ended_children else 13]) / TICKS


def search_cpu_seconds(cluster: Cluster) -> float:
    """Of the backends that follow the journal for search: delivery's, which has nothing to send in a measure."""
    with cluster.connect() as connection:
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE application_name LIKE '%delivery%'").fetchall()
    return sum(cpu_seconds(int(row[0])) for row in rows)


def cluster_cpu_seconds(cluster: Cluster) -> float:
    """Of all of PostgreSQL: the postmaster, whoever works for it, and those who did."""
    time.sleep(0.5)  # whoever is just ending would be counted neither here nor there
    spent = cpu_seconds(cluster.postmaster, with_ended_children=True)
    for process, _ in cluster.children():
        try:
            spent += cpu_seconds(process)
        except OSError:
            continue  # it ended meanwhile, and the postmaster has it
    return spent
