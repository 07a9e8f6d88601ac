"""The n-th failure of a system call in the server, by a small library of our own below it."""

from __future__ import annotations

import mmap
import struct
import subprocess
from dataclasses import dataclass
from errno import EBADF, ECONNREFUSED, ECONNRESET, EIO, EMFILE, ENOMEM, ENOSPC
from pathlib import Path

SOURCE = Path(__file__).parent / "failing.c"
FORM = struct.Struct("5i")


@dataclass(frozen=True)
class Call:
    name: str
    kind: int
    fault: int


# Allocation is left to the full tier's own choice: a server without memory may end, and then must end cleanly.
CALLS = [
    Call("open EMFILE", 2, EMFILE),
    Call("read EIO", 3, EIO),
    Call("write ENOSPC", 4, ENOSPC),
    Call("write EIO", 4, EIO),
    Call("fdatasync EIO", 5, EIO),
    Call("accept EMFILE", 6, EMFILE),
    Call("connect refused", 7, ECONNREFUSED),
    Call("send reset", 8, ECONNRESET),
    Call("receive reset", 9, ECONNRESET),
    Call("socket EMFILE", 10, EMFILE),
    Call("receive EBADF", 9, EBADF),
    Call("malloc", 1, ENOMEM),
]


class Failing:
    """Tells the library below a running server what to let fail."""

    def __init__(self, folder: Path) -> None:
        self.library = folder / "failing.so"
        subprocess.run(
            ["gcc", "-O1", "-shared", "-fPIC", "-o", str(self.library), str(SOURCE), "-ldl"], check=True, capture_output=True
        )
        self.orders = folder / "orders"
        self.orders.write_bytes(bytes(FORM.size))
        with self.orders.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), FORM.size)

    @property
    def environment(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self.library), "BALIE_DRILL_FAILING": str(self.orders)}

    def order(self, call: Call, after: int) -> None:
        """`after` calls go well, the next fails."""
        self._map[: FORM.size] = FORM.pack(0, after, call.fault, 0, 0)
        self._map[:4] = struct.pack("i", call.kind)

    def end(self) -> tuple[int, int]:
        """No more; how many calls failed and how many were seen."""
        self._map[:4] = struct.pack("i", 0)
        _, _, _, failed, seen = FORM.unpack(self._map[: FORM.size])
        return failed, seen
