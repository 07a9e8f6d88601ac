"""What a platform may do wrong with a call that sends: whether it took the message, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from drills.wire import Manner


@dataclass(frozen=True)
class Misdeed:
    """`status` 0: the platform's good answer. `body` None: the platform's own words for that status."""

    name: str
    takes: bool  # the customer gets the message
    status: int = 0
    body: bytes | None = None
    manner: Manner = Manner.PLAIN
    content_type: str = "application/json"
    retry_after: int | None = None
    location: str = ""


WELL = Misdeed("well", True)

_HUGE = b'{"padding": "' + b"x" * (9 << 20) + b'"}'

MISDEEDS: dict[str, Misdeed] = {
    one.name: one
    for one in (
        WELL,
        Misdeed("reset_after", True, manner=Manner.RESET),
        Misdeed("reset_before", False, manner=Manner.RESET),
        Misdeed("half_answer", True, manner=Manner.HALF),
        Misdeed("hang", True, manner=Manner.HANG),
        Misdeed("hang_untaken", False, manner=Manner.HANG),
        Misdeed("trickle", True, manner=Manner.TRICKLE),
        Misdeed("limited", False, 429),
        Misdeed("limited_with_wait", False, 429, retry_after=1),
        Misdeed("error_500", False, 500),
        Misdeed("error_502", False, 502, b"<html>bad gateway</html>", content_type="text/html"),
        Misdeed("error_503", False, 503),
        Misdeed("gateway_timeout", True, 504, b"", content_type="text/plain"),
        Misdeed("refused_for_good", False, 400),
        Misdeed("ok_with_error", False, 200, b'{"error": {"code": 1, "message": "no"}, "ok": false}'),
        Misdeed("malformed", True, 200, b'{"messages": [{"id": "wam'),
        Misdeed("huge", True, 200, _HUGE),
        Misdeed("redirect", False, 302, b"", location="/elsewhere"),
        Misdeed("wrong_type", True, 200, b"<html><body>OK</body></html>", content_type="text/html"),
        Misdeed("empty", True, 200, b""),
    )
}

# Those that end at once; the others hold a call until its deadline.
QUICK = [name for name, one in MISDEEDS.items() if one.manner not in (Manner.HANG, Manner.TRICKLE)]


@dataclass
class Script:
    """Which misdeed a call meets: by seed, `share` of the calls, among the names given."""

    random: Random
    names: list[str]
    share: float = 0.0

    def next(self) -> Misdeed:
        if not self.names or self.random.random() >= self.share:
            return WELL
        return MISDEEDS[self.random.choice(self.names)]
