"""T10: an error at the n-th statement, for every n of what a webhook, a reply and its statuses need, for each SQLSTATE."""

from __future__ import annotations

import asyncio

from drills.behind_proxy import world_behind_proxy
from drills.postgres_proxy import Choice, Fault, PostgresProxy, Statement
from drills.setting import Drill, Outcome, Setting
from drills.wire import Lost
from drills.world import World

STATES = ("40001", "40P01", "23505", "57014", "53200", "55P03", "57P01", "25P03", "08006")
CUTTING = ("57P01", "25P03", "08006")
STEPS_MAX = 80


class Nth:
    """Spoils one statement, the n-th from now, of those that belong to work: not of connecting or of rolling back."""

    def __init__(self, n: int, state: str) -> None:
        self.left = n
        self.state = state
        self.hit = ""

    def __call__(self, statement: Statement) -> Choice:
        if statement.text.startswith(("SET", "ROLLBACK")) or self.left == 0:
            return Fault.NONE, ""
        self.left -= 1
        if self.left > 0:
            return Fault.NONE, ""
        self.hit = statement.text.split("\n")[0][:60]
        return (Fault.FATAL if self.state in CUTTING else Fault.ERROR), self.state


async def scene(here: World) -> None:
    """Something comes in, is answered, and the platform tells of it."""
    platform = here.random.choice(here.platforms)
    customer = here.random.randrange(8)
    await platform.deliver(platform.message(customer, here.next_text(platform)))
    agent = here.agents[0]
    try:
        conversations = [one for one in await agent.conversations() if one["status"] != "resolved"]
    except Lost:  # 23505 in a read, which no real database says, is a 409
        conversations = [one for one in await agent.conversations() if one["status"] != "resolved"]
    await agent.reply(here.random.choice(conversations)["id"])


async def step(here: World, proxy: PostgresProxy, n: int, state: str, outcome: Outcome) -> str:
    policy = Nth(n, state)
    proxy.policy = policy
    try:
        await asyncio.wait_for(scene(here), 30)
    except asyncio.TimeoutError:
        outcome.violations.append(f"{state} at statement {n} ({policy.hit}) left something hanging")
    return policy.hit


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    hits: set[tuple[str, str]] = set()
    async with world_behind_proxy(setting, agents=1, watchers=1) as (here, proxy):
        for platform in here.platforms:
            await platform.deliver(platform.message(1, here.next_text(platform)))
        steps = [(n, state) for n in range(1, STEPS_MAX) for state in STATES]
        if setting.is_short:
            steps = here.random.sample(steps, 40)
        for _ in range(1 if setting.is_short else setting.rounds):
            for n, state in steps:
                hit = await step(here, proxy, n, state, outcome)
                if hit:
                    hits.add((hit, state))
        proxy.policy = lambda _: (Fault.NONE, "")
        await here.rest(holders_died=True)
        shown = await here.agents[0].all_of("/quarantine")
        blamed = [one for one in shown if "database" in str(one.get("reason", ""))]
        outcome.expect(not blamed, f"{len(blamed)} webhooks are in the quarantine for a fault of the database: {blamed[:2]}")
        outcome.figures.update(errors=proxy.faults, statements_and_codes=len(hits))
        outcome.add(await here.check())
    return outcome


DRILL = Drill("database-errors", "T10", "an error at every statement", run, rounds_short=1, rounds_full=1, seconds_max=7200)
