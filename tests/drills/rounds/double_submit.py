"""T05, the browser's half: every reply posted up to twenty times at once, over cut lines: one row, one send."""

from __future__ import annotations

import asyncio

from drills.agents import Agent
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world


async def post_some(here: World, agent: Agent, conversations: list[str], count: int) -> int:
    posts = 0
    for _ in range(count):
        times = agent.random.randint(1, 20)
        posts += times
        await agent.reply(agent.random.choice(conversations), times=times)
    return posts


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, watchers=2, agents=3) as here:
        for platform in here.platforms:
            for customer in range(10):
                await platform.deliver(platform.message(customer, here.next_text(platform)))
        conversations = [one["id"] for one in await here.agents[0].conversations()]
        posts = await asyncio.gather(*(post_some(here, agent, conversations, 15 * setting.rounds) for agent in here.agents))
        await here.rest()
        outcome.figures.update(posts=sum(posts))
        outcome.add(await here.check())
        outcome.expect(outcome.figures["replies"] == outcome.figures["taken"], "not every reply reached its platform")
    return outcome


DRILL = Drill("double-submit", "T05b", "the same reply posted up to twenty times at once", run, rounds_short=1,
              rounds_full=100, seconds_max=7200)
