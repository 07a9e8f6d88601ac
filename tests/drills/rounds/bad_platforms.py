"""T06: platforms that misbehave in every way, on four channels; and addresses at which nobody answers as one should.

Not tried: slow and failing DNS (loopback has no resolver to spoil beyond a name that does not exist), expired and
wrong-host certificates (the test's own authority is unknown to the desk, which refuses at that already).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import subprocess
from pathlib import Path

from drills.platforms.misdeeds import MISDEEDS, QUICK
from drills.setting import Drill, Outcome, Setting
from drills.wire import Reply, Request, Server, free_port
from drills.world import World, world

NAMES_OF_NOWHERE = ("refused", "blackhole", "no_name", "self_signed", "mute_tls")


class Nowhere:
    """Addresses that are not as a platform's: closed, deaf, unknown, with a certificate of nobody's, mute."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bases: dict[str, str] = {}
        self.heard = 0
        self._tls = Server(self._hear)
        self._deaf = socket.socket()
        self._crowd: list[socket.socket] = []
        self._mute: asyncio.AbstractServer | None = None

    async def _hear(self, _: Request) -> Reply:
        self.heard += 1
        return Reply()

    async def start(self) -> None:
        self.bases["refused"] = f"http://127.0.0.1:{free_port()}"
        self.bases["no_name"] = "http://platform.invalid:8080"
        self._deaf.bind(("127.0.0.1", 0))
        self._deaf.listen(0)
        for _ in range(3):  # whoever comes next finds no room, and no answer
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(self._deaf.getsockname())
            self._crowd.append(one)
        self.bases["blackhole"] = f"http://127.0.0.1:{self._deaf.getsockname()[1]}"
        await self._tls.start(self._certificate())
        self.bases["self_signed"] = f"https://127.0.0.1:{self._tls.port}"
        self._mute = await asyncio.start_server(self._be_mute, "127.0.0.1", 0)
        self.bases["mute_tls"] = f"https://127.0.0.1:{self._mute.sockets[0].getsockname()[1]}"

    @staticmethod
    async def _be_mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    def _certificate(self) -> ssl.SSLContext:
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate),
             "-days", "2", "-subj", "/CN=127.0.0.1"],
            check=True, capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context

    async def stop(self) -> None:
        await self._tls.stop()
        if self._mute is not None:
            self._mute.close()
        for one in (self._deaf, *self._crowd):
            one.close()


async def misbehave(here: World, outcome: Outcome, names: list[str], rounds: int) -> None:
    """Every channel meets every misdeed; a person presses nothing, so nothing may go twice."""
    for platform in here.platforms:
        platform.script.names, platform.script.share = names, 0.7
        for customer in range(10):
            await platform.deliver(platform.message(customer, here.next_text(platform)))
    conversations = [one["id"] for one in await here.agents[0].conversations()]
    for _ in range(rounds):
        await asyncio.gather(*(here.agents[0].reply(one) for one in conversations))
    await asyncio.sleep(1.0 if here.setting.is_short else 5.0)
    for platform in here.platforms:
        platform.script.share = 0.0  # what is tried again may go now
    await here.rest(seconds=240)


async def unreachable(here: World, outcome: Outcome, nowhere: Nowhere) -> None:
    """Nothing was sent, so nothing is in doubt: it waits for its next try. What waits there at the end is taken out."""
    agent = here.agents[0]
    account = here.accounts[0]
    for name in NAMES_OF_NOWHERE:
        platform = type(here.platform("telegram"))(here.ledgers, here.seed, f"nowhere-{name}")
        account.platforms.append(platform)
        token = f"{9_000_000 + len(account.platforms)}:drilltoken"
        await here.add_inbox(account, platform, api_base=nowhere.bases[name], bot_token=token)
        await platform.deliver(platform.message(1, here.next_text(platform)))
        found = await agent.conversations(f"&inbox_id={platform.inbox}")
        answer = await agent.reply(found[0]["id"])
        message = answer.json()
        tried = await tries_of(here, message["id"])
        outcome.expect(tried == ("queued", True), f"{name}: the message stands as {tried}")
        outcome.expect((await agent.surely("DELETE", f"/inboxes/{platform.inbox}")).status in (200, 204), "no removal")
    outcome.expect(nowhere.heard == 0, "a platform with a certificate of nobody's was spoken to")


async def tries_of(here: World, message: str) -> tuple[str, bool]:
    """After the first try has ended, within thirty seconds: how it waits in the outbox, and whether it was tried."""
    until = asyncio.get_running_loop().time() + 30
    while True:
        with here.desk.cluster.connect() as connection:
            row = connection.execute(
                "SELECT state, tries > 0 FROM outbox WHERE message_id = %s", (message,)
            ).fetchone()
        if row is None:
            return "gone", True
        if (row[1] and row[0] != "sending") or asyncio.get_running_loop().time() > until:
            return row[0], row[1]
        await asyncio.sleep(0.1)


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    names = [one for one in QUICK if one != "limited"] if setting.is_short else list(MISDEEDS)
    folder = Path(f"/tmp/balie-drill-nowhere-{free_port()}")
    folder.mkdir()
    nowhere = Nowhere(folder)
    await nowhere.start()
    try:
        async with world(setting, watchers=1, agents=1, allow=tuple(nowhere.bases.values())) as here:
            await misbehave(here, outcome, names, setting.rounds)
            if not setting.is_short:
                await unreachable(here, outcome, nowhere)
                await here.rest()  # a try at an address that hangs has its own time
            sends = sum(platform.server.requests for platform in here.platforms)
            outcome.figures.update(kinds=len(names) + (0 if setting.is_short else len(NAMES_OF_NOWHERE)), calls=sends)
            outcome.add(await here.check())
    finally:
        await nowhere.stop()
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    return outcome


DRILL = Drill("bad-platforms", "T06", "platforms that misbehave in every way", run, rounds_short=1, rounds_full=10,
              seconds_max=7200)
