"""What a drill is given and what it gives back."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class Tier(enum.Enum):
    """How long a drill may take: a commit's test, the full tier, or as many rounds as one asks for."""

    SHORT = "short"
    FULL = "full"


@dataclass
class Setting:
    """`keep`: the folders of the run stay for a look at them."""

    seed: str
    binary: Path
    rounds: int
    tier: Tier = Tier.FULL
    keep: bool = False
    carrier: str = ""  # of the nodes' words: postgres, nats; empty: the drill's choice

    @property
    def is_short(self) -> bool:
        return self.tier is Tier.SHORT


@dataclass
class Outcome:
    """Violations make a drill fail; figures are for the record; skipped says why nothing was tried."""

    figures: dict[str, Any] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)
    skipped: str = ""

    def expect(self, holds: bool, what: str) -> None:
        if not holds:
            self.violations.append(what)

    def add(self, checked: tuple[list[str], dict[str, Any]]) -> None:
        """What the checker found."""
        violations, figures = checked
        self.violations += violations
        self.figures.update(figures)


@dataclass(frozen=True)
class Drill:
    """One subject. `rounds`: of a commit's test, and of the full tier."""

    name: str
    number: str
    says: str
    run: Callable[[Setting], Awaitable[Outcome]]
    rounds_short: int = 1
    rounds_full: int = 10
    seconds_max: float = 1800.0
