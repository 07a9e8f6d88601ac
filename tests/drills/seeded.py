"""T00: the drills' own proof. Builds with a bug put in on purpose, which the drill that is named must find.

A patch begins with lines of its own, which git passes over: `drill:` (name and rounds), `finds:` (what a violation says,
as a pattern) and `says:`. The builds are made in a worktree that is thrown away.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from drills import report
from drills.rounds import simulation

ROOT = Path(__file__).resolve().parents[2]
PATCHES = Path(__file__).resolve().parent / "bugs"
WORKTREE = ROOT / "build" / "seeded-bugs"
TRIES = 3  # seeds; a bug that needs luck gets this much of it


@dataclass(frozen=True)
class Bug:
    path: Path
    drill: str
    rounds: int
    finds: str
    says: str

    @property
    def name(self) -> str:
        return self.path.stem


def bugs() -> list[Bug]:
    found = []
    for path in sorted(PATCHES.glob("*.patch")):
        head = dict(re.findall(r"^(drill|finds|says): (.*)$", path.read_text(), re.MULTILINE))
        drill, rounds = head["drill"].split()
        found.append(Bug(path, drill, int(rounds), head["finds"], head["says"]))
    return found


def _git(*arguments: str, where: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=where, capture_output=True, text=True, check=False)


def check_patches() -> int:
    """Every patch still fits: a bug that cannot be put in proves nothing."""
    bad = [bug.name for bug in bugs() if _git("apply", "--check", str(bug.path)).returncode != 0]
    print(f"{len(bugs()) - len(bad)} of {len(bugs())} patches apply" + (f"; not: {', '.join(bad)}" if bad else ""))
    return 1 if bad else 0


def _build(bug: Bug) -> bool:
    """The server alone, without the web: nothing that a drill looks at is in there. Or the simulation alone."""
    target = "balie_simulation" if bug.drill == simulation.DRILL.name else "balie"
    tools = WORKTREE / "var" / "tools"
    if not tools.exists():
        tools.parent.mkdir(exist_ok=True)
        tools.symlink_to((ROOT / "var" / "tools").resolve())
    environment = {**os.environ, "CCACHE_BASEDIR": str(WORKTREE), "CCACHE_NOHASHDIR": "1"}
    for command in (
        ["cmake", "--preset", "release", "-D", "BALIE_TESTS=OFF", "-D", "BALIE_WEB=OFF"],
        ["nice", "-n", "5", "cmake", "--build", "build/release", "--target", target, "--", "-j2"],
    ):
        done = subprocess.run(command, cwd=WORKTREE, capture_output=True, text=True, check=False, env=environment)
        if done.returncode != 0:
            print(done.stdout[-2000:] + done.stderr[-2000:])
            return False
    return True


def _drill(bug: Bug, seed: str) -> list[str]:
    """A process of its own, as by hand."""
    command = [sys.executable, "-m", "drills", bug.drill, "--rounds", str(bug.rounds), "--seed", seed]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "BALIE_BINARY": str(WORKTREE / "build/release/balie"), "PYTHONPATH": str(ROOT / "tests"),
             "BALIE_SIMULATION": str(WORKTREE / simulation.PROGRAM)},
    )
    violations = [line.split("! ", 1)[1] for line in done.stdout.splitlines() if line.strip().startswith("! ")]
    if done.returncode not in (0, 1):
        violations.append(f"the drill broke: {done.stderr[-400:]}")
    return [one for one in violations if re.search(bug.finds, one)]


def _try(bug: Bug, seed: str) -> str:
    """How it was found; empty: it was not."""
    if _git("apply", str(bug.path), where=WORKTREE).returncode != 0:
        return ""
    try:
        if not _build(bug):
            return ""
        for attempt in range(TRIES):
            found = _drill(bug, f"{seed}{attempt}")
            if found:
                return found[0]
        return ""
    finally:
        _git("checkout", "--", ".", where=WORKTREE)


def _prepare() -> None:
    """A worktree of this commit; one that was kept brings its objects."""
    head = _git("rev-parse", "HEAD").stdout.strip()
    if _git("checkout", "--force", "--detach", head, where=WORKTREE).returncode == 0 if WORKTREE.exists() else False:
        return
    _git("worktree", "remove", "--force", str(WORKTREE))
    made = _git("worktree", "add", "--detach", str(WORKTREE), head)
    if made.returncode != 0:
        sys.exit(made.stderr)


def run(seed: str, only: str | None, is_recorded: bool, keep: bool) -> int:
    chosen = [bug for bug in bugs() if only is None or bug.name.startswith(tuple(only.split(",")))]
    _prepare()
    missed = []
    try:
        for bug in chosen:
            begin = time.monotonic()
            found = _try(bug, seed)
            took = f"{time.monotonic() - begin:.0f} s"
            print(f"{'FOUND ' if found else 'MISSED'} {bug.name} by {bug.drill} in {took}: {found or bug.says}", flush=True)
            missed += [] if found else [bug.name]
            if is_recorded:
                report.record_bug(bug.name, [bug.says, f"{bug.drill} {bug.rounds}", seed, took, found or "MISSED"])
    finally:
        if not keep:
            _git("worktree", "remove", "--force", str(WORKTREE))
    print(f"{len(chosen) - len(missed)} of {len(chosen)} seeded bugs found, seed {seed}")
    return 1 if missed else 0
