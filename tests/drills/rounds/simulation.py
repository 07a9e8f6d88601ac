"""T22: delivery and the journal on one thread, where a seed decides the clock, the store, the platforms and every fault.

A round is a seed; numbers as seeds begin there, so that a run can be told again. The program is built when it is not
named in BALIE_SIMULATION, as a build with a bug is. script/test runs some hundred seeds of a sanitized build by itself.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from pathlib import Path

from drills.setting import Drill, Outcome, Setting

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "build/release/tests/simulation/balie_simulation"
SUM = re.compile(r"(\d+) steps, ([\d.]+) simulated years, (\d+) steps/s, .*?(\d+) replies, (\d+) taken, (\d+) uncertain")


def program() -> Path:
    named = os.environ.get("BALIE_SIMULATION")
    if named:
        return Path(named)
    subprocess.run(
        ["nice", "-n", "5", "cmake", "--build", "build/release", "--target", "balie_simulation", "--", "-j2"],
        cwd=ROOT, check=True, capture_output=True,
    )
    return ROOT / PROGRAM


async def run(setting: Setting) -> Outcome:
    outcome = Outcome()
    first = int(setting.seed) if setting.seed.isdigit() else 1
    seeds = f"{first}-{first + setting.rounds - 1}"
    words = ["--seeds", seeds, *(["--stop"] if "BALIE_SIMULATION" in os.environ else [])]  # one find is enough there
    process = await asyncio.create_subprocess_exec(program(), *words, stdout=asyncio.subprocess.PIPE)
    said = (await process.communicate())[0].decode()
    outcome.violations = [line.strip()[2:] for line in said.splitlines() if line.strip().startswith("! ")]
    found = SUM.search(said)
    if found is None:
        outcome.violations.append(f"the simulation broke with {process.returncode}: {said[-400:]}")
        return outcome
    names = ("steps", "simulated_years", "steps_a_second", "replies", "taken", "uncertain")
    outcome.figures = {"seeds": seeds, **dict(zip(names, found.groups()))}
    return outcome


DRILL = Drill(
    "simulation", "T22", "delivery and the journal with an injected clock, store and network, seed by seed", run,
    rounds_short=0, rounds_full=5_000, seconds_max=3_600.0,
)
