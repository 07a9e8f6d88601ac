"""What docs/04-operate.md tells people to type, taken from there: a drill that types it shows that it is right."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

OPERATE = Path(__file__).resolve().parents[2] / "docs" / "04-operate.md"


def blocks(language: str, heading: str) -> list[str]:
    """The code of a chapter, in its order."""
    chapter = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", OPERATE.read_text(), re.DOTALL | re.MULTILINE)
    if chapter is None:
        raise RuntimeError(f"docs/04-operate.md has no chapter {heading}")
    return re.findall(rf"^```{language}\n(.*?)^```", chapter.group(1), re.DOTALL | re.MULTILINE)


async def typed(words: str, folder: Path, environment: dict[str, str]) -> str:
    """Runs them there; what they said when one of them failed."""
    process = await asyncio.create_subprocess_exec(
        "/bin/bash", "-euc", words, cwd=folder, env=environment,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    return f"{process.returncode}: {said.decode(errors='replace')[-600:]}" if process.returncode != 0 else ""
