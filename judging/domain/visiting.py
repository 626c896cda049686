"""Field visits: planned with the claims of the dossier, reported by a verifier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import events, stamps
from accounts.files import keeping
from accounts.rules import Refused
from competitions.models import Section
from judging import rules
from judging.domain.work import Column
from judging.models import Assignment, Claim, Entrant, Photo, Visit, has_signed

PHOTOGRAPHS = "visits"


def days(stage):
    """For when an entrant's visit is planned, and when it was reported."""
    own = Visit.objects.filter(stage=stage, proposal=OuterRef("proposal"))
    return {
        "planned_on": Subquery(own.values("planned_on")[:1]),
        "reported_at": Subquery(own.values("reported_at")[:1]),
    }


COLUMN = Column(
    gettext_lazy("Kunjungan"),
    "judging/columns/visit.html",
    plain=lambda row: timezone.localdate(row.reported_at) if row.reported_at else "",
    figures=days,
    order="planned_on",
)


@dataclass(frozen=True)
class Seen:
    """What a verifier saw of one claim: a `Claim.Outcome`, and a note (needed unless confirmed)."""

    outcome: str
    note: str = ""


def plan(stage, *, at):
    """Plan a visit with its claims for every entrant without one, spread over the window's working days.

    No visit lies before the stage opened or before `at`. Refused, with how many find no day, when the window is
    too short.
    """
    planned = dict(Visit.objects.filter(stage=stage).values_list("proposal_id", "planned_on"))
    waiting = [entrant.proposal for entrant in Entrant.objects.standing(stage) if entrant.proposal_id not in planned]
    found = stage.arranged.visit_days(max(stage.opens_at, at), stage.closes_at, len(waiting), planned=planned.values())
    if len(found) < len(waiting):
        raise Refused(
            rules.WINDOW_TOO_SHORT,
            [
                _(
                    "Sampai tahap ini ditutup hanya ada tempat untuk %(places)d kunjungan, padahal %(count)d usulan "
                    "menunggu kunjungan. Perpanjang tahap ini."
                )
                % {"places": len(found), "count": len(waiting)}
            ],
        )
    visits = Visit.objects.bulk_create(
        Visit(stage=stage, proposal=proposal, planned_on=day) for proposal, day in zip(waiting, found, strict=True)
    )
    sections = list(Section.objects.filter(edition=stage.edition_id).exclude(claim="").order_by("position"))
    Claim.objects.bulk_create(
        Claim(visit=visit, section=section)
        for visit in visits
        for section in sections
        if section.group_id in (None, visit.proposal.group_id)
    )


@transaction.atomic
def report(visit, claims: Mapping[int, Seen], *, visited_on: date | None, summary, send, shown=None, by, at):
    """Write what was seen; with `send` the report becomes final.

    `shown` is the stamp of the report that the verifier was shown: a visit has two, and neither overwrites the other.
    `claims` maps claim ids of this visit to `Seen`, those left out stay; `visited_on` may be None until it is sent.
    Refused for a claim that was not confirmed and has no note, and when sent with a claim or the date open.
    """
    visit = locked_for(visit, by=by, at=at)
    if send and visited_on is None:
        raise Refused(rules.NO_VISIT_DATE)
    if refusal := rules.visit_date_refusal(visit, visited_on, today=timezone.localdate(at)):
        raise Refused(refusal)
    rows = list(Claim.objects.filter(visit=visit).order_by("pk"))
    stands = stamp(visit, rows)
    visit.visited_on, visit.summary = visited_on, summary
    for row in rows:
        if seen := claims.get(row.pk):
            row.outcome, row.note = seen.outcome, seen.note
        if row.outcome in ("partly", "not") and not row.note.strip():
            raise Refused(rules.REASON_MISSING)
        if send and not row.outcome:
            raise Refused(rules.FINDINGS_OPEN)
    if stamp(visit, rows) != stands:
        stamps.unchanged(shown, stands, visit)
    Claim.objects.bulk_update(rows, ["outcome", "note"])
    if send:
        visit.reported_at, visit.reported_by = at, by
    visit.save()
    events.record("visit.reported" if send else "visit.noted", on=visit, by=by, at=at, proposal=visit.proposal_id)
    return visit


def stamp(visit, claims):
    """The stamp of a report as it stands."""
    found = sorted((claim.pk, claim.outcome, claim.note) for claim in claims)
    return stamps.fingerprint([visit.visited_on, visit.summary, found])


@transaction.atomic
def add_photo(visit, file, caption, *, by, at):
    """Keep a photograph of the visit (a `taking.Taken`). The same one twice is kept once."""
    visit = locked_for(visit, by=by, at=at)
    digest = keeping.digest(file.clean)
    if kept := Photo.objects.filter(visit=visit, sha256=digest).first():
        return kept
    photo = Photo.objects.create(
        visit=visit,
        file=keeping.keep(file.clean, folder=PHOTOGRAPHS, ending=file.kind.endings[0]),
        size=len(file.clean),
        sha256=digest,
        caption=caption,
        taken_by=by,
        added_at=at,
    )
    events.record("visit.photographed", on=visit, by=by, at=at, sha256=digest)
    return photo


def expected_photos():
    """What the store must hold of every visit."""
    for row in Photo.objects.order_by("pk").iterator():
        yield row.clean


def locked_for(visit, *, by, at):
    """The visit, locked, if this verifier may still write its report."""
    visits = Visit.objects.select_for_update(of=("self",)).select_related("stage")
    visit = visits.annotate(has_signed=has_signed(by.user, "stage__edition")).get(pk=visit.pk)
    held = Assignment.objects.held_by(by.user).filter(stage=visit.stage_id, proposal=visit.proposal_id)
    if not held.exists():
        raise Refused(rules.NOT_A_VERIFIER)
    if refusal := rules.pact_refusal(has_signed=visit.has_signed) or rules.reporting_refusal(visit, at=at):
        raise Refused(refusal)
    return visit
