"""Files that agents put into notes, and whether the desk still has them as they were."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from drills.agents import Agent
from drills.wire import Client, Lost
from drills.world import World

BOUNDARY = "drill-boundary"


@dataclass(frozen=True)
class Upload:
    id: str
    bytes: bytes
    noted_at: float  # when the note that carries it was answered


async def put(here: World, agent: Agent, conversation: str, number: int) -> Upload:
    """Text, so that no two are the same and any size goes."""
    content = f"{here.seed} {number} ".encode() * here.random.randrange(10, 4000)
    part = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="note-{number}.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\n"
    ).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    answer = await here.desk.client.request(
        "POST", "/api/v1/attachments", part,
        {"authorization": f"Bearer {agent.token}", "content-type": f"multipart/form-data; boundary={BOUNDARY}"},
    )
    if answer.status != 201:
        raise RuntimeError(f"an upload was answered {answer.status}: {answer.body[:300]!r}")
    file = str(answer.json()["id"])
    noted = await agent.note(conversation, f"{here.seed} file {number}", [file])
    if noted.status not in (200, 201):
        raise RuntimeError(f"a note with a file was answered {noted.status}: {noted.body[:300]!r}")
    return Upload(file, content, time.time())


async def served(client: Client, agent: Agent, upload: Upload) -> bool:
    try:
        answer = await client.request(
            "GET", f"/api/v1/attachments/{upload.id}/content", headers={"authorization": f"Bearer {agent.token}"}
        )
    except Lost:  # a file that is not there ends the answer after its head
        return False
    return answer.status == 200 and answer.body == upload.bytes


FILES = "SELECT file, sha256, bytes FROM attachments WHERE file IS NOT NULL"


def faults_on_disk(here: World, media: Path) -> list[str]:
    """Every file that the database names lies there, with the bytes that it says."""
    faults = []
    with here.desk.cluster.connect() as connection:
        rows = connection.execute(FILES).fetchall()
    for name, digest, size in rows:
        path = media / name[:2] / name
        if not path.exists():
            faults.append(f"the file {name} is not there")
            continue
        content = path.read_bytes()
        if len(content) != size or (digest is not None and hashlib.sha256(content).digest() != bytes(digest)):
            faults.append(f"the file {name} is not as the database says")
    return faults
