"""The load programs, compiled once, and what runs them."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goals.goal import KEPT, ROOT

SHARED = [ROOT / "bench/webhook.hpp", ROOT / "src/base/crypto.cpp", ROOT / "include/balie/base/crypto.hpp"]


@dataclass(frozen=True)
class Inbox:
    """A WhatsApp inbox of the desk, as the loads post to it."""

    id: int
    path: str
    address: str
    secret: str

    @property
    def line(self) -> str:
        return f"{self.path} {self.address} {self.secret}"


def built(name: str) -> Path:
    """bench/NAME.cpp as a program; compiled when it, or what it shares, is newer."""
    source, program = ROOT / f"bench/{name}.cpp", KEPT / "bin" / name
    program.parent.mkdir(parents=True, exist_ok=True)
    newest = max(one.stat().st_mtime for one in [source, *SHARED])
    if not program.exists() or program.stat().st_mtime < newest:
        command = ["g++", "-O2", "-std=c++20", f"-I{ROOT / 'include'}", str(source), str(SHARED[1]), "-lcrypto"]
        subprocess.run([*command, "-o", str(program)], check=True)
    return program


async def closed_loop(port: int, connections: int, seconds: int, inboxes: list[Inbox], acknowledged: str = "/dev/null") -> Any:
    """Each connection posts again as soon as it is answered. What bench/ingest_load prints."""
    process = await asyncio.create_subprocess_exec(
        str(built("ingest_load")), str(port), str(connections), str(seconds), acknowledged,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate("\n".join(one.line for one in inboxes).encode())
    if process.returncode != 0:
        raise RuntimeError(f"ingest_load: {out.decode()}")
    return json.loads(out)


@dataclass(frozen=True)
class Pace:
    """Posts a second, for so long; `is_random`: as customers come, and not at even distances."""

    rate: float
    seconds: float
    is_random: bool = False
    listeners: int = 20


@asynccontextmanager
async def streams(port: int, pace: Pace, inboxes: list[Inbox], tokens: list[str], folder: Path) -> AsyncIterator[Any]:
    """What bench/stream_load prints; the streams stay open until the block ends."""
    plan = folder / "plan"
    lines = [f"inbox {one.line}" for one in inboxes] + [f"agent {token}" for token in tokens]
    plan.write_text("\n".join(lines) + "\n")
    process = await asyncio.create_subprocess_exec(
        str(built("stream_load")), str(port), str(pace.rate), str(pace.seconds),
        "random" if pace.is_random else "even", str(pace.listeners), str(plan),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        line = await process.stdout.readline()
        if not line:
            raise RuntimeError(f"stream_load ended with {await process.wait()}")
        yield json.loads(line)
    finally:
        process.stdin.close()
        await process.wait()


async def streamed(port: int, pace: Pace, inboxes: list[Inbox], tokens: list[str], folder: Path) -> Any:
    """The same, with the streams closed."""
    async with streams(port, pace, inboxes, tokens, folder) as told:
        return told
