"""The judge: reads PostgreSQL and the ledgers, nothing else, and says which invariant does not hold.

It shares no code with the server, and with the harness only the form of a ledger's line.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from drills.ledger import Record, records

SAMPLES_MAX = 5
RANKS = ["queued", "sending", "uncertain", "sent", "failed", "delivered", "read"]


@dataclass
class Evidence:
    """The database, and the ledgers in order."""

    connection: psycopg.Connection[tuple[Any, ...]]
    records: list[Record]
    spools: list[Path] = field(default_factory=list)
    at_rest: bool = True
    resets_expected: bool = False
    forgiven: list[tuple[float, float]] = field(default_factory=list)  # what was answered then may be gone
    figures: dict[str, int] = field(default_factory=dict)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql.encode()).fetchall()

    def of(self, *what: str) -> list[Record]:
        return [one for one in self.records if one["what"] in what]

    def promised(self, *what: str) -> list[Record]:
        """Those that bind the desk: nothing that was answered between a backup and the loss of what came after it, nor what
        was on its way at the loss: its commit may be lost, and its answer come a moment later."""
        return [one for one in self.of(*what)
                if not any(first <= one["at"] and one["at"] - one.get("took_ms", 0) / 1_000 <= last for first, last in self.forgiven)]


Invariant = Callable[[Evidence], list[str]]


def _pairs(entries: list[Record], kind: str) -> set[tuple[int, str]]:
    return {(int(one["inbox"]), event) for one in entries if one["kind"] == kind for event in one["events"]}


INBOUND = """
    SELECT inbox_id, external_id, count(*) FROM messages
     WHERE direction = 'in' AND kind = 'message' GROUP BY 1, 2"""


def i1_answered_is_stored(evidence: Evidence) -> list[str]:
    """I1: what was answered 200 is stored exactly once."""
    stored = {(inbox, event): count for inbox, event, count in evidence.rows(INBOUND)}
    answered = _pairs(evidence.promised("webhook"), "message")
    evidence.figures["answered"] = len(answered)
    evidence.figures["stored"] = len(stored)
    lost = [f"{event} of inbox {inbox} was answered 200 and is not stored" for inbox, event in answered - stored.keys()]
    doubled = [f"{event} of inbox {inbox} is stored {count} times" for (inbox, event), count in stored.items() if count > 1]
    return lost + doubled


def i2_stored_was_sent(evidence: Evidence) -> list[str]:
    """I2: what is stored, some platform has sent, and what an agent wrote, some agent asked for."""
    offered = _pairs(evidence.of("offered"), "message")
    alien = [f"{event} of inbox {inbox} was never sent" for inbox, event, _ in evidence.rows(INBOUND)
             if (inbox, event) not in offered]
    asked = {one["client_id"] for one in evidence.of("asked")}
    written = evidence.rows("SELECT client_id FROM messages WHERE direction = 'out' AND sender_type = 'user' AND kind = 'message'")
    return alien + [f"nobody asked for the reply {client}" for (client,) in written if client not in asked]


REPLIES = """
    SELECT id, client_id, inbox_id, text, status FROM messages
     WHERE direction = 'out' AND kind = 'message' AND sender_type = 'user'"""


def _taken(evidence: Evidence) -> dict[tuple[int, str], int]:
    taken: dict[tuple[int, str], int] = {}
    for one in evidence.of("took"):
        key = (int(one["inbox"]), one["text"])
        taken[key] = taken.get(key, 0) + 1
    return taken


def i3_replies_end_known(evidence: Evidence) -> list[str]:
    """I3: an accepted reply is with the customer exactly once, or shown as failed, or shown as uncertain."""
    by_client: dict[str, list[tuple[Any, ...]]] = {}
    for row in evidence.rows(REPLIES):
        by_client.setdefault(row[1], []).append(row)
    taken = _taken(evidence)
    retried = {one["text"] for one in evidence.of("retry")}
    faults: list[str] = []
    accepted = {(one["client_id"], one["id"]) for one in evidence.promised("reply")}
    evidence.figures["replies"] = len(accepted)
    evidence.figures["taken"] = sum(taken.values())
    evidence.figures["uncertain"] = sum(row[4] == "uncertain" for rows in by_client.values() for row in rows)
    for client, told in accepted:
        rows = by_client.get(client, [])
        if len(rows) != 1 or str(rows[0][0]) != told:
            faults.append(f"reply {client} was accepted as {told} and stands as {[row[0] for row in rows]}")
            continue
        _, _, inbox, text, status = rows[0]
        times = taken.get((inbox, text), 0)
        if times == 0 and status in ("sent", "delivered", "read"):
            faults.append(f"'{text}' is shown as {status} and never reached the platform")
        if times > 0 and status in ("failed", "cancelled") and text not in retried:
            faults.append(f"'{text}' is shown as {status} and the customer has it")
    faults += [f"client id {client} stands {len(rows)} times" for client, rows in by_client.items() if len(rows) > 1]
    return faults


def i4_nothing_twice(evidence: Evidence) -> list[str]:
    """I4: no platform took a message twice, unless a person sent it again."""
    again: dict[str, int] = {}
    for one in evidence.of("retry"):
        again[one["text"]] = again.get(one["text"], 0) + 1
    return [f"'{text}' was sent {times} times" for (_, text), times in _taken(evidence).items()
            if times > 1 + again.get(text, 0)]


def _rank(status: str) -> int:
    return RANKS.index(status) if status in RANKS else -1


SENT = """
    SELECT d.inbox_id, d.external_id, d.state, m.status, m.attempt = d.attempt
      FROM delivery_attempts d JOIN messages m ON m.account_id = d.account_id AND m.id = d.message_id
     WHERE d.external_id IS NOT NULL
    UNION ALL
    SELECT inbox_id, external_id, status::text, status::text, true FROM messages
     WHERE direction = 'out' AND external_id IS NOT NULL AND sender_type <> 'user'"""
PENDING = "SELECT inbox_id, external_id, status FROM pending_statuses"


def i5_status_is_the_highest(evidence: Evidence) -> list[str]:
    """I5: a status is the highest of those that were told, whatever their order; one without its message is kept."""
    states = {(inbox, provider): (state, shown if is_newest else state)
              for inbox, provider, state, shown, is_newest in evidence.rows(SENT)}
    pending = {(inbox, provider, status) for inbox, provider, status in evidence.rows(PENDING)}
    least: dict[tuple[int, str], str] = {}
    most: dict[tuple[int, str], str] = {}
    faults: list[str] = []
    for one in evidence.promised("webhook") + evidence.of("offered"):
        if one["kind"] != "status":
            continue
        key = (int(one["inbox"]), one["events"][0])
        bound = least if one["what"] == "webhook" else most
        if _rank(one["status"]) > _rank(bound.get(key, "")):
            bound[key] = one["status"]
        if one["what"] == "webhook" and key not in states and (*key, one["status"]) not in pending:
            faults.append(f"status {one['status']} of {key[1]} was answered 200 and is nowhere")
    evidence.figures["statuses"] = len(least)
    faults += _doubts_that_were_answered(evidence, least)
    for key, (state, shown) in states.items():
        for word, value in (("attempt", state), ("message", shown)):
            if _rank(value) < _rank(least.get(key, "")):
                faults.append(f"{key[1]}: {word} says {value}, the platform said {least[key]}")
            if _rank(value) > max(_rank(most.get(key, "")), _rank("sent")) and value != "failed":
                faults.append(f"{key[1]}: {word} says {value}, the platform never did")
    return faults


def _doubts_that_were_answered(evidence: Evidence, told: dict[tuple[int, str], str]) -> list[str]:
    """A status that came with our own word settles what was uncertain."""
    status_of = {(row[2], row[3]): row[4] for row in evidence.rows(REPLIES)}
    return [f"'{one['text']}' is still uncertain after the platform told its status" for one in evidence.of("took")
            if one["opaque"] and (int(one["inbox"]), one["id"]) in told
            and status_of.get((int(one["inbox"]), one["text"])) == "uncertain"]


EVENTS = "SELECT account_id, count(*), count(DISTINCT seq), min(seq), max(seq) FROM events GROUP BY 1"
MODEL_SQL = {
    "message": """SELECT m.account_id, m.id, m.version FROM messages m JOIN events e
                      ON e.account_id = m.account_id AND e.message_id = m.id AND e.type = 'message.created'""",
    "conversation": """SELECT c.account_id, c.id, c.version FROM conversations c JOIN events e
                           ON e.account_id = c.account_id AND e.conversation_id = c.id AND e.type = 'conversation.created'""",
}


def i6_streams_are_whole(evidence: Evidence) -> list[str]:
    """I6: numbers without gap or repetition, in the store and for every watcher; at rest each model is the store's."""
    streams = {account: seq for account, seq in evidence.rows("SELECT account_id, seq FROM streams")}
    faults: list[str] = []
    for account, count, distinct, first, last in evidence.rows(EVENTS):
        evidence.figures["events"] = evidence.figures.get("events", 0) + count
        if count != distinct or count != last - first + 1 or last != streams.get(account):
            faults.append(f"account {account}: {count} events from {first} to {last}, the stream says {streams.get(account)}")
    faults += _watched_in_order(evidence)
    for kind, sql in MODEL_SQL.items():
        if evidence.at_rest:
            faults += _models_agree(evidence, kind, sql)
    return faults


