"""HTTP/1.1 by hand: a client that keeps its connections, and a server whose answers may be as bad as a drill wants."""

from __future__ import annotations

import asyncio
import enum
import json
import random
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

HEAD_BYTES_MAX = 65_536


class Lost(Exception):
    """The answer did not come: nobody can say whether the request was heard."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Manner(enum.Enum):
    """How an answer is given."""

    PLAIN = "plain"
    HANG = "hang"  # the line stays open, nothing comes
    RESET = "reset"  # RST instead of an answer
    TRICKLE = "trickle"  # a byte a second
    HALF = "half"  # the line ends in the middle of the answer


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    manner: Manner = Manner.PLAIN


async def _read_head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *rest = head.split("\r\n")
    headers = {}
    for line in rest:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return first, headers


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while True:
            size = int((await reader.readline()).split(b";")[0], 16)
            chunk = await reader.readexactly(size + 2)
            if size == 0:
                return body
            body += chunk[:-2]
    return await reader.readexactly(int(headers.get("content-length", "0")))


class Client:
    """Requests to one address. Idle connections are used again; one that failed is closed."""

    def __init__(self, host: str, port: int, timeout: float = 15.0, connections_max: int = 512) -> None:
        self.host = host
        self.port = port
        self.timeout = timeout
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._room = asyncio.Semaphore(connections_max)

    async def request(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        async with self._room:
            try:
                return await asyncio.wait_for(self._once(method, path, body, headers or {}), self.timeout)
            except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError) as fault:
                raise Lost(f"{type(fault).__name__}: {fault}") from fault

    async def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(self.host, self.port)
        is_whole = False
        try:
            lines = [f"{method} {path} HTTP/1.1", f"host: {self.host}:{self.port}", f"content-length: {len(body)}"]
            lines += [f"{name}: {value}" for name, value in headers.items()]
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            await writer.drain()
            first, answered = await _read_head(reader)
            status = int(first.split(" ")[1])
            content = b"" if method == "HEAD" or status in (204, 304) else await _read_body(reader, answered)
            is_whole = answered.get("connection", "").lower() != "close"
            return Answer(status, answered, content)
        finally:
            if is_whole:
                self._idle.append((reader, writer))
            else:
                writer.close()

    def forget(self) -> None:
        """After a kill: what is idle now leads nowhere."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()


Handler = Callable[[Request], Awaitable[Reply]]


class Server:
    """Listens on loopback and answers as its handler says."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._server: asyncio.AbstractServer | None = None
        self._elsewhere: list[asyncio.AbstractServer] = []
        self.port = 0
        self.requests = 0
        self._writers: set[asyncio.StreamWriter] = set()

    async def start(self, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", port, ssl=tls, limit=HEAD_BYTES_MAX, backlog=1024
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def listen_also(self, there: socket.socket) -> None:
        """On a socket of another network namespace."""
        self._elsewhere.append(await asyncio.start_server(self._serve, sock=there, limit=HEAD_BYTES_MAX))

    async def stop(self) -> None:
        for elsewhere in self._elsewhere:
            elsewhere.close()
        self._elsewhere.clear()
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while await self._answer_one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first, headers = await _read_head(reader)
        if headers.get("expect", "").lower() == "100-continue":
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        body = await _read_body(reader, headers)
        method, path, _ = first.split(" ", 2)
        self.requests += 1
        reply = await self._handler(Request(method, path, headers, body))
        if reply.manner is Manner.HANG:
            await reader.read()
            return False
        if reply.manner is Manner.RESET:
            reset(writer)
            return False
        lines = [f"HTTP/1.1 {reply.status} Answer", f"content-length: {len(reply.body)}"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + reply.body
        if reply.manner is Manner.TRICKLE:
            for at in range(len(whole)):
                writer.write(whole[at : at + 1])
                await writer.drain()
                await asyncio.sleep(1.0)
            return False
        writer.write(whole[: len(whole) // 2] if reply.manner is Manner.HALF else whole)
        await writer.drain()
        return reply.manner is Manner.PLAIN


def reset(writer: asyncio.StreamWriter) -> None:
    """Ends a connection with RST: what was not read yet is thrown away at the other end too."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def free_port() -> int:
    """Below the range from which the kernel lends ports to clients: one of ours may not take it between two starts."""
    while True:
        port = random.SystemRandom().randrange(15_000, 32_000)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
