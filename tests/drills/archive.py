"""A PostgreSQL of the drill's own that archives its WAL, with base backups and the way back to a second."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
from pathlib import Path

from drills.database import BINARIES, OwnDatabase

ARCHIVING = """
archive_mode = on
archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'
wal_level = replica
max_wal_senders = 4
"""


class Archived(OwnDatabase):
    """Base backups lie beside it, in `base`; only the newest."""

    def __init__(self, folder: Path) -> None:
        self.archive = folder / "archive"
        self.base = folder / "base"
        super().__init__(folder / "postgres", settings=ARCHIVING.format(archive=self.archive))
        self.archive.mkdir()
        self._own(self.archive)

    @staticmethod
    def _own(folder: Path) -> None:
        if os.geteuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(folder, postgres.pw_uid, postgres.pw_gid)

    async def _run(self, *words: str) -> None:
        process = await asyncio.create_subprocess_exec(
            *self.as_postgres(), *words, cwd="/", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        _, said = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"{words[0]}: {said.decode()[-600:]}")

    async def base_backup(self) -> None:
        """While it serves."""
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir()
        self._own(self.base)
        await self._run(
            str(BINARIES / "pg_basebackup"), "-h", self.host, "-p", str(self.port), "-U", "balie_superuser",
            "-D", str(self.base), "-X", "none", "-c", "fast",
        )

    async def archive_all(self) -> None:
        """Until the segment that was being written is in the archive."""
        with self.connect() as connection:
            row = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
        assert row is not None
        for _ in range(600):
            if (self.archive / str(row[0])).exists():
                await asyncio.sleep(0.1)
                return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{row[0]} is not archived")

    async def go_back_to(self, moment: str) -> None:
        """The cluster is lost; its base backup comes up as it was then."""
        await self.stop()
        shutil.rmtree(self.folder)
        shutil.copytree(self.base, self.folder, symlinks=True)
        self.folder.chmod(0o700)
        with (self.folder / "postgresql.conf").open("a") as file:
            file.write(f"restore_command = 'cp {self.archive}/%f %p'\nrecovery_target_time = '{moment}'\n")
            file.write("recovery_target_action = 'promote'\n")
        (self.folder / "recovery.signal").touch()
        if os.geteuid() == 0:
            await self._give_away()
        await self.start()
        await self._promoted()

    async def _give_away(self) -> None:
        process = await asyncio.create_subprocess_exec("chown", "-R", "postgres:postgres", str(self.folder))
        await process.wait()

    async def _promoted(self) -> None:
        for _ in range(600):
            with self.connect() as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
            if row is not None and not row[0]:
                return
            await asyncio.sleep(0.05)
        raise RuntimeError("PostgreSQL stays in recovery")
