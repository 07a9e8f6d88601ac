"""All drills by name. A new one: a file here with a DRILL, and its line below."""

from drills.rounds import (
    bad_platforms,
    clock,
    commit_order,
    cuts,
    database_errors,
    disk_full,
    double_submit,
    duplicates,
    durable,
    in_doubt,
    kill_database,
    kill_server,
    merges,
    nodes,
    poison,
    signatures,
    slow_clients,
    slow_readers,
    storm,
    system_calls,
    terminate,
    websocket,
    week,
)
from drills.setting import Drill

DRILLS: dict[str, Drill] = {
    one.name: one
    for one in (
        kill_server.DRILL,
        kill_database.DRILL,
        kill_database.BOTH,
        cuts.DRILL,
        commit_order.DRILL,
        durable.DRILL,
        in_doubt.DRILL,
        double_submit.DRILL,
        bad_platforms.DRILL,
        storm.DRILL,
        disk_full.DRILL,
        database_errors.DRILL,
        clock.DRILL,
        slow_readers.DRILL,
        slow_clients.DRILL,
        websocket.DRILL,
        duplicates.DRILL,
        week.DRILL,
        signatures.DRILL,
        terminate.DRILL,
        system_calls.DRILL,
        poison.DRILL,
        merges.DRILL,
        nodes.DRILL,
    )
}
