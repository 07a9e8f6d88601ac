"""Three desks on one database behind haproxy, which tell one another what happened through PostgreSQL or through NATS."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from drills.agents import Agent
from drills.database import OwnDatabase
from drills.desk import Desk, DeskFault
from drills.haproxy import Behind, Haproxy
from drills.ledger import Ledger, keep_synced
from drills.nats import Nats
from drills.network import Loopback, network
from drills.platforms import PLATFORMS
from drills.setting import Setting
from drills.watcher import Watcher
from drills.wire import Client, free_port
from drills.world import ALL_CHANNELS, World

NAMES = ["a", "b", "c"]
SERVED_SECONDS_MAX = 60.0


class Node(Desk):
    """`client` and `base` lead to this node and to no other, through its door in haproxy."""

    def __init__(self, name: str, binary: Path, folder: Path, allow: list[str], environment: dict[str, str],
                 wrapper: list[str]) -> None:
        super().__init__(binary, folder, allow, environment, wrapper)
        self.name = name
        self.door = free_port()
        self.metrics_door = free_port()
        self.base = f"http://127.0.0.1:{self.door}"
        self.client = Client("127.0.0.1", self.door)
        self._metrics = Client("127.0.0.1", self.metrics_door)

    @property
    def pid(self) -> int:
        """nsenter becomes the server."""
        assert self.process is not None
        return self.process.pid

    def pause(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def wake(self) -> None:
        if self.is_alive():
            os.kill(self.pid, signal.SIGCONT)


class Front(Desk):
    """The desk as the world sees it: haproxy's address. It has no server of its own; its figures are the nodes' sums."""

    def __init__(self, binary: Path, folder: Path, allow: list[str], environment: dict[str, str], port: int) -> None:
        super().__init__(binary, folder, allow, environment)
        self.base = f"http://127.0.0.1:{port}"
        self.client = Client("127.0.0.1", port)
        self.nodes: list[Node] = []

    async def metric(self, name: str) -> float:
        """-1 as long as one of them does not say."""
        found: list[float] = await asyncio.gather(*(node.metric(name) for node in self.nodes))
        return -1.0 if min(found) < 0 else sum(found)


class Fleet(World):
    def __init__(self, setting: Setting, folder: Path, lines: Loopback) -> None:
        super().__init__(setting, folder)
        self.lines = lines
        self.nodes: list[Node] = []
        self.tellers: dict[str, Agent] = {}  # one at each node's door
        self.near: dict[str, Watcher] = {}  # the same
        self.haproxy = Haproxy(folder)
        self.nats: Nats | None = None

    def spools(self) -> list[Path]:
        return [node.data_dir / "spool" for node in self.nodes]

    def all_ledgers(self) -> list[Ledger]:
        return super().all_ledgers() + [one.ledger for one in self.tellers.values()]

    def others(self, node: Node) -> list[Node]:
        return [one for one in self.nodes if one is not node]

    @property
    def browsers(self) -> list[Watcher]:
        """Those that came through haproxy."""
        near = list(self.near.values())
        return [one for one in self.watchers if one not in near]

    async def served(self, *backends: str) -> float:
        """Until haproxy sends each kind of request to every node; after how long it did."""
        began = time.monotonic()
        names = {node.name for node in self.nodes}
        for backend in backends or ("webhooks", "desk"):
            while await self.haproxy.sent_to(backend) != names:
                if time.monotonic() - began > SERVED_SECONDS_MAX:
                    raise DeskFault(f"haproxy sends {backend} to {await self.haproxy.sent_to(backend)} only")
                await asyncio.sleep(0.05)
        return time.monotonic() - began

    async def spread(self, node: Node) -> None:
        """Browsers come anew until some are with this node, beside the one at its door."""
        while await node.metric("balie_stream_watchers") < 2:
            before = [one.connects for one in self.browsers]
            for one in self.browsers:
                one.cut()
            until = time.monotonic() + SERVED_SECONDS_MAX
            while any(one.connects == was for one, was in zip(self.browsers, before)) and time.monotonic() < until:
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.2)

    def backends(self, node: Node) -> int:
        """Of the database, for one node; only where each has an address of its own."""
        with self.desk.cluster.connect() as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE client_addr = %s::inet", [self.lines.address(node.name)]
            ).fetchone()
        return int(row[0]) if row else 0

    async def staff(self) -> None:
        """An agent and a watcher at each door, who are not the users of the other watchers."""
        account = self.accounts[0]
        made = await asyncio.gather(*(self.add_agent(account, f"at-{node.name}") for node in self.nodes))
        for node, teller in zip(self.nodes, made):
            self.tellers[node.name] = Agent(self.ledgers, self.seed, f"teller-{node.name}", node.client, teller.token, account.id)
            near = Watcher(self.ledgers, self.seed, f"at-{node.name}", node.base, teller.token, account.id)
            await near.start()
            self.near[node.name] = near
            account.watchers.append(near)

    def abandon(self) -> None:
        super().abandon()
        for teller in self.tellers.values():
            teller.is_stopping = True


def _environment(here: Fleet, database: OwnDatabase) -> dict[str, str]:
    """The same for every node."""
    media = here.folder / "media"
    media.mkdir(exist_ok=True)
    shared = {
        "BALIE_DATABASE_URL": database.url("balie_app"),
        "BALIE_DATABASE_OWNER_URL": database.url("balie_owner"),
        "BALIE_MASTER_KEY_FILE": str(here.folder / "master.key"),
        "BALIE_MEDIA_DIR": str(media),
        "BALIE_PUBLIC_URL": f"http://127.0.0.1:{here.haproxy.port}",
        "BALIE_TRUSTED_PROXIES": "127.0.0.1",
    }
    return {**shared, "BALIE_NATS_URL": here.nats.url} if here.nats is not None else shared


async def _start(here: Fleet, database: OwnDatabase, origins: list[str]) -> None:
    await database.make()
    if here.nats is not None:
        await here.nats.start()
    environment = _environment(here, database)
    front = Front(here.setting.binary, here.folder / "front", origins, environment, here.haproxy.port)
    for name in NAMES:
        wrapper = here.lines.wrapper(name)
        node = Node(name, here.setting.binary, here.folder / name, origins, environment, wrapper)
        node.own_database = database
        here.nodes.append(node)
    front.nodes, front.own_database, here.desk = here.nodes, database, front
    await here.haproxy.start([
        Behind(node.name, node.port, {node.door: node.port, node.metrics_door: node.metrics_port},
               here.lines.server_words(node.name))
        for node in here.nodes
    ])
    await here.nodes[0].launch()  # it makes the master key and the schema
    await asyncio.gather(*(node.launch() for node in here.nodes[1:]))
    await here.served()


@asynccontextmanager
async def fleet(setting: Setting, carrier: str, channels: tuple[str, ...] = ALL_CHANNELS, agents: int = 2,
                watchers: int = 6) -> AsyncIterator[Fleet]:
    folder = Path(tempfile.mkdtemp(prefix="balie-fleet-"))
    folder.chmod(0o755)
    lines = network(NAMES)
    here = Fleet(setting, folder, lines)
    if carrier == "nats":
        here.nats = Nats(folder, lines.host)
    database = OwnDatabase(folder / "postgres", lines.host)
    platforms = [PLATFORMS[name](here.ledgers, setting.seed, name) for name in channels]
    syncing: asyncio.Task[None] | None = None
    try:
        for platform in platforms:
            await platform.start()
            for name in NAMES:
                if (there := lines.listener(name, platform.server.port)) is not None:
                    await platform.server.listen_also(there)
        await _start(here, database, [platform.api_base for platform in platforms])
        await here.add_account(0, platforms, agents, watchers)
        await here.staff()
        syncing = asyncio.create_task(keep_synced(here.all_ledgers()))
        yield here
    except DeskFault:
        setting.keep = True
        raise
    finally:
        if syncing is not None:
            syncing.cancel()
        here.abandon()
        for node in here.nodes:
            node.wake()
            lines.heal(node.name)
        await asyncio.gather(*(node.stop() for node in here.nodes))
        for platform in platforms:
            await platform.stop()
        await here.haproxy.stop()
        if here.nats is not None:
            await here.nats.stop()
        await database.remove()
        lines.remove()
        if setting.keep:
            print(f"kept: {folder}", file=sys.stderr)
        else:
            shutil.rmtree(folder, ignore_errors=True)
