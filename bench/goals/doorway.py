"""P5: HTTP, signature and reading of a webhook without a database, beside nginx that answers 200 to the same requests.

The load takes as much of the processor as either server, so the two are held against each other by what they answer for a
second of their own processor time; by the clock stands beside it.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from drills.wire import free_port

from goals.crew import cpu_seconds
from goals.goal import ROOT, Aim, Columns, Measure, Row, Setting
from goals.programs import Inbox, closed_loop

CONNECTIONS = 64
INBOX = Inbox(1, "/webhooks/whatsapp/1", "400000000000001", "secret-of-the-load")

NGINX = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    keepalive_requests 1000000000;
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 200; }}
    }}
}}
"""


def nginx() -> Path:
    """The system's, or the one that script/bootstrap --bench unpacked."""
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin") or str(ROOT / "var/tools/nginx/usr/sbin/nginx")
    if not Path(found).exists():
        raise RuntimeError("there is no nginx: script/bootstrap --bench")
    return Path(found)


def webhook_server() -> Path:
    """As the release is built."""
    configure = ["cmake", "--preset", "release", "-D", "BALIE_BENCH=ON", "-D", "BALIE_TESTS=OFF"]
    subprocess.run(configure, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    build = ["nice", "cmake", "--build", "build/release", "--target", "balie_bench_webhook_server"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return ROOT / "build/release/bench/balie_bench_webhook_server"


@asynccontextmanager
async def serving(command: list[str], port: int) -> AsyncIterator[int]:
    """The process, from when it listens."""
    process = await asyncio.create_subprocess_exec(*command)
    try:
        until = time.monotonic() + 10
        while True:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.returncode is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[0]} does not listen")
            await asyncio.sleep(0.02)
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def answered(process: int, port: int, seconds: int) -> tuple[float, float]:
    """A second of its processor; a second of the clock."""
    before = cpu_seconds(process)
    told = await closed_loop(port, CONNECTIONS, seconds, [INBOX])
    return told["good"] / (cpu_seconds(process) - before), told["per_second"]


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    folder = Path(tempfile.mkdtemp(prefix="balie-bench-"))
    ports = free_port(), free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=ports[1]))
    ours = [str(webhook_server()), str(ports[0]), INBOX.address, INBOX.secret]
    theirs = [str(nginx()), "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(configuration)]
    try:
        async with serving(ours, ports[0]) as our_process, serving(theirs, ports[1]) as their_process:
            for _ in range(setting.rounds):
                own, own_clock = await answered(our_process, ports[0], setting.seconds)
                other, other_clock = await answered(their_process, ports[1], setting.seconds)
                columns.add(ratio=own / other, clock=own_clock / other_clock, own_us=1e6 / own, nginx_us=1e6 / other)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [
        Row("P5", "HTTP, signature and reading / nginx `return 200`: answers for a second of the server's processor", columns["ratio"], Aim("≥", 0.4, 0.6)),
        Row("P5", "the same by the clock; the load shares the machine", columns["clock"]),
        Row("P5", "processor time of a webhook", columns["own_us"], unit=" µs"),
    ]


MEASURE = Measure("doorway", ("P5",), "webhooks without a database beside nginx", run)