def _watched_in_order(evidence: Evidence) -> list[str]:
    newest: dict[str, int] = {}
    faults: list[str] = []
    for one in evidence.of("watches", "frame", "reset"):
        ledger = one["ledger"]
        if one["what"] == "watches":
            newest[ledger] = one["after"]
        elif one["what"] == "reset":
            newest[ledger] = one["seq"]
            faults += [] if evidence.resets_expected else [f"{ledger} was told to begin anew"]
        for seq in one.get("seqs", []):
            if seq <= newest[ledger]:
                faults.append(f"{ledger} saw event {seq} after {newest[ledger]}")
            newest[ledger] = seq
    return faults


def _models_agree(evidence: Evidence, kind: str, sql: str) -> list[str]:
    faults: list[str] = []
    for model in evidence.of("model"):
        if model["after"] < 0:
            faults.append(f"{model['ledger']} never got a welcome")
            continue
        seen = model[kind]
        rows = evidence.rows(f"{sql} WHERE e.account_id = {int(model['account'])} AND e.seq > {int(model['after'])}")
        for _, number, version in rows:
            if seen.get(str(number)) != version:
                faults.append(f"{model['ledger']} has {kind} {number} in version {seen.get(str(number))}, the store {version}")
    return faults


def _sums(row: str) -> str:
    return f"""
    SELECT coalesce(q.inbox_id, c.inbox_id), coalesce(q.{row}, 0), coalesce(c.{row}, 0)
      FROM (SELECT account_id, inbox_id, status, sum({row}) AS {row} FROM queue_counters GROUP BY 1, 2, 3) q
      FULL JOIN (SELECT account_id, inbox_id, status::text AS status, count(*) AS conversations, count(waiting_since) AS waiting
                   FROM conversations GROUP BY 1, 2, 3) c USING (account_id, inbox_id, status)
     WHERE coalesce(q.{row}, 0) <> coalesce(c.{row}, 0)"""


