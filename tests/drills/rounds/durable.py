"""T04: no 200 leaves before the commit's acknowledgement, or the sync of the spool's record, by the order of system calls.

The server runs below strace with one webhook under way at a time, so that everything between the arrival of its bytes and
the 200 belongs to it. PostgreSQL's word is ReadyForQuery with an idle transaction, read from its socket.
"""

from __future__ import annotations

import asyncio
import re
import signal
from dataclasses import dataclass
from pathlib import Path

from drills.desk import Desk
from drills.setting import Drill, Outcome, Setting
from drills.world import World, world

TRACED = "trace=recvfrom,recvmsg,read,sendto,sendmsg,write,writev,fdatasync,fsync"
OFF = ("fsync", "full_page_writes", "synchronous_commit")

READS = re.compile(r"(?:recvfrom|recvmsg|read)\(")
REQUEST = re.compile(r"POST /webhooks/")
ANSWER = re.compile(r"(?:sendto|sendmsg|write|writev)\(.*HTTP/1\.1 200 ")
# A message 'C' (command complete) and then 'Z', five bytes long, 'I': the transaction is over, and was not rolled back.
COMMITTED = re.compile(r"(?:SELECT 1|COMMIT)\\0Z\\0\\0\\0\\5I")
SYNCED = re.compile(r"fdatasync\(.*= 0|fdatasync resumed.*= 0")


@dataclass
class Judgement:
    answers: int = 0
    by_commit: int = 0
    by_sync: int = 0
    early: int = 0


def judge(trace: Path) -> Judgement:
    """Walks through the calls in their order: every 200 needs one proof since its request came in."""
    found = Judgement()
    has_request = has_commit = has_sync = False
    for line in trace.read_text(errors="replace").splitlines():
        if REQUEST.search(line):
            has_request, has_commit, has_sync = True, False, False
        elif has_request and SYNCED.search(line):
            has_sync = True
        elif has_request and COMMITTED.search(line):
            has_commit = True
        elif has_request and ANSWER.search(line):
            has_request = False
            found.answers += 1
            found.by_commit += has_commit
            found.by_sync += has_sync and not has_commit
            found.early += not has_commit and not has_sync
    return found


async def trace(here: World, file: Path, webhooks: int) -> None:
    """One webhook after the other, a good deal of them while the database is frozen."""
    tracer = await asyncio.create_subprocess_exec(
        "strace", "-f", "-qq", "-s", "4096", "-e", TRACED, "-o", str(file), "-p", str(here.desk.pid),
        stderr=asyncio.subprocess.DEVNULL,
    )
    await asyncio.sleep(1.0)
    try:
        for number in range(webhooks):
            if number == webhooks * 2 // 3:
                here.desk.cluster.kill()
            platform = here.platforms[number % len(here.platforms)]
            await platform.deliver(platform.message(number % 20, here.next_text(platform)))
    finally:
        tracer.send_signal(signal.SIGINT)
        await tracer.wait()


async def refuses(setting: Setting, folder: Path, desk: Desk, outcome: Outcome) -> None:
    """A cluster whose commits are not durable is no place to start on."""
    for name in OFF:
        (folder / "postgres" / "local.conf").write_text(f"{name} = off\n")
        status = await start_and_end(desk)
        outcome.expect(status not in (0, -9, -15), f"the server starts with {name} = off")
    (folder / "postgres" / "local.conf").unlink()


async def start_and_end(desk: Desk) -> int:
    await desk.launch(wait=False)
    assert desk.process is not None
    try:
        return await asyncio.wait_for(desk.process.wait(), 20)
    except asyncio.TimeoutError:
        await desk.stop()
        return 0


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    async with world(setting, watchers=0, agents=1) as here:
        file = here.folder / "trace"
        await trace(here, file, 60 * setting.rounds)
        await here.desk.ready("/readyz?for=desk")
        found = judge(file)
        outcome.figures.update(vars(found))
        outcome.expect(found.early == 0, f"{found.early} of {found.answers} were answered 200 before they were durable")
        outcome.expect(found.by_commit > 0 and found.by_sync > 0, f"one of the two ways was not seen: {found}")
        await here.rest()
        outcome.add(await here.check())
        await here.desk.stop()
        await refuses(setting, here.desk.data_dir, here.desk, outcome)
    return outcome


DRILL = Drill("durable", "T04", "nothing is answered 200 before it is on a disk, by strace", run, rounds_short=1,
              rounds_full=160, seconds_max=7200)
