"""How many agents, and how many conversations a day, until the 99th of a hundred frames comes later than 250 ms after its post.

A step is so many agents and so many messages a second for some seconds; it holds when p99 stays below the limit and nothing
is lost. Steps grow by half until one does not hold; then the gap is halved until it is a tenth. Two searches: what customers
write, with a crew of forty who look on; and agents who each bring their share of customers, all watching the same inbox:
they open the conversation and reply to every other message, which the platform takes and tells the fate of.

The day: a conversation has five messages of the customer, and an eighth of a day's come in its busiest hour.
An agent has forty conversations a day.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from drills.platforms.whatsapp import WhatsApp
from drills.wire import Lost

from goals.crew import Crew, crew
from goals.goal import Measure, Row, Setting
from goals.programs import Pace, streamed

LIMIT_MS = 250.0
CREW = 40
AGENTS_MAX = 8000
MESSAGES_A_CONVERSATION = 5
BUSIEST_HOUR = 1 / 8
CONVERSATIONS_AN_AGENT = 40
NEAR_ENOUGH = 1.1
POSTS_MIN = 200  # of a step, so that there is a hundredth to speak of
STEP_SECONDS_MAX = 20.0

Step = Callable[[float], Awaitable[bool]]


def rate_of(conversations_a_day: float) -> float:
    """Messages a second in the busiest hour."""
    return conversations_a_day * MESSAGES_A_CONVERSATION * BUSIEST_HOUR / 3600


class Agents:
    """Who replies: somebody else each time, to one of the newest conversations."""

    def __init__(self, here: Crew, agents: int, replies_a_second: float) -> None:
        self._here = here
        self._tokens = here.tokens[:agents]
        self._pause = 1 / replies_a_second
        self._random = Random()
        self._under_way: set[asyncio.Task[None]] = set()
        self.replied = 0
        self.turned_down = 0

    async def work(self) -> None:
        open_now: list[str] = []
        try:
            for turn in range(10**9):
                if turn % 20 == 0:
                    page = await self._ask("GET", "/conversations?status=open&sort=newest&limit=100")
                    open_now = [one["id"] for one in page["items"]]
                if open_now:
                    task = asyncio.create_task(self._reply(self._random.choice(open_now)))
                    self._under_way.add(task)
                    task.add_done_callback(self._under_way.discard)
                await asyncio.sleep(self._pause * self._random.uniform(0.5, 1.5))
        finally:
            for task in list(self._under_way):
                task.cancel()

    async def _ask(self, method: str, path: str, body: object = None) -> dict[str, list[dict[str, str]]]:
        headers = {"authorization": f"Bearer {self._random.choice(self._tokens)}", "content-type": "application/json"}
        answer = await self._here.desk.client.request(method, "/api/v1" + path, b"" if body is None else json.dumps(body).encode(), headers)
        if answer.status not in (200, 201):
            raise Lost(f"{path}: {answer.status}")
        found: dict[str, list[dict[str, str]]] = answer.json()
        return found

    async def _reply(self, conversation: str) -> None:
        body = {"client_id": str(uuid.UUID(int=self._random.getrandbits(128), version=4)), "kind": "reply", "text": "We kijken het voor u na."}
        try:
            await self._ask("GET", f"/conversations/{conversation}")
            await self._ask("GET", f"/conversations/{conversation}/messages?limit=50")
            await self._ask("POST", f"/conversations/{conversation}/messages", body)
            self.replied += 1
        except Lost:
            self.turned_down += 1


async def holds(here: Crew, setting: Setting, agents: int, rate: float, replies: bool) -> bool:
    """A step that fails is tried once more: one bad second of the machine is not its capacity."""
    for _ in range(2):
        pace = Pace(rate, min(STEP_SECONDS_MAX, max(2.0 * setting.seconds, POSTS_MIN / rate)), is_random=True)
        crowd = Agents(here, agents, rate / 2)
        at_work = asyncio.create_task(crowd.work()) if replies else None
        try:
            told = await streamed(here.desk.port, pace, here.inboxes, here.tokens[:agents], here.folder)
        except RuntimeError as fault:  # not all of them found the desk open
            print(f"    {agents:,} agents: {fault}", flush=True)
            continue
        finally:
            if at_work is not None:
                at_work.cancel()
                await asyncio.gather(at_work, return_exceptions=True)
        p99 = told["frame_p99_us"] / 1e3
        lost = told["bad"] + told["missing"] + told["closed"] + crowd.turned_down
        print(f"    {agents:,} agents, {rate:,.1f} messages a second, {crowd.replied} replies: p99 {p99:,.0f} ms, {lost} lost", flush=True)
        if p99 <= LIMIT_MS and lost == 0:
            return True
    return False


async def most(step: Step, begin: float, end: float) -> float:
    """The largest that holds; 0 when not even the first does."""
    good, bad, trial = 0.0, 0.0, begin
    while not bad and good < end:
        if await step(trial):
            good, trial = trial, min(end, trial * 1.5)
        else:
            bad = trial
    while good and bad and bad / good > NEAR_ENOUGH:
        middle = (good * bad) ** 0.5
        if await step(middle):
            good = middle
        else:
            bad = middle
    return good


async def run(setting: Setting) -> list[Row]:
    folder = Path(tempfile.mkdtemp(prefix="balie-bench-"))
    platform = WhatsApp(folder, "bench")
    await platform.start()
    try:
        async with crew(setting, AGENTS_MAX, platform) as here:
            await here.warm(2 * setting.seconds)

            async def looking_on(rate: float) -> bool:
                return await holds(here, setting, CREW, rate, replies=False)

            async def with_their_customers(agents: float) -> bool:
                return await holds(here, setting, round(agents), rate_of(agents * CONVERSATIONS_AN_AGENT), replies=True)

            agents = await most(with_their_customers, 200, AGENTS_MAX)
            here.spare_search()
            rate = await most(looking_on, 500, 20_000)
    finally:
        platform.is_stopping = True
        await platform.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return [
        Row("capacity", f"agents who all watch one inbox, with {CONVERSATIONS_AN_AGENT} conversations a day each, p99 within {LIMIT_MS:.0f} ms", [agents]),
        Row("capacity", "their conversations a day, with replies", [agents * CONVERSATIONS_AN_AGENT]),
        Row("capacity", f"customers' messages a second while {CREW} agents look on", [rate]),
        Row("capacity", "the conversations a day of which these are the busiest hour", [rate / rate_of(1)]),
    ]


MEASURE = Measure("capacity", ("capacity",), "how many agents and conversations a day until frames come late", run)
