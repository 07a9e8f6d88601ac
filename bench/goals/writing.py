"""P3, P4: what ingest makes of the database: beside the apply in a bare loop and a COPY of its rows, and in processor time."""

from __future__ import annotations

import asyncio
import datetime
import itertools
import json
import re
import time
from dataclasses import dataclass

import psycopg
from psycopg import pq

from goals.crew import Crew, Reference, cluster_cpu_seconds, crew, search_cpu_seconds
from goals.goal import ROOT, Aim, Columns, Measure, Row, Setting
from goals.programs import closed_loop

CONNECTIONS = 256
NAIVE_CLIENTS = 32
TEXT = ("Goedemiddag, gisteren kreeg ik bericht dat bestelling 4711-2291 bezorgd zou zijn, maar er ligt niets bij de deur "
        "en ook niet bij de buren. Kunt u nakijken waar het pakket is gebleven?")
COPIED = {"messages": "id", "webhook_deliveries": "id", "events": "seq"}


def in_source(file: str, pattern: str) -> str:
    """The loop runs what the server runs, so it takes it from there."""
    found = re.search(pattern, (ROOT / file).read_text(), re.DOTALL)
    if found is None:
        raise RuntimeError(f"{file} has changed: {pattern}")
    return found[1]


APPLY = in_source("src/ingest/apply.cpp", r'"ingest.apply_inbound", R"sql\((.*?)\)sql"')
POOL_SETTINGS = "".join(re.findall(r'"(.*?)"', in_source("src/ingest/writer.cpp", r"options\.settings =(.*?);\n")))
BATCH = int(in_source("src/ingest/writer.hpp", r"batch_events_max = (\d+);"))


def array(words: list[str]) -> bytes:
    quoted = ('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words)
    return ("{" + ",".join(quoted) + "}").encode()


@dataclass(frozen=True)
class Customer:
    kind: str
    value: str
    name: str


class Batches:
    """Parameters of `apply_inbound`, each batch with new messages of known customers."""

    def __init__(self, here: Crew) -> None:
        self._account = here.account
        self._inbox = here.inboxes[0].id
        self._numbers = itertools.count(time.time_ns() // 1000)
        with here.desk.cluster.connect() as connection:
            rows = connection.execute(
                "SELECT DISTINCT ON (contact_id) kind, value, profile_name FROM contact_identities WHERE inbox_id = %s", [self._inbox]
            ).fetchall()
        self._customers = itertools.cycle([Customer(*row) for row in rows])

    def one(self) -> list[bytes | None]:
        numbers = list(itertools.islice(self._numbers, BATCH))
        customers = list(itertools.islice(self._customers, BATCH))
        bodies = [self._body(number, customer) for number, customer in zip(numbers, customers)]
        ends = list(itertools.accumulate(len(body) for body in bodies))
        now = str(time.time_ns() // 1000)
        return [
            str(self._account).encode(), array([str(datetime.date.today())] * BATCH), array([str(number) for number in numbers]),
            array([str(self._inbox)] * BATCH), b"".join(bodies),
            array([str(end - len(body) + 1) for end, body in zip(ends, bodies)]), array([str(len(body)) for body in bodies]),
            array([str(place + 1) for place in range(BATCH)]), array([str(self._inbox)] * BATCH), array([one.kind for one in customers]),
            array([one.value for one in customers]), array([one.name for one in customers]),
            array([f"wamid.loop{number}" for number in numbers]), array([now] * BATCH), array([TEXT] * BATCH),
            None, b"{}", b"{}", b"{}", None,
        ]

    def _body(self, number: int, customer: Customer) -> bytes:
        """As large as a webhook of bench/ingest_load."""
        message = {"from": customer.value, "id": f"wamid.loop{number}", "timestamp": "1767225601", "type": "text", "text": {"body": TEXT}}
        value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "400000000000001"},
                 "contacts": [{"profile": {"name": customer.name}, "wa_id": customer.value}], "messages": [message]}
        return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]}).encode()


class Loop:
    """One connection of the application's role that applies batch after batch."""

    def __init__(self, here: Crew) -> None:
        self._connection = psycopg.connect(here.desk.cluster.dsn.replace("balie_superuser", "balie_app"), autocommit=True)
        for statement in POOL_SETTINGS.split(";"):
            self._connection.execute(statement)
        prepared = self._connection.pgconn.prepare(b"apply", APPLY.encode())
        self._expect(prepared, pq.ExecStatus.COMMAND_OK)

    def run(self, batches: list[list[bytes | None]]) -> float:
        """Seconds; building the parameters was before."""
        formats = [pq.Format.BINARY if place == 4 else pq.Format.TEXT for place in range(20)]
        began = time.monotonic()
        for batch in batches:
            self._expect(self._connection.pgconn.exec_prepared(b"apply", batch, formats), pq.ExecStatus.TUPLES_OK)  # type: ignore[arg-type]
        return time.monotonic() - began

    @staticmethod
    def _expect(result: pq.abc.PGresult, status: pq.ExecStatus) -> None:
        if result.status != status:
            raise RuntimeError(result.error_message.decode())

    def close(self) -> None:
        self._connection.close()


