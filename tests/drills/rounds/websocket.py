"""T14: the stream's socket against RFC 6455, case by case, with a client that may break every rule."""

from __future__ import annotations

import asyncio

from drills.raw_socket import CLOSE, PONG, TEXT, RawSocket, frame, handshake
from drills.rounds.websocket_cases import ENDS, LIVES, Case, cases, command
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

AT_ONCE = 8
GROWTH_BYTES_MAX = 64 << 20

# What is no handshake, and how it is refused.
HANDSHAKES: list[tuple[dict[str, str], set[int]]] = [
    ({}, {101}),
    ({"Upgrade": ""}, {400, 426}),
    ({"Upgrade": "h2c"}, {400, 426}),
    ({"Connection": ""}, {400, 426}),
    ({"Connection": "close"}, {400, 426}),
    ({"Sec_WebSocket_Version": ""}, {400, 426}),
    ({"Sec_WebSocket_Version": "8"}, {400, 426}),
    ({"Sec_WebSocket_Version": "x"}, {400, 426}),
    ({"Sec_WebSocket_Key": ""}, {400}),
    ({"Authorization": ""}, {401, 403}),
    ({"Authorization": "Bearer wrong"}, {401}),
    ({"Sec_WebSocket_Protocol": "chat"}, {101, 400}),
    ({"Sec_WebSocket_Extensions": "permessage-deflate"}, {101}),
]


async def try_case(here: World, case: Case) -> str:
    """Empty when it went as it must."""
    socket = await RawSocket.open(here.desk.port, here.agents[0].token)
    try:
        try:
            await socket.send(case.data, case.chop)
        except ConnectionError:
            pass  # the desk may have had enough before it has heard all
        heard = await socket.answer()
        if case.echo is not None and (heard is None or (heard.opcode, heard.payload) != (PONG, case.echo)):
            return f"{case.name}: a pong was expected, {heard} came"
        if case.expects == LIVES:
            if case.echo is not None:
                await socket.send(frame(TEXT, command()))
                while heard is not None and heard.opcode == PONG:
                    heard = await socket.answer()
            return "" if heard is not None and heard.opcode == TEXT else f"{case.name}: the socket should live, {heard} came"
        while heard is not None and heard.opcode == TEXT:
            heard = await socket.answer()
        if case.expects == ENDS:
            return "" if heard is None or heard.opcode == CLOSE else f"{case.name}: {heard} came"
        if heard is None or heard.opcode != CLOSE or heard.code not in (case.expects, case.or_else):
            return f"{case.name}: a close with {case.expects} was expected, {heard and (heard.opcode, heard.code)} came"
        return ""
    except asyncio.TimeoutError:
        return f"{case.name}: no answer"
    finally:
        socket.close()


async def try_handshake(here: World, changed: dict[str, str], expected: set[int], chop: int) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", here.desk.port)
    try:
        socket = RawSocket(reader, writer)
        await socket.send(handshake(here.desk.port, here.agents[0].token, **changed), chop)
        first = (await asyncio.wait_for(reader.readuntil(b"\r\n"), 10)).decode()
        status = int(first.split(" ")[1])
        return "" if status in expected else f"handshake with {changed}: {status}"
    except (asyncio.IncompleteReadError, asyncio.TimeoutError, ConnectionError) as fault:
        return f"handshake with {changed}: {fault!r}"
    finally:
        writer.close()


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, channels=("whatsapp",), agents=1, watchers=1) as here:
        before = here.desk.memory_bytes()
        room = asyncio.Semaphore(AT_ONCE)

        async def one(case: Case) -> str:
            async with room:
                return await try_case(here, case)

        all_cases = cases() * setting.rounds
        here.random.shuffle(all_cases)
        faults = [fault for fault in await asyncio.gather(*(one(case) for case in all_cases)) if fault]
        for changed, expected in HANDSHAKES:
            for chop in (0, 1):
                fault = await try_handshake(here, changed, expected, chop)
                faults += [fault] if fault else []
        grown = here.desk.memory_bytes() - before
        outcome.violations += faults
        outcome.expect(grown < GROWTH_BYTES_MAX, f"the server grew by {grown >> 20} MiB")
        outcome.figures.update(cases=len(cases()) + 2 * len(HANDSHAKES), wrong=len(faults), grown_mib=grown >> 20)
        outcome.add(await here.check())
    return outcome


DRILL = Drill("websocket", "T14", "the stream's socket against RFC 6455", run, rounds_short=1, rounds_full=20)
