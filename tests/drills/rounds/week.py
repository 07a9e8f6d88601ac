"""T17: a week's messages and statuses at full speed, twice. The second pass changes nothing."""

from __future__ import annotations

import asyncio
import hashlib

from drills.measures import Stopwatch
from drills.platforms.base import Platform, Send, Webhook
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

AT_ONCE = 48
STATE = {
    "messages": "id, version, status, text",
    "conversations": "id, version, status, unread_count",
    "contacts": "id, version, name",
    "streams": "account_id, seq",
    "delivery_attempts": "message_id, attempt, state",
    "pending_statuses": "external_id, status",
}


def week(here: World, messages: int) -> list[tuple[Platform, Webhook]]:
    """Three statuses a message, of messages that this desk has not sent: they are kept, as after a move from elsewhere."""
    made: list[tuple[Platform, Webhook]] = []
    for number in range(messages):
        platform = here.platforms[number % len(here.platforms)]
        made.append((platform, platform.message(here.random.randrange(messages // 8 + 1), here.next_text(platform))))
        for status in platform.statuses:
            made.append((platform, platform.status(f"old-{number}", status, Send("", "31600000001"))))
    return made


async def play(events: list[tuple[Platform, Webhook]]) -> float:
    rest = iter(events)

    async def worker() -> None:
        for platform, webhook in rest:
            await platform.deliver(webhook)

    watch = Stopwatch()
    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return watch.seconds


def state_of(here: World) -> str:
    """One hash over what a customer or an agent could see."""
    digest = hashlib.sha256()
    with here.desk.cluster.connect() as connection:
        for table, columns in STATE.items():
            for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}".encode()):
                digest.update(repr(row).encode())
    return digest.hexdigest()


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, channels=("whatsapp", "messenger", "twilio"), agents=1, watchers=1) as here:
        events = week(here, 300 if setting.is_short else 5_000 * setting.rounds)
        first = await play(events)
        await here.rest()
        before, memory = state_of(here), here.desk.memory_bytes()
        second = await play(events)
        await here.rest()
        outcome.expect(state_of(here) == before, "the second pass changed something")
        rate = len(events) / first
        outcome.figures.update(
            events=len(events), a_second=round(rate), second_pass_a_second=round(len(events) / second),
            grown_mib=(here.desk.memory_bytes() - memory) >> 20,
        )
        violations, figures = await here.check()
        figures.pop("events", None)
        outcome.add((violations, figures))
    return outcome


DRILL = Drill("week", "T17", "a week replayed at full speed, twice", run, rounds_short=1, rounds_full=10, seconds_max=7200)
