"""A desk with its platforms, agents and watchers: what nearly every drill stands on."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from drills.agents import Agent
from drills.database import OwnDatabase
from drills.desk import Desk, DeskFault
from drills.ledger import Ledger, keep_synced
from drills.platforms import PLATFORMS, Platform
from drills.setting import Setting
from drills.watcher import Watcher

ALL_CHANNELS = ("whatsapp", "messenger", "twilio", "telegram")
PASSWORD = "correct horse battery staple 9"
CUSTOMERS = 40
REST_SECONDS_MAX = 90.0
TOLD_SECONDS_MAX = 25.0  # a number is told every 20 s at least


@dataclass
class Account:
    """What one organisation has."""

    id: str
    platforms: list[Platform] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    watchers: list[Watcher] = field(default_factory=list)


class World:
    """Opened by `world(...)`; the last thing that a drill asks of it is `check`."""

    def __init__(self, setting: Setting, folder: Path) -> None:
        self.setting = setting
        self.seed = setting.seed
        self.random = Random(f"{setting.seed}/world")
        self.folder = folder
        self.ledgers = folder / "ledgers"
        self.accounts: list[Account] = []
        self.desk: Desk
        self.is_loading = False
        self.said = 0
        self._load: list[asyncio.Task[None]] = []

    @property
    def platforms(self) -> list[Platform]:
        return [one for account in self.accounts for one in account.platforms]

    @property
    def agents(self) -> list[Agent]:
        return [one for account in self.accounts for one in account.agents]

    @property
    def watchers(self) -> list[Watcher]:
        return [one for account in self.accounts for one in account.watchers]

    def platform(self, channel: str) -> Platform:
        return next(one for one in self.platforms if one.channel == channel)

    async def add_account(self, index: int, platforms: list[Platform], agents: int, watchers: int) -> Account:
        made = await self.desk.command("account", "create", "--name", f"Drill {index}")
        account = Account(str(made["id"]), platforms)
        self.accounts.append(account)
        for platform in platforms:
            await self.add_inbox(account, platform)
        for number in range(agents):
            account.agents.append(await self.add_agent(account, f"{index}-{number}"))
        for number in range(watchers):
            name = f"{index}-{number}"
            token = account.agents[number % agents].token
            watcher = Watcher(self.ledgers, self.seed, name, self.desk.base, token, account.id)
            await watcher.start()
            account.watchers.append(watcher)
        return account

    async def add_inbox(self, account: Account, platform: Platform, **settings: str) -> None:
        given = {**platform.settings(), "api_base": platform.api_base, **settings}
        made = await self.desk.command(
            "inbox", "create", "--account", account.id, "--channel", platform.channel, "--name", platform.name,
            "--settings-stdin", given=json.dumps(given),
        )
        platform.connect(self.desk.client, str(made["id"]), str(made["webhook_url"]))

    async def add_agent(self, account: Account, name: str, role: str = "admin") -> Agent:
        email = f"agent-{name}@example.test"
        await self.desk.command(
            "user", "create", "--account", account.id, "--email", email, "--name", f"Agent {name}", "--role", role,
            given=PASSWORD + "\n",
        )
        made = await self.desk.command("token", "create", "--user", email)
        return Agent(self.ledgers, self.seed, name, self.desk.client, str(made["token"]), account.id)

    # Load

    def next_text(self, platform: Platform) -> str:
        self.said += 1
        return f"{self.seed} {platform.name} {self.said}"

    def load(self, writers: int = 4, pause: float = 0.01, reply_pause: float = 0.1) -> None:
        """Customers write on every channel and agents answer, until `calm`."""
        self.is_loading = True
        for platform in self.platforms:
            for _ in range(writers):
                self._load.append(asyncio.create_task(self._write(platform, pause)))
        for agent in self.agents:
            self._load.append(asyncio.create_task(agent.work(reply_pause)))

    async def _write(self, platform: Platform, pause: float) -> None:
        while self.is_loading:
            await platform.deliver(platform.message(self.random.randrange(CUSTOMERS), self.next_text(platform)))
            await asyncio.sleep(pause * self.random.uniform(0.5, 1.5))

    async def calm(self) -> None:
        """No more is begun; what was begun is brought to its end."""
        self.is_loading = False
        for agent in self.agents:
            agent.is_stopping = True
        if self._load:
            await asyncio.wait(self._load, timeout=REST_SECONDS_MAX)
            for task in self._load:
                if task.done() and not task.cancelled() and task.exception() is not None:
                    raise task.exception() or RuntimeError("load")
        self._load.clear()
        for agent in self.agents:
            agent.is_stopping = False

    async def rest(self, holders_died: bool = False, seconds: float = REST_SECONDS_MAX) -> None:
        """Waits until nothing is under way, or for so long nothing moved: a channel that takes one message a second may
        have minutes of them before it. After a kill of the server, leases of dead holders are let run out at once."""
        await self.calm()
        moved_at = aged_at = time.monotonic()
        counted: tuple[int, float, int] = (-1, -1.0, -1)
        while time.monotonic() - moved_at < seconds:
            open_webhooks = sum(platform.unanswered for platform in self.platforms)
            spooled = await self.desk.metric("balie_spool_webhooks")
            waiting = self._waiting()
            if open_webhooks == 0 and spooled == 0 and waiting == 0:
                await self._told()
                return
            if counted != (open_webhooks, spooled, waiting):
                counted = (open_webhooks, spooled, waiting)
                moved_at = aged_at = time.monotonic()
            if holders_died and time.monotonic() - aged_at > 1.5:
                self._age_leases()
                aged_at = time.monotonic()
            await asyncio.sleep(0.1)

    def _waiting(self) -> int:
        try:
            with self.desk.cluster.connect() as connection:
                row = connection.execute("SELECT count(*) FROM outbox WHERE due_at < now() + interval '1 hour'").fetchone()
                return int(row[0]) if row else 0
        except (OSError, LookupError, ValueError, psycopg.Error):  # the database may be away for a moment
            return -1

    def _age_leases(self) -> None:
        with self.desk.cluster.connect() as connection:
            connection.execute("UPDATE outbox SET lease_until = now() - interval '1 second' WHERE state = 'sending'")

    async def _told(self) -> None:
        """Gives the streams time to tell the last of it: until nothing new came for a moment and nobody is behind."""
        with self.desk.cluster.connect() as connection:
            rows = connection.execute("SELECT account_id::text, id::text, version FROM messages").fetchall()
        until = time.monotonic() + TOLD_SECONDS_MAX
        for watcher in self.watchers:
            while time.monotonic() < until and watcher.is_behind(rows):
                await asyncio.sleep(0.1)
        await asyncio.sleep(0.7)

    def abandon(self) -> None:
        """Nobody does anything any more."""
        self.is_loading = False
        for task in self._load:
            task.cancel()
        for agent in self.agents:
            agent.is_stopping = True
        for watcher in self.watchers:
            watcher.is_stopping = True
        for platform in self.platforms:
            platform.is_stopping = True

    # Judgement

    async def check(self, *flags: str, spool: bool = True) -> tuple[list[str], dict[str, Any]]:
        """Runs the checker, a program of its own. Violations and figures."""
        for watcher in self.watchers:
            await watcher.stop()
        for ledger in self.all_ledgers():
            ledger.sync()
        command = [sys.executable, "-m", "drills.checker", "--dsn", self.desk.cluster.dsn, "--ledgers", str(self.ledgers)]
        if spool:
            command += [word for folder in self.spools() for word in ("--spool", str(folder))]
        process = await asyncio.create_subprocess_exec(
            *command, *flags, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        out, said = await process.communicate()
        if process.returncode not in (0, 1):
            return [f"the checker broke: {said.decode()[-800:]}"], {}
        found = json.loads(out)
        return found["violations"], found["figures"]

    def spools(self) -> list[Path]:
        return [self.desk.data_dir / "spool"]

    def all_ledgers(self) -> list[Ledger]:
        of_agents = [one.ledger for one in self.agents] + [one.ledger for one in self.watchers]
        return of_agents + [one.ledger for one in self.platforms]


@asynccontextmanager
async def world(
    setting: Setting,
    channels: tuple[str, ...] = ALL_CHANNELS,
    accounts: int = 1,
    agents: int = 2,
    watchers: int = 3,
    environment: dict[str, str] | None = None,
    wrapper: list[str] | None = None,
    disk: Path | None = None,
    allow: tuple[str, ...] = (),
    database: OwnDatabase | None = None,
) -> AsyncIterator[World]:
    """A world that is gone afterwards; of one that failed the folder is kept when the setting says so. `disk`: the desk's."""
    own = Path(tempfile.mkdtemp(prefix="balie-drill-"))
    own.chmod(0o755)
    made = World(setting, own)
    platforms: list[list[Platform]] = []
    for index in range(accounts):
        mark = "" if index == 0 else f"-{index}"
        platforms.append([PLATFORMS[name](made.ledgers, setting.seed, f"{name}{mark}") for name in channels])
    for platform in (one for group in platforms for one in group):
        await platform.start()
    origins = [one.api_base for group in platforms for one in group] + list(allow)
    made.desk = Desk(setting.binary, (disk or own) / "desk", origins, environment, wrapper)
    made.desk.own_database = database
    syncing: asyncio.Task[None] | None = None
    try:
        await made.desk.launch()
        for index, group in enumerate(platforms):
            await made.add_account(index, group, agents, watchers)
        syncing = asyncio.create_task(keep_synced(made.all_ledgers()))
        yield made
    except DeskFault:
        setting.keep = True
        raise
    finally:
        if syncing is not None:
            syncing.cancel()
        made.abandon()
        await made.desk.stop()
        for group in platforms:
            for platform in group:
                await platform.stop()
        if setting.keep:
            print(f"kept: {own}", file=sys.stderr)
        else:
            shutil.rmtree(own, ignore_errors=True)
