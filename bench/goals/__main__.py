"""The command line behind script/bench."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from goals import capacity, depth, doorway, frames, page, rates, screen, second_node, sockets, start, writing
from goals.goal import ROOT, Measure, Row, Setting

MEASURES = [one.MEASURE for one in (rates, writing, doorway, frames, sockets, depth, second_node, start, screen, capacity)]
QUICK = dict(rounds=5, seconds=3, messages=1_000_000)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="Measures the goals of docs/performance.md, each beside its reference.")
    parser.add_argument("goals", nargs="*", help="P1 to P14, capacity, list; none: all of them")
    parser.add_argument("--rounds", type=int, default=QUICK["rounds"])
    parser.add_argument("--seconds", type=int, default=QUICK["seconds"], help="of each side of a round")
    parser.add_argument("--messages", type=int, default=QUICK["messages"], help="of the large desk of P9, P10 and P11")
    parser.add_argument("--print", action="store_true", dest="is_printed", help="leave docs/performance.md as it is")
    return parser.parse_args()


def binary() -> Path:
    found = Path(os.environ.get("BALIE_BINARY") or ROOT / "build/release/balie")
    if not found.exists():
        sys.exit(f"no release binary at {found}: build it, or name one in BALIE_BINARY")
    return found.resolve()


def chosen(names: list[str]) -> list[Measure]:
    known = {goal for measure in MEASURES for goal in measure.goals}
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"no such goal: {' '.join(unknown)}; see script/bench list")
    return [measure for measure in MEASURES if not names or set(names) & set(measure.goals)]


def command_of(measure: Measure, given: argparse.Namespace) -> str:
    """What measures these figures again."""
    words = ["script/bench", measure.goals[0]]
    for name, usual in QUICK.items():
        if getattr(given, name) != usual and (name != "messages" or measure is depth.MEASURE):
            words.append(f"--{name} {getattr(given, name)}")
    return " ".join(words)


def perform(measure: Measure, setting: Setting) -> list[Row] | None:
    print(f"{', '.join(measure.goals)}: {measure.says}", flush=True)
    began = time.monotonic()
    try:
        rows = asyncio.run(measure.run(setting))
    except Exception as fault:  # the next measure has nothing to do with this one
        print(f"  FAILED after {time.monotonic() - began:.0f} s: {type(fault).__name__}: {fault}", flush=True)
        return None
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    return rows


def main() -> int:
    given = arguments()
    if given.goals == ["list"]:
        for measure in MEASURES:
            print(f"{', '.join(measure.goals):16} {measure.says}")
        return 0
    setting = Setting(binary(), given.rounds, given.seconds, given.messages)
    all_rows: list[Row] = []
    failed = []
    for measure in chosen(given.goals):
        rows = perform(measure, setting)
        if rows is None:
            failed.append(measure.name)
            continue
        all_rows += rows
        if not given.is_printed:
            page.write(rows, command_of(measure, given))
    if all_rows:
        print("\n" + page.printed(all_rows))
    if failed:
        print(f"could not be measured: {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what was started is stopped
    asyncio.get_event_loop_policy().set_child_watcher(asyncio.PidfdChildWatcher())
    sys.exit(main())
