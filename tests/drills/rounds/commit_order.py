"""T03b: many writers wait between taking an event's number and their commit; a reader that follows misses none."""

from __future__ import annotations

import asyncio
import threading
import time
from random import Random

import psycopg

from drills.setting import Drill, Outcome, Setting
from drills.world import world

WRITERS = 16
APPEND = """
    SELECT journal_append(%(account)s, array_fill('contact.updated'::text, ARRAY[%(count)s]), {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}, {0},
                          {0})
""".format("array_fill(NULL::bigint, ARRAY[%(count)s])")


def write(dsn: str, account: str, random: Random, until: float) -> None:
    """Some transactions end in a rollback, and give their numbers back."""
    with psycopg.connect(dsn) as connection:
        while time.monotonic() < until:
            connection.execute("SELECT set_config('role', 'balie_app', true), set_config('app.account', %s, true)", (account,))
            connection.execute(APPEND, {"account": int(account), "count": random.randint(1, 4)})
            time.sleep(random.uniform(0, 0.01))
            if random.random() < 0.2:
                connection.rollback()
            else:
                connection.commit()


def read(dsn: str, account: str, until: float, faults: list[str]) -> int:
    """As a resuming reader does: what comes after the last number that was seen."""
    last = -1
    count = 0
    with psycopg.connect(dsn, autocommit=True) as connection:
        while time.monotonic() < until:
            rows = connection.execute(
                "SELECT seq FROM events WHERE account_id = %s AND seq > %s ORDER BY seq", (int(account), last)
            ).fetchall()
            for (seq,) in rows:
                if last >= 0 and seq != last + 1:
                    faults.append(f"event {seq} was read after {last}")
                last = seq
                count += 1
    return count


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    faults: list[str] = []
    async with world(setting, channels=("whatsapp",), agents=1, watchers=0) as here:
        account = here.accounts[0].id
        until = time.monotonic() + (3.0 if setting.is_short else 30.0 * setting.rounds)
        threads = [
            threading.Thread(target=write, args=(here.desk.cluster.dsn, account, Random(f"{setting.seed}/{number}"), until))
            for number in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        counts = await asyncio.gather(
            *(asyncio.to_thread(read, here.desk.cluster.dsn, account, until, faults) for _ in range(3))
        )
        for thread in threads:
            await asyncio.to_thread(thread.join)
        outcome.violations += faults[:5]
        outcome.figures.update(read=sum(counts), wrong=len(faults))
        outcome.expect(min(counts) > 50, f"hardly anything was read: {counts}")
        outcome.add(await here.check("--in-motion"))
    return outcome


DRILL = Drill("commit-order", "T03b", "writers that wait between number and commit", run, rounds_short=1, rounds_full=20,
              seconds_max=7200)
