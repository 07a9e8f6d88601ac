"""What became of a drill: a line for people, and on request a line for docs/reliability-results.md."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path
from typing import Any

from drills.setting import Drill, Outcome, Setting

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "docs" / "reliability-results.md"


def verdict(outcome: Outcome) -> str:
    if outcome.violations:
        return f"FAILED ({len(outcome.violations)})"
    return "skipped" if outcome.skipped else "passed"


def figures_text(figures: dict[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())


def commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    is_changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "connectors", "include", "migrations")
    return git("rev-parse", "--short=10", "HEAD") + ("+" if is_changed else "")


def record(drill: Drill, setting: Setting, outcome: Outcome, seconds: float, of_commit: str = "") -> None:
    """Appends one row; the table's head stands in the file."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")
    command = f"script/drill {drill.name} --seed {setting.seed} --rounds {setting.rounds}"
    command += f" --carrier {setting.carrier}" if setting.carrier else ""
    cells = [
        now, f"{drill.number} {drill.name}", setting.seed, str(setting.rounds), f"{seconds:.0f} s",
        figures_text(outcome.figures) or outcome.skipped, verdict(outcome), of_commit or commit(), f"`{command}`",
    ]
    with RESULTS.open("a") as file:
        file.write("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |\n")


BUGS_BEGIN, BUGS_END = "<!-- seeded bugs -->", "<!-- /seeded bugs -->"


def record_bug(name: str, cells: list[str], of_commit: str = "") -> None:
    """The bug's row, in the place of an older one."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M")
    row = "| " + " | ".join(cell.replace("|", "/") for cell in [name, *cells, now, of_commit or commit()]) + " |"
    before, rest = RESULTS.read_text().split(BUGS_BEGIN)
    table, after = rest.split(BUGS_END)
    rows = {line.split(" | ")[0]: line for line in table.splitlines() if line.startswith("| ")}
    head = [rows.pop("| bug"), "|" + "---|" * 8]
    rows[f"| {name}"] = row
    lines = [BUGS_BEGIN, *head, *(rows[key] for key in sorted(rows)), BUGS_END]
    RESULTS.write_text(before + "\n".join(lines) + after)
