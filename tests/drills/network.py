"""Where the nodes of a fleet stand: each in a network namespace of its own, with one line to the database that can be cut.

A line is cut by a wrong hardware address at one of its ends: frames leave and nobody takes them, in one direction or in
both, and neither end hears of it. Without the rights for that all nodes stand on this machine's loopback.
"""

from __future__ import annotations

import ctypes
import os
import random
import socket
import subprocess
import threading
from pathlib import Path

NAMESPACES = Path("/run/netns")
CLONE_NEWNET = 0x4000_0000
NOBODY = "02:00:00:00:de:ad"


class Loopback:
    """No namespaces: what all can do."""

    can_cut = False
    host = "127.0.0.1"  # of the database, as the nodes see it

    def make(self) -> None: ...

    def remove(self) -> None: ...

    def wrapper(self, name: str) -> list[str]:
        """What stands before a command that runs where the node is."""
        return []

    def server_words(self, name: str) -> str:
        """What haproxy says beside a node's address."""
        return ""

    def listener(self, name: str, port: int) -> socket.socket | None:
        """A socket on the node's own loopback, for what stands on ours."""
        return None

    def cut(self, name: str, to_database: bool, from_database: bool) -> None: ...

    def heal(self, name: str) -> None: ...

    def address(self, name: str) -> str:
        """As the database sees a node."""
        return self.host


class Namespaces(Loopback):
    can_cut = True

    def __init__(self, names: list[str]) -> None:
        self.names = names
        dice = random.SystemRandom()
        self._tag = f"{dice.randrange(16**4):04x}"
        self._net = f"10.{dice.randrange(190, 250)}.{dice.randrange(250)}"
        self.host = f"{self._net}.1"
        self._hardware: dict[tuple[str, bool], str] = {}  # node, is the node's end -> address

    def make(self) -> None:
        for name in self.names:
            space, ours, theirs = self._space(name), self._device(name), f"{self._device(name)}n"
            _ip("netns", "add", space)
            _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", space)
            _ip("addr", "add", self.host, "peer", self.address(name), "dev", ours)
            _ip("link", "set", ours, "up")
            _ip("-n", space, "addr", "add", self.address(name), "peer", self.host, "dev", theirs)
            _ip("-n", space, "link", "set", theirs, "up")
            _ip("-n", space, "link", "set", "lo", "up")
            self._hardware[name, False] = _hardware_of(ours)
            self._hardware[name, True] = _hardware_of(theirs, space)
            self.heal(name)

    def remove(self) -> None:
        for name in self.names:
            _ip("link", "del", self._device(name), is_sure=False)
            _ip("netns", "del", self._space(name), is_sure=False)

    def wrapper(self, name: str) -> list[str]:
        return ["nsenter", f"--net={NAMESPACES / self._space(name)}"]

    def server_words(self, name: str) -> str:
        return f" namespace {self._space(name)}"

    def listener(self, name: str, port: int) -> socket.socket | None:
        """A socket belongs where it was made, whoever reads it."""
        made: list[socket.socket] = []

        def make() -> None:
            with (NAMESPACES / self._space(name)).open() as there:
                if ctypes.CDLL(None, use_errno=True).setns(there.fileno(), CLONE_NEWNET) != 0:
                    raise OSError(ctypes.get_errno(), "setns")
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(("127.0.0.1", port))
            one.listen(1024)
            one.setblocking(False)
            made.append(one)

        thread = threading.Thread(target=make)  # its namespace ends with it
        thread.start()
        thread.join()
        return made[0]

    def cut(self, name: str, to_database: bool, from_database: bool) -> None:
        self._point(name, NOBODY if to_database else "", NOBODY if from_database else "")

    def heal(self, name: str) -> None:
        self._point(name, "", "")

    def _point(self, name: str, up: str, down: str) -> None:
        """To whom each end sends; empty: to the other."""
        space, ours = self._space(name), self._device(name)
        address = self.address(name)
        down = down or self._hardware[name, True]
        up = up or self._hardware[name, False]
        _ip("neigh", "replace", address, "lladdr", down, "dev", ours, "nud", "permanent")
        _ip("-n", space, "neigh", "replace", self.host, "lladdr", up, "dev", f"{ours}n", "nud", "permanent")

    def _space(self, name: str) -> str:
        return f"balie-{self._tag}-{name}"

    def _device(self, name: str) -> str:
        return f"bl{self._tag}{name}"

    def address(self, name: str) -> str:
        return f"{self._net}.{self.names.index(name) + 2}"


def _ip(*words: str, is_sure: bool = True) -> str:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if is_sure and done.returncode != 0:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def _hardware_of(device: str, space: str = "") -> str:
    where = ("-n", space) if space else ()
    words = _ip(*where, "-o", "link", "show", device).split()
    return words[words.index("link/ether") + 1]


def network(names: list[str]) -> Loopback:
    """Namespaces where this user may make them."""
    if os.geteuid() != 0:
        return Loopback()
    made = Namespaces(names)
    try:
        made.make()
    except OSError:
        made.remove()
        return Loopback()
    return made
