"""haproxy as docs/04-operate.md sets it up, before the nodes of a fleet; and a door of its own to each of them."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from drills.documented import blocks
from drills.wire import free_port

HEAD = """
global
    maxconn 4000
    stats socket {folder}/haproxy.sock mode 600 level admin
"""

# To one node by itself, under the name by which browsers know the desk; for what is measured between two nodes.
DOOR = """
listen door-{name}
    bind 127.0.0.1:{door}
    retries 0
    http-request set-header Host {public}
    timeout tunnel 1h
    server {name} 127.0.0.1:{port}{words}
"""


@dataclass(frozen=True)
class Behind:
    """A node as haproxy knows it. `doors`: ports of ours that lead to ports of the node."""

    name: str
    port: int
    doors: dict[int, int]
    words: str


def configuration(folder: Path, port: int, nodes: list[Behind]) -> str:
    """The documented words with our addresses in them."""
    text = re.sub(r"bind :443.*", f"bind 127.0.0.1:{port}", blocks("haproxy", "Several nodes")[0])
    for node in nodes:
        text = re.sub(rf"server {node.name} \S+", f"server {node.name} 127.0.0.1:{node.port}{node.words}", text)
    doors = [
        DOOR.format(name=f"{node.name}-{there}", door=door, public=f"127.0.0.1:{port}", port=there, words=node.words)
        for node in nodes for door, there in node.doors.items()
    ]
    return HEAD.format(folder=folder) + text + "".join(doors)


class Haproxy:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, nodes: list[Behind]) -> None:
        file = self._folder / "haproxy.cfg"
        file.write_text(configuration(self._folder, self.port, nodes))
        with (self._folder / "haproxy.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                "/usr/sbin/haproxy", "-db", "-f", str(file), stdout=log, stderr=log, cwd="/",
            )
        for _ in range(200):
            if self._process.returncode is not None:
                raise RuntimeError((self._folder / "haproxy.log").read_text()[-800:])
            if (self._folder / "haproxy.sock").exists():
                return
            await asyncio.sleep(0.02)
        raise RuntimeError("haproxy does not start")

    async def sent_to(self, backend: str) -> set[str]:
        """The nodes that get requests of this kind now."""
        reader, writer = await asyncio.open_unix_connection(str(self._folder / "haproxy.sock"))
        try:
            writer.write(b"show stat\n")
            lines = (await reader.read()).decode().splitlines()
        finally:
            writer.close()
        names = lines[0].lstrip("# ").split(",")
        rows = [dict(zip(names, line.split(","))) for line in lines[1:] if line]
        return {row["svname"] for row in rows if row["pxname"] == backend and row["svname"] != "BACKEND" and row["status"].startswith("UP")}

    async def stop(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()
