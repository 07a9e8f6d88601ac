"""All drills by name. A new one: a file here with a DRILL, and its line below."""

from drills.rounds import duplicates, kill_database, kill_server, poison, terminate
from drills.setting import Drill

DRILLS: dict[str, Drill] = {
    one.name: one
    for one in (
        kill_server.DRILL,
        kill_database.DRILL,
        kill_database.BOTH,
        duplicates.DRILL,
        terminate.DRILL,
        poison.DRILL,
    )
}
