"""The table of docs/performance.md: a row for each figure, newer ones in the place of older ones of the same goal."""

from __future__ import annotations

import datetime
import os
import re
import subprocess

from goals.goal import ROOT, Row

PAGE = ROOT / "docs/performance.md"
BEGIN, END = "<!-- script/bench -->", "<!-- /script/bench -->"
HEAD = ["| goal | what | wanted | stretch | median (lowest to highest) | held | rounds | when, commit | command |", "|" + "---|" * 9]


def commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    is_changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "connectors", "include", "migrations", "web", "bench")
    return git("rev-parse", "--short=10", "HEAD") + ("+" if is_changed else "")


def machine() -> str:
    """What the figures hang on, for the line above the table."""
    words = open("/proc/meminfo", encoding="ascii").read()
    memory = int(re.search(r"MemTotal: +(\d+)", words)[1]) // 2**20  # type: ignore[index]
    return f"{os.cpu_count()} processors, {memory} GB; the desk, its PostgreSQL and the load share them."


def lines_of(rows: list[Row], command: str) -> list[str]:
    when = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    stamp = f"{when}, {commit()}"
    return ["| " + " | ".join([row.goal, row.what, row.aim.text(row.aim.goal) if row.aim else "", row.aim.text(row.aim.stretch) if row.aim else "",
                               row.figures(), row.verdict(), str(len(row.values)), stamp, f"`{command}`"]) + " |" for row in rows]


def goal_number(line: str) -> int:
    found = re.match(r"\| P(\d+) ", line)
    return int(found[1]) if found else 99  # capacity stands last


def write(rows: list[Row], command: str) -> None:
    """Each goal that was measured loses its old rows."""
    before, rest = PAGE.read_text().split(BEGIN)
    table, after = rest.split(END)
    measured = {row.goal for row in rows}
    kept = [line for line in table.splitlines() if line.startswith("| ") and line not in HEAD and line.split(" | ")[0][2:] not in measured]
    lines = sorted(kept + lines_of(rows, command), key=goal_number)
    PAGE.write_text(before + "\n".join([BEGIN, machine(), "", *HEAD, *lines, END]) + after)


def printed(rows: list[Row]) -> str:
    """For a terminal."""
    width = max(len(row.what) for row in rows)
    return "\n".join(
        f"{row.goal:8} {row.what:{width}}  {row.figures():28} {row.aim.text(row.aim.goal) if row.aim else '':12} {row.verdict().replace('*', '')}".rstrip()
        for row in rows
    )
