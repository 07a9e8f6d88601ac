"""A NATS cluster of three servers, of which one may die."""

from __future__ import annotations

import asyncio
from pathlib import Path

from drills.wire import Client, Lost, free_port

SERVERS = 3


class Nats:
    def __init__(self, folder: Path, host: str) -> None:
        self._folder = folder
        self._host = host
        self._ports = [free_port() for _ in range(SERVERS)]
        self._routes = [free_port() for _ in range(SERVERS)]
        self._watched = [free_port() for _ in range(SERVERS)]
        self._running: list[asyncio.subprocess.Process | None] = [None] * SERVERS

    @property
    def url(self) -> str:
        return ",".join(f"nats://{self._host}:{port}" for port in self._ports)

    async def start(self) -> None:
        for index in range(SERVERS):
            await self.launch(index)
        for index in range(SERVERS):
            await self._joined(index)

    async def launch(self, index: int) -> None:
        others = [f"nats://{self._host}:{port}" for port in self._routes if port != self._routes[index]]
        with (self._folder / f"nats-{index}.log").open("ab") as log:
            self._running[index] = await asyncio.create_subprocess_exec(
                "/usr/sbin/nats-server", "--addr", self._host, "--port", str(self._ports[index]),
                "--http_port", str(self._watched[index]), "--server_name", f"drill-{index}", "--cluster_name", "drill",
                "--cluster", f"nats://{self._host}:{self._routes[index]}", "--routes", ",".join(others),
                stdout=log, stderr=log, cwd="/",
            )

    async def _joined(self, index: int) -> None:
        """Until it has a line to each of the others."""
        watched = Client(self._host, self._watched[index])
        for _ in range(300):
            try:
                if int((await watched.request("GET", "/routez")).json()["num_routes"]) >= SERVERS - 1:
                    watched.forget()
                    return
            except (Lost, ValueError, KeyError):
                pass
            await asyncio.sleep(0.05)
        raise RuntimeError("the NATS servers do not find one another")

    async def kill(self, index: int) -> None:
        process = self._running[index]
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def revive(self) -> None:
        for index, process in enumerate(self._running):
            if process is None or process.returncode is not None:
                await self.launch(index)
                await self._joined(index)

    async def stop(self) -> None:
        for index in range(SERVERS):
            await self.kill(index)
