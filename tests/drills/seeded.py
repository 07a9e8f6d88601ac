"""T00: builds with a bug put in on purpose."""

from __future__ import annotations


def check_patches() -> int:
    return 0


def run(seed: str, only: str | None, is_recorded: bool) -> int:
    return 0
