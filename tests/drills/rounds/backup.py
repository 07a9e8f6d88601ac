"""T35: a backup under load, the loss of the machine, and the way back, with the words of docs/04-operate.md.

Two ways: a dump of the private cluster with its files, and a base backup whose WAL is replayed to a second by chance.
The desk went on between the backup and the loss: what the customers have had by then must not go to them again.
"""

from __future__ import annotations

import asyncio
import datetime
import os
import re
import shutil
import signal
import tempfile
import time
from pathlib import Path

from drills.agents import Agent
from drills.archive import Archived
from drills.desk import DeskFault
from drills.documented import blocks, typed
from drills.setting import Drill, Outcome, Setting
from drills.uploads import Upload, faults_on_disk, put, served
from drills.watcher import Watcher
from drills.world import World, world

SLOW = ["error_503", "limited"]  # so that the outbox holds something at any moment
Gap = tuple[float, float]  # from the moment that one goes back to, until the loss


async def upload_some(here: World, count: int, known: list[Upload]) -> None:
    agent: Agent = here.agents[0]
    conversations = await agent.conversations()
    for number in range(count):
        known.append(await put(here, agent, here.random.choice(conversations)["id"], len(known) * 100 + number))


def trouble(here: World, share: float) -> None:
    for platform in here.platforms:
        platform.script.names, platform.script.share = SLOW, share


async def lose_the_desk(here: World) -> float:
    """Nobody is in the middle of a request, the outbox is full; when it was gone."""
    await here.calm()
    await here.desk.kill()
    return time.time()


async def lose_the_database(here: World) -> float:
    """It hangs, webhooks go to the spool, and then both die; the disk with the spool lives. When it hung."""
    await here.calm()
    cluster = here.desk.cluster
    processes = [process for process, _ in cluster.children()] + [cluster.postmaster]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    hung = time.time()
    for platform in here.platforms:
        said = (platform.message(customer, here.next_text(platform)) for customer in range(10))
        await asyncio.gather(*(platform.deliver(one) for one in said))
    await here.desk.kill()
    for process in processes[:-1]:  # those that are stopped do not see that their postmaster dies
        os.kill(process, signal.SIGKILL)
    return hung


async def judge_files(here: World, outcome: Outcome, media: Path, known: list[Upload], until: float) -> None:
    outcome.violations += faults_on_disk(here, media)[:5]
    promised = [one for one in known if one.noted_at < until]
    missing = [one.id for one in promised if not await served(here.desk.client, here.agents[0], one)]
    outcome.expect(not missing, f"files {missing[:5]} are not served as they were uploaded")
    outcome.expect(len(promised) > 0, "no file was there to be kept")
    outcome.figures["files"] = outcome.figures.get("files", 0) + len(promised)


