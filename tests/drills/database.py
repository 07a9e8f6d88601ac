"""A PostgreSQL of one's own on a loopback port, so that a proxy can stand between it and the desk."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import signal
from pathlib import Path

import psycopg

from drills.cluster import Cluster
from drills.wire import free_port

BINARIES = Path("/usr/lib/postgresql/15/bin")

SETTINGS = """
listen_addresses = '{host}'
port = {port}
unix_socket_directories = '{folder}'
max_connections = 200
recovery_init_sync_method = syncfs
"""

ROLES = """
CREATE ROLE balie_owner LOGIN;
CREATE ROLE balie_app LOGIN;
CREATE ROLE balie_directory NOLOGIN;
GRANT balie_directory TO balie_owner;
"""


class OwnDatabase(Cluster):
    """Everybody who reaches its address is let in; it holds nothing but a drill's data."""

    def __init__(self, folder: Path, host: str = "127.0.0.1", settings: str = "") -> None:
        super().__init__(folder)
        self.host = host
        self.settings = settings  # more lines of postgresql.conf
        self.port = free_port()
        self.process: asyncio.subprocess.Process | None = None

    def url(self, role: str, port: int = 0) -> str:
        return f"host={self.host} port={port or self.port} user={role} dbname=balie sslmode=disable gssencmode=disable"

    @staticmethod
    def as_postgres() -> list[str]:
        """PostgreSQL never runs as root."""
        if os.geteuid() != 0:
            return []
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    async def make(self) -> None:
        self.folder.mkdir(parents=True)
        if os.geteuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(self.folder, postgres.pw_uid, postgres.pw_gid)
        self.folder.chmod(0o700)
        done = await asyncio.create_subprocess_exec(
            *self.as_postgres(), str(BINARIES / "initdb"), "-D", str(self.folder), "-U", "balie_superuser",
            "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, cwd="/",
        )
        if await done.wait() != 0:
            raise RuntimeError("initdb failed")
        with (self.folder / "postgresql.conf").open("a") as file:
            file.write(SETTINGS.format(host=self.host, port=self.port, folder=self.folder) + self.settings)
        with (self.folder / "pg_hba.conf").open("a") as file:
            file.write(f"host all all {self.host}/24 trust\n")
        await self.start()
        with psycopg.connect(self.dsn.replace("dbname=balie", "dbname=postgres"), autocommit=True) as connection:
            connection.execute(ROLES)
            connection.execute("CREATE DATABASE balie OWNER balie_owner")

    async def start(self) -> None:
        with (self.folder.parent / "postgres.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.as_postgres(), str(BINARIES / "postgres"), "-D", str(self.folder), stdout=log, stderr=log, cwd="/",
            )
        for _ in range(600):
            await asyncio.sleep(0.05)
            try:
                if "ready" in self._lines()[7]:
                    return
            except (OSError, IndexError):
                continue
        raise RuntimeError("PostgreSQL does not start")

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            os.kill(self.postmaster, signal.SIGINT)
            await self.process.wait()

    async def remove(self) -> None:
        await self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
