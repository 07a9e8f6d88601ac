"""How many agents, and how many conversations a day, until the 99th of a hundred frames comes later than 250 ms after its post.

A step is so many agents and so many messages a second for some seconds; it holds when p99 stays below the limit and nothing
is lost. Steps grow by half until one does not hold; then the gap is halved until it is a tenth. Two searches: conversations
with a crew of forty, and agents who each bring their share of customers, all watching the same inbox.

The day: a conversation has five messages of the customer, and an eighth of a day's come in its busiest hour.
An agent has forty conversations a day.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

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

Step = Callable[[float], Awaitable[bool]]


def rate_of(conversations_a_day: float) -> float:
    """Messages a second in the busiest hour."""
    return conversations_a_day * MESSAGES_A_CONVERSATION * BUSIEST_HOUR / 3600


async def holds(here: Crew, setting: Setting, agents: int, rate: float) -> bool:
    """A step that fails is tried once more: one bad second of the machine is not its capacity."""
    for _ in range(2):
        pace = Pace(rate, 2 * setting.seconds, is_random=True)
        told = await streamed(here.desk.port, pace, here.inboxes, here.tokens[:agents], here.folder)
        p99 = told["frame_p99_us"] / 1e3
        lost = told["bad"] + told["missing"] + told["closed"]
        print(f"    {agents:,} agents, {rate:,.1f} messages a second: p99 {p99:,.0f} ms, {lost} lost", flush=True)
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
    async with crew(setting, AGENTS_MAX) as here:
        await here.warm(2 * setting.seconds)

        async def with_a_crew(rate: float) -> bool:
            return await holds(here, setting, CREW, rate)

        async def with_their_customers(agents: float) -> bool:
            return await holds(here, setting, round(agents), rate_of(agents * CONVERSATIONS_AN_AGENT))

        rate = await most(with_a_crew, 500, 20_000)
        agents = await most(with_their_customers, 200, AGENTS_MAX)
    day = rate / rate_of(1)
    return [
        Row("capacity", f"messages a second, {CREW} agents watching, frames within {LIMIT_MS:.0f} ms (p99)", [rate]),
        Row("capacity", "conversations a day at that, five messages each, an eighth in the busiest hour", [day]),
        Row("capacity", f"agents who all watch one inbox, each with {CONVERSATIONS_AN_AGENT} conversations a day", [agents]),
        Row("capacity", "their conversations a day", [agents * CONVERSATIONS_AN_AGENT]),
    ]


MEASURE = Measure("capacity", ("capacity",), "how many agents and conversations a day until frames come late", run)