ORDER = {
    "conversations without a message": """
        SELECT c.id FROM conversations c WHERE NOT EXISTS (
            SELECT FROM messages m WHERE m.account_id = c.account_id AND m.conversation_id = c.id)""",
    "contacts with two open conversations in an inbox": """
        SELECT contact_id FROM conversations WHERE status <> 'resolved' AND NOT public
         GROUP BY account_id, inbox_id, contact_id HAVING count(*) > 1""",
    "conversations of a contact that was merged away": """
        SELECT c.id FROM conversations c JOIN contacts k ON k.account_id = c.account_id AND k.id = c.contact_id
         WHERE k.merged_into_id IS NOT NULL""",
    "addresses of a contact that was merged away": """
        SELECT i.id FROM contact_identities i JOIN contacts k ON k.account_id = i.account_id AND k.id = i.contact_id
         WHERE k.merged_into_id IS NOT NULL""",
    "addresses that stand twice": """
        SELECT min(id) FROM contact_identities GROUP BY account_id, inbox_id, kind, value HAVING count(*) > 1""",
    "contacts that nobody can reach": """
        SELECT k.id FROM contacts k WHERE k.merged_into_id IS NULL AND NOT EXISTS (
            SELECT FROM contact_identities i WHERE i.account_id = k.account_id AND i.contact_id = k.id)""",
    "messages whose address is of another contact": """
        SELECT m.id FROM messages m
          JOIN contact_identities i ON i.account_id = m.account_id AND i.id = m.identity_id
          JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
         WHERE NOT c.public AND i.contact_id <> c.contact_id""",
    "inboxes whose count of conversations is wrong": _sums("conversations"),
    "inboxes whose count of waiting ones is wrong": _sums("waiting"),
    "replies without an attempt": """
        SELECT m.id FROM messages m WHERE m.direction = 'out' AND m.sender_type = 'user' AND m.kind = 'message'
           AND NOT EXISTS (SELECT FROM delivery_attempts d WHERE d.account_id = m.account_id AND d.message_id = m.id)""",
}


def i7_rows_agree(evidence: Evidence) -> list[str]:
    """I7: no orphans, counters are counts, one open conversation a contact and inbox."""
    faults = []
    for what, sql in ORDER.items():
        found = evidence.rows(sql)
        if found:
            faults.append(f"{len(found)} {what}: {', '.join(str(row) for row in found[:3])}")
    return faults


