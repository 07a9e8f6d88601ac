"""P1, P2: durable webhooks a second through HTTP beside pgbench's naive transaction. bench/ratio measures; this reads it."""

from __future__ import annotations

import re
import subprocess

from goals.goal import ROOT, Aim, Measure, Row, Setting

RESULT = re.compile(r"P1 [\d.]+ \[([\d. ]+)\] P2 [\d.]+ \[([\d. ]+)\]; (\d+) acknowledged, (\d+) lost, (\d+) doubled")


async def run(setting: Setting) -> list[Row]:
    command = [str(ROOT / "bench/ratio"), "--rounds", str(setting.rounds), "--seconds", str(setting.seconds), "--binary", str(setting.binary)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    found = RESULT.search(done.stdout)
    if found is None:
        raise RuntimeError(f"bench/ratio ended with {done.returncode}: {done.stdout[-400:]}")
    p1, p2 = ([float(word) for word in found[at].split()] for at in (1, 2))
    lost = float(found[4]) + float(found[5])
    print(f"    {found[0]}", flush=True)
    return [
        Row("P1", "durable webhooks a second, 64 connections / naive transactions of 64 clients", p1, Aim("≥", 2, 3)),
        Row("P2", "the same, 256 connections / 128 clients", p2, Aim("≥", 4, 7)),
        Row("P1", f"of {int(found[3]):,} acknowledged: lost or doubled", [lost], Aim("≤", 0)),
    ]


MEASURE = Measure("rates", ("P1", "P2"), "durable webhooks beside naive transactions", run)