async def begun_anew(here: World, outcome: Outcome, watchers: list[Watcher], resets: list[int]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and any(one.resets == was for one, was in zip(watchers, resets)):
        await asyncio.sleep(0.05)
    astray = sum(one.resets == was for one, was in zip(watchers, resets))
    outcome.expect(astray == 0, f"{astray} browsers go on with events that never were")


def newest(here: World) -> int:
    with here.desk.cluster.connect() as connection:
        row = connection.execute("SELECT max(seq) FROM streams").fetchone()
    return int(row[0]) if row else 0


async def go_on(here: World, outcome: Outcome, resets: list[int]) -> None:
    """Customers write and are answered. Browsers begin anew, also one that slept until there was more than it had."""
    trouble(here, 0.0)
    sleeper, awake = here.watchers[0], here.watchers[1:]
    await begun_anew(here, outcome, awake, resets[1:])
    here.load(writers=2, pause=0.02)
    await asyncio.sleep(1.5)
    until = time.monotonic() + 60
    while newest(here) <= sleeper.seq and time.monotonic() < until:
        await asyncio.sleep(0.1)
    sleeper.wake()
    await begun_anew(here, outcome, [sleeper], resets[:1])
    await here.calm()


def flags(gaps: list[Gap]) -> list[str]:
    return ["--resets-expected"] + [word for first, last in gaps for word in ("--forgive", str(first), str(last))]


# A dump


async def dump(here: World, bench: Path, outcome: Outcome) -> float:
    """Types the documented backup; when it began."""
    (bench / "var").symlink_to(here.desk.data_dir)
    began = time.time()
    fault = await typed(blocks("sh", "Backup")[0], bench, here.desk.environment)
    if fault:
        raise DeskFault(f"the backup failed: {fault}")
    outcome.figures["backup_s"] = round(time.time() - began, 1)
    return began


async def restore(here: World, bench: Path, folder: Path, own_spool: bool) -> None:
    """Into an empty data directory with nothing but the key in it."""
    lost = here.desk.data_dir
    here.desk.cluster.kill()
    words = blocks("sh", "Backup")[1]
    if own_spool:
        words = re.sub(r"^tar -xzf spool.*$", f"cp -a {lost}/spool var/", words, flags=re.MULTILINE)
    here.desk.move(folder)
    shutil.copy2(lost / "master.key", folder / "master.key")
    (bench / "var").unlink()
    (bench / "var").symlink_to(folder)
    (bench / "after-restore.sql").write_text(blocks("sql", "Backup")[0])
    (bench / "balie").symlink_to(here.desk.binary)
    environment = {**here.desk.environment, "PATH": f"{bench}:{here.desk.environment['PATH']}"}
    fault = await typed(words, bench, environment)
    if fault:
        raise DeskFault(f"the way back failed: {fault}")


async def by_dump(setting: Setting, outcome: Outcome) -> None:
    gaps: list[Gap] = []
    known: list[Upload] = []
    async with world(setting) as here:
        for one in here.watchers:
            one.begins_anew = True
        for round_ in range(setting.rounds):
            trouble(here, 0.3)
            here.load(writers=2, pause=0.03)
            await asyncio.sleep(here.random.uniform(1.0, 3.0))
            await upload_some(here, 4, known)
            bench = here.folder / f"backup-{round_}"
            bench.mkdir()
            bench.chmod(0o755)
            uploading = asyncio.create_task(upload_some(here, 8, known))
            began = await dump(here, bench, outcome)
            await uploading
            trouble(here, 0.0)  # what was queued in the dump leaves after it
            await asyncio.sleep(here.random.uniform(0.5, 2.0))
            resets = [one.resets for one in here.watchers]
            here.watchers[0].sleep()
            own_spool = (round_ + sum(setting.seed.encode())) % 2 == 0
            gaps.append((began, await (lose_the_database if own_spool else lose_the_desk)(here)))
            beginning = time.monotonic()
            await restore(here, bench, here.folder / f"desk-{round_}", own_spool)
            outcome.figures["own_spools"] = outcome.figures.get("own_spools", 0) + own_spool
            await here.desk.launch(path="/readyz?for=desk")
            outcome.figures["back_s"] = round(time.monotonic() - beginning, 1)
            await judge_files(here, outcome, here.desk.data_dir / "media", known, began)
            known = [one for one in known if one.noted_at < began]
            await go_on(here, outcome, resets)
        await here.rest(holders_died=True)
        violations, figures = await here.check(*flags(gaps))
    outcome.violations += [f"dump: {one}" for one in violations]
    outcome.figures.update({f"dump_{name}": value for name, value in figures.items()})


# A base backup and its WAL


async def quiet_moment(here: World, seconds: float) -> tuple[float, float]:
    """By chance, with an empty spool: what is answered before the first of the two is committed before the second."""
    await asyncio.sleep(here.random.uniform(0.2, seconds))
    while True:
        before = time.time()
        if await here.desk.metric("balie_spool_webhooks") == 0:
            return before, time.time()
        await asyncio.sleep(0.05)


async def to_a_second(setting: Setting, outcome: Outcome) -> None:
    folder = Path(tempfile.mkdtemp(prefix="balie-drill-pitr-"))
    folder.chmod(0o755)
    database = Archived(folder)
    await database.make()
    environment = {
        "BALIE_DATABASE_URL": database.url("balie_app"), "BALIE_DATABASE_OWNER_URL": database.url("balie_owner"),
    }
    gaps: list[Gap] = []
    try:
        async with world(setting, environment=environment, database=database) as here:
            for one in here.watchers:
                one.begins_anew = True
            for _ in range(setting.rounds):
                trouble(here, 0.3)
                here.load(writers=2, pause=0.03)
                await asyncio.sleep(1.0)
                await database.base_backup()
                moment, target = await quiet_moment(here, 4.0)
                await asyncio.sleep(here.random.uniform(0.5, 3.0))
                resets = [one.resets for one in here.watchers]
                here.watchers[0].sleep()
                lost = await lose_the_desk(here)
                await database.archive_all()
                beginning = time.monotonic()
                at = datetime.datetime.fromtimestamp(target, datetime.timezone.utc).isoformat()
                await database.go_back_to(at)
                with database.connect() as connection:
                    connection.execute(blocks("sql", "Backup")[0].encode())
                gaps.append((moment, lost))
                await here.desk.launch(path="/readyz?for=desk")
                outcome.figures["to_a_second_back_s"] = round(time.monotonic() - beginning, 1)
                await go_on(here, outcome, resets)
            await here.rest(holders_died=True)
            violations, figures = await here.check(*flags(gaps))
        outcome.violations += [f"to a second: {one}" for one in violations]
        outcome.figures.update({f"wal_{name}": value for name, value in figures.items()})
    finally:
        await database.remove()
        shutil.rmtree(folder, ignore_errors=True)


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    await by_dump(setting, outcome)
    if not outcome.violations and not setting.is_short:
        await to_a_second(setting, outcome)
    return outcome


DRILL = Drill("backup", "T35", "lost after a backup under load, and brought back by the book", run, rounds_short=0,
              rounds_full=10, seconds_max=7200)
