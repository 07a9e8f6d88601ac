"""What all simulated platforms share: a ledger, a script of misdeeds, statuses that follow a send in any order."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from drills.ledger import Ledger
from drills.platforms.misdeeds import Misdeed, Script
from drills.wire import Client, Lost, Reply, Request, Server

REDELIVERY_PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class Webhook:
    """One call to the desk. `events` are the platform's ids of what it tells."""

    body: bytes
    kind: str  # message, status, echo, poison
    events: list[str]
    status: str = ""  # of a status: which


@dataclass(frozen=True)
class Send:
    """What the desk asked a platform to send."""

    text: str
    to: str
    opaque: str = ""


@dataclass
class Told:
    """What a platform's customers saw, for drills that wait for it."""

    taken: dict[str, int] = field(default_factory=dict)  # text -> times


class Platform(ABC):
    """One inbox as its platform knows it."""

    channel: ClassVar[str] = ""
    statuses: ClassVar[list[str]] = []  # that follow a send

    def __init__(self, folder: Path, seed: str, name: str = "") -> None:
        self.name = name or self.channel
        self.random = Random(f"{seed}/{self.name}")
        self.ledger = Ledger(folder, f"platform-{self.name}")
        self.script = Script(Random(f"{seed}/{self.name}/script"), [])
        self.server = Server(self._answer)
        self.told = Told()
        self.answered_in: list[float] = []  # seconds of webhooks that got a 200
        self.offers = 0
        self.turned_away: list[int] = []  # what was answered instead of 200; 0: nothing
        self.inbox = ""
        self.public_url = ""  # as the platform was told it
        self.tells_statuses = True
        self.clock_offset = 0  # of the platform's own clock
        self.thinks_seconds = 0.0  # at most, before it answers
        self.is_stopping = False
        self.unanswered = 0  # webhooks that are still repeated
        self.on_send: Callable[[Send], None] | None = None
        self._desk: Client | None = None
        self._path = ""
        self._numbers = 0
        self._tasks: set[asyncio.Task[None]] = set()

    # What each platform says for itself.

    @abstractmethod
    def settings(self) -> dict[str, str]:
        """The inbox's settings, without api_base."""

    @abstractmethod
    def message(self, customer: int, text: str) -> Webhook:
        """A customer writes."""

    @abstractmethod
    def status(self, provider_id: str, status: str, send: Send) -> Webhook:
        """What became of what the desk sent."""

    @abstractmethod
    def sign(self, body: bytes) -> dict[str, str]:
        """The headers that prove where a body comes from."""

    @abstractmethod
    def read_send(self, request: Request) -> Send | None:
        """None: this call does not send a message."""

    @abstractmethod
    def accepted(self, provider_id: str, send: Send) -> bytes:
        """The good answer."""

    @abstractmethod
    def new_provider_id(self, send: Send) -> str: ...

    def refusal(self, status: int) -> bytes:
        return b'{"error": {"message": "no", "code": 131000}}' if status != 429 else b'{"error": {"code": 4}}'

    def other(self, request: Request) -> Reply:
        """Calls that send nothing: profiles, read marks, health."""
        return Reply()

    # The same for all.

    async def start(self) -> None:
        await self.server.start()

    @property
    def api_base(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def connect(self, client: Client, inbox: str, public_url: str) -> None:
        self._desk = client
        self.inbox = inbox
        self.public_url = public_url
        self._path = "/" + public_url.split("/", 3)[3]
        self.ledger.write("inbox", inbox=inbox, channel=self.channel, platform=self.name)

    def now_seconds(self) -> int:
        return int(time.time()) + self.clock_offset

    def next_number(self) -> int:
        self._numbers += 1
        return self._numbers

    async def stop(self) -> None:
        self.is_stopping = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.server.stop()
        self.ledger.close()

    def spawn(self, webhook: Webhook, after: float = 0.0) -> None:
        task = asyncio.create_task(self._later(webhook, after))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _later(self, webhook: Webhook, after: float) -> None:
        self.unanswered += 1
        try:
            await asyncio.sleep(after)
            await self.deliver(webhook)
        finally:
            self.unanswered -= 1

    async def deliver(self, webhook: Webhook, tries_max: int = 0) -> int:
        """Repeats until it is answered 200, as platforms do; the last answer (0: none)."""
        self.ledger.write("offered", inbox=self.inbox, kind=webhook.kind, events=webhook.events, status=webhook.status)
        status = 0
        tries = 0
        while not self.is_stopping:
            status = await self.offer(webhook)
            tries += 1
            if status == 200 or tries == tries_max:
                break
            await asyncio.sleep(REDELIVERY_PAUSE_SECONDS * self.random.uniform(0.5, 2.0))
        return status

    async def offer(self, webhook: Webhook, headers: dict[str, str] | None = None) -> int:
        """Once. 0: no answer came."""
        assert self._desk is not None
        began = time.monotonic()
        self.offers += 1
        try:
            answer = await self._desk.request("POST", self._path, webhook.body, headers or self.sign(webhook.body))
        except Lost:
            self.turned_away.append(0)
            return 0
        if answer.status != 200:
            self.turned_away.append(answer.status)
        else:
            took = time.monotonic() - began
            self.answered_in.append(took)
            self.ledger.write(
                "webhook", inbox=self.inbox, kind=webhook.kind, events=webhook.events, status=webhook.status,
                took_ms=round(took * 1000, 1),
            )
        return answer.status

    async def _answer(self, request: Request) -> Reply:
        send = self.read_send(request)
        if send is None:
            return self.other(request)
        if self.on_send is not None:
            self.on_send(send)
        misdeed = self.script.next()
        provider_id = ""
        if misdeed.takes:
            provider_id = self.new_provider_id(send)
            self.told.taken[send.text] = self.told.taken.get(send.text, 0) + 1
            self.ledger.write(
                "took", inbox=self.inbox, text=send.text, to=send.to, id=provider_id, opaque=send.opaque,
                misdeed=misdeed.name,
            )
            if self.tells_statuses:
                self._tell_statuses(provider_id, send)
        else:
            self.ledger.write("refused", inbox=self.inbox, text=send.text, misdeed=misdeed.name)
        if self.thinks_seconds:
            await asyncio.sleep(self.random.uniform(0, self.thinks_seconds))
        return self._reply(misdeed, provider_id, send)

    def _tell_statuses(self, provider_id: str, send: Send) -> None:
        """All of them, in any order, some twice: before the answer to the call as well as after it."""
        chosen = list(self.statuses)
        self.random.shuffle(chosen)
        for status in chosen:
            for _ in range(2 if self.random.random() < 0.1 else 1):
                self.spawn(self.status(provider_id, status, send), self.random.uniform(0.0, 0.4))

    def _reply(self, misdeed: Misdeed, provider_id: str, send: Send) -> Reply:
        status = misdeed.status or 200
        if misdeed.body is not None:
            body = misdeed.body
        else:
            body = self.accepted(provider_id, send) if provider_id and status == 200 else self.refusal(status)
        headers = {"content-type": misdeed.content_type}
        if misdeed.retry_after is not None:
            headers["retry-after"] = str(misdeed.retry_after)
        if misdeed.location:
            headers["location"] = self.api_base + misdeed.location
        return Reply(status, body, headers, misdeed.manner)


def number_of(customer: int) -> str:
    return f"316{customer:08d}"


Json = dict[str, Any]