AUDIT = """
    SELECT has_table_privilege('balie_app', 'audit_log', 'UPDATE'), has_table_privilege('balie_app', 'audit_log', 'DELETE'),
           has_table_privilege('balie_app', 'audit_log', 'TRUNCATE')"""
UNTOLD = """
    SELECT u.id FROM users u WHERE NOT EXISTS (
        SELECT FROM audit_log a WHERE a.account_id = u.account_id AND a.subject_type = 'user' AND a.subject_id = u.id)"""


def i8_audit_stands(evidence: Evidence) -> list[str]:
    """I8: the server cannot change or remove a line of the audit log, and every user that was made has one."""
    faults = ["the server's role may change the audit log"] if any(evidence.rows(AUDIT)[0]) else []
    return faults + [f"user {row[0]} was made without a line" for row in evidence.rows(UNTOLD)]


REST = {
    "in the outbox": "SELECT message_id FROM outbox WHERE due_at < now() + interval '1 hour'",
    "still queued or sending": """
        SELECT id FROM messages WHERE status IN ('queued', 'sending') AND (send_at IS NULL OR send_at < now())""",
    "attempts still sending": "SELECT message_id FROM delivery_attempts WHERE state = 'sending'",
}


def i9_nothing_waits(evidence: Evidence) -> list[str]:
    """I9: at rest the outbox and the spool are empty."""
    if not evidence.at_rest:
        return []
    faults = [f"{len(found)} {what}" for what, sql in REST.items() if (found := evidence.rows(sql))]
    for spool in evidence.spools:
        left = [one.name for one in spool.glob("*.spool") if one.stat().st_size > 0]
        faults += [f"the spool still has {', '.join(left)}"] if left else []
    return faults


def _strange_rows(evidence: Evidence) -> list[str]:
    """What the server's role sees when it is told to be an account that is not there."""
    faults: list[str] = []
    tables = [row[0] for row in evidence.rows("""
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
           AND has_table_privilege('balie_app', c.oid, 'SELECT')""")]
    with evidence.connection.transaction():
        evidence.rows("SELECT set_config('role', 'balie_app', true), set_config('app.account', '0', true)")
        for table in tables:
            count = evidence.rows(f"SELECT count(*) FROM {table}")[0][0]
            faults += [f"{count} rows of {table} show to an account that does not exist"] if count else []
        evidence.rows("SELECT set_config('role', 'none', true)")
    return faults


def i10_accounts_are_islands(evidence: Evidence) -> list[str]:
    """I10: every table of an account is guarded, and no watcher ever saw a row of another account."""
    faults = [f"{name} is not guarded" for (name,) in evidence.rows("""
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'
         WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity)""")]
    faults += _strange_rows(evidence)
    owner = {str(number): account for number, account in evidence.rows("SELECT id, account_id FROM messages")}
    for model in evidence.of("model"):
        strange = [number for number in model["message"] if str(owner.get(number)) != model["account"]]
        faults += [f"{model['ledger']} saw message {number} of another account" for number in strange]
    return faults


INVARIANTS: list[Invariant] = [
    i1_answered_is_stored, i2_stored_was_sent, i3_replies_end_known, i4_nothing_twice, i5_status_is_the_highest,
    i6_streams_are_whole, i7_rows_agree, i8_audit_stands, i9_nothing_waits, i10_accounts_are_islands,
]


def judge(evidence: Evidence) -> list[str]:
    found: list[str] = []
    for invariant in INVARIANTS:
        name = invariant.__name__.split("_")[0].upper()
        faults = invariant(evidence)
        found += [f"{name}: {fault}" for fault in faults[:SAMPLES_MAX]]
        if len(faults) > SAMPLES_MAX:
            found.append(f"{name}: and {len(faults) - SAMPLES_MAX} more")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dsn", required=True)
    parser.add_argument("--ledgers", type=Path, required=True)
    parser.add_argument("--spool", type=Path, action="append", default=[])
    parser.add_argument("--in-motion", action="store_true", help="the desk is not at rest")
    parser.add_argument("--resets-expected", action="store_true")
    parser.add_argument("--forgive", type=float, nargs=2, action="append", default=[], metavar=("FROM", "TO"),
                        help="the desk went back to FROM at TO: what was answered between is not asked for")
    given = parser.parse_args()
    with psycopg.connect(given.dsn, autocommit=True) as connection:
        evidence = Evidence(connection, list(records(given.ledgers)), given.spool, not given.in_motion,
                            given.resets_expected, [(first, last) for first, last in given.forgive])
        found = judge(evidence)
    print(json.dumps({"violations": found, "figures": evidence.figures}, ensure_ascii=False))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
