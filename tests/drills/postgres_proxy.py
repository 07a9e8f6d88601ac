"""A proxy that knows PostgreSQL's messages: it spoils what a client asks, statement by statement."""

from __future__ import annotations

import asyncio
import enum
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from drills.wire import reset


@dataclass
class Statement:
    """What a client asks in one go: a query, or messages up to a Sync. `is_idle`: outside a transaction."""

    text: str
    is_idle: bool

    @property
    def commits(self) -> bool:
        """After it, what was done may stand: a COMMIT, or a statement that is a transaction of its own."""
        if self.text.startswith("COMMIT"):
            return True
        return self.is_idle and "apply_inbound" in self.text and not self.text.startswith(("BEGIN", "SET", "PREPARE"))


class Fault(enum.Enum):
    NONE = "none"
    CUT_BEFORE = "cut before it is passed on"
    CUT_AFTER = "cut when the server has answered, before the client hears it"
    CUT_AT_ONCE = "cut as soon as it is passed on"
    ERROR = "answered with an error"
    FATAL = "answered with a fatal error, and cut"


Choice = tuple[Fault, str]  # and the SQLSTATE
Policy = Callable[[Statement], Choice]


def well(_: Statement) -> Choice:
    return Fault.NONE, ""


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack(">I", len(body) + 4) + body


def raising(state: str) -> bytes:
    """A query in the place of another: the server itself answers with the error, so that both sides agree on the state."""
    text = f"DO $drill$ BEGIN RAISE EXCEPTION 'a drill' USING ERRCODE = '{state}'; END $drill$"
    return _message(b"Q", text.encode() + b"\0")


def fatal(state: str) -> bytes:
    return _message(b"E", b"SFATAL\0VFATAL\0C" + state.encode() + b"\0Ma drill\0\0")


@dataclass
class Line:
    """One client's connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    far_reader: asyncio.StreamReader
    far_writer: asyncio.StreamWriter
    is_idle: bool = True
    names: dict[str, str] = field(default_factory=dict)
    is_ready: asyncio.Event = field(default_factory=asyncio.Event)
    is_mute: bool = False  # what the server says goes nowhere


class PostgresProxy:
    """`policy` decides about every statement; the default spoils nothing."""

    def __init__(self, port: int) -> None:
        self.upstream = port
        self.port = 0
        self.policy: Policy = well
        self.statements = 0
        self.faults = 0
        self._server: asyncio.AbstractServer | None = None
        self._lines: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in list(self._lines):
            reset(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far = await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            reset(writer)
            return
        line = Line(reader, writer, *far)
        self._lines |= {writer, far[1]}
        tasks = [asyncio.create_task(self._up(line)), asyncio.create_task(self._down(line))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for one in (writer, far[1]):
                self._lines.discard(one)
                one.close()

    async def _down(self, line: Line) -> None:
        """What the server says; its ReadyForQuery tells whether a transaction is open."""
        while True:
            head = await line.far_reader.readexactly(5)
            body = await line.far_reader.readexactly(struct.unpack(">I", head[1:])[0] - 4)
            if head[:1] == b"Z":
                line.is_idle = body == b"I"
                line.is_ready.set()
            if not line.is_mute:
                line.writer.write(head + body)
                await line.writer.drain()

    async def _up(self, line: Line) -> None:
        size = await line.reader.readexactly(4)
        line.far_writer.write(size + await line.reader.readexactly(struct.unpack(">I", size)[0] - 4))
        while True:
            asked, text = await self._next(line)
            if not asked:
                return
            if text is None:
                line.far_writer.write(asked)
                continue
            self.statements += 1
            fault, state = self.policy(Statement(text, line.is_idle))
            if fault is not Fault.NONE:
                self.faults += 1
            if not await self._pass_on(line, asked, fault, state):
                return

    async def _pass_on(self, line: Line, asked: bytes, fault: Fault, state: str) -> bool:
        if fault is Fault.CUT_BEFORE:
            return False
        if fault is Fault.FATAL:
            line.writer.write(fatal(state))
            await line.writer.drain()
            return False
        line.is_mute = fault is Fault.CUT_AFTER
        line.is_ready.clear()
        line.far_writer.write(raising(state) if fault is Fault.ERROR else asked)
        await line.far_writer.drain()
        if fault is Fault.CUT_AT_ONCE:
            return False
        if fault is Fault.CUT_AFTER:
            await line.is_ready.wait()
            return False
        return True

    async def _next(self, line: Line) -> tuple[bytes, str | None]:
        """The bytes of one statement with its words; None for what is none (a password, a goodbye)."""
        asked = b""
        words: list[str] = []
        while True:
            head = await line.reader.readexactly(5)
            body = await line.reader.readexactly(struct.unpack(">I", head[1:])[0] - 4)
            asked += head + body
            kind = head[:1]
            if kind == b"Q":
                return asked, body.rstrip(b"\0").decode(errors="replace")
            if kind == b"P":
                name, text, _ = body.split(b"\0", 2)
                line.names[name.decode()] = text.decode(errors="replace").strip()
                words.append("PREPARE " + name.decode())
            elif kind == b"B":
                words.append(line.names.get(body.split(b"\0", 2)[1].decode(), ""))
            elif kind == b"S":
                return asked, " ".join(words)
            elif kind in (b"X", b"p"):
                return asked, None
