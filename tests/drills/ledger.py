"""Append-only ledgers: what platforms and agents did and saw, one JSON object a line, beyond the reach of the server."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

SYNC_EVERY_SECONDS = 0.5


class Ledger:
    """Every line is with the kernel when write returns, and on the disk half a second later at most."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{name}.jsonl"
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        self._is_dirty = False

    def write(self, what: str, **fields: Any) -> None:
        line = json.dumps({"at": round(time.time(), 4), "what": what, **fields}, ensure_ascii=False)
        os.write(self._file, line.encode("utf-8", "replace") + b"\n")
        self._is_dirty = True

    def sync(self) -> None:
        if self._is_dirty:
            self._is_dirty = False
            os.fsync(self._file)

    def close(self) -> None:
        if self._file >= 0:
            self.sync()
            os.close(self._file)
            self._file = -1


async def keep_synced(ledgers: list[Ledger]) -> None:
    """Runs until it is cancelled."""
    while True:
        await asyncio.sleep(SYNC_EVERY_SECONDS)
        for ledger in ledgers:
            ledger.sync()


def records(folder: Path, pattern: str = "*") -> Iterator[Record]:
    """All records of a folder's ledgers; a last line that was torn is passed over."""
    for path in sorted(folder.glob(f"{pattern}.jsonl")):
        for line in path.read_bytes().splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue
            record["ledger"] = path.stem
            yield record
