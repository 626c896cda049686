"""How the portal stands at a moment, as values: what waits, what failed, when it was heard, how full the disk is."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from redis import Redis
from redis.exceptions import RedisError

from accounts.files import keeping
from accounts.models import BackupMade, BulkAct, Chore, Failure, HookMessage, Inspection, Letter, WriterSheet
from competitions.models import ServingRun
from judging.domain.certificates import rendering
from judging.models import Certificate, Computation
from proposals.models import WinnerList
from sinovik.watching.runs import key_of

DAY = timedelta(days=1)
# Why a letter is given up that says something of the portal or the mail server, not of one mailbox or one reader.
OF_THE_SERVER = (Failure.UNREACHABLE, Failure.REFUSED)


@dataclass(frozen=True)
class Queue:
    """Work of one kind that waits: how much, and since how many seconds the oldest (0: nothing waits)."""

    waiting: int
    oldest: float = 0


@dataclass(frozen=True)
class Outbox:
    """Letters: how many the mail server left unanswered, since how many seconds, how many it refused in a day."""

    silent: int
    silent_for: float
    given_up: int


@dataclass(frozen=True)
class PortalState:
    """The portal at a moment. Ages are seconds; None where nothing is known yet, or nobody answers."""

    queues: Mapping[str, Queue | None]
    failed: tuple[str, ...]
    letters: Outbox
    heartbeat: float | None
    backup: float | None
    is_backed_up: bool
    inspected: float | None
    broken: int
    is_store_there: bool
    free: int | None
    room: int | None


def looked(*, at) -> PortalState:
    """Look at everything; some ten queries. Without Valkey the tasks' queue is None and no failed task is known."""
    inspection = Inspection.objects.order_by("-pk").first()
    free, room = keeping.room() or (None, None)
    backup = age(BackupMade.objects.order_by("-made_at").values_list("made_at", flat=True).first(), at)
    return PortalState(
        queues={"tasks": tasks(), **{name: queue(rows, since, at) for name, (rows, since) in waiting(at).items()}},
        failed=tuple(failed()),
        letters=outbox(at),
        heartbeat=age(ServingRun.objects.order_by("-last_at").values_list("last_at", flat=True).first(), at),
        backup=backup,
        is_backed_up=backup is not None or bool(settings.BACKUP_RECIPIENTS) or settings.HTTPS,
        inspected=age(inspection and inspection.looked_at, at),
        broken=len(inspection.broken) if inspection else 0,
        is_store_there=keeping.answers(),
        free=free,
        room=room,
    )


def age(moment, at):
    """Seconds since a moment, None where there is none."""
    return None if moment is None else max(0.0, (at - moment).total_seconds())


def waiting(at):
    """By name, the rows that wait for a worker and the field that says since when."""
    printed = Certificate.objects.filter(award__stage=OuterRef("stage")).order_by("-rendered_at")
    lately = Coalesce(Subquery(printed.values("rendered_at")[:1]), "tried_at")
    lists = WinnerList.objects.filter(agreed_at__isnull=False, taken_over_at=None, failed_at=None)
    return {
        "computations": (Computation.objects.filter(state=Computation.State.WAITING), "requested_at"),
        # One that is being printed waits since its last certificate.
        "certificates": (rendering.unfinished().annotate(moved_at=Greatest("tried_at", lately)), "moved_at"),
        "letters": (Letter.objects.due(at), "next_try_at"),
        "partners": (HookMessage.objects.due(at), "next_try_at"),
        "bulk acts": (BulkAct.objects.filter(finished_at=None), "tried_at"),
        "writer sheets": (WriterSheet.objects.filter(finished_at=None, failed_at=None), "tried_at"),
        "winner lists": (lists.annotate(moved_at=Coalesce("tried_at", "agreed_at")), "moved_at"),
    }


def queue(rows, since, at):
    """How many rows wait, and how long the oldest."""
    found = rows.order_by().aggregate(number=Count("pk"), first=Min(since))
    return Queue(found["number"], age(found["first"], at) or 0)


def tasks():
    """The tasks that no worker has taken, of all queues; None where Valkey does not answer."""
    names = settings.TASK_QUEUE_NAMES
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3) as broker:
            return Queue(sum(map(broker.llen, names)), max(asked(broker.lindex(name, -1)) for name in names))
    except RedisError:
        return None


def asked(message):
    """How many seconds ago a task was asked for; 0 where nobody can say."""
    with suppress(TypeError, ValueError, KeyError):
        return max(0.0, time.time() - json.loads(message)["headers"]["asked_at"])
    return 0.0


def failed():
    """Names of the tasks that failed within the last hour, and of the chores that were given up."""
    chores = Chore.objects.exclude(given_up_at=None).order_by("name").values_list("name", flat=True).distinct()
    with suppress(RedisError):
        return sorted({*cache.get_many(map(key_of, current_app.tasks)).values(), *chores})
    return list(chores)


def outbox(at):
    """How the letters fare."""
    silent = Letter.objects.due(at).filter(failure=Failure.UNREACHABLE).order_by()
    found = silent.aggregate(number=Count("pk"), first=Min("next_try_at"))
    given_up = Letter.objects.filter(given_up_at__gt=at - DAY, failure__in=OF_THE_SERVER).count()
    return Outbox(found["number"], age(found["first"], at) or 0, given_up)


class AsNumbers(Collector):
    """The state as gauges for Prometheus, looked at when they are asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; without a database one alone, which says so."""
        try:
            state = looked(at=timezone.now())
            yield from gauges(state)
            yield connections()
        except DatabaseError:
            yield GaugeMetricFamily("sinovik_database_up", "Whether the database answers", 0)
        else:
            yield GaugeMetricFamily("sinovik_database_up", "Whether the database answers", 1)


def gauges(state):
    """The values of a state; what is not known is left out."""
    number = GaugeMetricFamily("sinovik_waiting", "Work that waits", labels=["queue"])
    oldest = GaugeMetricFamily("sinovik_waiting_oldest_seconds", "Since when the oldest waits", labels=["queue"])
    for name, one in state.queues.items():
        if one is not None:
            number.add_metric([name], one.waiting)
            oldest.add_metric([name], one.oldest)
    yield from (number, oldest)
    for name, about, value in (
        ("letters_unanswered", "Letters for which the mail server does not answer", state.letters.silent),
        ("letters_unanswered_seconds", "Since when the oldest of them waits", state.letters.silent_for),
        ("letters_given_up", "Letters given up within a day because of the mail server", state.letters.given_up),
        ("tasks_failed_lately", "Kinds of tasks that failed within an hour or were given up", len(state.failed)),
        ("heartbeat_seconds", "Since when the portal was not heard", state.heartbeat),
        ("backup_seconds", "Since when there was no backup", state.backup),
        ("inspection_seconds", "Since when nothing was inspected", state.inspected),
        ("invariants_broken", "What did not hold at the last look", state.broken),
        ("files_up", "Whether the store of files answers", int(state.is_store_there)),
        ("disk_free_bytes", "Free room where files lie", state.free),
        ("disk_bytes", "Room where files lie", state.room),
    ):
        if value is not None:
            yield GaugeMetricFamily(f"sinovik_{name}", about, value)


def connections():
    """Connections to this database by what they are doing."""
    found = GaugeMetricFamily("sinovik_database_connections", "Connections to the database", labels=["state"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(state, 'unknown'), count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() GROUP BY 1 ORDER BY 1"
        )
        for state, number in cursor.fetchall():
            found.add_metric([state], number)
    return found
