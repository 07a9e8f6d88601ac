"""A browser's stand-in: follows the stream through every cut, and keeps the model that a screen would show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from websockets.client import connect
from websockets.exceptions import WebSocketException

from drills.ledger import Ledger

RECONNECT_SECONDS_MAX = 0.4
OPEN_SECONDS_MAX = 10.0


class Watcher:
    """Resumes with the last number it has seen. The ledger gets the numbers of every frame, and at the end the model."""

    def __init__(self, folder: Path, seed: str, name: str, url: str, token: str, account: str) -> None:
        self.ledger = Ledger(folder, f"watcher-{name}")
        self.account = account
        self.random = Random(f"{seed}/{name}")
        self.seq = 0
        self.start_seq = -1
        self.connects = 0
        self.resets = 0
        self.begins_anew = False  # at a reset it forgets all it has, as a browser that takes a fresh snapshot
        self.model: dict[str, dict[str, int]] = {"message": {}, "conversation": {}, "contact": {}}
        self.is_stopping = False
        self.seen_at: dict[str, float] = {}  # text of a message -> when its frame came
        self.on_item: Callable[[dict[str, Any]], None] | None = None
        self._url = url.replace("http", "ws", 1) + "/api/v1/stream"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._socket: Any = None
        self._task: asyncio.Task[None] | None = None
        self._began = asyncio.Event()
        self._awake = asyncio.Event()
        self._awake.set()

    async def start(self) -> None:
        self._task = asyncio.create_task(self._follow())
        await asyncio.wait_for(self._began.wait(), 30)

    async def _follow(self) -> None:
        while not self.is_stopping:
            await self._awake.wait()
            try:
                async with connect(
                    self._url, extra_headers=self._headers, open_timeout=OPEN_SECONDS_MAX, max_size=None,
                    compression=None, ping_interval=None, close_timeout=1,
                ) as socket:
                    self._socket = socket
                    self.connects += 1
                    hello: dict[str, Any] = {"type": "hello"}
                    if self.start_seq >= 0:
                        hello["after"] = self.seq
                    await socket.send(json.dumps(hello))
                    async for text in socket:
                        self._take(json.loads(text))
            except (OSError, WebSocketException, asyncio.TimeoutError):
                pass
            await asyncio.sleep(self.random.uniform(0, RECONNECT_SECONDS_MAX))

    def _take(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "welcome":
            if self.start_seq < 0:
                self.start_seq = self.seq = frame["seq"]
                self.ledger.write("watches", account=self.account, after=self.seq)
                self._began.set()
        elif frame["type"] == "reset":
            self.resets += 1
            self.seq = frame["seq"]
            if self.begins_anew:
                self.start_seq = self.seq
                for kind in self.model:
                    self.model[kind].clear()
            self.ledger.write("reset", account=self.account, seq=self.seq)
        elif frame["type"] == "seq":
            self.seq = max(self.seq, frame["seq"])
        elif frame["type"] == "events":
            numbers = [item["seq"] for item in frame["items"] if "seq" in item]
            if numbers:
                self.ledger.write("frame", account=self.account, seqs=numbers)
                self.seq = numbers[-1]
            for item in frame["items"]:
                self._apply(item)
                if self.on_item is not None:
                    self.on_item(item)

    def _apply(self, item: dict[str, Any]) -> None:
        kind, _, change = item["type"].partition(".")
        data = item["data"]
        if kind not in self.model or "id" not in data:
            return
        if change == "removed":
            self.model[kind].pop(data["id"], None)
            return
        known = self.model[kind].get(data["id"], 0)
        self.model[kind][data["id"]] = max(known, data["version"])
        if kind == "message" and change == "created":
            self.seen_at.setdefault(data.get("text", ""), asyncio.get_running_loop().time())

    async def say(self, command: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(command))

    def cut(self) -> None:
        """The line breaks without a word."""
        if self._socket is not None and self._socket.transport is not None:
            self._socket.transport.abort()

    def sleep(self) -> None:
        """As a lid that is closed, until `wake`."""
        self._awake.clear()
        self.cut()

    def wake(self) -> None:
        self._awake.set()

    def is_behind(self, messages: list[tuple[Any, ...]]) -> bool:
        """Of what it has heard of, something is older than it stands."""
        seen = self.model["message"]
        return any(account == self.account and seen.get(number, version) < version for account, number, version in messages)

    async def stop(self) -> None:
        self.is_stopping = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self.ledger.write("model", account=self.account, seq=self.seq, after=self.start_seq, **self.model)
        self.ledger.close()
