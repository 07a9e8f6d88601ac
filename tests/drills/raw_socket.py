"""A WebSocket client by hand, which may break every rule of RFC 6455."""

from __future__ import annotations

import asyncio
import base64
import os
import struct
from dataclasses import dataclass

TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0


def frame(opcode: int, payload: bytes = b"", fin: bool = True, rsv: int = 0, masked: bool = True, length: int = -1) -> bytes:
    """`length`: what the head says, when that is not what follows."""
    size = len(payload) if length < 0 else length
    first = (0x80 if fin else 0) | (rsv << 4) | opcode
    bit = 0x80 if masked else 0
    if size < 126:
        head = struct.pack(">BB", first, bit | size)
    elif size < 65_536:
        head = struct.pack(">BBH", first, bit | 126, size)
    else:
        head = struct.pack(">BBQ", first, bit | 127, size)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    key = (mask * (len(payload) // 4 + 1))[: len(payload)]
    return head + mask + (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(len(payload), "big")


@dataclass(frozen=True)
class Heard:
    opcode: int
    payload: bytes

    @property
    def code(self) -> int:
        """Of a close; 1005 stands for none."""
        return int(struct.unpack(">H", self.payload[:2])[0]) if len(self.payload) >= 2 else 1005


def handshake(port: int, token: str, **changed: str) -> bytes:
    """`changed`: headers with underscores for dashes; an empty value leaves one out."""
    headers = {
        "Host": f"127.0.0.1:{port}",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Authorization": f"Bearer {token}",
    }
    headers.update({name.replace("_", "-"): value for name, value in changed.items()})
    lines = [f"{name}: {value}" for name, value in headers.items() if value]
    return "\r\n".join(["GET /api/v1/stream HTTP/1.1", *lines]).encode() + b"\r\n\r\n"


class RawSocket:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, port: int, token: str) -> RawSocket:
        """After hello and welcome."""
        socket = cls(*await asyncio.open_connection("127.0.0.1", port))
        socket.writer.write(handshake(port, token))
        head = await socket.reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode())
        await socket.send(frame(TEXT, b'{"type":"hello"}'))
        await socket.hear()
        return socket

    async def send(self, data: bytes, chop: int = 0) -> None:
        """`chop`: bytes at a time."""
        for at in range(0, len(data), chop or max(len(data), 1)):
            self.writer.write(data[at : at + (chop or len(data))])
            await self.writer.drain()
            if chop:
                await asyncio.sleep(0)

    async def hear(self, seconds: float = 5.0) -> Heard | None:
        """The next frame; None when the line ended."""
        try:
            return await asyncio.wait_for(self._hear(), seconds)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None

    async def _hear(self) -> Heard:
        first, second = await self.reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            size = struct.unpack(">H", await self.reader.readexactly(2))[0]
        elif size == 127:
            size = struct.unpack(">Q", await self.reader.readexactly(8))[0]
        return Heard(first & 0x0F, await self.reader.readexactly(size))

    async def answer(self) -> Heard | None:
        """The next frame that is no event of the desk's life."""
        while True:
            heard = await self.hear()
            if heard is None or heard.opcode != TEXT or b'"pong"' in heard.payload:
                return heard

    def close(self) -> None:
        self.writer.close()
