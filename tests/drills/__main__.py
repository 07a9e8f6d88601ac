"""The command line behind script/drill."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path

from drills import report, seeded
from drills.desk import DeskFault
from drills.rounds import DRILLS
from drills.setting import Drill, Outcome, Setting, Tier

ROOT = Path(__file__).resolve().parents[2]


def binary() -> Path:
    found = Path(os.environ.get("BALIE_BINARY") or ROOT / "build/release/balie")
    if os.environ.get("BALIE_SIMULATION"):
        return found  # it needs no server
    if not found.exists():
        sys.exit(f"no release binary at {found}: build it, or name one in BALIE_BINARY")
    return found.resolve()


async def run_one(drill: Drill, setting: Setting) -> tuple[Outcome, float]:
    began = time.monotonic()
    try:
        outcome = await asyncio.wait_for(drill.run(setting), drill.seconds_max)
    except DeskFault as fault:
        outcome = Outcome(violations=[f"the desk broke: {fault}"])
    except asyncio.TimeoutError:
        outcome = Outcome(violations=[f"not at its end after {drill.seconds_max:.0f} s"])
    return outcome, time.monotonic() - began


def perform(drill: Drill, setting: Setting, is_recorded: bool) -> bool:
    print(f"{drill.number:5} {drill.name}: seed {setting.seed}, {setting.rounds} rounds", flush=True)
    outcome, seconds = asyncio.run(run_one(drill, setting))
    print(f"      {report.verdict(outcome)} in {seconds:.0f} s. {report.figures_text(outcome.figures)}{outcome.skipped}")
    for violation in outcome.violations[:40]:
        print(f"      ! {violation}")
    sys.stdout.flush()
    if is_recorded:
        report.record(drill, setting, outcome, seconds)
    return not outcome.violations


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/drill", description="Breaks things, and looks for what was lost.")
    parser.add_argument("name", help="a drill's name, or list, short, all, seeded-bugs, check-patches")
    parser.add_argument("only", nargs="?", help="of seeded-bugs: numbers, with commas between")
    parser.add_argument("--seed", default="")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--carrier", default="", choices=["postgres", "nats"], help="of nodes: one of the two alone")
    parser.add_argument("--short", action="store_true", help="of one drill: as in a commit's test")
    parser.add_argument("--record", action="store_true", help="append to docs/reliability-results.md")
    parser.add_argument("--keep", action="store_true", help="leave the folders of the run")
    return parser.parse_args()


def tier(given: argparse.Namespace, short: bool, seed: str) -> int:
    failed = []
    began = time.monotonic()
    for drill in DRILLS.values():
        rounds = drill.rounds_short if short else given.rounds or drill.rounds_full
        if rounds == 0:
            continue
        setting = Setting(seed, binary(), rounds, Tier.SHORT if short else Tier.FULL, given.keep, given.carrier)
        if not perform(drill, setting, given.record):
            failed.append(drill.name)
    print(f"{len(failed)} drills failed: {' '.join(failed)}" if failed else "all drills passed", end="")
    print(f", {time.monotonic() - began:.0f} s, seed {seed}")
    return 1 if failed else 0


def main() -> int:
    asyncio.get_event_loop_policy().set_child_watcher(asyncio.PidfdChildWatcher())
    given = arguments()
    seed = given.seed or os.environ.get("BALIE_DRILL_SEED", "") or f"{time.time_ns() // 1000 % 10**8:08d}"
    if given.name == "list":
        for drill in DRILLS.values():
            print(f"{drill.number:5} {drill.name:20} {drill.says}")
        return 0
    if given.name == "check-patches":
        return seeded.check_patches()
    if given.name == "seeded-bugs":
        return seeded.run(seed, given.only, given.record, given.keep)
    if given.name in ("short", "all"):
        return tier(given, given.name == "short", seed)
    if given.name not in DRILLS:
        sys.exit(f"no such drill: {given.name}; see script/drill list")
    drill = DRILLS[given.name]
    rounds = given.rounds or (drill.rounds_short if given.short else drill.rounds_full)
    setting = Setting(seed, binary(), rounds, Tier.SHORT if given.short else Tier.FULL, given.keep, given.carrier)
    return 0 if perform(drill, setting, given.record) else 1


if __name__ == "__main__":
    sys.exit(main())
