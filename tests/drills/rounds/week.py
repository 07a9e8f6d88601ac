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
    "delivery_attempts": "message_id, attempt, state",
    "pending_statuses": "external_id, status",
}


def week(here: World, messages: int) -> list[tuple[Platform, Webhook]]:
    """Three statuses a message, of messages that this desk has not sent: they are kept, as after a move from elsewhere."""
    made: list[tuple[Platform, Webhook]] = []
    for number in range(messages):
        platform = here.platforms[number % len(here.platforms)]
        made.append((platform, platform.message(here.random.randrange(messages // 8 + 1), here.next_text(platform))))
        for status in here.random.sample(platform.statuses, len(platform.statuses)):
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


def state_of(here: World) -> dict[str, str]:
    """A hash of each table over what a customer or an agent could see."""
    state = {}
    with here.desk.cluster.connect() as connection:
        for table, columns in STATE.items():
            digest = hashlib.sha256()
            for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}".encode()):
                digest.update(repr(row).encode())
            state[table] = digest.hexdigest()
        # What the desk finds out about its inboxes meanwhile is told by itself.
        told = connection.execute("SELECT count(*) FROM events WHERE type <> 'inbox.updated'").fetchone()
        state["events"] = str(told)
    return state


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, channels=("whatsapp", "messenger", "twilio"), agents=1, watchers=1) as here:
        events = week(here, 300 if setting.is_short else 5_000 * setting.rounds)
        first = await play(events)
        await here.rest()
        before, memory = state_of(here), here.desk.memory_bytes()
        second = await play(events)
        await here.rest()
        changed = [table for table, digest in state_of(here).items() if digest != before[table]]
        outcome.expect(not changed, f"the second pass changed {', '.join(changed)}")
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
