"""The private PostgreSQL of a desk, seen from outside: its socket, its processes, and how they die."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import psycopg


class Cluster:
    """`folder`: of the database. Only what postmaster.pid says; nothing is asked of the server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _lines(self) -> list[str]:
        return (self.folder / "postmaster.pid").read_text().splitlines()

    @property
    def postmaster(self) -> int:
        return int(self._lines()[0])

    @property
    def dsn(self) -> str:
        lines = self._lines()
        return f"host={lines[4].strip()} port={lines[3].strip()} user=balie_superuser dbname=balie"

    def connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self.dsn, autocommit=True, connect_timeout=10)

    def children(self) -> list[tuple[int, str]]:
        """The postmaster's processes with what they call themselves."""
        found = []
        parent = self.postmaster
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                stat = (entry / "stat").read_text()
                title = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("latin-1").strip()
            except OSError:
                continue
            if int(stat.rsplit(")", 1)[1].split()[1]) == parent:
                found.append((int(entry.name), title))
        return found

    def backends(self) -> list[int]:
        return [process for process, title in self.children() if "balie_app" in title]

    def kill(self) -> None:
        os.kill(self.postmaster, signal.SIGKILL)

    def kill_backend(self, process: int) -> None:
        os.kill(process, signal.SIGKILL)

    def stop_at_once(self) -> None:
        """What `pg_ctl stop -m immediate` sends."""
        os.kill(self.postmaster, signal.SIGQUIT)

    def is_alive(self) -> bool:
        try:
            os.kill(self.postmaster, 0)
        except (OSError, ValueError, IndexError):
            return False
        return True