async def looped(loops: list[Loop], batches: Batches, seconds: int, rate: float) -> float:
    """Messages a second, of all loops side by side; as many batches as will take about so long."""
    count = max(8, int(rate * seconds / BATCH / len(loops)))
    shares = [[batches.one() for _ in range(count)] for _ in loops]
    took = await asyncio.gather(*(asyncio.to_thread(loop.run, share) for loop, share in zip(loops, shares)))
    slowest: float = max(took)
    return count * BATCH * len(loops) / slowest


def newest(here: Crew) -> dict[str, int]:
    with here.desk.cluster.connect() as connection:
        return {table: int(connection.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchone()[0])  # type: ignore[index]
                for table, key in COPIED.items()}


def make_copies(here: Crew) -> None:
    """The same tables and indexes, without keys to others, triggers and row level security."""
    with here.desk.cluster.connect() as connection:
        connection.execute("CREATE SCHEMA copied")
        for table in COPIED:
            connection.execute(f"CREATE TABLE copied.{table} (LIKE public.{table} INCLUDING ALL)")


def copied(here: Crew, reference: Reference, since: dict[str, int]) -> float:
    """Messages a second: the rows that the loops wrote, by COPY, in transactions of as many messages as a batch has."""
    rows: dict[str, list[str]] = {}
    for table, key in COPIED.items():
        query = f"COPY (SELECT * FROM {table} WHERE {key} > {since[table]} ORDER BY {key}) TO STDOUT"
        rows[table] = reference.run("psql", "-qAt", "-d", "balie", "-c", query).splitlines()
    batches = max(1, len(rows["messages"]) // BATCH)
    script = here.folder / "copied.sql"
    with script.open("w") as file:
        for batch in range(batches):
            file.write("BEGIN;\n")
            for table, lines in rows.items():
                share = lines[len(lines) * batch // batches : len(lines) * (batch + 1) // batches]
                file.write(f"COPY copied.{table} FROM stdin;\n" + "\n".join(share) + "\n\\.\n")
            file.write("COMMIT;\n")
    began = time.monotonic()
    reference.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", "balie", "-f", str(script))
    return len(rows["messages"]) / (time.monotonic() - began)


async def one_round(here: Crew, reference: Reference, loops: list[Loop], setting: Setting, columns: Columns) -> None:
    cluster = here.desk.cluster
    before, search_before = cluster_cpu_seconds(cluster), search_cpu_seconds(cluster)
    ours = await closed_loop(here.desk.port, CONNECTIONS, setting.seconds, here.inboxes)
    await here.rest()  # a message costs what search makes of it too
    ours_cpu = (cluster_cpu_seconds(cluster) - before) / ours["good"]
    search_cpu = (search_cpu_seconds(cluster) - search_before) / ours["good"]
    before = cluster_cpu_seconds(cluster)
    naive = await asyncio.to_thread(reference.naive, NAIVE_CLIENTS, setting.seconds)
    naive_cpu = (cluster_cpu_seconds(cluster) - before) / naive
    since, batches, rate = newest(here), Batches(here), ours["per_second"]
    single = await looped(loops[:1], batches, setting.seconds, rate)
    here.spare_search()
    copy = await asyncio.to_thread(copied, here, reference, since)
    double = await looped(loops, batches, setting.seconds, rate)
    here.spare_search()
    columns.add(loop=rate / single, copy=rate / copy, double=rate / double, cpu=ours_cpu / naive_cpu, without_search=(ours_cpu - search_cpu) / naive_cpu,
                ours_us=ours_cpu * 1e6, search_us=search_cpu * 1e6)


async def run(setting: Setting) -> list[Row]:
    columns = Columns()
    async with crew(setting) as here:
        reference = Reference(here.desk.cluster, here.folder)
        reference.make()
        make_copies(here)
        await here.warm(3 * setting.seconds)
        loops = [Loop(here), Loop(here)]
        try:
            for _ in range(setting.rounds):
                await one_round(here, reference, loops, setting, columns)
        finally:
            for loop in loops:
                loop.close()
    return [
        Row("P3", f"durable ingest, {CONNECTIONS} connections / the apply in a bare loop, {BATCH} messages a batch", columns["loop"], Aim("≥", 0.8, 0.95)),
        Row("P3", "the same / COPY of the same rows", columns["copy"], Aim("≥", 0.4, 0.6)),
        Row("P3", "the same / two such loops side by side", columns["double"]),
        Row("P4", f"PostgreSQL's processor time a message, {CONNECTIONS} connections / a naive transaction, {NAIVE_CLIENTS} clients",
            columns["cpu"], Aim("≤", 0.25, 0.14)),
        Row("P4", "the same without the follower that reads every word for search, some seconds later", columns["without_search"]),
        Row("P4", "PostgreSQL's processor time a message", columns["ours_us"], unit=" µs"),
        Row("P4", "of which for search", columns["search_us"], unit=" µs"),
    ]


MEASURE = Measure("writing", ("P3", "P4"), "ingest beside its own statements in a bare loop, and its processor time", run)
