"""T13: heads, bodies and answers that go a few bytes a second. Others are served meanwhile; the slow ones are closed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

from drills.measures import milliseconds
from drills.setting import Drill, Outcome, Setting
from drills.wire import Lost
from drills.world import World, world

ORDINARY_MS_MAX = 250

Mode = Callable[[int], Awaitable[float]]


async def _open(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port)


async def _until_closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, drip: bytes) -> float:
    """Drips until the other side has had enough; how long that took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    ended = asyncio.create_task(reader.read())
    while not ended.done() and loop.time() - began < 120:
        try:
            writer.write(drip)
            await writer.drain()
        except OSError:
            break
        await asyncio.wait({ended}, timeout=0.5)
    ended.cancel()
    await asyncio.gather(ended, return_exceptions=True)
    writer.close()
    return loop.time() - began


async def slow_head(port: int) -> float:
    reader, writer = await _open(port)
    writer.write(f"POST /webhooks/whatsapp/1 HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nx: ".encode())
    return await _until_closed(reader, writer, b"y")


async def slow_body(port: int) -> float:
    reader, writer = await _open(port)
    writer.write(f"POST /webhooks/whatsapp/1 HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-length: 100000\r\n\r\n".encode())
    return await _until_closed(reader, writer, b"y")


async def silent(port: int) -> float:
    reader, writer = await _open(port)
    return await _until_closed(reader, writer, b"")


async def slow_reading(port: int) -> float:
    """Asks for much, again and again, and takes nothing of it."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    raw.setblocking(False)
    await loop.sock_connect(raw, ("127.0.0.1", port))
    ask = f"GET /api/v1/openapi.json HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n".encode()
    try:
        while loop.time() - began < 120:
            await asyncio.wait_for(loop.sock_sendall(raw, ask), 1.0)
            await asyncio.sleep(1.0)
    except (OSError, asyncio.TimeoutError):
        while loop.time() - began < 120:
            try:
                raw.send(b"x")
            except BlockingIOError:
                pass
            except OSError:
                break
            await asyncio.sleep(0.5)
    finally:
        raw.close()
    return loop.time() - began


# Head and silence end with the time for a head, body and reading with the time for progress.
MODES: dict[str, tuple[Mode, float]] = {
    "slow head": (slow_head, 15.0),
    "silence": (silent, 35.0),
    "slow body": (slow_body, 35.0),
    "slow reading": (slow_reading, 60.0),
}


async def ordinary(here: World, took: list[float], faults: list[str]) -> None:
    agent = here.agents[0]
    platform = here.platforms[0]
    loop = asyncio.get_running_loop()
    while here.is_loading:
        began = loop.time()
        try:
            status = (await agent.call("GET", "/conversations?limit=20")).status
            taken = await platform.deliver(platform.message(1, here.next_text(platform)), tries_max=1)
            if status != 200 or taken != 200:
                faults.append(f"an ordinary request was answered {status}, a webhook {taken}")
        except Lost as fault:
            faults.append(f"an ordinary request was lost: {fault}")
        took.append((loop.time() - began) / 2)
        await asyncio.sleep(0.02)


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    took: list[float] = []
    faults: list[str] = []
    modes = dict(list(MODES.items())[:1]) if setting.is_short else MODES
    count = 200 if setting.is_short else 500 * setting.rounds
    async with world(setting, channels=("whatsapp",), agents=1, watchers=1) as here:
        for name, (mode, limit) in modes.items():
            here.is_loading = True
            served = asyncio.create_task(ordinary(here, took, faults))
            closed = await asyncio.gather(*(mode(here.desk.port) for _ in range(count)))
            here.is_loading = False
            await served
            slack = 2.0 if setting.is_short else 1.2
            outcome.figures[name.replace(" ", "_") + "_closed_s"] = round(max(closed), 1)
            outcome.expect(max(closed) <= limit * slack, f"{name}: closed only after {max(closed):.0f} s")
        outcome.violations += faults[:5]
        outcome.figures.update(attackers=count * len(modes), ordinary=len(took), ordinary_p99_ms=milliseconds(took, 0.99))
        slack = 4 if setting.is_short else 1
        outcome.expect(milliseconds(took, 0.99) <= ORDINARY_MS_MAX * slack, f"ordinary p99 {milliseconds(took, 0.99)} ms")
        await here.rest()
        outcome.add(await here.check())
    return outcome


DRILL = Drill("slow-clients", "T13", "slow heads, bodies and readers", run, rounds_short=0, rounds_full=2, seconds_max=3600)
