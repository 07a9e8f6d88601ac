"""P14: the inbox in the browser: the size of the main bundle and of the website chat, and what bench/interaction finds."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from typing import Any

from goals.goal import ROOT, Aim, Measure, Row, Setting

FRAME_MS = 1000 / 60
FIGURES = ROOT / "tests/browser/results/interaction.json"


def packed_kb(file: str) -> float:
    """As gzip sends it."""
    return len(gzip.compress((ROOT / file).read_bytes(), 9)) / 1024


def bundle_kb() -> float:
    """What the page itself asks for before it shows anything: its scripts."""
    page = (ROOT / "web/dist/index.html").read_text()
    scripts = re.findall(r'<(?:script|link)[^>]+(?:src|href)="/?([^"]+\.js)"', page)
    if not scripts:
        raise RuntimeError("web/dist/index.html names no script")
    return sum(packed_kb(f"web/dist/{name}") for name in scripts)


def figure(found: dict[str, Any], name: str, what: str) -> float:
    return float(found["1x"][name][what])


async def run(setting: Setting) -> list[Row]:
    size = bundle_kb()
    command = [str(ROOT / "bench/interaction"), "--binary", str(setting.binary), "--rounds", str(max(5, 4 * setting.rounds)), "--print"]
    FIGURES.unlink(missing_ok=True)
    subprocess.run(command, check=False)  # it fails where a figure is beyond what a test allows: that is for the table to say
    if not FIGURES.exists():
        raise RuntimeError("bench/interaction left no figures")
    found = json.loads(FIGURES.read_text())
    return [
        Row("P14", "main bundle, gzip", [size], Aim("≤", 140, 100, " KB"), " KB"),
        Row("P14", "website chat, the whole of widget.js, gzip", [packed_kb("web/widget/dist/widget.js")], Aim("≤", 15, None, " KB"), " KB"),
        Row("P14", "another conversation, from cache, until painted: median", [figure(found, "switch", "median")], Aim("≤", 100, None, " ms"), " ms"),
        Row("P14", "a message in the list of ten thousand rows, the page's own thread: median", [figure(found, "update", "own")],
            Aim("≤", round(FRAME_MS, 1), None, " ms"), " ms"),
    ]


MEASURE = Measure("screen", ("P14",), "the bundle and the browser", run)
