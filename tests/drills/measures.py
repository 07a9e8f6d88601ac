"""Small sums over what was measured."""

from __future__ import annotations

import time


def percentile(values: list[float], share: float) -> float:
    """0 when nothing was measured."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(values: list[float], share: float) -> int:
    return round(percentile(values, share) * 1000)


class Stopwatch:
    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began
