"""T14's cases: what is sent, and what must come back. After Autobahn's sections, written anew from RFC 6455."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from drills.raw_socket import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame

MESSAGE_MAX = 65_536
LIVES = 0  # a pong of the desk comes back: the socket goes on
ENDS = -1  # the line ends, with a close or without


@dataclass(frozen=True)
class Case:
    """`expects`: LIVES, ENDS, or the code of the close, `or_else` where the RFC leaves a choice; `echo`: of a ping."""

    name: str
    data: bytes
    expects: int
    chop: int = 0
    echo: bytes | None = None
    or_else: int = 0


def command(size: int = 0, pad: str = "x") -> bytes:
    """The desk's own ping, padded to a length."""
    bare = len(json.dumps({"type": "ping", "pad": ""}, separators=(",", ":")))
    text = json.dumps({"type": "ping", "pad": pad * max(0, size - bare)}, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def pieces(payload: bytes, size: int) -> bytes:
    """One message in fragments."""
    parts = [payload[at : at + size] for at in range(0, len(payload), size)]
    made = frame(TEXT, parts[0], fin=len(parts) == 1)
    for number, part in enumerate(parts[1:], 2):
        made += frame(CONTINUATION, part, fin=number == len(parts))
    return made


def framing() -> Iterator[Case]:
    for size in (32, 124, 125, 126, 127, 128, 1000, 4096, 65_534, 65_535, 65_536):
        for chop in (0, 997) if size > 1000 else (0, 1, 7):
            yield Case(f"message of {size} in pieces of {chop or 'all'}", frame(TEXT, command(size)), LIVES, chop)
    for size in (MESSAGE_MAX + 1, 70_000):
        yield Case(f"message of {size}", frame(TEXT, command(size)), 1009)
    yield Case("message of a mebibyte", frame(TEXT, command(1 << 20)), ENDS)  # its rest may meet a closed line
    for size in (MESSAGE_MAX + 1, 16 << 20, 1 << 40, (1 << 63) - 1):
        yield Case(f"a head that says {size}", frame(TEXT, b"", length=size), 1009)
    yield Case("a head with the highest bit", frame(TEXT, b"", length=1 << 63), ENDS)
    yield Case("unmasked", frame(TEXT, command(), masked=False), 1002)
    yield Case("unmasked ping", frame(PING, b"x", masked=False), 1002)
    yield Case("binary", frame(BINARY, b"\x00\x01"), 1003)
    for size, form in ((5, 126), (125, 126), (5, 127), (126, 127), (65_535, 127)):
        head = struct.pack(">BBH", 0x81, 0x80 | 126, size) if form == 126 else struct.pack(">BBQ", 0x81, 0x80 | 127, size)
        yield Case(f"length {size} in a form of {form} that is too long", head + bytes(4) + b"x" * size, 1002)


def controls() -> Iterator[Case]:
    for size in range(126):
        payload = bytes(number % 251 for number in range(size))
        yield Case(f"ping of {size}", frame(PING, payload), LIVES, echo=payload)
    for size in (126, 127, 1000):
        for opcode in (CLOSE, PING, PONG):
            yield Case(f"control {opcode} of {size}", frame(opcode, b"x" * size), 1002)
    for opcode in (CLOSE, PING, PONG):
        yield Case(f"control {opcode} in fragments", frame(opcode, b"xx", fin=False), 1002)
    for size in (0, 1, 125):
        yield Case(f"unasked pong of {size}", frame(PONG, b"x" * size) + frame(TEXT, command()), LIVES)
    many = b"".join(frame(PING, bytes([number])) for number in range(10))
    yield Case("ten pings at once", many, LIVES, echo=b"\x00")
    yield Case("ten pings byte by byte", many, LIVES, chop=1, echo=b"\x00")


def reserved() -> Iterator[Case]:
    for rsv in range(1, 8):
        for opcode, word in ((TEXT, "text"), (PING, "ping"), (CLOSE, "close")):
            yield Case(f"reserved bits {rsv} on {word}", frame(opcode, b"", rsv=rsv), 1002)
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        for payload in (b"", b"x"):
            yield Case(f"opcode {opcode} with {len(payload)} bytes", frame(opcode, payload), 1002)


def fragments() -> Iterator[Case]:
    for size in range(1, 30):
        yield Case(f"fragments of {size}", pieces(command(), size), LIVES)
    for size in (1, 3, 8):
        yield Case(f"fragments of {size}, byte by byte", pieces(command(), size), LIVES, chop=1)
    text = command()
    ping = frame(PING, b"amid")
    amid = frame(TEXT, text[:5], fin=False) + ping + frame(CONTINUATION, text[5:])
    yield Case("a ping amid fragments", amid, LIVES, echo=b"amid")
    yield Case("empty fragments", frame(TEXT, b"", fin=False) + frame(CONTINUATION, b"", fin=False) + frame(CONTINUATION, text), LIVES)
    yield Case("a continuation of nothing", frame(CONTINUATION, text), 1002)
    yield Case("an unfinished continuation of nothing", frame(CONTINUATION, text, fin=False), 1002)
    yield Case("text amid fragments", frame(TEXT, text[:5], fin=False) + frame(TEXT, text), 1002)
    yield Case("binary amid fragments", frame(TEXT, text[:5], fin=False) + frame(BINARY, text), 1002)
    yield Case("fragments beyond the limit", pieces(command(MESSAGE_MAX + 1000), 8000), 1009)
    yield Case("a thousand fragments of a byte", pieces(command(1000), 1), LIVES)
    yield Case("sixty thousand fragments of a byte", pieces(command(60_000), 1), LIVES)


BAD_TEXTS = [
    b"\xff", b"\xfe", b"\x80", b"\xbf", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xf0\x80\x80\x80", b"\xf8\x88\x80\x80\x80",
    b"\xfc\x84\x80\x80\x80\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80",
    b"\xc3", b"\xc3(", b"\xe2\x82", b"\xe2(\xa1", b"\xf0\x9f\x98", b"\xf0\x28\x8c\xbc", b"\xf0\x90\x28\xbc", b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80edited",
]
GOOD_TEXTS = ["é", "€", "😀", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010ffff", "\ufdd0", "κόσμε"]


def texts() -> Iterator[Case]:
    for good in GOOD_TEXTS:
        payload = command(64, good)
        yield Case(f"text of {good!a}", frame(TEXT, payload), LIVES)
        yield Case(f"text of {good!a} cut inside letters", pieces(payload, 1), LIVES)
        yield Case(f"text of {good!a} in fragments of three", pieces(payload, 3), LIVES)
    for bad in BAD_TEXTS:
        payload = b'{"type":"ping","pad":"' + bad + b'"}'
        yield Case(f"text with {bad.hex()}", frame(TEXT, payload), 1007)
        yield Case(f"text with {bad.hex()} in fragments", pieces(payload, 1), 1007)


def closes() -> Iterator[Case]:
    yield Case("a close without a code", frame(CLOSE), 1005, or_else=1000)
    yield Case("a close of one byte", frame(CLOSE, b"\x03"), 1002)
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
        yield Case(f"a close with {code}", frame(CLOSE, struct.pack(">H", code)), code)
    for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999):
        yield Case(f"a close with {code}, which nobody may send", frame(CLOSE, struct.pack(">H", code)), 1002)
    for code in (5000, 65_535):  # of no range that the RFC speaks of
        yield Case(f"a close with {code}", frame(CLOSE, struct.pack(">H", code)), 1002, or_else=code)
    for size in (1, 50, 123):
        yield Case(f"a close with {size} letters", frame(CLOSE, struct.pack(">H", 1000) + b"x" * size), 1000)
    for bad in BAD_TEXTS[:8]:
        yield Case(f"a close with {bad.hex()} as its reason", frame(CLOSE, struct.pack(">H", 1000) + bad), 1007, or_else=1002)
    yield Case("text after a close", frame(CLOSE, struct.pack(">H", 1000)) + frame(TEXT, command()), 1000)


def commands() -> Iterator[Case]:
    for words in (b"", b"x", b"{", b"null", b"[]", b"7", b'{"type":7}', b'{"type":"dance"}', b'{"type":"hello"}', b"[" * 5000):
        yield Case(f"no command: {words[:20]!r}", frame(TEXT, words), 1008)
    yield Case("too many commands", frame(TEXT, command()) * 200, 1008)


def cases() -> list[Case]:
    return [*framing(), *controls(), *reserved(), *fragments(), *texts(), *closes(), *commands()]
