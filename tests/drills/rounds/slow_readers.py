"""T12: sockets that stop reading, or read a hundred bytes a second. They are closed and resume; nobody else notices."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import struct
from dataclasses import dataclass, field

from drills.measures import milliseconds
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

SLOW_CLOSE = 4008
CLOSED_SECONDS_MAX = 30.0
GROWTH_BYTES_MAX = 64 << 20
TEXT = "een lang bericht " * 180  # three kilobytes: a queue is full after a hundred


@dataclass
class Sleeper:
    """Opens a stream by hand, with a small buffer, and does not read."""

    raw: socket.socket
    said: bytes = b""
    is_closed: bool = False
    codes: list[int] = field(default_factory=list)

    def nod(self) -> None:
        """An unasked pong: it lives, so that only its full queue can be what ends it."""
        try:
            self.raw.send(frame(b"", 0x8A))
        except OSError:
            pass

    def read_all(self) -> None:
        """Everything that is there now; the close code when there is one."""
        while True:
            try:
                got = self.raw.recv(1 << 16)
            except BlockingIOError:
                break
            except OSError:
                self.is_closed = True
                break
            if not got:
                self.is_closed = True
                break
            self.said += got
        for code in (SLOW_CLOSE,):
            if b"\x88" in self.said and struct.pack(">H", code) in self.said:
                self.codes.append(code)


async def sleeper(port: int, token: str) -> Sleeper:
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(raw, ("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    head = (
        f"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    await loop.sock_sendall(raw, head.encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += await loop.sock_recv(raw, 1024)
    await loop.sock_sendall(raw, frame(b'{"type":"hello"}'))
    return Sleeper(raw)


def frame(payload: bytes, first: int = 0x81) -> bytes:
    mask = os.urandom(4)
    masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
    return bytes([first, 0x80 | len(payload)]) + mask + masked


async def flood(here: World, messages: int) -> None:
    """Long messages, so that what a reader does not take piles up."""
    platform = here.platform("whatsapp")

    async def write(count: int) -> None:
        for _ in range(count):
            text = f"{here.next_text(platform)} {TEXT}"
            await platform.deliver(platform.message(here.random.randrange(30), text))

    await asyncio.gather(*(write(messages // 16) for _ in range(16)))


async def nodding(slow: list[Sleeper]) -> None:
    while True:
        for one in slow:
            one.nod()
        await asyncio.sleep(2.0)


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    sleepers = min(200, 20 * setting.rounds)
    async with world(setting, channels=("whatsapp",), watchers=5, agents=1) as here:
        slow = [await sleeper(here.desk.port, here.agents[0].token) for _ in range(sleepers)]
        alive = asyncio.create_task(nodding(slow))
        await flood(here, 160)
        before = here.desk.memory_bytes()
        await flood(here, 1600 if setting.is_short else 4000)
        grown = here.desk.memory_bytes() - before
        closed = await closing(slow)
        alive.cancel()
        for one in slow:
            one.raw.close()
        await here.rest()
        outcome.figures.update(
            sleepers=sleepers, closed=closed, grown_mib=grown >> 20,
            answer_p99_ms=milliseconds(here.platforms[0].answered_in, 0.99),
        )
        outcome.expect(closed == sleepers, f"{sleepers - closed} slow readers were not closed with {SLOW_CLOSE}")
        outcome.expect(grown <= GROWTH_BYTES_MAX, f"the server grew by {grown >> 20} MiB")
        outcome.add(await here.check())
    return outcome


async def closing(slow: list[Sleeper]) -> int:
    """How many find a close with the right code once they read again."""
    loop = asyncio.get_running_loop()
    until = loop.time() + CLOSED_SECONDS_MAX
    while loop.time() < until:
        for one in slow:
            one.read_all()
        if all(one.codes or one.is_closed for one in slow):
            break
        await asyncio.sleep(0.1)
    return sum(bool(one.codes) or one.is_closed for one in slow)


DRILL = Drill("slow-readers", "T12", "sockets that do not read are closed and cost nobody anything", run,
              rounds_short=1, rounds_full=10)
