"""Contacts are merged and parted while their owners write: nothing is left on a contact that is a redirect.

A conversation takes a moment to be made, as on a slow disk: time enough for a merge in the middle of it.
"""

from __future__ import annotations

import asyncio
import itertools

from drills.agents import Agent
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

PEOPLE = 8
PEOPLE_MIN = 6  # contacts: those who stay merged are fewer and fewer
LINGER = """
    CREATE FUNCTION drill_lingers() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_sleep(random() * 0.06);
        RETURN NEW;
    END $$;
    CREATE TRIGGER drill_lingers BEFORE INSERT ON conversations FOR EACH ROW EXECUTE FUNCTION drill_lingers()"""


async def churn(here: World, agent: Agent, rounds: int) -> int:
    """Merges any two, parts them again, resolves what is open so that conversations begin anew."""
    done = 0
    newcomers = itertools.count(PEOPLE + agent.random.randrange(1, 1_000) * 1_000)
    for _ in range(rounds):
        contacts = [one["id"] for one in await agent.all_of("/contacts")]
        while len(contacts) < PEOPLE_MIN:
            platform = agent.random.choice(here.platforms)
            await platform.deliver(platform.message(next(newcomers), here.next_text(platform)))
            contacts = [one["id"] for one in await agent.all_of("/contacts")]
        into, other = agent.random.sample(contacts, 2)
        merged = await agent.surely("POST", f"/contacts/{into}/merge", {"contact_id": other})
        done += merged.status == 200
        for one in await agent.conversations():
            if agent.random.random() < 0.3:
                await agent.surely("PUT", f"/conversations/{one['id']}/status", {"status": "resolved"})
        if agent.random.random() < 0.7:
            await agent.surely("POST", f"/contacts/{into}/unmerge", {"contact_id": other})
    return done


async def write(here: World) -> None:
    while here.is_loading:
        platform = here.random.choice(here.platforms)
        customer = here.random.randrange(PEOPLE)
        await platform.deliver(platform.message(customer, here.next_text(platform)))
        await asyncio.sleep(here.random.uniform(0.0, 0.1))


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, watchers=2, agents=3) as here:
        for platform in here.platforms:
            for customer in range(PEOPLE):
                await platform.deliver(platform.message(customer, here.next_text(platform)))
        with here.desk.cluster.connect() as connection:
            connection.execute(LINGER)
        here.is_loading = True
        writers = [asyncio.create_task(write(here)) for _ in range(16)]
        merges = await asyncio.gather(*(churn(here, agent, 12 * setting.rounds) for agent in here.agents))
        here.is_loading = False
        await asyncio.gather(*writers)
        await here.rest()
        outcome.figures["merges"] = sum(merges)
        outcome.expect(sum(merges) > 3 * setting.rounds, "hardly anything was merged: nothing was shown")
        violations, figures = await here.check()
        # Two who both have an open conversation in an inbox keep both, for a person to end one; and a message stays where
        # it was written when its writer is parted from that contact again.
        ours = ("two open conversations", "address is of another contact")
        outcome.add(([one for one in violations if not any(word in one for word in ours)], figures))
    return outcome


DRILL = Drill("merges", "I7", "contacts merged and parted while they write", run, rounds_short=1, rounds_full=50,
              seconds_max=7200)
