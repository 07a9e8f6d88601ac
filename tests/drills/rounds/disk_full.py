"""T08: no room left, for the spool while the database is frozen, and for everything at once; then there is room again.

Needs root, for a file system of its own in memory.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.platforms.base import Platform
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

HEALED_SECONDS_MAX = 20.0
SPOOL_BYTES = 256 << 10
DATA_BYTES = 700 << 20
SPARE_BYTES = 1 << 20


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="balie-drill-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def may_mount() -> bool:
    try:
        with small_disk(1 << 20):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def fill(folder: Path, spare: int) -> Path:
    """Takes every byte but the last few: the disk becomes full in the middle of something."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - spare))
    return filler


async def offer_many(here: World, platform: Platform, count: int) -> list[int]:
    """Each once: what is answered 200 now must be there later, what is not the platform repeats."""
    async def one() -> int:
        webhook = platform.message(here.random.randrange(20), here.next_text(platform) + " " + "x" * 900)
        return await platform.deliver(webhook, tries_max=1)

    answers = []
    for _ in range(count // 8):
        answers += await asyncio.gather(*(one() for _ in range(8)))
    return answers


async def heals(here: World, outcome: Outcome, what: str) -> None:
    """A webhook is taken again, soon."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    platform = here.platforms[0]
    while loop.time() - began < 60:
        if await platform.deliver(platform.message(1, here.next_text(platform)), tries_max=1) == 200:
            break
        await asyncio.sleep(0.1)
    took = loop.time() - began
    outcome.figures[f"{what}_healed_s"] = round(took, 1)
    outcome.expect(took <= HEALED_SECONDS_MAX, f"{what}: webhooks are taken only after {took:.0f} s")


async def spool_full(setting: Setting, outcome: Outcome) -> None:
    with small_disk(SPOOL_BYTES) as disk:
        async with world(setting, channels=("whatsapp",), agents=1, watchers=1, environment={"BALIE_SPOOL_DIR": str(disk)}) as here:
            await offer_many(here, here.platforms[0], 16)  # the inbox is known
            cluster = here.desk.cluster
            frozen = [process for process, _ in cluster.children()] + [cluster.postmaster]
            for process in frozen:
                os.kill(process, signal.SIGSTOP)
            answers = await offer_many(here, here.platforms[0], 400)
            for process in frozen:
                os.kill(process, signal.SIGCONT)
            outcome.figures.update(spool_taken=answers.count(200), spool_turned_away=answers.count(503))
            outcome.expect(answers.count(503) > 0, "the spool was never full")
            outcome.expect(set(answers) <= {200, 503}, f"a full spool was answered {set(answers)}")
            await heals(here, outcome, "spool")
            await here.rest()
            outcome.add(await here.check(spool=False))
            outcome.expect(not list(disk.glob("*.spool")), "the spool is not empty at rest")


async def all_full(setting: Setting, outcome: Outcome) -> None:
    with small_disk(DATA_BYTES) as disk:
        async with world(setting, channels=("whatsapp",), agents=1, watchers=1, disk=disk) as here:
            await offer_many(here, here.platforms[0], 16)
            filler = fill(disk, SPARE_BYTES)
            agent = here.agents[0]
            writing = asyncio.create_task(agent.work(0.05))
            answers = await offer_many(here, here.platforms[0], 600 if setting.is_short else 4000)
            outcome.figures.update(disk_taken=answers.count(200), disk_turned_away=answers.count(503))
            outcome.expect(answers.count(503) > 0, "the disk was never full")
            filler.unlink()
            agent.is_stopping = True
            outcome.expect(set(answers) <= {200, 503}, f"a full disk was answered {set(answers)}")
            await heals(here, outcome, "disk")
            await here.desk.ready("/readyz?for=desk")
            await writing
            await here.rest()
            outcome.add(await here.check())


async def run(setting: Setting) -> Outcome:
    if os.geteuid() != 0 or not may_mount():
        return Outcome(skipped="this needs root and the right to mount")
    outcome = Outcome()
    for _ in range(setting.rounds):
        await spool_full(setting, outcome)
        if not setting.is_short:
            await all_full(setting, outcome)
    return outcome


DRILL = Drill("disk-full", "T08", "no room for the spool, or for anything", run, rounds_short=1, rounds_full=5, seconds_max=3600)
