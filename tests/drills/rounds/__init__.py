"""All drills by name. A new one: a file here with a DRILL, and its line below."""

from drills.rounds import (
    bad_platforms,
    clock,
    cuts,
    database_errors,
    double_submit,
    duplicates,
    durable,
    in_doubt,
    kill_database,
    kill_server,
    merges,
    poison,
    signatures,
    slow_readers,
    storm,
    terminate,
    websocket,
)
from drills.setting import Drill

DRILLS: dict[str, Drill] = {
    one.name: one
    for one in (
        kill_server.DRILL,
        kill_database.DRILL,
        kill_database.BOTH,
        cuts.DRILL,
        durable.DRILL,
        in_doubt.DRILL,
        double_submit.DRILL,
        database_errors.DRILL,
        bad_platforms.DRILL,
        storm.DRILL,
        clock.DRILL,
        slow_readers.DRILL,
        websocket.DRILL,
        duplicates.DRILL,
        signatures.DRILL,
        terminate.DRILL,
        poison.DRILL,
        merges.DRILL,
    )
}
