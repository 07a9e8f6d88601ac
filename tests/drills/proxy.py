"""A TCP proxy that spoils a line by seed: delay, cuts, silence in one direction, a trickle of bytes."""

from __future__ import annotations

import asyncio
from random import Random

from drills.wire import reset

CHUNK = 65_536


class Proxy:
    """Stands in front of one port. What it does to the lines is changed while it runs."""

    def __init__(self, port: int, random: Random) -> None:
        self.upstream = port
        self.random = random
        self.port = 0
        self.delay_seconds = 0.0  # at most, for each chunk
        self.cut_share = 0.0  # of the chunks
        self.is_silent_to_server = False
        self.is_silent_to_client = False
        self.is_away = False  # nobody gets in
        self.trickle = 0  # bytes at a time; 0: all at once
        self.cuts = 0
        self._server: asyncio.AbstractServer | None = None
        self._lines: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        self.cut_all()

    def cut_all(self) -> None:
        for writer in list(self._lines):
            reset(writer)
        self._lines.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_away:
            reset(writer)
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            reset(writer)
            return
        self._lines |= {writer, far_writer}
        try:
            await asyncio.gather(self.to_server(reader, far_writer), self.to_client(far_reader, writer))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            for one in (writer, far_writer):
                self._lines.discard(one)
                one.close()

    async def to_server(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._pass_on(reader, writer, True)

    async def to_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._pass_on(reader, writer, False)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_up: bool) -> None:
        while True:
            chunk = await reader.read(CHUNK)
            if not chunk:
                writer.close()
                return
            if self.cut_share and self.random.random() < self.cut_share:
                self.cuts += 1
                raise ConnectionResetError
            if self.delay_seconds:
                await asyncio.sleep(self.random.uniform(0, self.delay_seconds))
            if self.is_silent_to_server if is_up else self.is_silent_to_client:
                continue
            step = self.trickle or len(chunk)
            for at in range(0, len(chunk), step):
                writer.write(chunk[at : at + step])
                await writer.drain()
                if self.trickle:
                    await asyncio.sleep(0.001)
