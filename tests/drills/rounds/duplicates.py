"""T16: every event many times, shuffled over many connections; crowds of one event; many firsts of one new customer."""

from __future__ import annotations

import asyncio
from random import Random

from drills.platforms import Platform
from drills.platforms.base import Send, Webhook
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

TIMES = 10
CONNECTIONS = 256  # more than one batch of the server holds


async def deliver_all(platform_of: list[tuple[Platform, Webhook]]) -> None:
    """Each once, many at a time, until it is answered 200."""
    queue = iter(platform_of)

    async def worker() -> None:
        for platform, webhook in queue:
            await platform.deliver(webhook)

    await asyncio.gather(*(worker() for _ in range(CONNECTIONS)))


def shuffled_messages(here: World, count: int) -> list[tuple[Platform, Webhook]]:
    all_of_them = []
    for number in range(count):
        platform = here.platforms[number % len(here.platforms)]
        webhook = platform.message(here.random.randrange(200), here.next_text(platform))
        all_of_them += [(platform, webhook)] * TIMES
    here.random.shuffle(all_of_them)
    return all_of_them


async def firsts(here: World, bursts: int) -> None:
    """Ten messages of somebody new at the same moment: one contact, one conversation."""
    for burst in range(bursts):
        platform = here.platforms[burst % len(here.platforms)]
        customer = 1_000_000 + burst
        webhooks = [platform.message(customer, here.next_text(platform)) for _ in range(10)]
        await asyncio.gather(*(platform.deliver(webhook) for webhook in webhooks))


async def histories(here: World, count: int, random: Random) -> None:
    """Statuses of one message in any order and number: the same state in the end (I5)."""
    agent = here.agents[0]
    for platform in here.platforms:
        platform.tells_statuses = False
    sent: list[tuple[Platform, Send]] = []
    for platform in here.platforms:
        platform.on_send = lambda send, platform=platform: sent.append((platform, send))  # type: ignore[misc]
    conversations = await agent.conversations()
    for number in range(count):
        await agent.reply(conversations[number % len(conversations)]["id"])
    await here.rest()
    ids = {one["text"]: one["id"] for one in _taken(here)}

    async def tell(platform: Platform, send: Send) -> None:
        """One after the other: of those that come together the server may take the highest at once."""
        permutation = [status for status in platform.statuses for _ in range(random.randint(1, 3))]
        random.shuffle(permutation)
        for status in permutation:
            await platform.deliver(platform.status(ids[send.text], status, send))

    await asyncio.gather(*(tell(platform, send) for platform, send in sent))


def _taken(here: World) -> list[dict[str, str]]:
    from drills.ledger import records

    return [one for one in records(here.ledgers, "platform-*") if one["what"] == "took"]


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    unique = 60 * setting.rounds
    async with world(setting) as here:
        await deliver_all(shuffled_messages(here, unique))
        crowd = here.platforms[0].message(7, here.next_text(here.platforms[0]))
        await deliver_all([(here.platforms[0], crowd)] * (100 * setting.rounds))
        await firsts(here, 5 * setting.rounds)
        await histories(here, 4 * setting.rounds, here.random)
        await here.rest()
        outcome.figures.update(unique=unique, deliveries=sum(one.offers for one in here.platforms))
        outcome.add(await here.check())
    return outcome


DRILL = Drill("duplicates", "T16", "events ten times, shuffled; crowds; firsts of new customers", run, rounds_short=3,
              rounds_full=60, seconds_max=7200)
