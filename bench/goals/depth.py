"""P9, P10, P11: what an agent opens, the live figures and search, on a desk with a short past and on one with a long one."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import time
from collections.abc import Callable
from random import Random
from typing import Any

from drills.measures import percentile

from goals.data import Past, past
from goals.goal import ROOT, Aim, Columns, Measure, Row, Setting

SMALL = 100_000
ASKED_TIMES = 200  # a round; at a pace at which nobody waits for anybody


class Asker:
    """Requests one after the other over a connection that stays; nothing between the clock and the socket."""

    def __init__(self, port: int, token: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._headers = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"  # the desk answers to its own address alone

    def ask(self, path: str) -> tuple[float, Any]:
        """Seconds, and the answer."""
        request = f"GET /api/v1{path} HTTP/1.1\r\n{self._headers}\r\n".encode()
        began = time.perf_counter()
        self._socket.sendall(request)
        answer = b""
        whole = 0
        while not whole or len(answer) < whole:
            piece = self._socket.recv(1 << 20)
            if not piece:
                raise RuntimeError(f"{path}: the server closed the connection")
            answer += piece
            if not whole and (head := answer.find(b"\r\n\r\n")) >= 0:
                length = re.search(rb"content-length: *(\d+)", answer[:head], re.IGNORECASE)
                whole = head + 4 + int(length[1] if length else 0)
        seconds = time.perf_counter() - began
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {answer[:300].decode(errors='replace')}")
        return seconds, json.loads(answer[answer.index(b"\r\n\r\n") + 4 :])

    def close(self) -> None:
        self._socket.close()


def inbox_page(asker: Asker, of: Past, random: Random) -> float:
    seconds, page = asker.ask(f"/conversations?inbox_id={random.choice(of.inboxes)}&status=open&limit=25")
    if not page["items"]:
        raise RuntimeError("an inbox without open conversations")
    return seconds


def past_page(asker: Asker, of: Past, random: Random) -> float:
    seconds, _ = asker.ask(f"/conversations?inbox_id={random.choice(of.inboxes)}&status=resolved&limit=25")
    return seconds


def conversation(asker: Asker, of: Past, random: Random) -> float:
    """As the desk opens one: itself and its newest fifty messages."""
    number = random.randrange(1, of.conversations)
    first, _ = asker.ask(f"/conversations/{number}")
    second, _ = asker.ask(f"/conversations/{number}/messages?limit=50")
    return first + second


def queue_row(asker: Asker, of: Past, random: Random) -> float:
    seconds, queue = asker.ask("/queue")
    rows = sum(len(queue[name]) for name in ("inboxes", "teams", "agents"))
    return seconds / rows


QUESTIONS: dict[str, Callable[[Asker, Past, Random], float]] = {
    "inbox": inbox_page, "resolved": past_page, "conversation": conversation, "queue": queue_row,
}


def medians(pasts: tuple[Past, Past], times: int) -> list[dict[str, float]]:
    """Seconds of each question at each desk; questions and desks go through each other."""
    random = Random(times)
    askers = [{name: Asker(of.desk.port, of.admin if name == "queue" else of.agent) for name in QUESTIONS} for of in pasts]
    took: list[dict[str, list[float]]] = [{name: [] for name in QUESTIONS} for _ in pasts]
    for _ in range(times):
        for name, question in QUESTIONS.items():
            for at, of in enumerate(pasts):
                took[at][name].append(question(askers[at][name], of, random))
    for asker in (one for of_desk in askers for one in of_desk.values()):
        asker.close()
    return [{name: percentile(seconds, 0.5) for name, seconds in of_desk.items()} for of_desk in took]


def search(of: Past, rounds: int) -> tuple[float, float]:
    """The worst of ours and of the planner's, milliseconds. bench/search asks."""
    words = dict(word.split("=", 1) for word in of.desk.cluster.dsn.split())
    command = [str(ROOT / "bench/search"), "--host", words["host"], "--account", str(of.account), "--rounds", str(rounds)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    print("\n".join("    " + line for line in done.stdout.splitlines()), flush=True)
    found = re.search(r"worst: ours ([\d.]+), the planner's ([\d.]+)", done.stdout)
    assert found is not None
    return float(found[1]), float(found[2])


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    large = setting.messages
    if large <= SMALL:
        raise RuntimeError(f"--messages: more than {SMALL:,}")
    async with past(setting, SMALL) as few, past(setting, large) as many:
        await asyncio.to_thread(medians, (few, many), ASKED_TIMES)  # what the first look reads from disk is not counted
        for _ in range(setting.rounds):
            small, big = await asyncio.to_thread(medians, (few, many), ASKED_TIMES)
            columns.add(**{name: big[name] / small[name] for name in QUESTIONS}, inbox_ms=big["inbox"] * 1e3, conversation_ms=big["conversation"] * 1e3)
        ours, planners = await asyncio.to_thread(search, many, min(setting.rounds, 5))
    size = f"{large:,} messages / {SMALL:,}"
    return [
        Row("P9", f"an inbox's page of open conversations, p50: {size}", columns["inbox"], Aim("≤", 1.5, 1.2)),
        Row("P9", f"its page of resolved ones: {size}", columns["resolved"], Aim("≤", 1.5, 1.2)),
        Row("P9", f"opening a conversation: {size}", columns["conversation"], Aim("≤", 1.5, 1.2)),
        Row("P9", f"the page at {large:,} messages", columns["inbox_ms"], unit=" ms"),
        Row("P9", f"the conversation at {large:,} messages", columns["conversation_ms"], unit=" ms"),
        Row("P10", f"live queue figures, time a row: {size}", columns["queue"], Aim("≤", 1.5)),
        Row("P11", f"search for the newest twenty at {large:,} messages: the planner's worst / ours", [planners / ours], Aim("≥", 100, 500)),
        Row("P11", "our worst of rare, medium, frequent, both and none", [ours], unit=" ms"),
    ]


MEASURE = Measure("depth", ("P9", "P10", "P11"), "a short past beside a long one: pages, conversations, figures, search", run)
