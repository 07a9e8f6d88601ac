"""The server under drill: started on a data directory of its own, killed, started again, stopped, asked for its state."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from drills.cluster import Cluster
from drills.wire import Client, Lost, free_port

READY_SECONDS_MAX = 60.0
STOP_SECONDS_MAX = 30.0


class DeskFault(Exception):
    """The server did something that no drill can go on from."""


class Desk:
    """One `balie serve`. `wrapper` stands before the command (strace), `environment` beside it."""

    def __init__(
        self,
        binary: Path,
        folder: Path,
        allow: list[str],
        environment: dict[str, str] | None = None,
        wrapper: list[str] | None = None,
    ) -> None:
        self.binary = binary
        self.data_dir = folder
        self.port = free_port()
        self.metrics_port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.wrapper = wrapper or []
        self.process: asyncio.subprocess.Process | None = None
        self.own_database: Cluster | None = None
        self.client = Client("127.0.0.1", self.port)
        self._metrics = Client("127.0.0.1", self.metrics_port)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        own = {name: value for name, value in os.environ.items() if not name.startswith("BALIE_")}
        self.environment = {
            **own,
            "BALIE_LISTEN": f"127.0.0.1:{self.port}",
            "BALIE_PUBLIC_URL": self.base,
            "BALIE_METRICS_LISTEN": f"127.0.0.1:{self.metrics_port}",
            "BALIE_DATA_DIR": str(folder),
            "BALIE_ALLOW_ORIGINS": ",".join(allow),
            **(environment or {}),
        }

    @property
    def cluster(self) -> Cluster:
        return self.own_database or Cluster(self.data_dir / "postgres")

    @property
    def pid(self) -> int:
        """Of the server itself, also behind a wrapper."""
        assert self.process is not None
        return self.process.pid if not self.wrapper else _child_of(self.process.pid)

    async def launch(self, wait: bool = True, path: str = "/readyz") -> float:
        """Answers after how many seconds the server was ready."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.wrapper, str(self.binary), "serve", env=self.environment, cwd="/",
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )
        if wait:
            await self.ready(path)
        return time.monotonic() - began

    async def ready(self, path: str = "/readyz", seconds: float = READY_SECONDS_MAX) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process is not None and self.process.returncode is not None:
                raise DeskFault(f"the server ended with {self.process.returncode}: {self.tail()}")
            try:
                if (await self.client.request("GET", path)).status == 200:
                    return
            except Lost:
                pass
            await asyncio.sleep(0.02)
        raise DeskFault(f"{path} did not answer 200 in {seconds:.0f} s: {self.tail()}")

    def move(self, folder: Path) -> None:
        """The next start is on another data directory, at the same address."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        self.data_dir = folder
        self.log = folder / "server.log"
        self.environment["BALIE_DATA_DIR"] = str(folder)

    def is_alive(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def kill(self) -> None:
        if self.process is None or self.process.returncode is not None:
            return
        os.kill(self.pid, signal.SIGKILL)
        await self.process.wait()
        self._forget()

    async def stop(self) -> tuple[int, float]:
        """SIGTERM; the exit status and how long it took. A server that does not end is killed and told of by -9."""
        if self.process is None or self.process.returncode is not None:
            return (0 if self.process is None else self.process.returncode or 0), 0.0
        began = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        try:
            status = await asyncio.wait_for(self.process.wait(), STOP_SECONDS_MAX)
        except asyncio.TimeoutError:
            await self.kill()
            status = -9
        self._forget()
        return status, time.monotonic() - began

    def _forget(self) -> None:
        self.client.forget()
        self._metrics.forget()

    async def command(self, *arguments: str, given: str = "") -> Any:
        """A command of balie; what it printed, as JSON."""
        process = await asyncio.create_subprocess_exec(
            str(self.binary), *arguments, env=self.environment, cwd="/",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )
        out, said = await process.communicate(given.encode())
        if process.returncode != 0:
            raise DeskFault(f"balie {' '.join(arguments)}: {process.returncode}: {said.decode()[-600:]}")
        return json.loads(out) if out.strip() else {}

    async def metric(self, name: str) -> float:
        """A figure of /metrics without labels; -1 when it is not there."""
        try:
            text = (await self._metrics.request("GET", "/metrics")).body.decode()
        except Lost:
            return -1.0
        for line in text.splitlines():
            if line.startswith(name + " "):
                return float(line.split()[-1])
        return -1.0

    def memory_bytes(self) -> int:
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def tail(self, letters: int = 1500) -> str:
        try:
            return self.log.read_text(errors="replace")[-letters:]
        except OSError:
            return ""


def _child_of(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    if not children:
        raise DeskFault("the wrapper has no server below it")
    return int(children[0])
