"""Simulated agents: they read what there is to answer, reply, and post again until they know what became of it."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from pathlib import Path
from random import Random
from typing import Any

from drills.ledger import Ledger
from drills.wire import Answer, Client, Lost

PAUSE_SECONDS = 0.05
SECONDS_APART = {"twilio": 2.5}  # of one agent, of whom there are two
FINAL = {200, 201, 202, 204, 400, 401, 403, 404, 409, 413, 415, 422}


class Agent:
    """One token. Everything that was asked is in the ledger before it leaves, everything answered after it came."""

    def __init__(self, folder: Path, seed: str, name: str, client: Client, token: str, account: str) -> None:
        self.name = name
        self.account = account
        self.token = token
        self.random = Random(f"{seed}/{name}")
        self.ledger = Ledger(folder, f"agent-{name}")
        self.replies = 0
        self.is_stopping = False
        self._not_before: dict[str, float] = {}
        self._client = client
        self._mark = f"{seed}-{name}"

    async def call(self, method: str, path: str, body: Any = None) -> Answer:
        """Once; raises Lost."""
        headers = {"authorization": f"Bearer {self.token}"}
        content = b""
        if body is not None:
            headers["content-type"] = "application/json"
            content = json.dumps(body).encode()
        return await self._client.request(method, "/api/v1" + path, content, headers)

    async def surely(self, method: str, path: str, body: Any = None) -> Answer:
        """Until the answer is final; only for requests that may be repeated."""
        while True:
            try:
                answer = await self.call(method, path, body)
                if answer.status in FINAL or self.is_stopping:
                    return answer
            except Lost:
                if self.is_stopping:
                    return Answer(0, {}, b"{}")
            await asyncio.sleep(PAUSE_SECONDS)

    async def get(self, path: str) -> Any:
        answer = await self.surely("GET", path)
        if answer.status != 200:
            raise Lost(f"GET {path}: {answer.status} {answer.body[:200]!r}")
        return answer.json()

    async def conversations(self, query: str = "") -> list[dict[str, Any]]:
        page = await self.get(f"/conversations?limit=50{query}")
        items: list[dict[str, Any]] = page["items"]
        return items

    async def all_of(self, path: str) -> list[dict[str, Any]]:
        """Every page of a list."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            mark = "&" if "?" in path else "?"
            page = await self.get(f"{path}{mark}limit=200{cursor}")
            found += page["items"]
            if "next_cursor" not in page:
                return found
            cursor = f"&cursor={page['next_cursor']}"

    async def reply(self, conversation: str, text: str = "", times: int = 1, **fields: Any) -> Answer:
        """Posts one reply; `times` at once, as an impatient browser would. The answer is the first that came."""
        self.replies += 1
        text = text or f"{self._mark}-{self.replies}"
        client_id = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        self.ledger.write("asked", client_id=client_id, text=text, conversation=conversation)
        body = {"client_id": client_id, "kind": "reply", "text": text, **fields}
        path = f"/conversations/{conversation}/messages"
        answers: list[Answer] = await asyncio.gather(*(self.surely("POST", path, body) for _ in range(times)))
        for answer in answers:
            if answer.status in (200, 201):
                self.ledger.write("reply", client_id=client_id, text=text, id=answer.json()["id"], status=answer.status)
            else:
                self.ledger.write("turned_down", client_id=client_id, text=text, status=answer.status)
        return answers[0]

    async def note(self, conversation: str, text: str, files: list[str]) -> Answer:
        """For colleagues' eyes."""
        client_id = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        body = {"client_id": client_id, "kind": "note", "text": text, "attachment_ids": files}
        return await self.surely("POST", f"/conversations/{conversation}/messages", body)

    async def retry(self, message: dict[str, Any]) -> Answer:
        """A person's choice to send again."""
        self.ledger.write("retry", text=message["text"], id=message["id"], attempt=message["attempt"])
        return await self.surely("POST", f"/messages/{message['id']}/retry", {"attempt": message["attempt"]})

    async def work(self, pause_seconds: float) -> None:
        """Answers one conversation after the other until told to stop."""
        known: list[dict[str, Any]] = []
        while not self.is_stopping:
            try:
                if not known or self.random.random() < 0.1:
                    known = [one for one in await self.conversations() if one["status"] != "resolved"]
                if known:
                    await self._answer(self.random.choice(known))
            except Lost:
                pass
            await asyncio.sleep(pause_seconds * self.random.uniform(0.5, 1.5))

    async def _answer(self, conversation: dict[str, Any]) -> None:
        """No faster than the channel takes replies: a long run would end with a quarter of an hour of them before it."""
        channel = conversation["channel"]
        if time.monotonic() < self._not_before.get(channel, 0.0):
            return
        self._not_before[channel] = time.monotonic() + SECONDS_APART.get(channel, 0.0)
        await self.reply(conversation["id"])

    def close(self) -> None:
        self.ledger.close()

