"""What a measure is given, and what it gives back: rows of a table, each with what was aimed at."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench"  # programs and data that the next run takes again


@dataclass(frozen=True)
class Setting:
    """`rounds` of `seconds` each; `messages`: of the large desk, beside one of a hundred thousand."""

    binary: Path
    rounds: int
    seconds: int
    messages: int


@dataclass(frozen=True)
class Aim:
    """At least or at most so much."""

    sign: str  # "≥" or "≤"
    goal: float
    stretch: float | None = None
    unit: str = ""

    def holds(self, value: float) -> bool:
        return value >= self.goal if self.sign == "≥" else value <= self.goal

    def reaches_stretch(self, value: float) -> bool:
        if self.stretch is None:
            return False
        return value >= self.stretch if self.sign == "≥" else value <= self.stretch

    def text(self, number: float | None) -> str:
        return "" if number is None else f"{self.sign} {shown(number)}{self.unit}"


@dataclass
class Row:
    """One figure, once for each round. Without an aim it is told for its own sake."""

    goal: str
    what: str
    values: list[float]
    aim: Aim | None = None
    unit: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def figures(self) -> str:
        low, high = shown(min(self.values)), shown(max(self.values))
        range_text = f" ({low} to {high})" if len(self.values) > 1 else ""
        return f"{shown(self.median)}{self.unit}{range_text}"

    def verdict(self) -> str:
        if self.aim is None:
            return ""
        if self.aim.reaches_stretch(self.median):
            return "yes, and the stretch"
        return "yes" if self.aim.holds(self.median) else "**no**"


def shown(number: float) -> str:
    if number == 0 or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.2f}" if abs(number) >= 0.1 else f"{number:.2g}"


@dataclass(frozen=True)
class Measure:
    """A program of one subject. `run` tells what it does as it goes."""

    name: str
    goals: tuple[str, ...]
    says: str
    run: Callable[[Setting], Coroutine[Any, Any, list[Row]]]


@dataclass
class Columns:
    """Values of several figures, gathered round by round."""

    of: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **values: float) -> None:
        for name, value in values.items():
            self.of.setdefault(name, []).append(value)
        print("    " + "  ".join(f"{name} {shown(value)}" for name, value in values.items()), flush=True)

    def __getitem__(self, name: str) -> list[float]:
        return self.of[name]
